"""What a plan file may not contain, and what stays as it was typed."""

from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.plan import loader
from hazardctl.plan.loader import read_bytes
from hazardctl.plan.tree import Mapping, Scalar

BOMB = b"a: &a [x,x]\n" + b"".join(
    f"{b}: &{b} {{<<: [*{a},*{a}]}}\n".encode() for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)
)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast parser, and the one of a machine without it."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML 没有 C 解析器")
    monkeypatch.setattr(loader, "_LOADER", getattr(yaml, request.param))


def values(text: str) -> dict[str, Any]:
    document = read_bytes("f.yaml", text.encode())
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    return {k: n.value for k, n in document.root.items.items() if isinstance(n, Scalar)}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        (b"a: 1\nb: &x 1\n", "yaml_alias", "f.yaml:2"),
        (b"a: 1\nb: *x\n", "yaml_alias", "f.yaml:2"),
        (b"<<: {a: 1}\n", "yaml_merge", "f.yaml:1"),
        (b"a: !!python/object/apply:os.system [ls]\n", "yaml_tag", "f.yaml:1"),
        (b"a: !!str 1\n", "yaml_tag", "f.yaml:1"),
        (b"a: 1\nb: 2\na: 3\n", "yaml_duplicate", "f.yaml:3 a"),
        (b"a: {b: 1, b: 2}\n", "yaml_duplicate", "f.yaml:1 b"),
        (b"? [a]\n: 1\n", "bad_key", "f.yaml:1"),
        (b"null: 1\n", "bad_key", "f.yaml:1"),
        (b"[" * 3000, "yaml_depth", "f.yaml:1"),
        (b"- " * 3000, "yaml_depth", "f.yaml:1"),
        (b"{a: " * 3000, "yaml_depth", "f.yaml:1"),
        (b"a: 1\n---\nb: 2\n", "yaml_documents", "f.yaml:2"),
        (b"", "empty_file", "f.yaml:1"),
        (b"# nothing\n", "empty_file", "f.yaml:1"),
        (b"a: 1\n b: 2\n", "yaml_syntax", "f.yaml:2"),
        (b"a: [1\n", "yaml_syntax", "f.yaml:2"),
        (b"a: 1\n\tb: 2\n", "yaml_syntax", "f.yaml:2"),
        (b"a: 1\nb: \x07\n", "bad_character", "f.yaml:2"),
        (b"a: \xff\xfe\xff", "encoding", "f.yaml:1"),
        (b"a" * (1024 * 1024 + 1), "yaml_size", "f.yaml:1"),
        (b"- a\n" * 30_000, "yaml_size", "f.yaml:20000"),
    ],
)
def test_what_a_plan_never_needs_is_refused_with_its_line(raw: bytes, code: str, where: str) -> None:
    first = read_bytes("f.yaml", raw).problems[0]
    assert (first.code, first.where) == (code, where)
    assert "请" in first.message or "不支持" in first.message


@pytest.mark.usefixtures("parser")
def test_a_merge_key_bomb_is_over_at_once() -> None:
    began = perf_counter()
    codes = {p.code for p in read_bytes("f.yaml", BOMB).problems}
    assert codes == {"yaml_alias", "yaml_merge"}
    assert perf_counter() - began < 0.5


def test_all_structural_mistakes_are_named_in_one_run_but_not_endlessly() -> None:
    problems = read_bytes("f.yaml", b"a: 1\n" * 200).problems
    assert len(problems) == loader.MAX_PROBLEMS + 1
    assert problems[-1].code == "more"
    assert "149" in problems[-1].message


@pytest.mark.parametrize(
    "typed", ["no", "yes", "on", "012", "0x1F", "1e3", "12:30:45", "2023-08-31", "13800138000", "1_000"]
)
def test_a_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert values(f"{typed}: {typed}") == {typed: typed}


def test_only_null_true_and_false_are_more_than_text() -> None:
    typed = "a: null\nb: ~\nc:\nd: true\ne: False\nf: 'true'\ng: \"\"\nh: TRUE\ni: tRue"
    assert values(typed) == {
        "a": None,
        "b": None,
        "c": None,
        "d": True,
        "e": False,
        "f": "true",
        "g": "",
        "h": True,
        "i": "tRue",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_notepad_saves_is_read(encoding: str) -> None:
    root = read_bytes("f.yaml", "单位: 经发办\n".encode(encoding)).root
    assert isinstance(root, Mapping)
    assert root.items["单位"] == Scalar("经发办", 1)


@given(st.binary(max_size=400) | st.text("ab: -[]{}&*!<'\"\n\t,?|>#%~é中", max_size=120).map(str.encode))
def test_no_bytes_at_all_break_the_loader(raw: bytes) -> None:
    document = read_bytes("f.yaml", raw)
    assert document.root is not None or document.problems
    assert all(p.where is None or p.where.startswith("f.yaml:") for p in document.problems)
