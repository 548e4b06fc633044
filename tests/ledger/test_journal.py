"""After any command the file is sound, the chain holds, and every row is what the journal says it is."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hazardctl.ledger import connect, migrations
from hazardctl.ledger.journal import CONFIDENTIAL, GENESIS, HASHED
from hazardctl.ledger.mapping import span_rows
from hazardctl.ledger.queries import cases, secrets
from hazardctl.ledger.tables import TABLES

if TYPE_CHECKING:
    from tests.ledger.conftest import Keeper

JOURNALED = tuple(sorted(set(TABLES) - {"journal", "span", "movement"}))
FIVE = ("--measures", "加装接地", "--responsible", "李四", "--funds", "2万", "--deadline", "2023-08-10",
        "--contingency", "停电预案")  # fmt: skip
ADD = ("hazard", "add", "--title", "配电箱未接地", "--level", "general", "--unit", "经发办", "--source", "department",
       "--enterprise", "测试食品厂")  # fmt: skip
MAJOR = tuple("major" if word == "general" else word for word in ADD)
PROVEN = ("--measures-result", "已接地", "--responsible-result", "李四", "--funds-spent", "18000",
          "--contingency-result", "已演练")  # fmt: skip
ONE, TWO, THREE, FOUR = (f"BY-2023-000{n}" for n in range(1, 5))

# A whole campaign in the order of its days: every command that writes is here.
CAMPAIGN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2023-06-01", ("init", "--preparer", "王五", "--phone", "023-1234567")),
    ("2023-06-02", ("init", "--preparer", "赵六")),
    ("2023-06-02", ("unit", "add", "石龙村", "--alias", "石龙")),
    ("2023-06-02", ("unit", "join", "负有安全生产监管职责办所（中心）", "经发办", "规划建设管理环保办")),
    ("2023-06-05", ("phase", "deliver", "task-list", "--unit", "双龙村")),
    ("2023-07-09", ("inspect", "add", "--enterprise", "幸福超市", "--unit", "应急办", "--village", "双龙村")),
    ("2023-07-10", (*ADD, *FIVE)),
    ("2023-07-10", (*ADD, "--title", "待补", "--pending", "2023-07-15", "--interim", "停用", "--no-funds")),
    ("2023-07-10", (*MAJOR, *FIVE, "--criterion", "判定标准第三条", "--visit", "JC-2023-0001")),
    ("2023-07-10", (*ADD, "--fixed-on-spot", "已更换", "--reviewer", "周八")),
    ("2023-07-11", ("hazard", "amend", ONE, "--place", "一楼", "--deadline", "2023-08-11", "--reason", "看错")),
    ("2023-07-11", ("hazard", "amend", ONE, "--enterprise", "新开的厂")),
    ("2023-07-14", ("hazard", "plan", TWO, *FIVE[:-4], "--deadline", "2023-08-01", "--contingency", "预案")),
    ("2023-07-15", ("hazard", "amend", TWO, "--measures", "换新箱")),
    ("2023-07-15", ("hazard", "report", THREE, "--kind", "discovered", "--to", "经发办")),
    ("2023-07-16", ("hazard", "list-up", THREE, "--authority", "district")),
    ("2023-07-18", ("hazard", "progress", THREE, "--note", "已下单")),
    ("2023-07-20", ("hazard", "rectify", TWO)),
    ("2023-07-21", ("hazard", "reject", TWO, "--reviewer", "赵六", "--reason", "不合格")),
    ("2023-07-22", ("hazard", "regrade", TWO, "--level", "major", "--basis", "第三条", "--approver", "镇长")),
    ("2023-08-01", ("hazard", "transfer", TWO, "--to", "区应急局", "--kind", "refer", "--reason", "无权")),
    ("2023-08-02", ("hazard", "reply", TWO, "--outcome", "returned", "--note", "由镇处理")),
    ("2023-08-05", ("hazard", "extend", ONE, "--to", "2023-09-10", "--reason", "备件未到", "--approver", "镇长",
                    "--interim", "断电")),
    ("2023-08-15", ("hazard", "transfer", ONE, "--to", "规划建设管理环保办", "--kind", "reassign", "--reason", "业务相近")),
    ("2023-09-05", ("hazard", "rectify", ONE, "--by", "钱七")),
    ("2023-09-08", ("hazard", "close", ONE, "--reviewer", "赵六", *PROVEN)),
    ("2023-09-09", ("hazard", "reopen", ONE, "--reason", "mistaken", "--approver", "镇长")),
    ("2023-09-10", ("hazard", "rectify", ONE, "--on", "2023-09-09")),
    ("2023-09-10", ("hazard", "rectify", THREE)),
    ("2023-09-11", ("hazard", "report", THREE, "--kind", "rectified", "--to", "经发办")),
    ("2023-09-12", ("hazard", "delist", THREE)),
    ("2023-09-12", ("hazard", "close", THREE, "--reviewer", "赵六", *PROVEN)),
    ("2023-09-13", ("hazard", "void", FOUR, "--reason", "重复", "--duplicate-of", ONE)),
    ("2023-09-14", ("hazard", "attach", ONE, __file__)),
    ("2023-09-14", ("post", "set", "分管负责人", "周镇长", "吴镇长")),
    ("2023-09-15", ("post", "set", "分管负责人", "郑镇长")),
    ("2023-09-15", ("enterprise", "add", "加油站", "--sector", "危化品", "--high-risk", "--headcount", "12")),
    ("2023-09-15", ("enterprise", "amend", "加油站", "--regulator", "经发办", "--phone", "13812345678")),
    ("2023-09-16", ("task", "log", "2-12", "--enterprise", "加油站", "--people", "8", "--attach", __file__)),
    ("2023-09-16", ("task", "void", "JL-2023-0001", "--reason", "误记")),
    ("2023-09-17", ("action", "add", "--kind", "assign", "--unit", "经发办", "--hazard", ONE, "--reply-due", "+5天")),
    ("2023-09-18", ("action", "reply", "DB-2023-0001", "--text", "已办")),
    ("2023-09-18", ("action", "void", "DB-2023-0001", "--reason", "误记")),
    ("2023-09-19", ("accident", "add", "--summary", "坠落", "--enterprise", "工地")),
    ("2023-09-19", ("accident", "void", "SG-2023-0001", "--reason", "误记")),
    ("2023-09-20", ("submit", "--unit", "双龙村", "--nil")),
    ("2023-09-21", ("submit", "--unit", "双龙村", "--update", "--counts", "3/2")),
    ("2023-09-21", ("enforce", "open", "--enterprise", "加油站", "--unit", "经发办", "--findings", "无证")),
    ("2023-09-22", ("enforce", "penalise", "ZF-2023-0001", "--penalty", "fine", "--amount", "2万", "--authority", "区应急局")),
    ("2023-09-22", ("enforce", "suspend", "ZF-2023-0001", "--scope", "whole")),
    ("2023-09-23", ("enforce", "resume", "ZF-2023-0001", "--approver", "镇长", "--basis", "已整改")),
    ("2023-09-24", ("enforce", "recheck", "ZF-2023-0001", "--result", "passed", "--by", "赵六")),
    ("2023-09-24", ("enforce", "void", "ZF-2023-0001", "--reason", "误记")),
    ("2023-09-25", ("problem", "add", "--title", "台账不全", "--origin", "other", "--enterprise", "加油站", "--unit", "应急办")),
    ("2023-09-25", ("problem", "assign", "WT-2023-0001", "--to", "经发办", "--due", "+5天")),
    ("2023-09-26", ("problem", "reply", "WT-2023-0001", "--text", "已补")),
    ("2023-09-26", ("problem", "close", "WT-2023-0001", "--outcome", "genuine")),
    ("2023-09-27", ("problem", "reopen", "WT-2023-0001", "--reason", "又不全")),
    ("2023-09-27", ("problem", "void", "WT-2023-0001", "--reason", "误记")),
    ("2023-09-28", ("key-item", "add", "动火审批", "--sector", "危化品")),
    ("2023-09-28", ("key-item", "void", "ZD-2023-0001", "--reason", "误记")),
    ("2023-09-28", ("permit", "add", "--operation", "检维修", "--enterprise", "加油站", "--done", "审批", "--guardian", "甲")),
    ("2023-09-28", ("permit", "tick", "ZY-2023-0001", "briefing")),
    ("2023-09-29", ("permit", "start", "ZY-2023-0001")),
    ("2023-09-29", ("permit", "finish", "ZY-2023-0001")),
    ("2023-09-29", ("permit", "void", "ZY-2023-0001", "--reason", "误记")),
    ("2023-09-30", ("tipoff", "add", "--text-file", "code.txt")),
    ("2023-09-30", ("tipoff", "verify", "JB-2023-0001", "--result", "true", "--hazard", ONE)),
    ("2023-09-30", ("tipoff", "reward", "JB-2023-0001", "--amount", "500", "--approver", "镇长", "--code-file", "code.txt")),
    ("2023-09-30", ("report", "monthly", "2023-08", "--issue", "--doc-no", "9号")),
    ("2023-09-30", ("backup",)),
    ("2023-09-30", ("tipoff", "redact", "JB-2023-0001", "--reason", "期满")),
    ("2023-09-30", ("tipoff", "void", "JB-2023-0001", "--reason", "误记")),
    ("2023-09-30", ("setting", "set", "report_days", "3")),
    ("2023-09-30", ("setting", "clear", "report_days")),
    ("2023-09-30", ("import", "sheet.csv")),
    ("2023-09-30", ("import", "changed.csv", "--update")),
    ("2023-09-30", ("inspect", "add", "--enterprise", "幸福超市", "--unit", "应急办")),
    ("2023-09-30", ("inspect", "void", "JC-2023-0002", "--reason", "误记")),
    ("2023-09-30", ("undo", "--yes")),
    ("2023-09-30", ("task", "log", "2-12", "--enterprise", "加油站", "--attach", __file__)),
    ("2023-09-30", ("undo", "--yes")),
)  # fmt: skip
READING = (
    ("hazard", "list"),
    ("hazard", "gaps"),
    ("hazard", "history", ONE),
    ("status",),
    ("report", "monthly", "2023-08"),
    ("unit", "show", "经发办"),
    ("inspect", "list"),
    ("plan", "check"),
)


def _before(keeper: "Keeper", upto: int) -> None:
    """Play the campaign up to a command; the first one makes the ledger anew."""
    keeper.path.unlink()
    for day, words in CAMPAIGN[:upto]:
        keeper.does(*words, today=day)
        if words[0] == "init" and day == "2023-06-01":
            keeper.does("unit", "add", "双龙村", "白羊社区", today=day)


def _prove(keeper: "Keeper") -> None:
    """Hold the file against its own journal, recomputed here from nothing but the entries."""
    assert keeper.rows("pragma integrity_check") == [{"integrity_check": "ok"}]
    assert keeper.rows("pragma foreign_key_check") == []
    entries = keeper.rows("select * from journal order by seq")
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    _chain_holds(entries)
    last = {(entry["entity"], entry["uid"]): entry["image"] for entry in entries}
    images = {place: json.loads(str(image)) for place, image in last.items() if image is not None}
    for table in JOURNALED:
        rows = {(table, row["uid"]): row for row in keeper.rows(f"select * from {table}")}
        assert rows.keys() == {place for place in images if place[0] == table}
        for place, row in rows.items():
            hidden = CONFIDENTIAL.get(table, frozenset())
            told = {column: row[column] for column in row if column not in hidden}
            assert told == {column: images[place].get(column) for column in told}, place
            assert not hidden & images[place].keys()
    for row in keeper.rows("select * from secret where body is not null"):
        assert row["digest"] == secrets.digest(str(row["salt"]), str(row["body"]))
    assert {place[0] for place in images} <= set(JOURNALED)
    _spans_follow(keeper)


def _chain_holds(entries: list[dict[str, object]]) -> None:
    previous: object = GENESIS
    for entry in entries:
        assert entry["previous"] == previous
        text = json.dumps(
            [entry[key] for key in HASHED], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert entry["hash"] == hashlib.sha256(text.encode()).hexdigest()
        previous = entry["hash"]


def _spans_follow(keeper: "Keeper") -> None:
    numbers = [str(row["no"]) for row in keeper.rows("select no from hazard")]
    with connect.reading(keeper.path) as reader:
        found = cases.by_numbers(reader, numbers)
    due = [row for case in found.values() for row in span_rows(case, "BY")]
    kept = keeper.rows("select * from span")
    assert sorted(kept, key=_place) == sorted(due, key=_place)


def _place(row: dict[str, Any]) -> tuple[str, str]:
    return str(row["hazard"]), str(row["since"])


def test_after_every_command_of_a_campaign_the_ledger_proves_itself(keeper: "Keeper") -> None:
    keeper.path.unlink()
    told = 0
    for day, words in CAMPAIGN:
        keeper.does(*words, today=day)
        if not told:
            keeper.does("unit", "add", "双龙村", "白羊社区", today=day)
        (now,) = keeper.rows("select count(*) as n from journal")
        assert int(str(now["n"])) > told, words
        told = int(str(now["n"]))
        _prove(keeper)


ASKING = frozenset({
    "list", "show", "gaps", "history", "status", "records", "suggest", "remind", "supervised", "reports", "check", "export",
    "monthly", "diff", "half-year", "final", "unit", "notice", "upward", "template", "who-owns", "submissions", "demo", "plan", "phase", "report", "log", "verify", "doctor",
    "guide", "holidays",
})  # fmt: skip
"""Commands that answer and write nothing (`demo` makes a ledger of its own)."""


def test_the_campaign_holds_every_command_that_writes() -> None:
    from importlib import import_module

    from hazardctl.cli.app import ENTRIES

    writing: set[tuple[str | None, ...]] = set()
    for entry in ENTRIES:
        module, _, name = entry.target.partition(":")
        app = getattr(import_module(module), name)
        names = {info.name for info in app.registered_commands}
        writing |= {(entry.name,)} if entry.name in names else {(entry.name, info) for info in names}
    told = {words[:n] for _, words in CAMPAIGN for n in (1, 2)}
    # A restore puts another ledger in place of this one: tests/ledger/test_restore.py. A move makes one elsewhere, and
    # changes nothing here: tests/cli/test_move.py. A merge needs another ledger: tests/cli/test_merge.py.
    assert {words for words in writing if words[-1] not in ASKING} - told == {
        ("restore",),
        ("move",),
        ("merge",),
    }


def test_questions_change_nothing(keeper: "Keeper") -> None:
    _before(keeper, len(CAMPAIGN))
    before = keeper.path.read_bytes()
    for words in READING:
        keeper.does(*words, today="2023-10-01")
    assert keeper.path.read_bytes() == before


def test_one_command_is_one_transaction_with_the_name_of_whoever_typed_it(keeper: "Keeper") -> None:
    (before,) = keeper.rows("select max(seq) as seq from journal")
    keeper.does("--actor", "孙八", *ADD, "--fixed-on-spot", "已换", "--reviewer", "周八")
    entries = keeper.rows("select * from journal where seq > ?", before["seq"])
    assert [entry["entity"] for entry in entries] == ["enterprise", "hazard", "act"]
    assert len({(entry["tx"], entry["at"], entry["actor"], entry["command"]) for entry in entries}) == 1
    assert (entries[0]["actor"], entries[0]["command"], entries[0]["today"]) == (
        "孙八",
        "hazard add",
        "2023-07-10",
    )


@pytest.mark.parametrize(
    "sql", ["update journal set actor = 'x'", "delete from journal", "delete from journal where seq = 1"]
)
def test_the_journal_is_neither_changed_nor_shortened(keeper: "Keeper", sql: str) -> None:
    with (
        closing(sqlite3.connect(keeper.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(sql)


@pytest.mark.parametrize("recursive", ["on", "off"])
def test_a_journal_entry_is_not_replaced_either(keeper: "Keeper", recursive: str) -> None:
    """`insert or replace` deletes first, and fires delete triggers only with recursive_triggers on (off by default)."""
    before = keeper.rows("select * from journal")
    forged = "insert or replace into journal select ledger, seq, format, town, tx, at, today, '别人', command, entity,"
    with closing(sqlite3.connect(keeper.path)) as connection:
        connection.execute(f"pragma recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(f"{forged} uid, image, previous, hash from journal where seq = 1")
    assert keeper.rows("select * from journal") == before


def test_the_journal_s_time_is_the_real_clock_s_and_the_moved_day_stands_beside_it(keeper: "Keeper") -> None:
    days = {(str(row["at"])[:10], row["today"]) for row in keeper.rows("select at, today from journal")}
    assert {today for _, today in days} == {"2023-06-01"}
    assert all(at > "2023-06-01" for at, _ in days)


def test_every_identity_is_a_uuid7_and_every_row_has_the_town(keeper: "Keeper") -> None:
    _before(keeper, 10)
    for table in JOURNALED:
        for row in keeper.rows(f"select uid, town from {table}"):
            assert (str(row["uid"])[14], row["town"]) == ("7", "BY")


def test_tables_as_declared_are_the_tables_as_migrated(keeper: "Keeper") -> None:
    migrated = {
        str(row["name"]) for row in keeper.rows("select name from sqlite_master where type = 'table'")
    }
    assert migrated == set(TABLES)
    for name, table in TABLES.items():
        declared = [
            (column.name, str(column.type), column.nullable, column.primary_key) for column in table.columns
        ]
        kinds = {"TEXT": "VARCHAR", "INTEGER": "INTEGER"}
        real = [
            (
                row["name"],
                kinds[str(row["type"]).upper()],
                not row["notnull"] and not row["pk"],
                bool(row["pk"]),
            )
            for row in keeper.rows(f"pragma table_info({name})")
        ]
        assert declared == real, name


def test_the_newest_schema_is_the_last_file_and_each_is_recorded_with_its_hash(keeper: "Keeper") -> None:
    files = sorted(Path(migrations.__file__).parent.glob("*.sql"))
    assert [step.version for step in migrations.steps()] == list(range(1, len(files) + 1))
    assert len(files) == migrations.NEWEST
    assert keeper.rows("pragma user_version") == [{"user_version": migrations.NEWEST}]
    recorded = keeper.rows("select version, hash from migration order by version")
    assert recorded == [{"version": step.version, "hash": step.hash} for step in migrations.steps()]


def test_a_migration_is_run_statement_by_statement_and_none_is_left_over() -> None:
    for step in migrations.steps():
        assert "".join("".join(step.statements()).split()) == "".join(step.sql.split())
