"""The command line speaks Chinese at every level, names all problems at once, loads only what is named."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from tests.torture.fuzz import program
from typer.models import CommandInfo

from hazardctl.cli.usage import Entry, commands, lazy_root, run
from hazardctl.errors import Refused, UsageProblem
from hazardctl.messages import fields
from hazardctl.render.columns import cells, fold

SYNTHETIC = Path(__file__).parent / "usage_app"
ENTRIES = [
    Entry("hazard", "synthetic_hazard:app", "隐患：登记、整改、复查、销号"),
    Entry("backup", "synthetic_ledger:app", "备份台账", section="台账"),
    Entry("doctor", "synthetic_ledger:app", "检查台账能否正常使用", section="台账"),
    Entry("end", "synthetic_ledger:app", "以各种方式结束", section="台账"),
    Entry("missing", "synthetic_broken:app", "这个模块有错，谁也不该去载入它", section="台账"),
]


def root(
    *,
    ledger: Annotated[
        str | None, typer.Option("--ledger", metavar="文件", envvar="HAZARDCTL_LEDGER", help="台账文件")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示细节")] = False,
) -> None:
    """Declare what stands before the command."""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[typer.Typer]:
    monkeypatch.syspath_prepend(SYNTHETIC)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HAZARDCTL_LEDGER", raising=False)
    yield lazy_root(ENTRIES, root, "镇应急办的隐患台账。")
    for name in [name for name in sys.modules if name.startswith("synthetic_")]:
        del sys.modules[name]


ADD = ["hazard", "add", "--title", "灭火器过期", "--level", "general"]

WRONG: list[tuple[list[str], list[str], list[str]]] = [
    # what was typed, the codes, what the message must say
    (["hazrd", "list"], ["no_such_command"], ["hazardctl hazard？"]),
    (["nothing"], ["no_such_command"], ["没有“nothing”", "hazard、backup、doctor", "hazardctl --help"]),
    (["备份"], ["no_such_command"], ["hazardctl backup？"]),
    (["hazard", "lsit"], ["no_such_command"], ["hazardctl hazard list？"]),
    (["hazard", "zzz"], ["no_such_command"], ["add、show、list", "hazardctl hazard --help"]),
    (["hazard", "--quiet"], ["missing_command"], ["hazardctl hazard 后面还要写一个命令", "add、show、list"]),
    (["--ledger", "a.db"], ["missing_command"], ["hazardctl 后面还要写一个命令"]),
    (["--leger", "a.db", "hazard", "list"], ["no_such_option"], ["--ledger？", "写在那个命令的后面"]),
    (["hazard", "--title", "x", "add"], ["no_such_option"], ["写在那个命令的后面"]),
    (["hazard", "list", "--ledger", "a.db"], ["misplaced_option"], ["hazardctl --ledger 文件 hazard list …"]),
    (["hazard", "list", "--debug"], ["misplaced_option"], ["hazardctl --debug hazard list …"]),
    ([*ADD, "--levl", "major"], ["no_such_option"], ["“--levl”", "--level？"]),
    ([*ADD, "--found_on=x"], ["no_such_option"], ["“--found_on”", "--tag"]),
    ([*ADD, "-level", "major"], ["no_such_option"], ["“-level”", "--level？"]),
    ([*ADD, "-z"], ["no_such_option"], ["“-z”"]),
    (["hazard", "list", "——help"], ["wide_dash"], ["“——help”", "改成 --help"]),
    (["—debug", "hazard", "list"], ["wide_dash"], ["改成 --debug"]),
    ([*ADD, "－t", "x"], ["wide_dash"], ["改成 -t"]),
    ([*ADD, "–-limit=3"], ["wide_dash"], ["改成 --limit"]),
    (["hazard", "add"], ["missing", "missing"], ["--title 文字", "只能填：major、general"]),
    (["hazard", "add", "--level", "general"], ["missing"], ["缺少必填的选项 --title"]),
    (["hazard", "add", "--level", "high"], ["missing", "bad_value"], ["“high”", "只能填：major、general"]),
    ([*ADD[:-1], "genral"], ["bad_value"], ["是不是要用 general？"]),
    (["hazard", "show"], ["missing"], ["缺少“编号”", "hazardctl hazard show 后面写上"]),
    ([*ADD, "--limit"], ["missing_value"], ["--limit 整数"]),
    (["hazard", "add", "--title", "--level", "general"], ["missing_value"], ["--title 后面少了内容"]),
    (["hazard", "add", "-t"], ["missing_value"], ["-t 后面少了内容"]),
    ([*ADD, "--open=1"], ["unexpected_value"], ["--open 是开关"]),
    ([*ADD, "--limit", "很多"], ["bad_value"], ["--limit 不能是“很多”", "要填整数（1 到 9）"]),
    ([*ADD, "--limit", "10"], ["bad_value"], ["1 到 9"]),
    (
        [*ADD, "--limit", "x", "--ratio", "y"],
        ["bad_value", "bad_value"],
        ["“x”", "“y”", "要填数字，例如 1.5"],
    ),
    ([*ADD, "--file", "没有.jpg"], ["bad_value"], ["“没有.jpg”", "已有且能读的文件"]),
    ([*ADD, "--folder", "没有"], ["bad_value"], ["“没有”", "文件夹"]),
    ([*ADD, "--span", "1"], ["wrong_count"], ["--span 要写 2 个值"]),
    ([*ADD, "--span", "1", "二"], ["bad_value"], ["“1 二”"]),
    (["doctor", "三"], ["bad_value"], ["序号 不能是“三”", "要填整数，例如 20"]),
    (["doctor"], ["missing"], ["缺少“序号”", "hazardctl doctor 后面写上"]),
    (["backup", "a", "b c"], ["extra_argument"], ["“b c”", "整段加上英文引号"]),
    ([*ADD, "配电箱"], ["extra_argument"], ["用不到“配电箱”"]),
    (["hazard", "list", "a\x1b[1\u202eb"], ["extra_argument"], ["“a[1b”"]),
    (["hazard", "--", "--title"], ["no_such_command"], ["“--title”"]),
    (["end", "ours"], ["bad_usage"], ["今天不是工作日。"]),
    (["end", "english"], ["bad_usage"], ["这行命令有误"]),
]


def english_in(message: str, typed: list[str]) -> list[str]:
    """Find the Latin words of a message that are neither typed nor names of the program."""
    names = "hazardctl hazard add show list backup doctor end missing secret major general help ledger debug"
    names += " title t level source tag limit ratio file folder span fast slow open quiet"
    known = {*names.split(), *re.findall(r"[A-Za-z_]+", " ".join(typed))}
    return [word for word in re.findall(r"[A-Za-z_]+", message) if word not in known]


@pytest.mark.parametrize(("typed", "codes", "said"), WRONG, ids=[" ".join(typed) for typed, _, _ in WRONG])
def test_every_wrong_line_is_answered_in_chinese_with_what_to_type_next(
    app: typer.Typer, typed: list[str], codes: list[str], said: list[str]
) -> None:
    with pytest.raises(UsageProblem) as caught:
        run(app, typed)
    message = str(caught.value)
    assert [problem.code for problem in caught.value.problems] == codes
    assert [part for part in said if part not in message] == []
    assert english_in(message, typed) == []
    assert message.isprintable() or "\n" in message


def test_a_bad_value_from_the_environment_names_the_variable(
    app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAZARDCTL_LIMIT", "很多")
    with pytest.raises(UsageProblem, match=r"环境变量 HAZARDCTL_LIMIT（即 --limit） 不能是“很多”"):
        run(app, ADD)


def test_a_problem_names_the_field_it_is_about(app: typer.Typer) -> None:
    with pytest.raises(UsageProblem) as caught:
        run(app, ["hazard", "add", "--limit", "x"])
    assert [problem.where for problem in caught.value.problems] == ["title", "level", "limit"]


ROOT_HELP = """\
用法：hazardctl [选项] 命令 …

  镇应急办的隐患台账。

