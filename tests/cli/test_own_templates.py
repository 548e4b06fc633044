"""An office's own Word template: what is wrong with it is said with its paragraph, and what is right is printed."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NO = "BY-2023-0001"


def with_paragraphs(office: "Office", *texts: str) -> None:
    """Put a template of these paragraphs in the place of the notice's."""
    folder = office.ledger.parent / "templates"
    folder.mkdir(exist_ok=True)
    document: Any = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(folder / "notice-rectify.docx"))


def printed(office: "Office", path: Path) -> str:
    office.does("hazard", "notice", NO, "--kind", "rectify", "-o", str(path))
    document: Any = Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize(
    ("paragraphs", "where", "what"),
    [
        (("开头", "{% if 有重大 %}重大隐患", "中间", "结尾"), "重大隐患", "{% if %} 没有结束"),
        (("{%p for 行 in 隐患 %}", "{{ 行.编号 }}", "{% if 有重大 %}严", "{%p endfor %}"), "有重大 %}严", "{% if %} 没有结束"),
        (("开头", "单位：｛｛ 单位 ｝｝", "结尾"), "｛｛ 单位 ｝｝", "全角"),
        (("开头", "{％ if 有重大 ％}重大{％ endif ％}"), "重大", "全角"),
        (("开头", "尊敬的{{r 单位 }}：", "结尾"), "尊敬的", "吞掉"),
        (("开头", "尊敬的{{p 单位 }}：", "结尾"), "尊敬的", "吞掉"),
        (("{{ 没有这个 }}",), "没有这个", "没有「没有这个」"),
        (("{{ 'x' * 999999999 }}",), "999999999", "算不了"),
        (("{{ 9 ** 999999 }}",), "9 ** 9", "算不了"),
        (("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",), "", "循环太多"),
        (("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",), "", "循环太多"),
    ],
)  # fmt: skip
def test_a_wrong_tag_is_named_with_its_own_paragraph(
    office: "Office", tmp_path: Path, paragraphs: tuple[str, ...], where: str, what: str
) -> None:
    office.registers()
    with_paragraphs(office, *paragraphs)
    began = time.monotonic()
    told = office.run("hazard", "notice", NO, "--kind", "rectify", "-o", str(tmp_path / "a.docx"))
    assert time.monotonic() - began < 30
    assert (told.code, "notice-rectify.docx" in told.err) == (4, True)
    assert where in told.err
    assert what in told.err
    assert "开头" not in told.err
    assert "结尾" not in told.err


def test_nothing_is_printed_for_what_is_not_there_and_a_yes_is_chinese(
    office: "Office", tmp_path: Path
) -> None:
    office.registers()
    with_paragraphs(office, "空：{{ none }}{{ 移送单位 if false else none }}。", "重大：{{ 有重大 }}。")
    assert printed(office, tmp_path / "a.docx") == "空：。\n重大：否。"


@pytest.mark.parametrize("title", ["{_{ x }_}", "{_% if %_}", "{{ x }}", "a_b & <c>", "{% for %}"])
def test_whatever_is_written_in_a_hazard_is_printed_as_it_is(
    office: "Office", tmp_path: Path, title: str
) -> None:
    office.registers(title=title)
    with_paragraphs(office, "{%p for 行 in 隐患 %}", "{{ 行.隐患 }}", "{%p endfor %}")
    assert printed(office, tmp_path / "a.docx") == title


def test_our_templates_name_no_author_and_no_day_of_another_year() -> None:
    from io import BytesIO

    from hazardctl.render.docx import letter

    for name in letter.names():
        document: Any = Document(BytesIO(letter.template(name)))
        assert (document.core_properties.author, document.core_properties.created) == ("", None)
        assert not [one for one in document.part.package.iter_parts() if "thumbnail" in str(one.partname)]
        for part in document.part.package.iter_parts():
            if hasattr(part, "element"):
                for properties in part.element.iter("{*}pPr"):
                    kinds = [child.tag.rpartition("}")[2] for child in properties]
                    assert "snapToGrid" not in kinds[kinds.index("spacing") :] if "spacing" in kinds else True
