"""A Word template in official format, made from a text in which each line is a paragraph.

Page, fonts and spacing follow GB/T 9704-2012 (research/field.md §4): A4, margins 37/35/28/26 mm, title 小标宋 22 pt,
body 仿宋 16 pt on lines of 28.95 pt, page number 「— 1 —」. Nothing here knows a report: what stands in {{ }} is filled
by `fill`.
"""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from hazardctl.messages import papers as say

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY, HEI, KAI, TITLE, LATIN = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"
FALLBACK: Final = {BODY: "仿宋", KAI: "楷体", TITLE: "宋体"}
"""What a program without the font takes instead; a stock Linux desktop has none of them."""

LINE: Final = 28.95
"""Points: 22 lines on a page."""
BODY_SIZE: Final = 16


class Style(NamedTuple):
    """How a paragraph looks: font, size and lines in points, alignment, and its indent in characters."""

    font: str = BODY
    size: float = 16
    line: float = LINE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: int = 2
    left: int = 0
    right: int = 0
    before: float = 0
    new_page: bool = False
    keep: bool = False


_LEFT, _CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
STYLES: Final = {  # `keep`: a signature never stands alone on a page, nor a heading or a picture without its words
    "文号": Style(align=_CENTRE, first=0),
    "标题": Style(font=TITLE, size=22, line=35, align=_CENTRE, first=0, before=LINE),
    "主送": Style(align=_LEFT, first=0, before=LINE),
    "正文": Style(),
    "一级": Style(font=HEI, keep=True),
    "二级": Style(font=KAI, keep=True),
    "附件": Style(align=_LEFT, before=LINE),
    "附件续": Style(align=_LEFT, first=0, left=5),
    "结语": Style(keep=True),
    "声明": Style(size=12, line=22, keep=True),
    "署名": Style(align=_RIGHT, first=0, right=2, keep=True),
    "落款": Style(align=_LEFT, first=0, keep=True),
    "排查": Style(size=12, line=22, keep=True),
    "图": Style(line=0, align=_CENTRE, first=0, keep=True),
    "图注": Style(size=12, line=22, align=_CENTRE, first=0),
    "附件页": Style(font=HEI, align=_LEFT, first=0, new_page=True),
    "表题": Style(font=TITLE, size=22, line=35, align=_CENTRE, first=0, keep=True),
    "表注": Style(size=12, line=22, align=_LEFT, first=0, before=6, keep=True),
}
_CONTROL = Style()
_CELL = Style(size=10.5, line=16, align=_CENTRE, first=0)
_CELL_TEXT = _CELL._replace(align=_LEFT)
_HEAD_CELL = _CELL._replace(font=HEI)
_NUMBER = Style(font="宋体", size=14, line=20, first=0)
_PROOF = Style(font="宋体", size=8, line=11, align=_CENTRE, first=0)
_MARK = Style(font=HEI, size=12, line=18, align=_LEFT, first=0)
_TEXT_COLUMNS = frozenset({"单位", "村（社区）", "单位（场所）", "隐患"})


def template(name: str) -> bytes:
    """Return the template of a paper as a Word file."""
    text = resources.files(__package__).joinpath("papers", f"{name}.txt").read_text(encoding="utf-8")
    document = Document()
    _page(document)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for is_form, some in groupby(lines, key=lambda line: line.startswith("栏|")):
        if is_form:
            _form(document, [line.split("|", 2)[1:] for line in some])
        else:
            for line in some:
                _line(document, line)
    _nobody_s(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _nobody_s(document: Any) -> None:
    """Take out what the library says of itself: its name as the author, a day in 2013, and a picture of its own."""
    properties = document.core_properties._element  # noqa: SLF001  a day cannot be taken back by its property
    for child in list(properties):
        properties.remove(child)
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def names() -> list[str]:
    """Return the papers that there are templates of."""
    found = resources.files(__package__).joinpath("papers").iterdir()
    return sorted(file.name.removesuffix(".txt") for file in found if file.name.endswith(".txt"))


def _line(document: Any, line: str) -> None:
    kind, _, text = line.partition("|")
    if kind.startswith("{%p"):
        _write(document.add_paragraph(), line, _CONTROL)
    elif kind == "表":
        _table(document, text)
    elif kind == "换页":
        document.add_page_break()
    else:
        _write(document.add_paragraph(), text, STYLES[kind])


def _write(paragraph: Any, text: str, style: Style) -> None:
    layout = paragraph.paragraph_format
    if style.line:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.line)
    layout.space_before, layout.space_after = Pt(style.before), Pt(0)
    layout.alignment = style.align
    layout.page_break_before, layout.keep_with_next = style.new_page or None, style.keep or None
    if style.size < BODY_SIZE:
        off = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        _put_before_spacing(paragraph._p.get_or_add_pPr(), off)  # noqa: SLF001  small print keeps its own lines
    _indent(paragraph, style)
    _font(paragraph.add_run(text), style)


def _put_before_spacing(properties: Any, element: Any) -> None:
    """Put an element where the schema wants it: before the spacing, which every paragraph of ours has set already."""
    properties.insert(list(properties).index(properties.find(qn("w:spacing"))), element)


