"""Sheets that were spoilt on the way: bytes, the parts of the archive, the XML in them, and what the cells say.

Each comes into a fresh ledger by `import`, first as a trial. Whatever it holds, all of it comes in or none.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import warnings
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tests.torture import hostile
from tests.torture.sitting import ChildDiedError, demo_office, outcome, typed, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.torture.machine import Machine, Outcome
    from tests.torture.sitting import Typed

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "sheets"
BATCH = 20

_OPTIONS = (
    (), (), (), ("--partial",), ("--update",), ("--partial", "--update"), ("--kind", "hazards"), ("--kind", "enterprises"),
    ("--kind", "records"), ("--kind", "submissions"), ("--format", "json"), ("--format", "csv"),
)  # fmt: skip
_DEFAULTS = (
    "--unit",
    "经发办",
    "--village",
    "虚构东村",
    "--source",
    "village",
    "--level",
    "general",
    "--found-on",
    "2023-08-01",
)


def sheets(folder: Path, size: int, seed: int) -> Outcome:
    """Import spoilt sheets, each twice: as a trial, and for good."""
    chance = random.Random(seed)  # noqa: S311  dice
    base = demo_office(folder / "base")
    samples, failures = _samples(base, folder / "samples"), []
    codes: dict[int, int] = {}
    for start in range(0, size, BATCH):
        place = folder / f"batch-{start}"
        machine = base.copied(place / "home")
        lines = []
        for n in range(min(BATCH, size - start)):
            sheet = _spoilt(chance, samples, place, n)
            more = (*chance.choice(_OPTIONS), *(_DEFAULTS if chance.random() < 0.6 else ()))
            lines += [("import", str(sheet), "--dry-run", *more), ("import", str(sheet), *more)]
        failures += _batch(machine, base, lines, codes)
        failures += [
            problem for path in place.glob("*_错误*.xlsx") for problem in (*formulas(path), *_broken(path))
        ]
        shutil.rmtree(place)
    told = "、".join(f"exit {code}: {times}" for code, times in sorted(codes.items()))
    return outcome(
        "spoilt sheets",
        size,
        failures,
        told,
        f"{len(samples)} good sheets with bytes, archive, XML and cells changed by chance; imported as a trial and for "
        "good; the proof runs over every ledger that took something, and no file sent back holds a formula",
    )


def _samples(base: Machine, folder: Path) -> list[Path]:
    """Return good sheets: those of the tests, a template of every kind filled in by nobody, and an exported ledger."""
    folder.mkdir()
    for kind in ("hazards", "enterprises", "records", "submissions"):
        base.does("template", str(folder / f"表样-{kind}.xlsx"), "--kind", kind, today="2023-09-05")
    base.does("export", str(folder / "台账.xlsx"), today="2023-09-05")
    return [
        path
        for at in (SAMPLES, folder)
        for path in sorted(at.iterdir())
        if path.is_file() and path.suffix != ".py"
    ]


def _batch(machine: Machine, base: Machine, lines: list[tuple[str, ...]], codes: dict[int, int]) -> list[str]:
    told = machine.home.parent / "told.txt"

    def between(done: Typed) -> None:
        """Prove what was taken in and start anew: no sheet finds what the one before it left."""
        if done.changed:
            with told.open("a", encoding="utf-8") as out:
                out.writelines(f"flaw {flaw} after {done.words!a}\n" for flaw in machine.flaws())
            shutil.copyfile(base.ledger, machine.ledger)

    try:
        found = typed(machine, lines, between=between)
    except ChildDiedError as error:
        return [str(error)]
    for one in found:
        codes[one.code] = codes.get(one.code, 0) + 1
    flaws = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return [problem for one in found for problem in (*wrong(one), *_halved(one))] + flaws


def _halved(done: Typed) -> list[str]:
    """Return what was taken in though it should not have been."""
    if done.changed and ("--dry-run" in done.words or (done.code and "--partial" not in done.words)):
        return [f"{done.words!a}: exit {done.code}, and the ledger changed"]
    return []


def formulas(path: Path) -> list[str]:
    """Return the sheets of a workbook that hold a formula."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")}
    return [
        f"a formula in {name} of {path.name}" for name, xml in parts.items() if re.search(rb"<f[ />]", xml)
    ]


