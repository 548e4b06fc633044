"""What stands in the README is what happens, and the files beside the source agree with each other.

Transcripts are the ```console blocks of a page. They are run in one empty folder from the first block to the last; to
write what really came out into the page: make transcripts
"""

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from hazardctl import __version__
from hazardctl.errors import HazardctlError
from hazardctl.services import guides

ROOT = Path(__file__).resolve().parents[1]
REWRITE = bool(os.environ.get("REWRITE_TRANSCRIPTS"))
PAGES = ("README.md", "CONTRIBUTING.md")
GUIDES = ("README.zh-CN.md", "docs/用户手册.md", "docs/另一个镇.md", "docs/提醒与日历.md", "docs/合并台账.md")

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?:.*\\\n)*.*\n", re.MULTILINE)
_CHANGING = (
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "UID"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "HEAD"),
    (re.compile(r"\b[0-9a-f]{12}\b"), "HEAD"),
    (re.compile(r"\b[0-9a-f]{6}\b"), "ID"),
    (re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}\b"), "TIME"),
)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads(page("pyproject.toml"))["project"]
    return told


class Terminal:
    """A person at a shell who follows a page; `export` lasts from one command to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("HAZARDCTL_")},
            "HOME": str(folder),
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "PYTHONIOENCODING": "utf-8",
            "HAZARDCTL_ACTOR": "王五",
        }
        self._environ.pop("COLUMNS", None)

    def types(self, command: str) -> str:
        """Return what the command wrote, on either stream."""
        done = subprocess.run(
            ["sh", "-c", f"{command}\nenv -0 > .environ"],
            cwd=self._folder,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        after = (self._folder / ".environ").read_bytes().decode().rstrip("\0").split("\0")
        self._environ = dict(line.split("=", 1) for line in after)
        return done.stdout.decode()

    def follows(self, text: str) -> str:
        """Return the page with what its commands really wrote."""
        return _BLOCK.sub(lambda block: "".join(self._block(block.group())), text)

    def _block(self, block: str) -> Iterator[str]:
        for command in _COMMAND.findall(block):
            yield command
            yield self.types(command.removeprefix("$ "))


def settled(text: str) -> str:
    """Return the text without what differs from run to run."""
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return text


@pytest.mark.parametrize("name", [*PAGES, *GUIDES])
def test_the_transcripts_of_a_page_are_what_the_commands_write(name: str, tmp_path: Path) -> None:
    written = page(name)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    really = Terminal(tmp_path).follows(written)
    if REWRITE:
        (ROOT / name).write_text(really, encoding="utf-8")
        return
    assert settled(written) == settled(really)


def test_another_towns_guide_speaks_of_no_town_but_its_own() -> None:
    """All but the page's first part, which copies the plan that comes with the program."""
    ours = ("白羊", "铜梁", "附件1", "附件2", "区安委办", "应急办", "经发办", "负有安全", "BY-20")
    told = page("docs/另一个镇.md").partition("## 四、")[2]
    assert [word for word in ours if word in told] == []
    assert "YX-2024-0001" in told


def test_every_guide_is_installed_with_the_program() -> None:
    told: dict[str, Any] = tomllib.loads(page("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {f"docs/{topic.page}.md" for topic in guides.topics()} <= told["force-include"].keys()


def test_the_readme_has_transcripts() -> None:
    commands = _COMMAND.findall("".join(_BLOCK.findall(page("README.md"))))
    assert len([command for command in commands if "hazardctl" in command]) >= 10


def test_the_readme_stays_short() -> None:
    assert len(page("README.md").splitlines()) < 200


@pytest.mark.parametrize(
    "name", [*PAGES, *GUIDES, "CHANGELOG.md", "docs/第一周.md", "docs/离线安装.md", "docs/区里汇总.md"]
)
def test_every_link_inside_the_repository_leads_somewhere(name: str) -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", page(name)) if "://" not in target]
    assert [target for target in targets if not ((ROOT / name).parent / target).exists()] == []


def test_every_module_that_contributing_names_is_there() -> None:
    named = re.findall(r"`([\w./]+\.(?:py|txt|toml|sql))\b", page("CONTRIBUTING.md"))
    places = (ROOT, ROOT / "src/hazardctl", ROOT / "src/hazardctl/domain", ROOT / "src/hazardctl/ledger")
    assert [name for name in named if not any((place / name).exists() for place in places)] == ["utils.py"]


def test_the_readme_tells_every_exit_code() -> None:
    def below(cls: type[HazardctlError]) -> set[int]:
        return {cls.exit_code}.union(*(below(child) for child in cls.__subclasses__()))

    used = set().union(*(below(child) for child in HazardctlError.__subclasses__())) | {0, 130}
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page("README.md"), re.MULTILINE)}
    assert told == used


def test_the_version_is_one() -> None:
    assert project()["version"] == __version__
    assert f"## {__version__}" in page("CHANGELOG.md")


def declared() -> list[Requirement]:
    extras = project()["optional-dependencies"].values()
    return [Requirement(line) for lines in (project()["dependencies"], *extras) for line in lines]


def pinned() -> dict[str, str]:
    lines = [line for line in page("constraints.txt").splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


@pytest.mark.parametrize("wanted", declared(), ids=lambda wanted: wanted.name)
def test_a_dependency_is_pinned_within_its_bounds(wanted: Requirement) -> None:
    version = pinned()[canonicalize_name(wanted.name)]
    assert wanted.specifier.contains(version)


@pytest.mark.parametrize("wanted", declared(), ids=lambda wanted: wanted.name)
def test_a_dependency_has_its_reason(wanted: Requirement) -> None:
    reasons = page("CONTRIBUTING.md").partition("## Dependencies")[2]
    assert re.search(rf"^- [^:]*`{re.escape(wanted.name)}[`<>=]", reasons, re.MULTILINE)


def test_ci_runs_the_one_test_command() -> None:
    assert (ROOT / ".ci/run").stat().st_mode & stat.S_IXUSR
    commands = [line for line in page(".ci/run").splitlines() if line.startswith("make")]
    assert commands == ["make test"]
