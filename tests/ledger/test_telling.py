"""What the log, an undo and `verify` tell of an entry: every heading and code in Chinese, what people wrote as it is."""

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.ledger.test_verify import whole  # noqa: F401  a fixture

from hazardctl.ledger.connect import reading
from hazardctl.services.desk import Desk
from hazardctl.services.telling import Teller, terms_of
from hazardctl.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from tests.ledger.conftest import Keeper

TYPED = {"drill", "ledger"}
"""A part of a duty as it is typed, and a migration's name."""


def told(keeper: "Keeper", entity: str, image: dict[str, Any]) -> dict[str, str | None]:
    desk = Desk(Settings(ledger=keeper.path, plan_folder=None, actor="王五", today=_today()))
    with reading(keeper.path) as reader:
        teller = Teller(reader, terms_of(desk))
        return {one.label: one.new for one in teller.differences(entity, None, image)}


def _today() -> "date":
    from datetime import date

    return date(2023, 10, 1)


def test_no_heading_and_no_code_is_english(whole: "Keeper") -> None:  # noqa: F811  the fixture
    desk = Desk(Settings(ledger=whole.path, plan_folder=None, actor="王五", today=_today()))
    english: set[tuple[str, str, str]] = set()
    with reading(whole.path) as reader:
        teller = Teller(reader, terms_of(desk))
        for row in reader.rows("select entity, image from journal where image is not null"):
            for one in teller.differences(row["entity"], None, json.loads(row["image"])):
                if re.search("[a-z]", one.label):
                    english.add((row["entity"], one.label, ""))
                if (
                    re.fullmatch("[a-z_]+", one.new or "")
                    and one.new not in TYPED
                    and row["entity"] != "migration"
                ):
                    english.add((row["entity"], one.label, one.new or ""))
    assert english == set()


@pytest.mark.parametrize(
    ("entity", "image", "expected"),
    [
        ("hazard", {"title": "major", "place": "closed", "level": "major"},
         {"隐患描述": "major", "具体部位": "closed", "隐患等级": "重大事故隐患"}),
        ("hazard", {"source": "village"}, {"隐患来源": "村（社区）排查"}),
        ("act", {"kind": "refer", "detail": '{"to":"区应急局"}'}, {"移送单位": "区应急局"}),
        ("act", {"kind": "report", "detail": '{"report":"rectified","to":"经发办"}'},
         {"报告种类": "整改报告", "报送对象": "经发办"}),
        ("act", {"kind": "close", "detail": '{"how":"rectified"}'}, {"销号方式": "整改完成"}),
        ("step", {"kind": "penalise", "detail": '{"authority":"区应急局","penalty":"fine"}'},
         {"处罚机关": "区应急局", "行政处罚": "罚款"}),
        ("step", {"kind": "tick", "detail": '{"checks":["approval","guardian"]}'}, {"检查项": "审批、监护人"}),
        ("issue", {"kind": "monthly", "head": "ab12", "at": "2023-08-01T01:02:03.000000Z"},
         {"流水校验码": "ab12", "录入时间": "2023-08-01 09:02"}),
        ("unit", {"origin": "office", "aliases": '["甲","乙"]'}, {"来历": "本单位登记", "别名": "甲、乙"}),
        ("unit", {"aliases": "[]", "name": '["x'}, {"别名": None, "名称": '["x'}),
        ("matter", {"kind": "action", "no": "DB-2023-0001", "topic": "interview"},
         {"编号": "DB-2023-0001", "督办方式": "约谈"}),
        ("inspection", {"no": "JC-2023-0001"}, {"检查记录编号": "JC-2023-0001"}),
        ("intake", {"kind": "hazards", "refused": 0, "added": 1}, {"未导入": "0", "新增": "1"}),
    ],
)  # fmt: skip
def test_a_column_is_called_what_it_is_in_its_place(
    keeper: "Keeper", entity: str, image: dict[str, Any], expected: dict[str, str]
) -> None:
    assert told(keeper, entity, image) == expected
