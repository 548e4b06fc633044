"""The offline installer of this machine is built, unpacked where nothing is, installed without a network, and works.

The other platforms' zips are built by `make bundle` alone; here only what decides about them is tested. The installer
of Windows is read, not run: there is no Windows here.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from offline import bundle

ROOT = Path(__file__).resolve().parents[1]
MACHINE = bundle.PLATFORMS.get(f"linux_{platform.machine()}")
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
BATCH = (ROOT / "offline" / "install.bat").read_text(encoding="utf-8")

needs_linux = pytest.mark.skipif(
    sys.platform != "linux" or MACHINE is None, reason="the installer of this platform is not run by tests"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert MACHINE is not None
    return bundle.build(MACHINE, [PYTHON], tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack it as an office would, into a folder with a Chinese name and a blank."""
    folder = tmp_path_factory.mktemp("u") / "安装 文件夹"
    with zipfile.ZipFile(made) as content:
        content.extractall(folder)
    (inside,) = folder.iterdir()
    return inside


@pytest.fixture(scope="module")
def home(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it for somebody who has a Python and nothing else."""
    home = tmp_path_factory.mktemp("家")
    (home / "python").mkdir()
    (home / "python" / f"python{PYTHON}").symlink_to(Path(sys.base_prefix) / "bin" / f"python{PYTHON}")
    done = alone(home, "sh", "install.sh", folder=unpacked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "装好了：hazardctl" in done.stdout
    assert PYTHON in done.stdout
    return home


def alone(home: Path, *command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command with nothing of this machine's but a shell and a Python, and without a network."""
    path = os.pathsep.join((str(home / ".local/bin"), str(home / "python"), "/usr/bin", "/bin"))
    closed = "http://127.0.0.1:9"
    environ = {
        "PATH": path,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "http_proxy": closed,
        "https_proxy": closed,
    }
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


@needs_linux
def test_it_installs_without_a_network_and_runs_the_demo(home: Path) -> None:
    demo = alone(home, "hazardctl", "demo", folder=home)
    assert demo.returncode == 0, demo.stderr
    assert "2023-08" in demo.stdout


@needs_linux
def test_what_it_installs_is_whole_and_installing_again_keeps_the_ledger(unpacked: Path, home: Path) -> None:
    assert alone(home, "hazardctl", "init", folder=home).returncode == 0
    assert "登记隐患" in alone(home, "hazardctl", "guide", "add", folder=home).stdout
    assert "燃气执法" in alone(home, "hazardctl", "who-owns", "rqzf", folder=home).stdout
    files = ("a.docx", "a.xlsx", "a.html")
    words = [word for name in files for word in ("-o", name)]
    assert alone(home, "hazardctl", "report", "monthly", "2023-07", *words, folder=home).returncode == 0
    assert alone(home, "hazardctl", "status", "-o", "a.ics", folder=home).returncode == 0
    assert all((home / name).exists() for name in (*files, "a.ics"))
    before = (home / "hazardctl" / "ledger.db").read_bytes()
    again = alone(home, "sh", "install.sh", folder=unpacked)
    assert again.returncode == 0, again.stderr
    assert (home / "hazardctl" / "ledger.db").read_bytes() == before


@needs_linux
def test_a_package_that_was_damaged_on_the_way_is_refused(unpacked: Path, tmp_path: Path) -> None:
    copy = tmp_path / "坏的"
    shutil.copytree(unpacked, copy)
    next((copy / "wheels").iterdir()).write_bytes(b"")
    refused = alone(tmp_path, "sh", "install.sh", folder=copy)
    assert refused.returncode == 1
    assert "安装包不完整" in refused.stderr


@needs_linux
def test_without_a_python_it_says_what_to_lay_there(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for name in ("sh", "dirname", "sha256sum", "printf"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    environ = {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    done = subprocess.run(["sh", "install.sh"], cwd=unpacked, env=environ, capture_output=True, check=False)
    assert done.returncode == 1
    assert "python-build-standalone" in done.stderr.decode()


@needs_linux
def test_the_same_wheels_give_the_same_zip(unpacked: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        bundle._zip(unpacked, tmp_path / name)
        (tmp_path / name).rename(tmp_path / f"{name}.bin")
    with zipfile.ZipFile(tmp_path / "a.zip.bin") as one, zipfile.ZipFile(tmp_path / "b.zip.bin") as other:
        assert [i.CRC for i in one.infolist()] == [i.CRC for i in other.infolist()]
        assert {i.date_time for i in one.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        script = next(i for i in one.infolist() if i.filename.endswith("install.sh"))
        assert script.external_attr >> 16 == 0o755


@needs_linux
def test_a_wheel_that_is_missing_is_named(unpacked: Path) -> None:
    assert MACHINE is not None
    wheels = list((unpacked / "wheels").glob("*.whl"))
    assert bundle.lacking(wheels, MACHINE, PYTHON) == []
    fewer = [wheel for wheel in wheels if not wheel.name.startswith("rich-")]
    assert any(line.startswith("rich") for line in bundle.lacking(fewer, MACHINE, PYTHON))
    windows = bundle.lacking(
        [w for w in wheels if "colorama" not in w.name], bundle.PLATFORMS["win_amd64"], PYTHON
    )
    assert any(line.startswith("colorama") for line in windows)


def test_every_platform_is_answered_as_it_is() -> None:
    assert bundle.markers(bundle.PLATFORMS["win_arm64"], "3.12")["sys_platform"] == "win32"
    assert "3.11" not in bundle.PLATFORMS["win_arm64"].pythons
    assert set(bundle.PLATFORMS) == {"win_amd64", "win_arm64", "linux_x86_64", "linux_aarch64"}


def test_the_installer_of_windows_is_written_as_its_console_reads_it() -> None:
    assert BATCH.encode("gbk").decode("gbk") == BATCH
    labels = set(re.findall(r"^:(\w+)", BATCH, re.MULTILINE))
    assert set(re.findall(r"(?:goto|call) :?(\w+)", BATCH)) <= labels
    assert "setx" not in re.sub(r"^rem.*$", "", BATCH, flags=re.MULTILINE)
    # A folder with a blank in its name stays one word.
    for line in BATCH.splitlines():
        if "%TARGET%" in line and not line.startswith(("set", "echo")):
            assert all(before.endswith('"') for before in line.split("%TARGET%")[:-1]), line


def test_the_guide_says_which_machines_cannot_have_it_and_why() -> None:
    guide = (ROOT / "docs" / "离线安装.md").read_text(encoding="utf-8")
    for word in ("Windows 7", "LoongArch", "pydantic-core", "32 位", "musl", "3.12"):
        assert word in guide
