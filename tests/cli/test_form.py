"""A hazard is registered by keys alone: choices by number, names by sound, nothing lost, looked over before it is saved."""

import json
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from tests.cli.terminal import BACKSPACE, CTRL_C, LEFT, TAB, Terminal

pytestmark = pytest.mark.file
"""What is typed into one ledger is copied for each test."""

ADD = ["hazard", "add"]
HEAD = "登记隐患：一项一项填"


def told(home: Path, *words: str, **more: object) -> str:
    """Run a command that asks nothing and return what it shows."""
    terminal = Terminal(["--no-input", *words], home=home, columns=160, **more)  # type: ignore[arg-type]
    assert terminal.ends() == 0, terminal.whole()
    return terminal.whole()


def shown(home: Path, no: str = "BY-2023-0001") -> dict[str, object]:
    """Return a hazard as JSON."""
    file = home / "shown.json"
    told(home, "hazard", "show", no, "-o", str(file))
    data: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))["data"]
    return data


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a ledger with a village and an enterprise; tests work in copies."""
    home = tmp_path_factory.mktemp("office")
    told(home, "init", "--preparer", "王五")
    told(home, "unit", "add", "双龙村")
    told(
        home,
        "enterprise",
        "add",
        "示例火锅店",
        "--village",
        "双龙村",
        "--sector",
        "燃气",
        "--regulator",
        "经发办",
    )
    return home


@pytest.fixture
def home(office: Path, tmp_path: Path) -> Path:
    for file in office.iterdir():
        if file.name.startswith("ledger.db"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def to_the_ways(terminal: Terminal, title: str = "软管老化") -> Terminal:
    """Answer up to the question how the hazard comes in."""
    terminal.sees(HEAD).sees("单位（场所）").types("hgd" + TAB)
    terminal.sees("属地村").types("").sees("具体部位").types("后厨")
    terminal.sees("隐患类别").types("4").sees("隐患描述").types(title)
    terminal.sees("隐患等级").types("2").sees("隐患来源").types("2").sees("监管责任单位").types("")
    return terminal.sees("怎么登记")


def test_a_small_hazard_takes_a_dozen_keys(home: Path) -> None:
    terminal = to_the_ways(Terminal(ADD, home=home)).types("1")
    terminal.sees("即查即改情况").types("2").sees("复查人员").types("")
    terminal.sees("回车＝存").types("").sees("已登记 BY-2023-0001").sees("示例火锅店还有隐患吗").types("")
    assert terminal.ends() == 0
    hazard = shown(home)
    assert hazard["status"] == "rectified"
    assert hazard["enterprise"] == "示例火锅店"
    assert hazard["village"] == "双龙村"
    assert hazard["unit"] == "经发办"
    assert hazard["fixed_on_spot"] == "更换老化、超长的燃气软管"
    assert hazard["place"] == "后厨"


def test_all_five_are_asked_for_and_a_bad_answer_again_with_what_would_do(home: Path) -> None:
    terminal = to_the_ways(Terminal(ADD, home=home)).types("")
    terminal.sees("整改措施").types("3").sees("整改责任人").types("李四")
    terminal.sees("整改资金").types("两万").sees("阿拉伯数字").sees("整改资金").types("2万").sees(
        "→ 20,000元"
    )
    terminal.sees("整改时限").types("2023-02-30").sees("只有28天").sees("整改时限").types("8月底前")
    terminal.sees("→ 2023-08-31（星期四，还有 52 天）").sees("应急预案").types("关阀")
    terminal.sees("回车＝存").types("").sees("已登记").sees("还有隐患").types("")
    assert terminal.ends() == 0
    five = shown(home)["five"]
    assert isinstance(five, dict)
    assert five["funds_fen"] == 2_000_000
    assert five["deadline"] == "2023-08-31"
    assert five["responsible_unit"] == "示例火锅店"


def test_a_major_hazard_is_asked_for_its_criterion(home: Path) -> None:
    terminal = Terminal([*ADD, "--title", "漏气", "--unit", "经发办", "--source", "self"], home=home)
    terminal.sees("单位（场所）").types("").sees("属地村").types("").sees("具体部位").types("")
    terminal.sees("隐患类别").types("").sees("隐患等级").types("1").sees("判定依据").types("")
    terminal.sees("判定依据要填").sees("判定依据").types("判定标准第三条").sees("怎么登记").types("3")
    terminal.sees("临时管控措施").types("停用").sees("补齐期限").types("+5天").sees("2023-07-15")
    terminal.sees("回车＝存").types("").sees("再登一条吗").types("")
    assert terminal.ends() == 0
    assert shown(home)["criterion"] == "判定标准第三条"
    assert shown(home)["status"] == "pending"


def test_what_is_looked_over_can_be_changed_by_its_number(home: Path) -> None:
    terminal = to_the_ways(Terminal(ADD, home=home)).types("1")
    terminal.sees("即查即改情况").types("换了").sees("复查人员").types("")
    terminal.sees("5 隐患描述").sees("回车＝存").types("5")
    terminal.sees("隐患描述").types("、接头松").sees("回车＝存").types("99").sees("没有第「99」项")
    terminal.sees("回车＝存").types("").sees("还有隐患").types("")
    assert terminal.ends() == 0
    assert shown(home)["title"] == "软管老化、接头松"


def test_changing_the_level_while_looking_over_asks_for_what_it_needs(home: Path) -> None:
    terminal = to_the_ways(Terminal(ADD, home=home)).types("1")
    terminal.sees("即查即改情况").types("换了").sees("复查人员").types("")
    terminal.sees("6 隐患等级").sees("回车＝存").types("6").sees("隐患等级").types("1")
    terminal.sees("判定依据").types("第一条").sees("整改措施").types("1").sees("整改责任人").types("李四")
    terminal.sees("整改资金").types("无").sees("→ 无需资金").sees("整改时限").types("7月20日")
    terminal.sees("应急预案").types("关阀").sees("回车＝存").types("").sees("还有隐患").types("")
    assert terminal.ends() == 0
    assert shown(home)["level"] == "major"


def test_backspace_and_arrows_take_whole_chinese_characters(home: Path) -> None:
    terminal = to_the_ways(Terminal(ADD, home=home), f"软管龟裂{BACKSPACE}{BACKSPACE}老化{LEFT}{LEFT}已")
    assert "软管已老化" in terminal.display()
    terminal.types(CTRL_C, enter=False)
    assert terminal.ends() == 130


def test_ctrl_c_keeps_a_draft_that_the_next_form_offers(home: Path) -> None:
    terminal = to_the_ways(Terminal(ADD, home=home)).types(CTRL_C, enter=False)
    terminal.sees("已存成草稿")
    assert terminal.ends() == 130
    assert "没有符合条件" in told(home, "hazard", "list")
    again = Terminal(ADD, home=home)
    again.sees("有没填完的隐患").sees("软管老化").sees("接着填").types("1")
    again.sees("怎么登记").types("1").sees("即查即改情况").types("换了").sees("复查人员").types("")
    again.sees("回车＝存").types("").sees("已登记 BY-2023-0001").sees("还有隐患").types("")
    assert again.ends() == 0
    assert shown(home)["place"] == "后厨"
    assert list((home / "drafts").iterdir()) == []


def test_a_closed_window_keeps_the_draft_too(home: Path) -> None:
    to_the_ways(Terminal(ADD, home=home)).dies()
    again = Terminal(ADD, home=home)
    again.sees("软管老化").sees("接着填").types("").sees(HEAD).sees("单位（场所）").types(CTRL_C, enter=False)
    assert again.ends() == 130
    third = Terminal(ADD, home=home)
    third.sees("软管老化").sees("接着填").types("0").sees(HEAD).sees("单位（场所）").types(
        CTRL_C, enter=False
    )
    assert "什么都没有写入" in third.sees("没有登记").display()
    assert third.ends() == 130
    assert list((home / "drafts").iterdir()) == []


def test_a_draft_is_its_owners_alone_and_of_one_ledger(home: Path) -> None:
    to_the_ways(Terminal(ADD, home=home)).dies()
    (draft,) = (home / "drafts").iterdir()
    assert draft.stat().st_mode & 0o777 == 0o600
    assert (home / "drafts").stat().st_mode & 0o777 == 0o700
    other = {"HAZARDCTL_LEDGER": str(home / "other.db")}
    told(home, "init", environ=other)
    terminal = Terminal(ADD, home=home, environ=other)
    terminal.sees(HEAD).sees("单位（场所）").types(CTRL_C, enter=False)
    assert terminal.ends() == 130
    assert "没填完" not in terminal.whole()


def test_the_hazards_of_one_visit_follow_each_other(home: Path) -> None:
    told(home, "inspect", "add", "--unit", "经发办", "--enterprise", "示例火锅店", "--by", "赵六")
    terminal = Terminal([*ADD, "--visit", "JC-2023-0001"], home=home)
    for number, title in enumerate(("软管老化", "无报警器"), 1):
        terminal.sees("具体部位").types("").sees("隐患类别").types("4").sees("隐患描述").types(title)
        terminal.sees("隐患等级").types("2").sees("怎么登记").types("1").sees("即查即改情况").types("改了")
        terminal.sees("复查人员").types("").sees("回车＝存").types("").sees(f"BY-2023-000{number}")
        terminal.sees("本次检查还有隐患吗").types("y" if number == 1 else "")
    assert terminal.ends() == 0
    second = shown(home, "BY-2023-0002")
    assert second["visit"] == "JC-2023-0001"
    assert second["enterprise"] == "示例火锅店"
    assert second["found_by"] == "赵六"


def test_like_fills_in_an_earlier_hazard_to_be_changed(home: Path) -> None:
    words = "--title 软管老化 --level general --unit 经发办 --source department --category 燃气使用"
    told(home, *ADD, *words.split(), "--fixed-on-spot", "换了")
    terminal = Terminal([*ADD, "--like", "BY-2023-0001"], home=home)
    terminal.sees("照 BY-2023-0001 填").sees("单位（场所）").types("").sees("属地村").types("")
    terminal.sees("具体部位").types("").sees("隐患类别").sees("[4]").types("")
    terminal.sees("隐患描述").types("（东灶）").sees("隐患等级").sees("[2]").types("")
    terminal.sees("隐患来源").types("").sees("监管责任单位").types("").sees("怎么登记").types("1")
    terminal.sees("4 换了").sees("即查即改情况").types("4").sees("复查人员").types("")
    terminal.sees("回车＝存").types("").sees("再登一条吗").types("")
    assert terminal.ends() == 0
    assert shown(home, "BY-2023-0002")["title"] == "软管老化（东灶）"
    assert shown(home, "BY-2023-0002")["fixed_on_spot"] == "换了"


def test_a_question_mark_lists_what_can_be_said_and_less_than_goes_back(home: Path) -> None:
    terminal = Terminal(ADD, home=home)
    terminal.sees(HEAD).sees("单位（场所）").types("?").sees("1 示例火锅店").sees("单位（场所）").types("1")
    terminal.sees("→ 示例火锅店").sees("属地村").types("<").sees("单位（场所）").types("<").sees(
        "已经是第一项"
    )
    terminal.sees("单位（场所）").types(CTRL_C, enter=False)
    assert terminal.ends() == 130


def test_a_new_enterprise_is_asked_about_once(home: Path) -> None:
    terminal = Terminal(ADD, home=home)
    terminal.sees("单位（场所）").types("示例火锅").sees("没有登记过").sees("示例火锅店").sees(
        "写错了就重新写"
    )
    terminal.types("新开的店").sees("没有登记过").sees("写错了就重新写").types("")
    terminal.sees("属地村").types("没有的村").sees("没有登记「没有的村」").sees("属地村").types("sl")
    terminal.sees("具体部位").types(CTRL_C, enter=False)
    assert terminal.ends() == 130


def test_several_lines_by_a_backslash(home: Path) -> None:
    terminal = to_the_ways(Terminal(ADD, home=home)).types("2")
    terminal.sees("整改措施").types("一、换管\\").types("二、装报警器").sees("整改责任人").types("李四")
    terminal.sees("整改资金").types("无").sees("整改时限").types("7月底").sees("应急预案").types("关阀")
    terminal.sees("回车＝存").types("").sees("还有隐患").types("")
    assert terminal.ends() == 0
    five = shown(home)["five"]
    assert isinstance(five, dict)
    assert five["measures"] == "一、换管\n二、装报警器"


def test_what_looks_like_the_same_again_is_said_before_it_is_saved(home: Path) -> None:
    words = "--enterprise 示例火锅店 --place 后厨 --title 软管老化 --level general --unit 经发办 --source department"
    told(home, *ADD, *words.split(), "--fixed-on-spot", "换了")
    terminal = to_the_ways(Terminal(ADD, home=home)).types("1")
    terminal.sees("即查即改情况").types("换了").sees("复查人员").types("")
    terminal.sees("BY-2023-0001").sees("回车＝存").types("q").sees("已存成草稿")
    assert terminal.ends() == 130


@pytest.mark.parametrize("terminal_type", ["dumb", "xterm"])
def test_the_form_works_in_gbk_and_on_a_terminal_that_cannot_be_drawn_on(
    home: Path, terminal_type: str
) -> None:
    environ = {"TERM": terminal_type}
    terminal = Terminal(ADD, home=home, encoding="gbk", environ=environ)
    terminal.sees(HEAD).sees("单位（场所）").types("hgd" if terminal_type == "dumb" else "hgd" + TAB)
    terminal.sees("属地村").types("").sees("具体部位").types("二楼")
    terminal.sees("隐患类别").types("消防设施").sees("隐患描述").types("灭火器过期")
    terminal.sees("隐患等级").types("一般隐患").sees("隐患来源").types("2").sees("监管责任单位").types("")
    terminal.sees("怎么登记").types("1").sees("即查即改情况").types("1").sees("复查人员").types("")
    terminal.sees("回车＝存").types("").sees("还有隐患").types("")
    assert terminal.ends() == 0, terminal.whole()
    assert shown(home)["title"] == "灭火器过期"
    assert shown(home)["fixed_on_spot"] == "补齐并更换过期、失效的灭火器"


def test_nothing_is_asked_where_everything_is_said(home: Path) -> None:
    words = "--title 软管老化 --level general --unit 经发办 --source department --fixed-on-spot 换了"
    terminal = Terminal([*ADD, *words.split()], home=home)
    assert terminal.ends() == 0
    assert "已登记 BY-2023-0001" in terminal.whole()
