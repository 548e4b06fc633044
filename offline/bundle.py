"""Makes the offline installers, one zip a platform: every wheel, an installer, the guide. `make bundle [PLATFORM=…]`.

What is downloaded are the pins of constraints.txt for the platform and each Python that an office may have; what is
needed is worked out from the wheels' own metadata with the platform's markers, and must all be there.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
GLIBC = ("2_28", "2_27", "2_26", "2_24", "2_17")
"""What a domestic desktop of the last years has (2.28), and what older wheels ask for."""


class Platform(NamedTuple):
    """A kind of machine: the tags that its wheels carry, its Pythons, and how it answers markers."""

    name: str
    tags: tuple[str, ...]
    pythons: tuple[str, ...]
    windows: bool
    machine: str


def _linux(machine: str) -> Platform:
    tags = (*(f"manylinux_{v}_{machine}" for v in GLIBC), f"manylinux2014_{machine}")
    return Platform(
        f"linux_{machine}", tags, ("3.11", "3.12", "3.13", "3.14"), windows=False, machine=machine
    )


PLATFORMS = {
    one.name: one
    for one in (
        Platform(
            "win_amd64", ("win_amd64",), ("3.11", "3.12", "3.13", "3.14"), windows=True, machine="AMD64"
        ),
        # pydantic-core, lxml and others have no wheel of 3.11 for it.
        Platform("win_arm64", ("win_arm64",), ("3.12", "3.13", "3.14"), windows=True, machine="ARM64"),
        _linux("x86_64"),
        _linux("aarch64"),
    )
}


def pins() -> list[str]:
    """Return what the program needs, pinned: the first part of constraints.txt, and pip for where there is none."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").partition("\n# dev\n")
    more = [line for line in lines[2].splitlines() if line.startswith("pip==")]
    return [line for line in lines[0].splitlines() if "==" in line and not line.startswith("#")] + more


def markers(platform: Platform, python: str) -> dict[str, str]:
    """Return how a machine of that kind answers the markers of a requirement."""
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt" if platform.windows else "posix",
        "platform_machine": platform.machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Windows" if platform.windows else "Linux",
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32" if platform.windows else "linux",
        "extra": "",
    }


def requirements(wheel: Path) -> list[Requirement]:
    """Return what a wheel asks for."""
    with zipfile.ZipFile(wheel) as content:
        name = next(n for n in content.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(content.read(name).decode())
    return [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]


def lacking(wheels: Iterable[Path], platform: Platform, python: str) -> list[str]:
    """Return what the program would ask for on such a machine and the wheels do not hold."""
    usable = {canonicalize_name(w.name.partition("-")[0]): w for w in wheels if _runs_on(w, python)}
    answers, missing = markers(platform, python), []
    waiting, seen = [Requirement("hazardctl")], set[str]()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        wheel = usable.get(name)
        if wheel is None or not wanted.specifier.contains(
            parse_wheel_filename(wheel.name)[1], prereleases=True
        ):
            missing.append(f"{wanted} ({platform.name}, Python {python})")
        elif name not in seen:
            seen.add(name)
            waiting += [
                one for one in requirements(wheel) if one.marker is None or one.marker.evaluate(answers)
            ]
    return sorted(set(missing))


def _runs_on(wheel: Path, python: str) -> bool:
    """Whether a wheel is for that Python; its platform was asked for when it was downloaded."""
    here = f"cp{python.replace('.', '')}"
    return any(
        tag.interpreter in {"py3", here} or (tag.abi == "abi3" and tag.interpreter <= here)
        for tag in parse_wheel_filename(wheel.name)[3]
    )


def download(platform: Platform, python: str, folder: Path) -> None:
    """Fetch the pins for one kind of machine and one Python.

    Raises:
        SystemExit: something is not to be had; pip says what.
    """
    tags = [word for tag in platform.tags for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--implementation", "cp", "--python-version", python, *tags]
    if subprocess.run([*command, "--dest", str(folder), *pins()], check=False).returncode:
        raise SystemExit(f"{platform.name}, Python {python}: not every wheel could be had (see above)")


def build(platform: Platform, pythons: Iterable[str], output: Path) -> Path:
    """Make the zip of one platform and return where it is.

    Raises:
        SystemExit: a wheel is missing.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheels = folder / "wheels"
        wheels.mkdir()
        own = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*own, "--wheel-dir", str(wheels), str(ROOT)], check=True)
        for python in pythons:
            download(platform, python, wheels)
        missing = [line for python in pythons for line in lacking(wheels.glob("*.whl"), platform, python)]
        if missing:
            raise SystemExit("missing wheels:\n  " + "\n  ".join(missing))
        _lay(folder, platform)
        version = parse_wheel_filename(next(wheels.glob("hazardctl-*.whl")).name)[1]
        target = output / f"hazardctl-{version}-{platform.name}.zip"
        output.mkdir(exist_ok=True)
        _zip(folder, target)
    return target


def _lay(folder: Path, platform: Platform) -> None:
    """Lay the installer, the guide and the sums beside the wheels."""
    (folder / "constraints.txt").write_bytes((ROOT / "constraints.txt").read_bytes())
    (folder / "LICENSE").write_bytes((ROOT / "LICENSE").read_bytes())
    guide = (ROOT / "docs" / "离线安装.md").read_text(encoding="utf-8")
    if platform.windows:
        batch = (HERE / "install.bat").read_text(encoding="utf-8")
        (folder / "install.bat").write_bytes(batch.replace("\n", "\r\n").encode("gbk"))
        # Notepad of an older Windows knows UTF-8 by the mark alone, and lines by CRLF alone.
        (folder / "安装说明.txt").write_bytes(("\ufeff" + guide).replace("\n", "\r\n").encode())
    else:
        (folder / "install.sh").write_bytes((HERE / "install.sh").read_bytes())
        (folder / "安装说明.txt").write_bytes(guide.encode())
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in _files(folder)
    ]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8", newline="\n")


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _zip(folder: Path, target: Path) -> None:
    """Pack a folder so that the same files give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for path in _files(folder):
            info = zipfile.ZipInfo(f"{target.stem}/{path.relative_to(folder).as_posix()}")
            info.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            # Wheels are packed already.
            info.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            out.writestr(info, path.read_bytes())


def main() -> None:
    """Make the zips that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platforms", nargs="*", default=list(PLATFORMS), metavar="PLATFORM")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    given = parser.parse_args()
    unknown = [name for name in given.platforms if name not in PLATFORMS]
    if unknown:
        parser.error(f"no such platform: {', '.join(unknown)}; there are {', '.join(PLATFORMS)}")
    for name in given.platforms:
        made = build(PLATFORMS[name], PLATFORMS[name].pythons, given.output)
        print(
            f"{made.relative_to(ROOT) if made.is_relative_to(ROOT) else made}  {made.stat().st_size // 1_000_000} MB"
        )


if __name__ == "__main__":
    main()