def _broken(path: Path) -> Iterator[str]:
    """Return what of a marked sheet does not parse; a theme and what cells hold are copies of what came in."""
    return (one for one in parts(path) if "does not parse" in one and "theme" not in one)


def parts(path: Path) -> Iterator[str]:
    """Return the parts of an office file that do not parse, hold what cannot be shown, or ran a tag."""
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            try:
                root = ET.fromstring(book.read(name))  # noqa: S314  the program's own file
            except ET.ParseError as error:
                yield f"{name} of {path.name} does not parse: {error}"
                continue
            text = "".join(root.itertext())
            yield from (f"{name} of {path.name} {one}" for one in unshowable(text))
            if hostile.RAN in text:
                yield f"{name} of {path.name} ran a tag"


def unshowable(text: str) -> Iterator[str]:
    """Return where a text holds what no screen should get; a row of CSV ends with CR LF in a file."""
    seen = hostile.UNSHOWABLE.search(text.replace("\r\n", "\n"))
    if seen:
        yield f"holds U+{ord(seen[0]):04X} in {text[max(seen.start() - 20, 0) : seen.end() + 10]!a}"


def _spoilt(chance: Random, samples: list[Path], place: Path, number: int) -> Path:
    sample = chance.choice(samples)
    data = sample.read_bytes()
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = _changed(chance, data, sample.suffix)
    suffix = (
        sample.suffix if chance.random() < 0.95 else chance.choice((".csv", ".xlsx", ".xls", ".ods", ".txt"))
    )
    path = place / f"{number}{suffix}"
    path.write_bytes(data)
    return path


def _changed(chance: Random, data: bytes, suffix: str) -> bytes:
    if suffix == ".csv":
        return other_bytes(chance, data) if chance.random() < 0.3 else _other_line(chance, data)
    if suffix == ".xls" or chance.random() < 0.15:
        return other_bytes(chance, data)
    with suppress(zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return _other_archive(chance, data)
    return other_bytes(chance, data)


def other_bytes(chance: Random, data: bytes) -> bytes:
    """Return a file with some bytes changed, lost, put in or said twice."""
    copy, at = bytearray(data), chance.randrange(len(data) or 1)
    match chance.randrange(5):
        case 0:
            for _ in range(chance.choice((1, 3, 30))):
                if copy:
                    copy[chance.randrange(len(copy))] = chance.randrange(256)
        case 1:
            del copy[at : at + chance.choice((1, 10, 1000, 100_000))]
        case 2:
            copy[at:at] = chance.randbytes(chance.choice((1, 4, 100)))
        case 3:
            copy[at:at] = copy[at : at + chance.choice((10, 1000))]
        case _:
            del copy[at:]
    return bytes(copy)


def _other_line(chance: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(b",")
    encoding = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16"))
    match chance.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [lines[at]] * chance.choice((1, 3, 600))
        case 2:
            lines[at] = b",".join(chance.sample(cells, len(cells)))
        case 3:
            lines[at] += b"," * chance.choice((1, 300)) + b'"' * chance.randint(0, 3)
        case _:
            cells[chance.randrange(len(cells))] = _cell(chance).encode(encoding, "replace")
            lines[at] = b",".join(cells)
    return b"\n".join(lines)


def _cell(chance: Random) -> str:
    """Return what a cell may say: something hostile, or something nearly right."""
    said = hostile.text(chance) if chance.random() < 0.5 else chance.choice(_NEARLY)
    return f'"{said}"' if chance.random() < 0.3 else said


_NEARLY = (
    "", "0", "-1", "1e400", "45139", "45139.5", "-45139", "2958466", "9" * 40, "TRUE", "#REF!", "#N/A", "2023-02-30", "2023.8", "8月", "一般",
    "重大", "村排查", "BY-2023-0001", "BY-2023-9999", "2万", "两万", "元", "√", "×", "无", "/", "—", "同上", "示例面馆（虚构）", "经发办", "2023年08月31日前",
    "隐患描述", "单位名称", "合计", "填表人：", "统一社会信用代码", "91510000000000000X", "13900000000", "是", "否",
)  # fmt: skip


def _other_archive(chance: Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = [(info.filename, book.read(info)) for info in book.infolist()]
    at = chance.randrange(len(parts))
    if chance.random() < 0.7:
        inside = [
            n
            for n, (name, _) in enumerate(parts)
            if re.search(r"sheet\d*\.xml$|sharedStrings|content\.xml", name)
        ]
        at = chance.choice(inside or [at])
    name, content = parts[at]
    dice = chance.random()
    if dice < 0.06:
        del parts[at]
    elif dice < 0.10:
        parts[at] = (hostile.inside(hostile.text(chance))[:60] or "x", content)
    elif dice < 0.13:
        parts.append((name, other_bytes(chance, content)))
    elif dice < 0.2:
        parts[at] = (name, other_bytes(chance, content))
    else:
        parts[at] = (name, _other_xml(chance, content))
    return _zipped(chance, parts)


def _zipped(chance: Random, parts: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    how = zipfile.ZIP_STORED if chance.random() < 0.1 else zipfile.ZIP_DEFLATED
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", how) as book:
        # Two parts of one name are meant: some programs read the first and others the last.
        warnings.simplefilter("ignore", UserWarning)
        for name, content in parts:
            info = zipfile.ZipInfo(name.encode("utf-8", "replace").decode() or "x")
            info.compress_type = how
            book.writestr(info, content)
    return out.getvalue()


_TEXT = re.compile(r"(?<=>)[^<>]+(?=</)")
_VALUE = re.compile(r'(?<==")[^"<>]*(?=")')
_ELEMENT = re.compile(r"<[a-zA-Z:]+(?: [^<>]*)?/?>")


def _other_xml(chance: Random, content: bytes) -> bytes:
    xml = content.decode("utf-8", "replace")
    change: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
        (_TEXT, lambda _: _escaped(chance, _cell(chance))),
        (_TEXT, lambda _: _escaped(chance, _cell(chance))),
        (_TEXT, lambda _: _escaped(chance, _cell(chance))),
        (_VALUE, lambda _: chance.choice(_ATTRIBUTES)),
        (_ELEMENT, lambda _: ""),
        (_ELEMENT, lambda said: said * 2),
        (_ELEMENT, lambda said: said + chance.choice(_ELEMENTS)),
    )
    pattern, other = chance.choice(change)
    places = list(pattern.finditer(xml))
    for found in sorted(
        chance.sample(places, min(len(places), chance.choice((1, 1, 3, 20)))), key=_start, reverse=True
    ):
        xml = xml[: found.start()] + other(found[0]) + xml[found.end() :]
    return xml.encode("utf-8", "surrogatepass")


def _start(found: re.Match[str]) -> int:
    return found.start()


def _escaped(chance: Random, text: str) -> str:
    return (
        text
        if chance.random() < 0.1
        else text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )


_ATTRIBUTES = (
    "", "0", "1", "-1", "A1", "XFD1048576", "AAAA1", "A0", "a1:b2", "s", "n", "d", "e", "b", "str", "inlineStr", "shared", "99999999999",
    "1e9", "4294967295", "rId99", "../x", "http://x", "veryHidden", "&#0;", "&lt;", "true", "yyyy", "\u202e", "worksheets/sheet9.xml",
)  # fmt: skip
_ELEMENTS = (
    "<f>1+1</f>", '<f t="shared" si="0" ref="A1:Z9">A1</f>', "<v>1e999</v>", "<v/>", "<is><t>=1+1</t></is>", "<!-- -->", "<![CDATA[x]]>", "<?x y?>",
    "&x;", "<!DOCTYPE a>", "<row/>", '<row r="5"/>', '<c r="ZZ9"/>', '<mergeCell ref="A1:XFD1048576"/>', "<si><t>x</t></si>", "</x>", "<x>",
    '<t xml:space="preserve"> </t>', "<rPh><t>x</t></rPh>", '<hyperlink ref="A1" r:id="rId1"/>', "\x00", "\x0b",
)  # fmt: skip
