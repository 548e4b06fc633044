"""Whatever stops a command, the user reads Chinese and what to do, and a program reads one envelope; nobody reads Python."""

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_wrong_usages import english

from hazardctl.cli.session import Session
from hazardctl.errors import HazardctlError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Office

SENTENCE = "这一步办不了：请先办那一步"


def _below(cls: type[HazardctlError]) -> "Iterator[type[HazardctlError]]":
    for child in cls.__subclasses__():
        yield child
        yield from _below(child)


OURS = sorted(_below(HazardctlError), key=lambda cls: cls.exit_code)
FOREIGN: dict[type[BaseException], tuple[BaseException, int]] = {
    PermissionError: (PermissionError(13, "Permission denied", "office/ledger.db"), 7),
    OSError: (OSError(28, "No space left on device"), 7),
    UnicodeDecodeError: (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), 7),
    RuntimeError: (RuntimeError("something went wrong"), 7),
    RecursionError: (RecursionError("maximum recursion depth exceeded"), 7),
    MemoryError: (MemoryError(), 7),
    KeyboardInterrupt: (KeyboardInterrupt(), 130),
}
"""What is not ours to raise: the system's, the libraries', our own mistakes, and Ctrl-C."""


def _stopped(
    office: "Office", monkeypatch: pytest.MonkeyPatch, error: BaseException, *words: str
) -> tuple[int, str]:
    """Run a command that is stopped by an error as soon as it sits down; return its exit code and what it told."""

    def stop(_: Session) -> None:
        raise error

    monkeypatch.setattr(Session, "desk", property(stop))
    done = office.run("hazard", "list", *words)
    assert done.out == ""
    assert "Traceback" not in done.err
    return done.code, done.err


def test_every_exit_code_has_its_error() -> None:
    assert [cls.exit_code for cls in OURS] == [1, 2, 3, 4, 5, 6, 7, 130]


@pytest.mark.parametrize("cls", OURS, ids=lambda cls: cls.__name__)
def test_an_error_of_ours_says_its_sentence(
    office: "Office", monkeypatch: pytest.MonkeyPatch, cls: type[HazardctlError]
) -> None:
    error = cls(Problem("some_code", SENTENCE, "deadline"), Problem("some_code", SENTENCE, "deadline"))
    code, told = _stopped(office, monkeypatch, error)
    assert code == cls.exit_code
    assert SENTENCE in told
    assert "some_code" not in told
    assert english(told) == []


@pytest.mark.parametrize("cls", OURS, ids=lambda cls: cls.__name__)
def test_an_error_of_ours_speaks_json_where_json_was_asked_for(
    office: "Office", monkeypatch: pytest.MonkeyPatch, cls: type[HazardctlError]
) -> None:
    error = cls(Problem("some_code", SENTENCE, "deadline"))
    code, told = _stopped(office, monkeypatch, error, "--format", "json")
    document = json.loads(told)
    assert (code, document["kind"], document["data"]) == (cls.exit_code, "error", None)
    assert document["problems"] == [{"code": "some_code", "message": SENTENCE, "where": "deadline"}]


@pytest.mark.parametrize("kind", FOREIGN, ids=lambda kind: kind.__name__)
def test_an_error_that_is_not_ours_is_put_into_chinese(
    office: "Office", monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    error, expected = FOREIGN[kind]
    code, told = _stopped(office, monkeypatch, error)
    assert code == expected
    assert english(told) == []
    assert "请" in told or kind is KeyboardInterrupt
