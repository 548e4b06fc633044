"""Filling a Word template: ours, or the office's own that stands beside its ledger.

A template is text from outside: it is filled in a sandbox, what goes in is escaped, and what is wrong with it is said
with its name and place.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError

from hazardctl.errors import Problem, Refused, Unavailable
from hazardctl.ledger import pictures
from hazardctl.messages import papers as messages
from hazardctl.render import files
from hazardctl.render.docx import letter, tags
from hazardctl.render.docx.sandbox import Sandbox, as_text
from hazardctl.render.notices import Photo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PICTURE_MM = 90
"""The longer side of a picture at most."""
MM_OF_PIXEL = 25.4 / 96
"""A small picture is printed as large as it is on a screen, and no larger."""

_STOPPING = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError,
)  # fmt: skip
"""Whatever a template can bring about."""

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
    if found := tags.before_filling(document):
        raise _wrong(name, found)
    cleaned = {key: _ready(value, document) for key, value in context.items()}
    try:
        document.render(cleaned, Sandbox())
    except _STOPPING as error:
        raise _wrong(name, tags.fault(document, error)) from error
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _wrong(name: str, found: tags.Fault) -> Refused:
    return Refused(
        Problem("template_wrong", messages.template_wrong(name, found.where, found.what), "template")
    )


def _ready(value: Any, document: DocxTemplate) -> Any:
    """Return a value as it goes into a document: text cleaned, a picture in its place."""
    if isinstance(value, str):
        return as_text(value)
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
    across = min(PICTURE_MM, PICTURE_MM * width / max(height, 1), width * MM_OF_PIXEL)
    return InlineImage(document, content, width=Mm(across))
