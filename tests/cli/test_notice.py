"""Notices of hazards in Word: one receiver each, what is recorded filled in, what is not left to be written by hand."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from PIL import Image
from tests.cli.conftest import PROVEN, options
from tests.cli.office_programs import pdf_text

if TYPE_CHECKING:
    from tests.cli.conftest import Office

ONE, TWO = "BY-2023-0001", "BY-2023-0002"


@pytest.fixture
def town(office: "Office") -> "Office":
    """One visit with two hazards, one of them major, pending, and without measures."""
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--on", "2023-07-10")
    office.registers(place="一号车间", visit="JC-2023-0001", found_by="王五")
    office.does(
        "hazard", "add", "--title", "燃气管道泄漏", "--level", "major", "--criterion", "判定标准第三条", "--unit", "经发办",
        "--source", "department", "--enterprise", "测试食品厂", "--visit", "JC-2023-0001", "--pending", "2023-07-15",
        "--interim", "停用并派人值守",
    )  # fmt: skip
    return office


def text_of(path: Path) -> str:
    document: Any = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def form_of(path: Path, at: int = 0) -> dict[str, str]:
    """Return one form of a paper: what is asked for, and what stands there."""
    document: Any = Document(str(path))
    return {row.cells[0].text: row.cells[1].text.strip() for row in document.tables[at].rows}


def notice(office: "Office", path: Path, *words: str, today: str = "2023-07-11") -> Path:
    office.does("hazard", "notice", *words, "-o", str(path), today=today)
    return path


def test_one_visit_s_hazards_stand_on_one_notice_with_the_five_or_room_for_them(
    town: "Office", tmp_path: Path
) -> None:
    path = notice(town, tmp_path / "通知.docx", "--visit", "JC-2023-0001", "--kind", "rectify")
    told = text_of(path)
    assert "隐患整改通知书" in told
    assert "测试食品厂：" in told
    assert "2023年7月10日，经发办在检查中发现你单位存在以下事故隐患2项（检查记录JC-2023-0001）" in told
    first, second = form_of(path, 0), form_of(path, 1)
    assert (first["整改措施"], first["整改责任"], first["整改资金"]) == (
        "加装接地",
        "测试食品厂　李四",
        "2万元",
    )
    assert (first["整改时限"], first["应急预案"]) == ("2023年8月10日", "停电预案")
    assert (second["判定依据"], second["临时管控"]) == ("判定标准第三条", "停用并派人值守")
    assert (second["整改措施"], second["整改资金"], second["整改时限"]) == ("", "", "")
    assert "不代替行政执法文书" in told
    assert "签收" in told
    assert "{" not in told


def test_a_closing_form_says_what_proved_each_of_the_five(town: "Office", tmp_path: Path) -> None:
    town.does("hazard", "rectify", ONE, "--on", "2023-07-20", "--by", "钱七", today="2023-07-20")
    blank = form_of(notice(town, tmp_path / "a.docx", ONE, "--kind", "close", today="2023-07-20"))
    assert "应急办意见" in blank
    assert (blank["措施落实情况"], blank["复查意见"], blank["时限落实情况"]) == (
        "",
        "",
        "钱七（2023年7月20日）",
    )
    town.does("hazard", "close", ONE, "--reviewer", "赵六", *options(PROVEN), today="2023-07-22")
    form = form_of(notice(town, tmp_path / "b.docx", ONE, "--kind", "close", today="2023-07-23"))
    assert (form["措施落实情况"], form["责任落实情况"]) == ("已接地", "李四已落实")
    assert (form["资金落实情况"], form["预案落实情况"]) == ("1.8万元", "已演练")
    assert (form["复查意见"], form["复查人员、日期"]) == ("整改到位", "赵六　2023年7月22日")
    review = form_of(notice(town, tmp_path / "c.docx", ONE, "--kind", "review", today="2023-07-23"))
    assert (review["复查意见"], review["复查轮次"], review["复查日期"]) == (
        "整改到位",
        "第 1 次",
        "2023年7月22日",
    )


def test_an_extension_is_quoted_and_without_one_the_form_is_blank(town: "Office", tmp_path: Path) -> None:
    blank = form_of(notice(town, tmp_path / "a.docx", ONE, "--kind", "extend"))
    assert (blank["原定整改时限"], blank["申请延至"], blank["延期理由"]) == ("2023年8月10日", "", "")
    town.does(
        "hazard", "extend", ONE, "--to", "2023-09-01", "--reason", "备件未到", "--approver", "张镇长", "--interim", "断电",
        "--applicant", "李四", today="2023-08-01",
    )  # fmt: skip
    form = form_of(notice(town, tmp_path / "b.docx", ONE, "--kind", "extend", today="2023-08-02"))
    assert (form["申请延至"], form["延期理由"], form["延期期间管控措施"]) == (
        "2023年9月1日",
        "备件未到",
        "断电",
    )
    assert form["审批意见"].startswith("同意　签字：张镇长")


def test_letters_go_to_the_authority_and_to_the_office(town: "Office", tmp_path: Path) -> None:
    town.does(
        "hazard",
        "transfer",
        TWO,
        "--to",
        "区应急局",
        "--kind",
        "refer",
        "--reason",
        "超出权限",
        today="2023-07-12",
    )
    letter = notice(town, tmp_path / "a.docx", TWO, "--kind", "refer", today="2023-07-12")
    assert "区应急局：" in text_of(letter)
    assert "我镇在重大事故隐患专项排查整治中发现以下隐患1项" in text_of(letter)
    assert form_of(letter)["移送理由"] == "超出权限"
    late = notice(town, tmp_path / "b.docx", ONE, "--kind", "supervise", today="2023-08-15")
    assert "逾期5日未整改" in text_of(late)
    made = town.asks("hazard", "notice", ONE, "--kind", "supervise", today="2023-08-15")
    assert made == {
        "kind": "supervise",
        "to": "经发办",
        "unit": "经发办",
        "visit": "JC-2023-0001",
        "hazards": [ONE],
    }


def test_photos_stand_on_the_notice_scaled_and_a_broken_one_is_named_beside_it(
    town: "Office", tmp_path: Path
) -> None:
    photo, broken = tmp_path / "现场.jpg", tmp_path / "坏.jpg"
    Image.new("RGB", (4_000, 3_000), "red").save(photo)
    broken.write_bytes(b"\xff\xd8nothing")
    town.does("hazard", "attach", ONE, str(photo), str(broken))
    path = tmp_path / "通知.docx"
    told = town.does("hazard", "notice", ONE, "--kind", "rectify", "-o", str(path), today="2023-07-11")
    document: Any = Document(str(path))
    (shape,) = document.inline_shapes
    assert round(shape.width.mm) == 90
    assert round(shape.height / shape.width, 2) == 0.75
    assert "现场.jpg" in text_of(path)
    assert "坏.jpg" not in text_of(path)
    assert "照片 坏.jpg 打不开，没有印" in told.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((ONE, "--kind", "close"), "does_not_fit"),
        ((ONE, "--kind", "order"), "not_a_choice"),
        ((ONE,), "missing"),
        (("--kind", "rectify"), "missing"),
        (("BY-2023-0099", "--kind", "rectify"), "not_found"),
        (("--visit", "JC-2023-0099", "--kind", "rectify"), "no_such_visit"),
        ((ONE, "BY-2023-0003", "--kind", "rectify"), "several_receivers"),
    ],
)
def test_a_paper_that_makes_no_sense_is_refused(town: "Office", words: tuple[str, ...], reason: str) -> None:
    town.registers(enterprise="别的厂")
    told = town.run("hazard", "notice", *words, "--format", "json")
    assert (told.code, reason in told.codes) == (4, True), told.err


def test_a_void_hazard_and_an_empty_visit_have_no_notice(town: "Office") -> None:
    town.does("hazard", "void", ONE, "--reason", "误记")
    assert town.run("hazard", "notice", ONE, "--kind", "rectify").code == 4
    town.does("inspect", "add", "--enterprise", "超市", "--unit", "经发办", "--on", "2023-07-10")
    told = town.run("hazard", "notice", "--visit", "JC-2023-0002", "--kind", "rectify")
    assert (told.code, "没有发现隐患" in told.err) == (4, True)


def test_libreoffice_prints_every_notice_with_what_its_answer_says(town: "Office", tmp_path: Path) -> None:
    from hazardctl.messages.terms.notice import TITLES

    town.does("hazard", "rectify", ONE, "--on", "2023-07-11", "--by", "钱七", today="2023-07-11")
    town.registers(title="另一处", source="department")
    of = {"review": ONE, "close": ONE}
    for kind, title in TITLES.items():
        no = of.get(kind, "BY-2023-0003")
        hazard = town.asks("hazard", "show", no, today="2023-07-11")
        text = pdf_text(notice(town, tmp_path / f"{kind}.docx", no, "--kind", kind))
        for words in (title, no, hazard["title"], "—1—"):
            assert words in text, kind


def test_an_office_s_own_notice_comes_out_with_its_words(town: "Office", tmp_path: Path) -> None:
    folder = town.ledger.parent / "templates"
    town.does("report", "templates", "export", str(folder))
    own = folder / "notice-rectify.docx"
    document: Any = Document(str(own))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("请按要求整改", "请按镇政府要求立即整改")
    document.save(str(own))
    assert "请按镇政府要求立即整改" in text_of(notice(town, tmp_path / "a.docx", ONE, "--kind", "rectify"))