选项：
  --ledger 文件  台账文件 [环境变量：HAZARDCTL_LEDGER]
  --debug        出错时显示细节
  --help         显示这段说明

命令：
  hazard  隐患：登记、整改、复查、销号

台账：
  backup   备份台账
  doctor   检查台账能否正常使用
  end      以各种方式结束
  missing  这个模块有错，谁也不该去载入它
"""

GROUP_HELP = """\
用法：hazardctl hazard [选项] 命令 …

  登记、整改、复查、销号。

选项：
  --quiet  少说几句
  --help   显示这段说明

命令：
  add   登记一条隐患。
  show  看一条隐患的全部经过，包括每一次整改、复查、延期、挂牌、转办和移送，以
        及谁在什么时候记下的。
  list  列出隐患。
"""

COMMAND_HELP = """\
用法：hazardctl hazard add [选项]

  登记一条隐患。

  五落实缺一不可。

选项：
  -t, --title 文字       隐患描述 [必填]
  --level major|general  隐患等级 [必填]
  --source 文字          隐患来源 [默认：self]
  --tag 文字             标签
  --limit 整数           最多几条 [默认：5；1 到 9；环境变量：HAZARDCTL_LIMIT]
  --ratio 数字           比例 [默认：0.5]
  --file 文件            照片
  --folder 文件夹        文件夹
  --span 整数 整数       起止
  --fast / --slow        快慢 [默认：--fast]
  --open                 只看未销号
  --help                 显示这段说明

  例：
  hazardctl hazard add --title 灭火器过期
"""

ARGUMENT_HELP = """\
用法：hazardctl hazard show [选项] 编号 [编号…]

  看一条隐患的全部经过，包括每一次整改、复查、延期、挂牌、转办和移送，以及谁在
  什么时候记下的。

