"""The monthly circular in Word: official format, the report's figures, an office's own template."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.cli.office_programs import pdf_text

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-09-02"
MM = 36_000
"""English metric units in a millimetre."""


@pytest.fixture
def august(office: "Office") -> "Office":
    office.registers(title="配电箱未接地<A&B>", found_on="2023-08-01", village="双龙村", today="2023-08-02")
    office.registers(
        title="燃气管道泄漏", found_on="2023-08-05", level="major", criterion="第三条", deadline="2023-08-20",
        leader="张镇长", source="self", today="2023-08-05",
    )  # fmt: skip
    office.does("hazard", "rectify", "BY-2023-0001", "--on", "2023-08-09", today="2023-08-09")
    office.does(
        "inspect", "add", "--enterprise", "超市", "--unit", "经发办", "--on", "2023-08-10", today="2023-08-10"
    )
    return office


def paper(office: "Office", path: Path, *words: str) -> Any:
    office.does("report", "monthly", "2023-08", "-o", str(path), *words, today=TODAY)
    return Document(str(path))


def text_of(document: Any) -> str:
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_page_is_that_of_the_standard(august: "Office", tmp_path: Path) -> None:
    document = paper(august, tmp_path / "通报.docx")
    section = document.sections[0]
    assert [round(n / MM) for n in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(n / MM) for n in margins] == [37, 35, 28, 26]
    looks: dict[str, tuple[str, float, float]] = {}
    for paragraph in document.paragraphs:
        run = next((r for r in paragraph.runs if r.text.strip()), None)
        if run:
            font = run._r.rPr.rFonts.get(qn("w:eastAsia"))
            looks.setdefault(
                paragraph.text[:6], (font, run.font.size.pt, paragraph.paragraph_format.line_spacing.pt)
            )
    assert looks["关于重大事故"] == ("方正小标宋简体", 22, 35)
    assert looks["一、总体情况"] == ("黑体", 16, 28.95)
    assert looks["本月共检查企"] == ("仿宋_GB2312", 16, 28.95)
    assert looks["附件1"][0] == "黑体"
    table = next(
        p for p in document.part.package.iter_parts() if p.partname == "/word/fontTable.xml"
    ).blob.decode()
    assert re.search(r'w:name="仿宋_GB2312"><w:altName w:val="仿宋"', table)


def test_the_page_number_is_a_whole_field_on_odd_and_even_pages(august: "Office", tmp_path: Path) -> None:
    document = paper(august, tmp_path / "通报.docx")
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        runs = footer.paragraphs[0]._p
        kinds = [e.get(qn("w:fldCharType")) for e in runs.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert [e.text for e in runs.iter(qn("w:instrText"))] == [" PAGE "]
        assert footer.paragraphs[0].text == "— 1 —"


def test_its_figures_are_those_of_the_report(august: "Office", tmp_path: Path) -> None:
    report = august.asks("report", "monthly", "2023-08", today=TODAY)
    told = text_of(paper(august, tmp_path / "通报.docx"))
    month, whole = report["month"], report["cumulative"]
    assert (
        f"排查隐患{month['found']}项（重大1项、一般1项），已整改{month['rectified']}项，整改率{month['rectified_rate']}%"
        in told
    )
    assert "关于重大事故隐患专项排查整治2023行动\n8月工作情况的通报" in told, "no word is torn"
    assert (
        f"行动以来累计排查{whole['found']}项，整改{whole['rectified']}项，整改率{whole['rectified_rate']}%"
        in told
    )
    assert (
        "其中企业自查1项、整改0项，部门检查1项、整改1项" in told
        or "其中部门检查1项、整改1项，企业自查1项、整改0项" in told
    )
    late = report["overdue"]["items"][0]
    assert f"{late['no']} {late['enterprise']}（逾期{late['days_overdue']}日，{late['unit']}）" in told
    assert "1. 测试食品厂：燃气管道泄漏，整改时限2023年8月20日，包保领导张镇长" in told
    assert "全年发生生产安全死亡事故0起、死亡0人" in told
    assert "即查即改" not in told, "a sentence whose figures are all 0 is left out"
    rows = {
        row.cells[0].text: [c.text for c in row.cells]
        for row in Document(str(tmp_path / "通报.docx")).tables[0].rows
    }
    assert rows["经发办"] == ["经发办", "2", "1", "50.0%", "0", "2", "1", "0"]


def test_a_draft_says_so_on_every_page_and_an_issue_carries_its_number_and_hash(
    august: "Office", tmp_path: Path
) -> None:
    draft = paper(august, tmp_path / "a.docx").sections[0]
    assert {draft.header.paragraphs[0].text, draft.even_page_header.paragraphs[0].text} == {"送审稿"}
    head = august.asks("report", "monthly", "2023-08", "--issue", "--doc-no", "安办〔2023〕9号", today=TODAY)[
        "issue"
    ]["head"]
    august.closes("BY-2023-0001", on="2023-08-30", today="2023-09-10")
    document = paper(august, tmp_path / "b.docx")
    issued = document.sections[0]
    assert {issued.header.paragraphs[0].text, issued.even_page_header.paragraphs[0].text} == {""}
    for footer in (issued.footer, issued.even_page_footer):
        assert footer.paragraphs[1].text == f"印发第 1 号　台账校验码 {head}"
    assert document.paragraphs[0].text == "安办〔2023〕9号"
    assert "本月销号" not in text_of(document), "the closing came after the issue"


def test_an_empty_ledger_makes_a_paper_and_names_the_zeros_that_must_be_said(
    office: "Office", tmp_path: Path
) -> None:
    told = text_of(paper(office, tmp_path / "空.docx"))
    assert "重大事故隐患累计排查0项" in told
    assert "逾期未整改隐患0项" in told
    assert "死亡0人" in told
    assert "（无）" in told
    assert "{" not in told


def test_an_office_s_own_template_comes_out_with_its_words_and_its_logo(
    august: "Office", tmp_path: Path
) -> None:
    from PIL import Image

    folder = august.ledger.parent / "templates"
    august.does("report", "templates", "export", str(folder))
    own = folder / "monthly.docx"
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 40), "red").save(logo)
    document = Document(str(own))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("现将", "经镇党委同意，现将")
    document.paragraphs[0].add_run().add_picture(str(logo))
    document.save(str(own))
    made = paper(august, tmp_path / "通报.docx")
    assert "经镇党委同意，现将2023年8月专项行动" in text_of(made)
    assert len(made.inline_shapes) == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ 时段 }}", "{{ 时断 }}", "里没有「时断」这个数"),
        ("{{ 存量.月末 }}", "{{ 存量.年末 }}", "里没有「年末」这个数"),
        ("{{ 时段 }}", "{{ 时段 ", "写得不对"),
        ("{{ 截至 }}", "{{ 截至 + 1 }}", "里的算式算不了"),
        ("{{ 截至 }}", "{{ ().__class__.__bases__ }}", "模板"),
    ],
)
def test_a_broken_tag_gives_one_sentence_with_its_name_and_place(
    august: "Office", tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder = august.ledger.parent / "templates"
    august.does("report", "templates", "export", str(folder))
    document = Document(str(folder / "monthly.docx"))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(folder / "monthly.docx"))
    out = tmp_path / "通报.docx"
    result = august.run("report", "monthly", "2023-08", "-o", str(out), today=TODAY)
    assert result.code == 4, result.err
    assert told in result.err
    assert "monthly.docx" in result.err
    assert result.err.count("\n") == 1
    assert not out.exists()
    before = august.contents()
    assert august.run("report", "monthly", "2023-08", "--issue", "-o", str(out), today=TODAY).code == 4
    assert august.contents() == before, "nothing is handed in that cannot be printed"


def test_a_template_that_was_changed_is_never_written_over(august: "Office", tmp_path: Path) -> None:
    august.does("report", "templates", "export", str(tmp_path / "t"))
    result = august.run("report", "templates", "export", str(tmp_path / "t"))
    assert result.code == 4
    assert "没有覆盖" in result.err
    (august.ledger.parent / "templates").mkdir()
    (august.ledger.parent / "templates" / "monthly.docx").write_bytes(b"no")
    result = august.run("report", "monthly", "2023-08", "-o", str(tmp_path / "a.docx"), today=TODAY)
    assert (result.code, "不是能打开的 .docx" in result.err) == (4, True)


def test_a_list_has_no_paper(august: "Office", tmp_path: Path) -> None:
    result = august.run("hazard", "list", "-o", str(tmp_path / "a.docx"))
    assert result.code == 2
    assert ".xlsx" in result.err


def test_libreoffice_prints_it_and_every_figure_can_be_read_back(august: "Office", tmp_path: Path) -> None:
    month = august.asks("report", "monthly", "2023-08", today=TODAY)["month"]
    paper(august, tmp_path / "通报.docx")
    text = pdf_text(tmp_path / "通报.docx")
    assert f"排查隐患{month['found']}项（重大1项、一般1项），已整改{month['rectified']}项" in text
    assert "BY-2023-0002测试食品厂（逾期11日，经发办）" in text
    assert "—1—" in text
    assert "—2—" in text
    assert text.count("送审稿") >= 4


def test_a_ledger_of_one_hazard_makes_a_paper_that_reads_well(office: "Office", tmp_path: Path) -> None:
    office.registers(title="配电箱未接地", found_on="2023-08-01", today="2023-08-02")
    said = text_of(paper(office, tmp_path / "通报.docx"))
    data = office.asks("report", "monthly", "2023-08", today=TODAY)
    assert (data["month"]["found"], data["cumulative"]["open"]) == (1, 1)
    assert "本月排查隐患1项" in said
    assert "逾期未整改隐患1项：BY-2023-0001" in said
    assert "死亡事故0起、死亡0人" in said
    assert "重大事故隐患累计排查0项" in said
    assert "往月存量0项" not in said