def _indent(paragraph: Any, style: Style) -> None:
    """Indent by characters, as the standard counts; the twips beside them are for programs that do not know these."""
    told = {"firstLine": style.first, "left": style.left, "right": style.right}
    if not any(told.values()):
        return
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  python-docx has no words for characters
    for name, characters in told.items():
        if characters:
            indent.set(qn(f"w:{name}Chars"), str(characters * 100))
            indent.set(qn(f"w:{name}"), str(int(characters * style.size * 20)))


def _font(run: Any, style: Style) -> None:
    run.font.size, run.font.name = Pt(style.size), LATIN
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  the name that Chinese is set in has no property
    fonts.set(qn("w:eastAsia"), style.font)
    fonts.set(qn("w:hint"), "eastAsia")


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(17)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001  no property
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE * 20)))
    document.settings.odd_and_even_pages_header_footer = True
    for footer, style in (
        (section.footer, _NUMBER._replace(align=_RIGHT, right=1)),
        (section.even_page_footer, _NUMBER._replace(align=_LEFT, left=1)),
    ):
        _page_number(footer.paragraphs[0], style)
        _write(footer.add_paragraph(), "{{ 页脚 }}", _PROOF)
    for header in (section.header, section.even_page_header):
        _write(header.paragraphs[0], "{{ 送审 }}", _MARK)
    _plain_styles(document)
    _fallbacks(document)


def _plain_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)


def _fallbacks(document: Any) -> None:
    """Name each font's substitute in the font table."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            table = parse_xml(part.blob)
            for name, other in FALLBACK.items():
                font = f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{other}"/></w:font>'
                table.append(parse_xml(font))
            part._blob = serialize_part_xml(table)  # noqa: SLF001  a part that python-docx carries along as it is


def _page_number(paragraph: Any, style: Style) -> None:
    """Write 「— 1 —」 as a whole field: a short one shows in Word and not in WPS (research/field.md §4)."""
    _write(paragraph, "— ", style)
    for kind in ("begin", "PAGE", "separate", "1", "end"):
        run = paragraph.add_run()
        _font(run, style)
        if kind == "PAGE":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = " PAGE "
        elif kind == "1":
            element = OxmlElement("w:t")
            element.text = kind
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001  fields have no words in python-docx
    _font(paragraph.add_run(" —"), style)


_FORM_HEAD = Style(size=12, line=22, align=_CENTRE, first=0)
_FORM_TEXT = _FORM_HEAD._replace(align=_LEFT)
_FORM_WIDTHS = (40, 116)
"""Millimetres: what is asked for, and what stands there."""
_FORM_HEIGHT = 8
"""Millimetres at least: room to write by hand, and a notice of one hazard on one page."""


def _form(document: Any, rows: list[list[str]]) -> None:
    """Write lines of a form: what is asked for beside what is known of it."""
    table = document.add_table(rows=len(rows), cols=2, style="Table Grid")
    table.autofit = False
    for at, (row, texts) in enumerate(zip(table.rows, rows, strict=True), 1):
        # A form stands on one page: every line but the last keeps with the next one.
        keep = at < len(rows)
        row.height = Mm(_FORM_HEIGHT)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, width, text, style in zip(
            row.cells, _FORM_WIDTHS, texts, (_FORM_HEAD, _FORM_TEXT), strict=True
        ):
            cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _write(cell.paragraphs[0], text, style._replace(keep=keep))
    for column, width in zip(table.columns, _FORM_WIDTHS, strict=True):
        column.width = Mm(width)


class Column(NamedTuple):
    """A column of a table: its heading, its width in millimetres, and what stands in it."""

    heading: str
    width: float
    value: str


def _columns(text: str) -> Iterator[Column]:
    for told in text.split("|"):
        heading, width, value = told.split(":")
        yield Column(heading, float(width), value)


def _table(document: Any, text: str) -> None:
    """Write a table with one row for each of a list; without any it says so."""
    loop, _, told = text.partition("|")
    columns = tuple(_columns(told))
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.autofit = False
    head, start, body, end = table.rows
    for at, column in enumerate(columns):
        table.columns[at].width = Mm(column.width)
        text_column = column.heading in _TEXT_COLUMNS
        for row in table.rows:
            row.cells[at].width = Mm(column.width)
            row.cells[at].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write(head.cells[at].paragraphs[0], column.heading, _HEAD_CELL)
        _write(
            body.cells[at].paragraphs[0], f"{{{{ {column.value} }}}}", _CELL_TEXT if text_column else _CELL
        )
    _write(start.cells[0].paragraphs[0], f"{{%tr for {loop} %}}", _CELL)
    _write(end.cells[0].paragraphs[0], "{%tr endfor %}", _CELL)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  repeated on every page
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  a row stays on one page
    variable = loop.partition(" in ")[2]
    _write(document.add_paragraph(), f"{{%p if not {variable} %}}", _CONTROL)
    _write(document.add_paragraph(), say.NOTHING_LISTED, STYLES["表注"])
    _write(document.add_paragraph(), "{%p endif %}", _CONTROL)