参数：
  编号   隐患编号 [必填]
  编号…  更多编号

选项：
  --help  显示这段说明
"""


@pytest.mark.parametrize(
    ("typed", "screen"),
    [
        (["--help"], ROOT_HELP),
        ([], ROOT_HELP),
        (["hazard", "--help"], GROUP_HELP),
        (["hazard"], GROUP_HELP),
        (["hazard", "add", "--help"], COMMAND_HELP),
        (["hazard", "show", "--help"], ARGUMENT_HELP),
        (["backup", "--help"], "用法：hazardctl backup [选项] [文件]\n\n  备份台账\n"),
    ],
    ids=lambda value: " ".join(value) or "bare" if isinstance(value, list) else "",
)
def test_help_is_chinese_aligned_and_within_80_columns_at_every_level(
    app: typer.Typer, capsys: pytest.CaptureFixture[str], typed: list[str], screen: str
) -> None:
    assert run(app, typed) is None
    printed = capsys.readouterr()
    assert printed.out.startswith(screen)
    assert printed.err == ""
    assert [line for line in printed.out.splitlines() if cells(line) > 80] == []


def test_the_help_of_the_program_and_of_a_group_loads_no_command(
    app: typer.Typer, capsys: pytest.CaptureFixture[str]
) -> None:
    run(app, ["--help"])
    assert {name for name in sys.modules if name.startswith("synthetic_")} == set()


def test_a_command_loads_its_own_module_and_no_other(app: typer.Typer) -> None:
    assert run(app, ["backup", "a.db"]) == "a.db"
    assert {name for name in sys.modules if name.startswith("synthetic_")} == {"synthetic_ledger"}


def test_a_group_converts_only_the_command_that_is_named(
    app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted: list[str | None] = []

    def counting(info: CommandInfo, convert: Callable[..., object] = commands._converted) -> object:
        converted.append(info.name)
        return convert(info)

    monkeypatch.setattr(commands, "_converted", counting)
    assert run(app, ["hazard", "list"]) == []
    assert converted == ["list"]


def test_a_plain_run_needs_neither_rich_nor_the_help_screens() -> None:
    script = """
import sys
from hazardctl.cli.usage import Entry, lazy_root, run
app = lazy_root([Entry("backup", "synthetic_ledger:app", "备份台账")], lambda: None, "台账")
run(app, ["backup"])
heavy = {"rich", "click", "pydantic", "typer.rich_utils", "hazardctl.cli.usage.screens"}
print(sorted(heavy & set(sys.modules)))
run(app, ["backup", "--help"])
print(sorted({"rich", "typer.rich_utils"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        cwd=SYNTHETIC,
        env={"PYTHONPATH": f"{Path(__file__).parents[2] / 'src'}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[0] == "[]"
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (ADD, {"title": "灭火器过期", "level": "general", "limit": 5, "tag": None}),
        ([*ADD, "--limit", "９"], {"title": "灭火器过期", "level": "general", "limit": 9, "tag": None}),
        (["--ledger", "x.db", "hazard", "show", "BY-2023-0001", "-"], ["BY-2023-0001", "-"]),
        (["hazard", "secret"], "hidden, yet here"),
        (["end", "three"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_a_command_returns_comes_back_even_a_number(
    app: typer.Typer, typed: list[str], value: object
) -> None:
    assert run(app, typed) == value


@pytest.mark.parametrize("how", ["abort", "eof", "ctrl-c"])
def test_an_interruption_reaches_the_caller_as_one_thing(app: typer.Typer, how: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(app, ["end", how])


def test_an_exit_code_of_a_command_is_kept(app: typer.Typer) -> None:
    assert run(app, ["end", "exit0"]) is None
    with pytest.raises(SystemExit) as caught:
        run(app, ["end", "exit3"])
    assert caught.value.code == 3


def test_a_refusal_of_a_command_passes_through_untouched(app: typer.Typer) -> None:
    with pytest.raises(Refused, match="五落实不全"):
        run(app, ["end", "refused"])


@given(st.text(alphabet="隐患整改，。：（“abc-|/ 　é\u0301…", max_size=300), st.integers(4, 80))
def test_folding_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert [line for line in lines if cells(line) > width] == []


def test_a_folded_line_begins_with_no_closing_mark_and_tears_no_option_apart() -> None:
    assert fold("请加上选项 --deadline，再试一次。", 22) == ["请加上选项", "--deadline，再试一次。"]
    assert fold("一二三四五六七八九十。一", 20) == ["一二三四五六七八九", "十。一"]


def test_every_option_that_takes_a_value_has_a_name_on_paper() -> None:
    english = {
        name
        for line in program()
        for param in line.params
        if param.param_type_name == "option"
        and not getattr(param, "is_flag", False)
        and re.search("[a-z]", fields.field_name(name := str(param.name).rstrip("_")))
    }
    assert english == set()
