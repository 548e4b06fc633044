"""A notice says of each hazard what is true of it: its own day, its own review, its own photos, and nothing more."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from PIL import Image
from tests.cli.conftest import PROVEN, options
from tests.cli.office_programs import pdf_text
from tests.cli.test_notice import ONE, TWO, form_of, notice, text_of

if TYPE_CHECKING:
    from tests.cli.conftest import Office

THREE = "BY-2023-0003"


def picture(path: Path, colour: str = "red", size: tuple[int, int] = (400, 300)) -> str:
    Image.new("RGB", size, colour).save(path)
    return str(path)


def nobody_s(office: "Office", title: str = "堆料", **changes: str) -> str:
    """Register a hazard of no enterprise and of nobody responsible, its five still to come."""
    unknown = dict.fromkeys(("enterprise", "measures", "responsible", "funds", "deadline", "contingency"))
    told: dict[str, str | None] = {**unknown, "title": title, **changes}
    return office.registers("--pending", "2023-07-15", "--interim", "围挡", today="2023-07-10", **told)


def captions(path: Path) -> list[str]:
    document: Any = Document(str(path))
    return [p.text for p in document.paragraphs if p.text.endswith((".jpg", ".png"))]


def test_the_day_the_finder_and_the_visit_stand_beside_each_hazard_where_they_differ(
    office: "Office", tmp_path: Path
) -> None:
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--on", "2023-07-10")
    office.registers(visit="JC-2023-0001", found_by="王五")
    office.registers(title="通道堵塞", found_on="2023-07-05", found_unit="应急办", found_by="赵六")
    told = text_of(notice(office, tmp_path / "a.docx", ONE, TWO, "--kind", "rectify"))
    assert "经检查，发现你单位存在以下事故隐患2项，请按要求整改：" in told
    assert "查出：2023年7月10日，经发办，王五（检查记录JC-2023-0001）" in told
    assert "查出：2023年7月5日，应急办，赵六\n" in told
    assert "检查人员（签字）：王五、赵六" in told
    assert office.asks("hazard", "notice", ONE, TWO, "--kind", "rectify", today="2023-07-11")["visit"] is None


def test_a_visit_s_notice_takes_no_hazard_of_another_visit(office: "Office") -> None:
    for _ in range(2):
        office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--on", "2023-07-10")
    office.registers(visit="JC-2023-0001")
    office.registers(visit="JC-2023-0002", title="通道堵塞")
    words = ("hazard", "notice", ONE, "--visit", "JC-2023-0002", "--kind", "rectify")
    assert office.is_refused(*words) == ["not_of_visit"]


def test_hazards_of_different_supervising_units_have_different_notices(office: "Office") -> None:
    office.registers()
    office.registers(title="通道堵塞", unit="应急办")
    assert office.is_refused("hazard", "notice", ONE, TWO, "--kind", "rectify") == ["several_units"]


@pytest.mark.parametrize(
    ("changes", "to"),
    [
        ({"responsible_unit": "个体户老张"}, "个体户老张"),
        ({"village": "双龙村"}, "双龙村"),
        ({"place": "河边空地"}, None),
    ],
)
def test_a_hazard_without_an_enterprise_goes_to_who_answers_for_it_and_never_to_its_place(
    office: "Office", tmp_path: Path, changes: dict[str, str], to: str | None
) -> None:
    nobody_s(office, **changes)
    made = office.asks("hazard", "notice", ONE, "--kind", "rectify")
    assert made["to"] == to
    told = text_of(notice(office, tmp_path / "a.docx", ONE, "--kind", "rectify"))
    assert "河边空地：" not in told
    assert (f"{to}：" in told) == (to is not None)


def test_two_hazards_of_nobody_known_are_not_of_the_same(office: "Office") -> None:
    for title in ("堆料", "积水"):
        nobody_s(office, title, place="河边空地")
    assert office.is_refused("hazard", "notice", ONE, TWO, "--kind", "rectify") == ["several_receivers"]


def test_what_was_fixed_on_the_spot_is_said_to_be_also_when_it_is_closed(
    office: "Office", tmp_path: Path
) -> None:
    office.does(
        "hazard", "add", "--title", "灭火器过期", "--level", "general", "--unit", "经发办", "--source", "department",
        "--enterprise", "测试食品厂", "--fixed-on-spot", "当场更换", "--reviewer", "赵六",
    )  # fmt: skip
    for kind in ("review", "close"):
        told = text_of(notice(office, tmp_path / f"{kind}.docx", ONE, "--kind", kind))
        assert "当场更换（即查即改，2023年7月10日）" in told
        assert "已整改待复查" not in told


def test_who_did_the_last_rectification_and_what_stands_on_the_paper_and_on_the_page(
    office: "Office", tmp_path: Path
) -> None:
    office.registers()
    for day, who in (("2023-07-12", "甲"), ("2023-07-14", "乙")):
        office.does("hazard", "rectify", ONE, "--by", who, today=day)
        office.does("hazard", "reject", ONE, "--reviewer", "赵六", "--reason", "电阻超标", today=day)
    office.does("hazard", "rectify", ONE, "--by", "甲", "--note", "换接地线。", today="2023-07-16")
    form = form_of(notice(office, tmp_path / "a.docx", ONE, "--kind", "review", today="2023-07-16"))
    assert form["整改情况"] == "换接地线，甲（2023年7月16日）"
    assert (form["复查轮次"], form["复查意见"], form["复查人员"]) == ("第 3 次", "", "")
    assert "（甲）" in office.does("hazard", "show", ONE, today="2023-07-16").out


def test_a_failed_re_inspection_is_stated_and_the_next_one_is_numbered(
    office: "Office", tmp_path: Path
) -> None:
    office.registers()
    first = form_of(notice(office, tmp_path / "a.docx", ONE, "--kind", "review"))
    assert (first["复查轮次"], first["整改情况"]) == ("第 1 次", "")
    office.does("hazard", "rectify", ONE, "--by", "钱七", today="2023-07-12")
    office.does("hazard", "reject", ONE, "--reviewer", "赵六", "--reason", "电阻超标", today="2023-07-13")
    failed = form_of(notice(office, tmp_path / "b.docx", ONE, "--kind", "review", today="2023-07-13"))
    assert (failed["复查轮次"], failed["复查意见"]) == ("第 1 次", "复查不合格，退回整改：电阻超标")
    assert (failed["复查人员"], failed["复查日期"]) == ("赵六", "2023年7月13日")
    assert failed["整改情况"] == "钱七（2023年7月12日）"
    office.does("hazard", "rectify", ONE, "--by", "钱七", today="2023-07-14")
    office.closes(ONE, on="2023-07-15")
    done = form_of(notice(office, tmp_path / "c.docx", ONE, "--kind", "review", today="2023-07-15"))
    assert (done["复查轮次"], done["复查意见"]) == ("第 2 次", "整改到位")
    office.does(
        "hazard", "reopen", ONE, "--reason", "false", "--approver", "张镇长", today="2023-07-16"
    )  # fmt: skip
    again = form_of(notice(office, tmp_path / "d.docx", ONE, "--kind", "review", today="2023-07-16"))
    assert (again["复查轮次"], again["复查意见"], again["整改情况"]) == ("第 2 次", "", "")


def test_what_does_not_fit_is_left_out_of_a_visit_s_paper_and_said(office: "Office", tmp_path: Path) -> None:
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--on", "2023-07-10")
    for title in ("一", "二"):
        office.registers(visit="JC-2023-0001", title=title)
    office.does("hazard", "rectify", TWO, "--by", "钱七")
    words = ("hazard", "notice", "--visit", "JC-2023-0001", "--kind", "close")
    told = office.does(*words, "-o", str(tmp_path / "a.docx"))
    assert f"没有列入：{ONE} 现在是“整改中”" in told.err
    assert office.asks(*words)["hazards"] == [TWO]
    assert office.is_refused(*words[:2], ONE, *words[2:]) == ["does_not_fit"]


def test_a_paper_that_was_given_is_printed_again_and_said_to_be_a_copy(
    office: "Office", tmp_path: Path
) -> None:
    office.registers()
    office.does(
        "hazard", "extend", ONE, "--to", "2023-09-01", "--reason", "备件未到", "--approver", "张镇长", "--interim", "断电",
    )  # fmt: skip
    office.does("hazard", "rectify", ONE, "--by", "钱七")
    office.closes(ONE, on="2023-07-11")
    for kind in ("rectify", "extend"):
        told = office.does(
            "hazard", "notice", ONE, "--kind", kind, "-o", str(tmp_path / "a.docx"), today="2023-07-12"
        )
        assert "补打" in told.err
    assert form_of(tmp_path / "a.docx")["审批意见"].startswith("同意")


def test_photos_say_before_or_after_and_a_review_shows_the_last_ones_after(
    office: "Office", tmp_path: Path
) -> None:
    office.registers()
    office.does("hazard", "attach", ONE, picture(tmp_path / "现场.jpg"))
    office.does("hazard", "rectify", ONE, "--by", "钱七", today="2023-07-12")
    after = [picture(tmp_path / f"{n}.jpg", f"#{n * 40:02x}0000") for n in range(1, 6)]
    office.does("hazard", "attach", ONE, *after, today="2023-07-12")
    review = tmp_path / "a.docx"
    told = office.does("hazard", "notice", ONE, "--kind", "review", "-o", str(review), today="2023-07-13")
    assert captions(review) == [f"整改后：{n}.jpg" for n in range(2, 6)]
    assert "另有照片 现场.jpg、1.jpg 没有印" in told.err
    rectify = notice(office, tmp_path / "b.docx", ONE, "--kind", "rectify", today="2023-07-13")
    assert captions(rectify) == ["整改前：现场.jpg"]


def test_what_cannot_be_shown_takes_nobody_s_place_and_is_named(office: "Office", tmp_path: Path) -> None:
    office.registers()
    whole = [picture(tmp_path / f"{n}.png", f"#{n * 40:02x}0000") for n in range(1, 5)]
    (tmp_path / "坏.heic").write_bytes(b"\0\0\0\x18ftypheic broken")
    lost = picture(tmp_path / "丢.jpg", "blue")
    office.does("hazard", "attach", ONE, lost, str(tmp_path / "坏.heic"), *whole)
    (kept,) = (office.home / "evidence").rglob("*.jpg")
    office.spoils(kept)
    path = tmp_path / "a.docx"
    told = office.does("hazard", "notice", ONE, "--kind", "rectify", "-o", str(path))
    assert captions(path) == [f"{n}.png" for n in range(1, 5)]
    assert "照片 丢.jpg 不见了或内容变了" in told.err
    assert "照片 坏.heic 打不开" in told.err


def test_a_tiny_picture_is_not_blown_up(office: "Office", tmp_path: Path) -> None:
    office.registers()
    office.does("hazard", "attach", ONE, picture(tmp_path / "小.png", size=(60, 40)))
    document: Any = Document(str(notice(office, tmp_path / "a.docx", ONE, "--kind", "rectify")))
    assert document.inline_shapes[0].width.mm < 17


def test_a_closing_form_of_what_is_gone_says_so_and_asks_for_none_of_the_five(
    office: "Office", tmp_path: Path
) -> None:
    office.registers(leader="张镇长")
    office.does(
        "hazard", "close", ONE, "--kind", "eliminated", "--evidence", "注销公告〔2023〕5号", "--reviewer", "赵六",
        today="2023-07-12",
    )  # fmt: skip
    form = form_of(notice(office, tmp_path / "a.docx", ONE, "--kind", "close", today="2023-07-13"))
    assert form["措施落实情况"] == "隐患已灭失（关停、搬迁或拆除），依据：注销公告〔2023〕5号"
    assert {form[name] for name in ("责任落实情况", "资金落实情况", "预案落实情况")} == {
        "不要求（隐患已灭失）"
    }
    assert "张镇长" not in form["分管（包保）领导审批"], "nobody has signed yet"


def test_a_major_one_s_closing_form_names_the_reviewer_s_unit_how_and_the_day_of_delisting(
    office: "Office", tmp_path: Path
) -> None:
    office.registers(level="major", criterion="判定标准第三条")
    office.does("hazard", "report", ONE, "--kind", "discovered", "--to", "经发办")
    office.does("hazard", "list-up", ONE, "--authority", "town", "--on", "2023-07-10")
    office.does("hazard", "rectify", ONE, "--by", "钱七", today="2023-07-12")
    office.does("hazard", "report", ONE, "--kind", "rectified", "--to", "经发办", today="2023-07-12")
    listed = form_of(notice(office, tmp_path / "a.docx", ONE, "--kind", "close", today="2023-07-12"))
    assert listed["挂牌督办"] == "镇级（2023年7月10日挂牌，未摘牌）"
    office.does("hazard", "delist", ONE, "--on", "2023-07-13", today="2023-07-13")
    office.does(
        "hazard",
        "close",
        ONE,
        "--reviewer",
        "赵六",
        "--reviewer-unit",
        "应急办",
        *options(PROVEN),
        today="2023-07-14",
    )
    form = form_of(notice(office, tmp_path / "b.docx", ONE, "--kind", "close", today="2023-07-14"))
    assert form["挂牌督办"] == "镇级（2023年7月10日挂牌，2023年7月13日摘牌）"
    assert form["复查人员、日期"] == "赵六（应急办，现场复查）　2023年7月14日"


def test_an_extension_form_states_the_last_application_or_leaves_room_for_the_next(
    office: "Office", tmp_path: Path
) -> None:
    office.registers()
    words = ("--reason", "备件未到", "--approver", "张镇长", "--interim", "断电")
    office.does("hazard", "extend", ONE, "--to", "2023-09-01", *words)
    office.does("hazard", "extend", ONE, "--to", "2023-10-01", *words, "--refused", today="2023-07-11")
    refused = form_of(notice(office, tmp_path / "a.docx", ONE, "--kind", "extend"))
    assert (refused["第几次申请"], refused["申请延至"]) == ("第 2 次", "2023年10月1日")
    assert refused["审批意见"].startswith("不同意")
    blank = form_of(notice(office, tmp_path / "b.docx", ONE, "--kind", "extend", "--next"))
    assert (blank["第几次申请"], blank["申请延至"], blank["延期理由"]) == ("第 3 次", "", "")
    assert blank["原定整改时限"] == "2023年8月10日（已延至2023年9月1日）"
    assert "张镇长" not in blank["审批意见"]
    assert office.is_refused("hazard", "notice", ONE, "--kind", "close", "--next") == ["only_extend"]


def test_what_came_back_is_not_referred_again_with_the_old_reason(office: "Office", tmp_path: Path) -> None:
    office.registers()
    office.does("hazard", "transfer", ONE, "--to", "区应急局", "--kind", "refer", "--reason", "超出权限")
    office.does(
        "hazard", "reply", ONE, "--outcome", "returned", "--note", "属镇级职责", today="2023-07-12"
    )  # fmt: skip
    path = tmp_path / "a.docx"
    told = office.does("hazard", "notice", ONE, "--kind", "refer", "-o", str(path), today="2023-07-13")
    assert "已于 2023-07-12 退回（属镇级职责）：确认是否还要移送" in told.err
    assert form_of(path)["移送理由"] == ""
    assert "区应急局" not in text_of(path)


@pytest.mark.parametrize("kind", ["rectify", "refer", "extend", "supervise"])
def test_no_comma_or_colon_stands_where_nothing_is_known(office: "Office", tmp_path: Path, kind: str) -> None:
    nobody_s(office)
    told = text_of(notice(office, tmp_path / "a.docx", ONE, "--kind", kind))
    for stray in ("　，", "，　", "（　", "　）", "　：堆料", "，）"):
        assert stray not in told, stray


def test_each_hazard_that_was_not_found_yet_is_named(office: "Office") -> None:
    office.registers()
    office.registers(title="另一处", today="2023-07-12")
    words = ("hazard", "notice", ONE, TWO, "--kind", "rectify")
    told = office.run(*words, "--format", "json", today="2023-07-11")
    assert (told.code, told.codes) == (4, ["not_yet"])
    assert TWO in str(told.problems[0]["message"])
    assert office.run(*words, "--format", "json", today="2023-07-01").codes == ["not_yet", "not_yet"]


def test_a_notice_of_one_hazard_is_one_page_and_so_are_the_others(office: "Office", tmp_path: Path) -> None:
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--on", "2023-07-10")
    office.registers(
        visit="JC-2023-0001", level="major", criterion="《工贸企业重大事故隐患判定标准》第三条第二项",
        title="一号车间配电箱未接地且箱门缺失，进线老化裸露", place="一号车间东侧", leader="张镇长",
        measures="加装接地，更换箱门，重新敷设进线并加装漏电保护", interim="停用该配电箱并派人值守",
    )  # fmt: skip
    for kind in ("rectify", "review", "extend", "refer", "supervise"):
        text = pdf_text(notice(office, tmp_path / f"{kind}.docx", ONE, "--kind", kind))
        assert ("—1—" in text, "—2—" in text) == (True, False), kind
    office.does("hazard", "rectify", ONE, "--by", "钱七", "--note", "已按要求整改完毕", today="2023-07-12")
    text = pdf_text(notice(office, tmp_path / "close.docx", ONE, "--kind", "close", today="2023-07-12"))
    assert "—2—" not in text
