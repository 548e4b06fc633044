"""Kept trees of plan files answer questions; what is recorded is made from the files themselves."""

import os
from pathlib import Path

import msgspec
from tests.cli.conftest import Office

SEPTEMBER = "2023-09-01"


def _say_another_title(cache: Path) -> None:
    """Make the kept tree of the task list say another title under the same bytes of the file."""
    (kept,) = cache.glob("task_list.yaml-*")
    tree = msgspec.msgpack.decode(kept.read_bytes())
    root = msgspec.msgpack.encode(tree[2])
    assert TITLE.encode() in root
    tree[2] = msgspec.msgpack.decode(root.replace(TITLE.encode(), OTHER.encode()))
    kept.write_bytes(msgspec.msgpack.encode(tree))


TITLE = "白羊镇重大事故隐患"
OTHER = "白羊镇特大事故隐患"


def test_an_issue_rests_on_the_plan_s_files_and_not_on_what_was_kept_of_them(office: Office) -> None:
    office.registers(found_on="2023-08-10", deadline="2023-09-10", today="2023-08-10")
    told = office.asks("report", "monthly", "2023-08", today=SEPTEMBER)
    assert TITLE in told["campaign"]
    cache = Path(os.environ["XDG_CACHE_HOME"]) / "hazardctl"
    _say_another_title(cache)
    spoilt = office.asks("report", "monthly", "2023-08", today=SEPTEMBER)
    assert OTHER in spoilt["campaign"], "the question did read the kept tree"
    issued = office.asks("report", "monthly", "2023-08", "--issue", today=SEPTEMBER)
    assert TITLE in issued["campaign"]
    assert TITLE in str(office.sql("select figures from issue"))
    for words in (("report", "half-year", "--issue"), ("report", "phase", "1", "--issue")):
        told = office.run(*words, "--format", "json", today=SEPTEMBER)
        assert OTHER not in told.out + told.err, words
