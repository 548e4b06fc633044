"""One reminder for each unit, to be forwarded as it is, and kept on record only when the office says that it was sent."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

LATE = "2023-07-25"


def test_whoever_has_nothing_to_do_gets_no_text(office: "Office") -> None:
    office.does("submit", "--unit", "白羊社区", "--month", "2023-06", "--nil")
    assert office.asks("action", "remind", "--unit", "白羊社区")["text"] == ""
    assert "没有需要提醒" in office.does("action", "remind", "--unit", "白羊社区").out
    assert office.does("action", "remind", "--unit", "白羊社区", "--text").out.strip() == ""
    assert "白羊社区" not in {r["unit"] for r in office.asks("action", "remind")}


def test_a_return_that_was_not_sent_is_asked_for_once_its_month_has_ended(office: "Office") -> None:
    def owed(day: str) -> str | None:
        told = office.asks("action", "remind", "--unit", "双龙村", "--as-of", day, today="2023-09-01")
        period: str | None = told["return_missing"]
        assert (period is None) == ("信息报送" not in told["text"])
        return period

    assert (owed("2023-06-29"), owed("2023-07-15"), owed("2023-07-31")) == ("2023-05", "2023-06", "2023-07")
    office.does(
        "submit", "--unit", "双龙村", "--month", "2023-07", "--nil", "--on", "2023-08-02", today="2023-08-02"
    )
    assert (owed("2023-08-01"), owed("2023-08-02"), owed("2023-08-31")) == ("2023-07", None, "2023-08")


def test_without_a_unit_everybody_who_has_something_to_do_gets_a_text_of_their_own(office: "Office") -> None:
    mine = office.registers(deadline="2023-07-20", village="双龙村")
    other = office.registers(deadline="2023-07-20", unit="规划建设管理环保办", village="白羊社区")
    told = {r["unit"]: r["hazards"] for r in office.asks("action", "remind", today=LATE)}
    assert told == {"经发办": [mine], "规划建设管理环保办": [other], "双龙村": [mine], "白羊社区": [other]}
    plain = office.does("action", "remind", "--text", today=LATE).out
    assert plain.count("【安全隐患提醒】") == 4
    assert "hazardctl" not in plain


def test_every_part_stands_in_the_text_of_the_unit_that_must_act(office: "Office") -> None:
    office.registers(title="逾期的", deadline="2023-07-20", village="双龙村")
    office.registers(title="临期的", deadline="2023-07-30", village="双龙村")
    office.registers("--pending", "2023-07-20", "--interim", "停用", title="待补的", funds=None,
                     deadline="2023-09-01", village="双龙村")  # fmt: skip
    waiting = office.registers(title="待复查的", level="major", criterion="第三条", village="双龙村")
    office.does("hazard", "rectify", waiting)
    office.does("action", "add", "--kind", "assign", "--unit", "经发办", "--reply-due", "2023-07-15")
    told = office.asks("action", "remind", "--unit", "经发办", today=LATE)
    counts = {
        name: told[name] for name in ("overdue", "due_soon", "pending", "awaiting_review", "reports_owed")
    }
    assert counts == {"overdue": 1, "due_soon": 1, "pending": 1, "awaiting_review": 1, "reports_owed": 1}
    for words in ("逾期的（时限 2023-07-20，已逾期 5 天）", "临期的（时限 2023-07-30）",
                  "待补的（缺整改资金，2023-07-20 前补齐，已过期）", f"双报告应报未报 1 项：{waiting}",
                  f"已整改待复查 1 项：{waiting}", "交办 DB-2023-0001（应于 2023-07-15 前回复）"):  # fmt: skip
        assert words in told["text"]
    village = office.asks("action", "remind", "--unit", "双龙村", today=LATE)
    assert (village["overdue"], village["awaiting_review"], village["replies_overdue"]) == (1, 0, 0)


def test_a_reminder_fits_on_a_phone_however_much_is_late(office: "Office") -> None:
    for n in range(8):
        office.registers(title=f"逾期{n}，{'很长的描述' * 20}", enterprise=f"第{n}厂", deadline="2023-07-20")
        office.registers(title=f"临期{n}", enterprise=f"第{n}厂", deadline="2023-07-30")
        office.registers(
            "--pending", "2023-07-20", "--interim", "停用", funds=None, title=f"待补{n}", deadline=None
        )
    told = office.asks("action", "remind", "--unit", "经发办", today=LATE)
    lines = told["text"].split("\n")
    assert (told["overdue"], told["due_soon"], told["pending"]) == (8, 8, 8)
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 90
    assert "逾期未整改 8 项（列前 5 项）：" in lines


@pytest.mark.parametrize("number", ["13812345678", "138 1234 5678", "023-45678901"])
def test_no_phone_number_goes_into_a_chat_group(office: "Office", number: str) -> None:
    no = office.registers(title=f"联系{number}未接", deadline="2023-07-20")
    text = office.asks("action", "remind", "--unit", "经发办", today=LATE)["text"]
    assert number not in text
    assert "****" in text
    assert no in text


def test_that_it_was_sent_is_kept_only_when_the_office_says_so(office: "Office") -> None:
    no = office.registers(deadline="2023-07-20")
    office.does("action", "remind", "--unit", "经发办", today=LATE)
    assert office.asks("action", "list", today=LATE) == []
    sent = office.asks("action", "remind", "--unit", "经发办", "--record", today=LATE)
    assert sent["action"] == "DB-2023-0001"
    kept = office.asks("action", "show", "DB-2023-0001", today=LATE)
    assert (kept["kind"], kept["unit"], kept["hazards"], kept["text"], kept["on"]) == (
        "remind", "经发办", [no], sent["text"], LATE,
    )  # fmt: skip
    assert office.asks("action", "suggest", today=LATE) == []


def test_all_reminders_are_recorded_together_or_none(office: "Office") -> None:
    office.registers(deadline="2023-07-20", village="双龙村")
    ahead = office.is_refused("action", "remind", "--record", "--as-of", "2023-07-26", today=LATE)
    assert ahead == ["in_future"]
    sent = office.asks("action", "remind", "--record", "--as-of", "2023-07-24", today=LATE)
    assert [r["action"] for r in sent] == [f"DB-2023-000{n}" for n in range(1, 5)]
    assert {a["on"] for a in office.asks("action", "list", today=LATE)} == {"2023-07-24"}


def test_what_was_not_said_is_not_recorded_and_a_group_is_no_addressee(office: "Office") -> None:
    office.does("submit", "--unit", "白羊社区", "--month", "2023-06", "--nil")
    assert office.is_refused("action", "remind", "--unit", "白羊社区", "--record") == ["nothing_to_record"]
    assert office.is_refused("action", "remind", "--unit", "各村（社区）") == ["is_a_group"]
    assert office.run("action", "remind", "--unit", "无此办").code == 3


def test_a_plan_whose_ladder_knows_no_reminder_records_none(office: "Office", tmp_path: Path) -> None:
    office.registers(deadline="2023-07-20")
    office.does("plan", "export", str(tmp_path / "plan"))
    matrix = tmp_path / "plan" / "duty_matrix.yaml"
    matrix.write_text(
        matrix.read_text(encoding="utf-8").replace("key: remind", "key: phone"), encoding="utf-8"
    )
    words = ("--plan", str(matrix.parent), "action", "remind", "--unit", "经发办")
    assert office.asks(*words, today=LATE)["overdue"] == 1
    assert office.is_refused(*words, "--record", today=LATE) == ["no_means"]
