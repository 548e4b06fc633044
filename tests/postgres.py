"""A PostgreSQL server of the tests' own: a private cluster on loopback, run by an ordinary user, gone when they end.

`HAZARDCTL_TEST_ENGINE=server` puts the ledger of every test of the commands on it: each gets a database of its own.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ON_SERVER = os.environ.get("HAZARDCTL_TEST_ENGINE") == "server"
OWNER = "hazard"
_ROOM = 2 * 2**30
_left: list[str] = []
"""Databases that nobody needs any more: to drop one at once is to wait for the last connection to it to end."""


class Server(NamedTuple):
    """A server of the tests' own: its address without a database, where it lies, and how it is started."""

    address: str
    folder: Path
    told: str

    def start(self) -> None:
        """Start it, after a crash with the recovery that there is to do."""
        log = self.folder / "log"
        _run("pg_ctl", "-D", self.folder / "data", "-o", self.told, "-l", log, "-w", "-t", "120", "start")

    def crash(self) -> None:
        """Stop it without any of the work that an orderly end would do."""
        _run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server and yield its address without a database; it lies in memory where there is room for it."""
    with running("-c fsync=off -c max_connections=60") as server:
        yield server.address


@contextmanager
def running(settings: str) -> Iterator[Server]:
    """Start a server with these settings and yield it."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of a name of its own is made there
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    with tempfile.TemporaryDirectory(prefix="hazardctl-pg-", dir=memory if roomy else None) as name:
        folder, port = Path(name), _free_port()
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        _run("initdb", "-D", folder / "data", "-U", OWNER, "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8")
        told = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {settings}"
        server = Server(f"postgresql://{OWNER}@127.0.0.1:{port}", folder, told)
        server.start()
        try:
            yield server
        finally:
            server.crash()


@contextmanager
def database(server: str, like: str | None = None) -> Iterator[str]:
    """Make a database, empty or as another one is now, and yield its address; it is gone afterwards."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    copied = f" template {like.rpartition('/')[2]}" if like else ""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        while _left:
            old = _left.pop()
            connection.execute(f"drop database if exists {old} with (force)".encode())
        connection.execute(f"create database {name}{copied} strategy file_copy".encode())
    try:
        yield f"{server}/{name}"
    finally:
        _left.append(name)


def sql(address: str, statement: str, values: Sequence[object]) -> list[dict[str, Any]]:
    """Put a statement to a server's ledger past the program, and return its rows; `?` stands for a value."""
    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(address, row_factory=dict_row) as connection:
        cursor = psycopg.ClientCursor(connection, row_factory=dict_row)
        cursor.execute(statement.replace("?", "%s").encode(), values)
        return cursor.fetchall() if cursor.description else []


def fingerprint(address: str) -> bytes:
    """Return what changes whenever anything is written into a server's ledger."""
    import psycopg

    with psycopg.connect(address) as connection:
        return str(connection.execute("select count(*), max(hash) from journal").fetchone()).encode()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _run(program: str, *words: object) -> None:
    """Run one of the server's programs, as its own user where the tests run as root: it refuses root."""
    as_user: Sequence[str] = ("runuser", "-u", "postgres", "--") if os.getuid() == 0 else ()
    command = [*as_user, str(programs() / program), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tempfile.gettempdir())
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def installed() -> bool:
    """Whether there is a server to start."""
    try:
        programs()
    except RuntimeError:
        return False
    return True


@cache
def programs() -> Path:
    """Find the server's programs: on the path, or where Debian puts those of each version."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda one: int(one.parent.parent.name), default=None)
    if newest is None:
        raise RuntimeError("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    return newest.parent


if __name__ == "__main__":
    try:
        programs()
    except RuntimeError as error:
        sys.exit(str(error))
