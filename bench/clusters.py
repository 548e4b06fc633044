"""PostgreSQL servers of the bench's own, kept on disk between runs: started by an ordinary user, on loopback, trusting it."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests import postgres

SUPERUSER, OWNER, READER = "bench", "taizhang", "district"
"""Who made the server, who owns the tables (no superuser: for one no row-level security holds), and who reads all towns."""

DATABASE = "ledger"
LOADING: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "maintenance_work_mem": "1GB",
}
"""For making a ledger only: what a crash would leave then is made once more."""

MEASURED: Mapping[str, str] = {"work_mem": "64MB", "effective_cache_size": "12GB", "random_page_cost": "1.1"}
"""What is set beside PostgreSQL's defaults while anything is timed (and the shared buffers); writes are synced."""


class Cluster(NamedTuple):
    """One server: its folder, its port, its shared buffers."""

    folder: Path
    port: int
    buffers: str

    def address(self, user: str = SUPERUSER, database: str = DATABASE) -> str:
        """Return its address for a login."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def start(self, settings: Mapping[str, str]) -> None:
        """Start it with these settings."""
        told = {
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "listen_addresses": "127.0.0.1",
            "shared_buffers": self.buffers,
            **settings,
        }
        words = " ".join(f"-c {name}={value}" for name, value in told.items())
        log = self.folder / "log"
        _run("pg_ctl", "-D", self.folder / "data", "-o", words, "-l", log, "-w", "-t", "120", "start")

    def stop(self) -> None:
        """Stop it in good order."""
        if (self.folder / "data" / "postmaster.pid").exists():
            _run("pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "-t", "600", "stop")


def made(folder: Path, buffers: str) -> tuple[Cluster, bool]:
    """Return the cluster of a folder, and whether it has been made only now."""
    one = Cluster(folder, _free_port(), buffers)
    fresh = not (folder / "whole").exists()
    if fresh:
        one.stop()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        _run(
            "initdb", "-D", folder / "data", "-U", SUPERUSER, "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8"
        )
    else:
        one.stop()
    return one, fresh


def version() -> str:
    """Return which PostgreSQL it is."""
    return _run("postgres", "--version").split()[2]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _run(program: str, *words: object) -> str:
    """Run one of the server's programs, as its own user where the bench runs as root: it refuses root."""
    as_user: Sequence[str] = ("runuser", "-u", "postgres", "--") if os.getuid() == 0 else ()
    command = [*as_user, str(postgres.programs() / program), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tempfile.gettempdir())
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout
