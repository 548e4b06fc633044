"""A list of all hazards is read while it is written; what comes out is the same as of a list held whole."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.text import clean
from hazardctl.render import plain, sheet

if TYPE_CHECKING:
    from tests.cli.conftest import Office


class Row(msgspec.Struct):
    no: str
    nothing: None
    words: tuple[str, ...]
    inner: dict[str, int]
    yes: bool


ROWS = st.builds(
    Row,
    no=st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: clean(text, multiline=True)),
    nothing=st.none(),
    words=st.tuples() | st.tuples(st.text(st.characters(exclude_categories=["Cs"]))),
    inner=st.dictionaries(st.sampled_from(["b", "a", "未"]), st.integers(-(2**60), 2**60)),
    yes=st.booleans(),
)


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_the_pieces_of_a_document_are_the_whole_of_it(rows: list[Row]) -> None:
    whole = plain.envelope("hazard.list", tuple(rows), as_of=None, head="h", problems=())
    assert "".join(plain.pieces({**whole, "data": []}, rows)) == plain.to_json(whole)


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_what_is_poured_is_what_a_file_holds(
    office: "Office", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    monkeypatch.setattr(sheet, "_BATCH", 2)
    for n in range(5):
        office.registers(title=f'第{n}处\x7f"引号"\\，=1+1', responsible_unit="某厂" if n % 2 else None)
    file = tmp_path / f"out.{format_}"
    office.does("hazard", "list", "-o", str(file))
    poured = office.does("hazard", "list", "--format", format_).out
    assert poured == file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    assert poured.count("第3处") == 1


def test_nothing_found_is_an_empty_list_with_its_headings(office: "Office") -> None:
    assert office.asks("hazard", "list", "--search", "没有") == []
    assert office.does("hazard", "list", "--search", "没有", "--format", "csv").out.startswith("隐患编号")


def test_fail_says_whether_anything_was_found(office: "Office") -> None:
    assert office.run("hazard", "list", "--fail", "--format", "json").code == 0
    office.registers()
    result = office.run("hazard", "list", "--fail", "--format", "json")
    assert (result.code, len(json.loads(result.out)["data"])) == (1, 1)


def test_a_ledger_that_is_not_there_is_refused_before_anything_is_written(desk: "Office") -> None:
    result = desk.run("hazard", "list", "--format", "json")
    assert (result.code, result.out) == (3, "")


def test_a_reader_who_has_seen_enough_is_left_in_peace(office: "Office") -> None:
    for _ in range(3):
        office.registers(title="线路老化" * 100)
    with subprocess.Popen(
        [sys.executable, "-m", "hazardctl", "hazard", "list", "--format", "csv"],
        env=office.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
