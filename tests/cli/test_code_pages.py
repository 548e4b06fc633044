"""No character stops the program, whatever the code page; files are always UTF-8; names in Chinese work as bytes too."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from tests.cli.terminal import Terminal

CODE_PAGES = ("cp936", "gb18030", "cp437", "ascii", "latin-1", "utf-8", "cp936:strict", "ascii:strict")
RARE = "𠮷田㛃儿"
"""A surname beyond GBK and a character that few fonts have."""
COMMANDS = (
    ("hazard", "list"),
    ("hazard", "show", "BY-2023-0001"),
    ("hazard", "history", "BY-2023-0001"),
    ("hazard", "list", "--format", "json"),
    ("hazard", "list", "--format", "csv"),
    ("status",),
    ("report", "monthly", "2023-07"),
    ("who-owns", "燃气"),
    ("--help",),
    ("hazard", "add", "--help"),
    ("hazard", "add", "--title", RARE),
    ("hazard", "show", RARE),
    (RARE,),
    ("log",),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("代码页")
    assert run(folder, "init", "--preparer", RARE)[0] == 0
    words = (
        "--level",
        "general",
        "--unit",
        "应急办",
        "--source",
        "self",
        "--fixed-on-spot",
        f"{RARE}·“换”—①",
    )
    code, out, err = run(folder, "hazard", "add", "--title", f"{RARE}家的灯", *words)
    assert code == 0, out + err
    return folder


def run(home: Path, *words: str | bytes, encoding: str = "utf-8", **environ: str) -> tuple[int, bytes, bytes]:
    """Run the program with its output redirected and return what it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "hazardctl", *words],
        env={
            **os.environ,
            "HAZARDCTL_HOME": str(home),
            "HAZARDCTL_TODAY": "2023-07-10",
            "PYTHONIOENCODING": encoding,
            "PYTHONUTF8": "0",
            **environ,
        },
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_redirected_output_never_stops_at_a_character(home: Path, encoding: str) -> None:
    for words in COMMANDS:
        expected, out, err = run(home, *words)
        code, *streams = run(home, *words, encoding=encoding)
        assert code == expected, (words, streams)
        name = encoding.partition(":")[0]
        for stream, whole in zip(streams, (out, err), strict=True):
            assert b"Traceback" not in stream
            # What the code page has is all there, in its place.
            wanted = whole.decode().encode(name, "replace").decode(name)
            if "json" not in words:
                assert stream.decode(name) == wanted, words


@pytest.mark.parametrize("encoding", ["cp936", "ascii", "cp437"])
def test_json_keeps_what_the_code_page_lacks(home: Path, encoding: str) -> None:
    _, out, _ = run(home, "hazard", "show", "BY-2023-0001", "--format", "json", encoding=encoding)
    assert json.loads(out.decode(encoding))["data"]["title"] == f"{RARE}家的灯"


@pytest.mark.parametrize("encoding", ["cp936", "ascii"])
@pytest.mark.parametrize("suffix", ["csv", "json", "txt"])
def test_files_are_utf_8_whatever_the_code_page(
    home: Path, encoding: str, suffix: str, tmp_path: Path
) -> None:
    file = tmp_path / f"表{encoding}.{suffix}"
    assert run(home, "hazard", "list", "-o", str(file), encoding=encoding)[0] == 0
    assert f"{RARE}家的灯" in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_a_terminal_never_stops_at_a_character(home: Path, encoding: str) -> None:
    for words in (("hazard", "show", "BY-2023-0001"), ("status",), ("hazard", "list"), (RARE,)):
        name = encoding.partition(":")[0]
        screen = Terminal(
            ["--no-input", *words], home=home, encoding=name, environ={"PYTHONIOENCODING": encoding}
        )
        assert screen.ends() in {0, 2}
        assert "Traceback" not in screen.text
        if name not in {"utf-8", "gb18030"}:
            assert "─" not in screen.text


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "en_US.ISO-8859-1"])
def test_words_in_chinese_arrive_in_any_locale(home: Path, locale: str) -> None:
    environ = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0"}
    _, out, _ = run(home, "hazard", "list", "--search", "家的灯", "--format", "json", **environ)
    assert [hazard["no"] for hazard in json.loads(out)["data"]] == ["BY-2023-0001"]


def test_words_and_names_of_files_in_gbk_are_read_as_they_were_meant(home: Path, tmp_path: Path) -> None:
    """A USB stick from a Windows of long ago: the names of its files are GBK, the locale is UTF-8."""
    name = os.fsencode(tmp_path) + "/隐患表.csv".encode("gbk")
    rows = "隐患描述,隐患等级,监管责任单位,隐患来源,排查日期,即查即改情况\n气瓶倒放,一般,应急办,胡说,2023-07-01,换了\n"
    with open(name, "wb") as file:  # noqa: PTH123  bytes
        file.write(rows.encode("gbk"))
    code, out, _ = run(home, "import", name)
    assert code == 1
    assert "导入 隐患表.csv" in out.decode()
    assert (tmp_path / "隐患表_错误.xlsx").exists()
    with open(name, "wb") as file:  # noqa: PTH123  bytes
        file.write(rows.replace("胡说", "自查").encode("gbk"))
    assert run(home, "import", name)[0] == 0
    assert run(home, "hazard", "attach", "BY-2023-0001", name)[0] == 0
    _, out, _ = run(home, "hazard", "list", "--search", "气瓶".encode("gbk"))
    assert "气瓶倒放" in out.decode()


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_a_real_terminal_shows_the_same_as_the_one_of_the_tests(home: Path) -> None:
    """Compare tmux with pyte, so that the screens of all other tests can be believed."""
    start = Terminal(["--no-input", "status"], home=home)
    assert start.ends() == 0
    environ = {"HAZARDCTL_HOME": home, "HAZARDCTL_TODAY": "2023-07-10", "NO_COLOR": 1}
    settings = " ".join(f"{name}='{value}'" for name, value in environ.items())
    command = f"{settings} {sys.executable} -m hazardctl --no-input status; tmux -L hazardctl-test wait-for -S done; cat"
    tmux = ["tmux", "-L", "hazardctl-test", "-u", "-f", "/dev/null"]
    try:
        subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", command], check=True)
        subprocess.run([*tmux, "wait-for", "done"], check=True)
        shown = subprocess.run([*tmux, "capture-pane", "-p"], check=True, capture_output=True).stdout.decode()
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
    assert shown.split("\n")[:20] == start.display().split("\n")[:20]
