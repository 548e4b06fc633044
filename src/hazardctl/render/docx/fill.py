"""Filling a Word template: ours, or the office's own that stands beside its ledger.

A template is text from outside: it is filled in a sandbox, what goes in is escaped, and what is wrong with it is said
with its name and place.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hazardctl.domain.text import safe
from hazardctl.errors import Problem, Refused, Unavailable
from hazardctl.ledger import pictures
from hazardctl.messages import papers as messages
from hazardctl.render import files
from hazardctl.render.docx import letter
from hazardctl.render.notices import Photo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PICTURE_MM = 90
"""The longer side of a picture."""

FOLDER = "templates"
"""Beside the ledger; what lies there under a paper's name is used in place of our own."""


def write(name: str, context: Mapping[str, object], beside: Path, path: Path) -> Path:
    """Fill a paper's template and write it; return where it is.

    Raises:
        Refused: the office's own template is wrong: which one, and where.
    """
    document = filled(name, context, beside)
    return files.replaced(path, lambda out: out.write(document))


def filled(name: str, context: Mapping[str, object], beside: Path) -> bytes:
    """Return a paper as it would be written.

    Raises:
        Refused: as `write`.
    """
    return _filled(*_template(name, beside), context)


def export(folder: Path) -> list[Path]:
    """Write every template as an office may change it and return where they are.

    Raises:
        Refused: one is there already, and may have been changed; none is written.
        Unavailable: the folder takes no file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(Problem("file", messages.no_folder(str(folder)), "folder")) from error
    paths = [(name, folder / f"{name}.docx") for name in letter.names()]
    taken = [path for _, path in paths if path.exists()]
    if taken:
        raise Refused(Problem("template_exists", messages.template_exists([str(p) for p in taken]), "folder"))
    return [
        files.replaced(path, lambda out, name=name: out.write(letter.template(name)))  # type: ignore[misc]
        for name, path in paths
    ]


def _template(name: str, beside: Path) -> tuple[str, bytes]:
    own = beside / FOLDER / f"{name}.docx"
    if not own.is_file():
        return f"{name}.docx", letter.template(name)
    try:
        return str(own), own.read_bytes()
    except OSError as error:
        raise Unavailable(Problem("file", messages.no_template(str(own)), "template")) from error


def _filled(name: str, template: bytes, context: Mapping[str, object]) -> bytes:
    try:
        document = DocxTemplate(BytesIO(template))
        document.init_docx()
    except Exception as error:
        raise Refused(
            Problem("template_unreadable", messages.template_unreadable(name), "template")
        ) from error
    jinja = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    cleaned = {key: _ready(value, document) for key, value in context.items()}
    try:
        document.render(cleaned, jinja)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        where, what = _place(document, error), _what(error)
        raise Refused(
            Problem("template_wrong", messages.template_wrong(name, where, what), "template")
        ) from error
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _ready(value: Any, document: DocxTemplate) -> Any:
    """Return a value as it goes into a document: text cleaned, a picture in its place."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, Photo):
        return _picture(value, document)
    if isinstance(value, dict):
        return {key: _ready(item, document) for key, item in value.items()}
    return [_ready(item, document) for item in value] if isinstance(value, (list, tuple)) else value


def _picture(photo: Photo, document: DocxTemplate) -> Any:
    """Return a picture scaled to the page, or words in its place when it is none."""
    scaled = pictures.for_paper(photo.path)
    if scaled is None:
        return messages.no_picture(photo.name)
    content, width, height = scaled
    return InlineImage(document, content, width=Mm(min(PICTURE_MM, PICTURE_MM * width / max(height, 1))))


def _place(document: DocxTemplate, error: BaseException) -> str:
    """Return the text of the paragraph that the error is in: the filler puts each on a line of its own."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line(error)
    if line is None:
        return ""
    for xml in _parts(document):
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", xml).splitlines()
        text = re.sub(r"<[^>]+>", "", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
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


def _parts(document: DocxTemplate) -> list[str]:
    """Return the patched text of the body, the headers and the footers, in the order in which they are filled."""
    document.init_docx()
    parts = [document.patch_xml(document.get_xml())]
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        parts += [
            document.patch_xml(document.get_part_xml(part)) for _, part in document.get_headers_footers(kind)
        ]
    return parts


_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


def _what(error: BaseException) -> str:
    """Say in Chinese what is wrong."""
    told = str(error)
    if found := _UNKNOWN.search(told):
        return messages.no_such_name(found[1] or found[2])
    return messages.bad_tag() if isinstance(error, TemplateSyntaxError) else messages.bad_value()
