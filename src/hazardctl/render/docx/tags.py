"""What is wrong with a template's tags, and in which paragraph: the engine itself often says neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import TemplateSyntaxError

from hazardctl.messages import papers as messages
from hazardctl.messages import template_faults
from hazardctl.render.docx.sandbox import TooMuchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docxtpl import DocxTemplate


class Fault(NamedTuple):
    """What is wrong, and the text of the paragraph that it is in (empty where that is not known)."""

    where: str
    what: str


_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_FULL_WIDTH = re.compile(r"｛\s*[｛{%％]|\{\s*[｛％]|[｝%％]\s*｝|[｝％]\s*\}")
_SWALLOWS = re.compile(r"\{\{(?:p|r|tr|tc)\s")
_BLOCK = re.compile(r"\{%[-+]?\s*(end)?(if|for|macro|call|filter|block|with|autoescape|raw|set)\b([^%]*)%\}")
_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


def before_filling(document: DocxTemplate) -> Fault | None:
    """Return what would be printed as it stands, or swallow its paragraph, without a word from the engine."""
    for text in _paragraphs(document):
        if _FULL_WIDTH.search(text):
            return Fault(text, template_faults.full_width())
        if _SWALLOWS.search(text):
            return Fault(text, template_faults.swallows())
    return None


def _paragraphs(document: DocxTemplate) -> Iterator[str]:
    for xml in raw_parts(document):
        for found in _PARAGRAPH.finditer(xml):
            yield _MARKUP.sub("", found[0]).strip()


def fault(document: DocxTemplate, error: BaseException) -> Fault:
    """Return what stopped the filling, in Chinese, with its paragraph."""
    if isinstance(error, TemplateSyntaxError) and (found := _not_closed(document)):
        return found
    return Fault(_place(document, error), _what(error))


def _not_closed(document: DocxTemplate) -> Fault | None:
    """Return the tag that has no end, and its paragraph: the engine names the last line of all."""
    for xml in raw_parts(document):
        opened: list[Fault] = []
        for text in map(_text_of, _PARAGRAPH.finditer(xml)):
            for ends, tag, rest in _BLOCK.findall(_plain(text)):
                if not ends and not (tag == "set" and "=" in rest):
                    opened.append(Fault(text, template_faults.not_closed(tag)))
                elif ends and opened:
                    if opened[-1].what != template_faults.not_closed(tag):
                        return opened[-1]
                    opened.pop()
        if opened:
            return opened[0]
    return None


def _text_of(found: re.Match[str]) -> str:
    return _MARKUP.sub("", found[0]).strip()


def _plain(text: str) -> str:
    """Return tags without the letter that says which element they replace."""
    return re.sub(r"\{%(?:p|r|tr|tc)\s", "{% ", text)


def _place(document: DocxTemplate, error: BaseException) -> str:
    """Return the text of the paragraph that the error is in: the filler puts each on a line of its own."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line(error)
    if line is None:
        return ""
    for xml in map(document.patch_xml, raw_parts(document)):
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", xml).splitlines()
        text = _MARKUP.sub("", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
        if "{" in text:
            return text
    return ""


def _line(error: BaseException) -> int | None:
    """Return the template's line in an error's traceback, which the engine points at its own lines."""
    found, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def raw_parts(document: DocxTemplate) -> list[str]:
    """Return the body, the headers and the footers as they are written, in the order in which they are filled."""
    document.init_docx()
    parts: list[Any] = [document.get_xml()]
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        parts += [document.get_part_xml(part) for _, part in document.get_headers_footers(kind)]
    return parts


def _what(error: BaseException) -> str:
    told = str(error)
    if isinstance(error, (TooMuchError, RecursionError, MemoryError)):
        return template_faults.too_much()
    if found := _UNKNOWN.search(told):
        return messages.no_such_name(found[1] or found[2])
    return messages.bad_tag() if isinstance(error, TemplateSyntaxError) else messages.bad_value()
