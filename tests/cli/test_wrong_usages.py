"""Sixty ways of getting it wrong: each is answered in Chinese, on one screen, with what to type next."""

import re
from typing import TYPE_CHECKING

import pytest

from hazardctl.render.columns import fold

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NO = "BY-2023-0001"
WRONG: dict[str, int] = {
    # no such command, or half of one
    "hazrd list": 2,
    "hazard lst": 2,
    "隐患": 2,
    "登记": 2,
    "hazard": 0,
    "report": 0,
    "report montly": 2,
    "--plan": 2,
    "list": 2,
    "add 配电箱": 2,
    "help": 2,
    "hazard help": 2,
    "unit remove 双龙村": 2,
    "hazard delete BY-2023-0001": 2,
    # options
    "hazard list --unt 经发办": 2,
    "hazard list --unit": 2,
    "hazard list -unit 经发办": 2,
    "hazard list ——unit 经发办": 2,
    "--unit 经发办 hazard list": 2,
    "hazard list --ledger a.db": 2,
    "hazard list 经发办": 2,
    "status now": 2,
    "hazard list --limit 0": 2,
    "hazard list --limit 很多": 2,
    "hazard list --format excel": 2,
    "hazard list -o 表.doc": 2,
    "hazard list -o /没有的文件夹/表.xlsx": 7,
    "hazard show": 2,
    "hazard close": 2,
    "enterprise add": 2,
    "--show-completion tcsh": 2,
    # values
    "hazard add": 4,
    "hazard add --title 灯坏了 --level 特大 --unit 应急办 --source self --fixed-on-spot 换": 4,
    "hazard add --title 灯坏了 --level general --unit 经法办 --source self --fixed-on-spot 换": 4,
    "hazard add --title 灯坏了 --level general --unit 应急办 --source 网上 --fixed-on-spot 换": 4,
    "hazard add --title 灯坏了 --level general --unit 应急办 --source self --fixed-on-spot 换 --found-on 2023-02-30": 4,
    "hazard add --title 灯坏了 --level general --unit 应急办 --source self --fixed-on-spot 换 --found-on 明天": 4,
    "hazard add --title 灯坏了 --level general --unit 应急办 --source self --pending 5/6/23": 4,
    "hazard add --like BY-2023-0099": 3,
    "hazard add --visit JC-2023-0099 --title 灯": 4,
    "hazard amend BY-2023-0001 --funds 两万": 4,
    "hazard list --as-of 8.31": 4,
    "hazard list --due-within 三天": 4,
    "hazard list --status 完成": 4,
    "hazard list --from 2023-08-01 --to 2023-07-01": 4,
    "report monthly 2023-13": 4,
    "report monthly 2031-01": 4,
    "who-owns 外星人入侵": 3,
    # what is not there, and what a rule forbids
    "hazard show BY-2023-0099": 3,
    "hazard show 1": 3,
    "unit show 没有的村": 3,
    "enterprise show 没有的厂": 3,
    "task show 99": 3,
    "hazard close BY-2023-0001": 4,
    "hazard rectify BY-2023-0001 --on 2023-07-01": 4,
    "hazard extend BY-2023-0001 --to 2023-07-01": 4,
    "hazard delist BY-2023-0001": 4,
    "hazard reopen BY-2023-0001 --reason 想改": 4,
    "hazard void BY-2023-0001": 4,
    "hazard attach BY-2023-0001 没有的照片.jpg": 4,
    "import 没有的表.xlsx": 7,
    "import .": 7,
    "template 表.docx": 2,
    "restore 没有的备份.db": 3,
    "undo 9999": 3,
    "undo": 4,
    "init": 4,
    "plan check 没有的文件夹": 2,
    "--plan 没有的文件夹 plan check": 3,
    "backup /没有的文件夹/备份.db": 7,
    "log 9999": 3,
    "phase deliver 没有 --unit 应急办": 3,
    "report templates": 0,
    "tipoff show JB-2023-0001": 3,
}
NEXT = re.compile(r"hazardctl |--[a-z]|可用|如 |例如|请|改|核对|填|写|不能")
"""What tells somebody what to do."""


@pytest.fixture
def busy(office: "Office") -> "Office":
    office.registers()
    return office


def english(shown: str) -> list[str]:
    """Return what reads like English: two words in a row that are no command to be typed."""
    kept = re.sub(r"hazardctl(?: [^\s；，。：（）]+)*|--?[a-z][a-z-]*|的 hazard add", "、", shown)
    return re.findall("[A-Za-z]{2,} [A-Za-z]{2,}", kept)


@pytest.mark.parametrize(("typed", "code"), WRONG.items(), ids=list(WRONG))
def test_a_wrong_line_is_answered_in_chinese_on_one_screen_with_what_to_type_next(
    busy: "Office", typed: str, code: int, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(busy.home)
    done = busy.run(*typed.split())
    told = done.out + done.err
    assert done.code == code, told
    assert "Traceback" not in told
    assert english(told) == []
    assert NEXT.search(told), told
    if code:
        assert (done.out == "") != typed.startswith("who-owns")
        assert len([line for one in told.splitlines() for line in fold(one, 79)]) <= 23, told


def test_sixty_are_tried() -> None:
    assert len(WRONG) >= 60


def test_nothing_typed_fits_one_screen_and_says_where_the_rest_is(office: "Office") -> None:
    shown = office.does()
    assert len(shown.out.splitlines()) <= 23
    assert "hazardctl --help" in shown.out
    assert "hazardctl guide" in shown.out
    assert english(shown.out) == []
