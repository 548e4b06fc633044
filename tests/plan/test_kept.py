"""Kept trees: they stand for the bytes they were made of, and for nothing when anything is odd about them."""

from pathlib import Path

import msgspec
import pytest

from hazardctl import plan
from hazardctl.plan import kept
from hazardctl.plan.loader import read_bytes
from hazardctl.plan.tree import Document, Mapping, Scalar

TEXT = "a: 一\nb:\n  - 1\n  - null\n  - {c: no, d: 'true'}\n"
OTHER = "a: 二\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def read(text: str, folder: Path | None, path: str = "plan/x.yaml") -> Document:
    return kept.document("x.yaml", text.encode(), Path(path), folder)


def tampered(folder: Path) -> None:
    """Make every kept tree say something else of the same bytes."""
    for file in folder.iterdir():
        tree = msgspec.msgpack.decode(file.read_bytes())
        tree[2] = ["map", 1, {"a": ["value", "假", 1]}, {"a": 1}]
        file.write_bytes(msgspec.msgpack.encode(tree))


def first(document: Document) -> object:
    assert isinstance(document.root, Mapping)
    value = document.root.items["a"]
    assert isinstance(value, Scalar)
    return value.value


def test_a_kept_tree_is_the_one_that_was_read(folder: Path) -> None:
    fresh = read_bytes("x.yaml", TEXT.encode())
    assert [read(TEXT, folder), read(TEXT, folder)] == [fresh, fresh]
    assert len(list(folder.iterdir())) == 1
    tampered(folder)
    assert first(read(TEXT, folder)) == "假", "the second reading did come from there"


def test_the_whole_plan_is_the_same(folder: Path) -> None:
    assert plan.load(kept=folder) == plan.load(kept=folder) == plan.load()
    assert {file.name.partition("-")[0] for file in folder.iterdir()} == {
        "task_list.yaml",
        "duty_matrix.yaml",
    }


def test_other_bytes_are_read_and_take_the_place(folder: Path) -> None:
    read(TEXT, folder)
    assert first(read(OTHER, folder)) == "二"
    assert first(read(TEXT, folder)) == "一"
    assert len(list(folder.iterdir())) == 1


def test_two_places_do_not_take_turns(folder: Path) -> None:
    read(TEXT, folder)
    read(OTHER, folder, "elsewhere/x.yaml")
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("odd", [b"", b"\xc1", b"{}", msgspec.msgpack.encode(["0", b"a: 1", 7])])
def test_what_is_no_tree_is_read_anew(folder: Path, odd: bytes) -> None:
    read(TEXT, folder)
    (file,) = folder.iterdir()
    file.write_bytes(odd)
    assert first(read(TEXT, folder)) == "一"
    assert file.read_bytes() != odd, "and put right"


def test_the_tree_of_another_version_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(TEXT, folder)
    tampered(folder)
    monkeypatch.setattr(kept, "__version__", "99")
    assert first(read(TEXT, folder)) == "一"


def test_a_folder_that_others_may_write_is_not_relied_on(folder: Path) -> None:
    read(TEXT, folder)
    tampered(folder)
    folder.chmod(0o777)
    assert first(read(TEXT, folder)) == "一"


def test_a_file_with_mistakes_is_not_kept(folder: Path) -> None:
    assert read("a: 1\na: 2\n", folder).problems
    assert read("a: [", folder).problems
    assert not folder.exists()


def test_where_nothing_can_be_kept_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder")
    assert first(read(TEXT, tmp_path / "cache")) == "一"
    assert first(read(TEXT, None)) == "一"


def test_keeping_leaves_nothing_else_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(Path, "replace", full)
    read(TEXT, folder)
    assert list(folder.iterdir()) == []


def test_a_tree_that_others_may_write_is_not_relied_on(folder: Path) -> None:
    read(TEXT, folder)
    tampered(folder)
    for file in folder.iterdir():
        file.chmod(0o666)
    assert first(read(TEXT, folder)) == "一"
