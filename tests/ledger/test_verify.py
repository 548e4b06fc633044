"""Whoever changes the past is found: what they changed, and what stood there before."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.ledger.test_journal import CAMPAIGN

from hazardctl.domain.proof import Proof
from hazardctl.services import proof
from hazardctl.services.desk import Desk
from hazardctl.settings import Settings

if TYPE_CHECKING:
    from tests.ledger.conftest import Keeper

TODAY = date(2023, 10, 1)


@pytest.fixture
def whole(keeper: "Keeper") -> "Keeper":
    """A ledger after a whole campaign."""
    keeper.path.unlink()
    for day, words in CAMPAIGN:
        keeper.does(*words, today=day)
        if words[0] == "init" and day == "2023-06-01":
            keeper.does("unit", "add", "双龙村", "白羊社区", today=day)
    return keeper


def verified(path: Path, since: str | None = None) -> Proof:
    return proof.verify(Desk(Settings(ledger=path, plan_folder=None, actor="王五", today=TODAY)), since)


def tampers(path: Path, *statements: str, before: str = "select 1") -> None:
    """Change a ledger past the program, its triggers dropped and put back as they were."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(before)
        triggers = raw.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"drop trigger {name}")
        for statement in statements:
            raw.execute(statement)
        for _, sql in triggers:
            raw.execute(sql)
        raw.commit()


def codes(path: Path) -> list[str]:
    return [fault.code for fault in verified(path).faults]


def test_a_ledger_after_a_campaign_is_sound(whole: "Keeper") -> None:
    found = verified(whole.path)
    assert (found.sound, found.faults) == (True, ())
    assert found.entries == whole.rows("select count(*) as n from journal")[0]["n"]
    assert (found.hazards, found.issues) == (5, 1)


CHANGES = {
    "a title": ("update hazard set title = '改过' where no = 'BY-2023-0001'", "row_changed"),
    "an act's day": (
        "update act set on_day = '2023-07-01' where kind = 'rectify'",
        "row_changed",
    ),
    "a number made a text": (
        "update hazard set funds_fen = cast(funds_fen as text) || '0' where funds_fen > 0",
        "row_changed",
    ),
    "a row taken away": ("delete from concern", "row_gone"),
    "a row put in": (
        "insert into holder select 'x', town, post, '别人', since, until from holder limit 1",
        "row_unknown",
    ),
    "a setting": ("update setting set value = '别人' where key = 'preparer'", "row_changed"),
    "an entry's image": (
        "update journal set image = replace(image, '配电箱', '配电柜') where entity = 'hazard'",
        "entry_changed",
    ),
    "an entry's actor": ("update journal set actor = '别人' where seq = 20", "entry_changed"),
    "an entry gone": ("delete from journal where seq = 25", "entries_missing"),
    "a scratch table": ("create table scratch (a)", "schema_stray"),
    "a trigger gone": ("drop trigger if exists issue_stays", "schema_missing"),
    "a kept figure": (
        "update span set status = 'closed' where rowid in (select min(rowid) from span)",
        "span_wrong",
    ),
    "an issue's figures": ("update issue set figures = replace(figures, '1', '2')", "issue_changed"),
    "an issue's place": ("update issue set head = lower(hex(randomblob(32)))", "issue_unrooted"),
    "a migration's hash": ("update migration set hash = 'x' where version = 1", "migrations"),
    "confidential text gone": ("update secret set salt = null, body = null", None),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_kind_of_change_past_the_program_is_named(whole: "Keeper", what: str) -> None:
    statement, code = CHANGES[what]
    if what == "a trigger gone":
        with closing(sqlite3.connect(whole.path)) as raw:
            raw.execute("drop trigger issue_stays")
    else:
        tampers(whole.path, statement)
    if code:
        assert code in codes(whole.path)


def test_a_hazard_that_cannot_be_counted_again_does_not_hide_the_next(whole: "Keeper") -> None:
    tampers(
        whole.path,
        "update act set on_day = '2023-99-99' where hazard = (select hazard from act order by hazard limit 1)",
    )
    tampers(whole.path, "update span set status = 'closed' where hazard = (select max(hazard) from span)")
    faults = verified(whole.path).faults
    assert {"unreadable", "span_wrong"} <= {fault.code for fault in faults}
    (unread,) = (fault for fault in faults if fault.code == "unreadable")
    assert unread.where


def test_a_ledger_that_lost_its_index_is_proved_all_the_same(whole: "Keeper") -> None:
    with closing(sqlite3.connect(whole.path)) as raw:
        raw.execute("drop index journal_by_uid")
    assert codes(whole.path) == ["schema_missing"]
    tampers(whole.path, "update hazard set title = '改过' where no = 'BY-2023-0001'")
    assert codes(whole.path) == ["schema_missing", "row_changed"]


def test_text_that_is_gone_without_a_redaction_is_named(keeper: "Keeper") -> None:
    keeper.does("tipoff", "add", "--text-file", "code.txt")
    assert codes(keeper.path) == []
    tampers(keeper.path, "update secret set salt = null, body = null")
    assert codes(keeper.path) == ["text_gone"]


def test_destroyed_text_that_is_put_back_is_named_and_destroyed_again(keeper: "Keeper") -> None:
    keeper.does("tipoff", "add", "--text-file", "code.txt")
    (row,) = keeper.rows("select salt, body from secret")
    keeper.does("tipoff", "redact", "JB-2023-0001", "--reason", "已办结")
    tampers(keeper.path, f"update secret set salt = '{row['salt']}', body = '{row['body']}'")
    assert codes(keeper.path) == ["text_back"]
    keeper.does("tipoff", "redact", "JB-2023-0001", "--reason", "已办结")
    assert codes(keeper.path) == []
    assert keeper.rows("select body from secret") == [{"body": None}]


def test_a_table_that_only_looks_like_one_of_sqlite_s_is_named(keeper: "Keeper") -> None:
    tampers(keeper.path, "create table sqlitexstat_x (body)")
    assert codes(keeper.path) == ["schema_stray"]


def test_a_paper_that_is_only_named_is_the_ledger_s_own_word(
    whole: "Keeper", capsys: pytest.CaptureFixture[str]
) -> None:
    (issue,) = whole.rows("select period, head from issue")
    capsys.readouterr()
    whole.does("verify", "--since", str(issue["period"]))
    assert "请与纸上印的逐位核对" in capsys.readouterr().out
    whole.does("verify", "--since", str(issue["head"])[:16])
    assert "纸上的校验码" in capsys.readouterr().out


def test_it_says_what_an_entry_said_before_and_proves_it_by_the_hash(whole: "Keeper") -> None:
    (entry,) = whole.rows("select seq from journal where entity = 'holder' order by seq limit 1")
    tampers(whole.path, f"update journal set actor = '别人' where seq = {entry['seq']}")
    fault = next(f for f in verified(whole.path).faults if f.code == "entry_changed")
    assert (fault.seq, fault.proven) == (entry["seq"], True)
    assert ("经办人", "王五", "别人") in [(c.label, c.old, c.new) for c in fault.changes]


def test_an_entry_rewritten_with_a_hash_of_its_own_breaks_the_next(whole: "Keeper") -> None:
    from hazardctl.ledger.journal import entry_hash

    (row,) = whole.rows("select * from journal where seq = 30")
    row["image"] = str(row["image"]).replace("BY", "XX")
    tampers(
        whole.path,
        f"update journal set image = replace(image, 'BY', 'XX'), hash = '{entry_hash(row)}' where seq = 30",
    )
    fault = verified(whole.path).faults[0]
    assert (fault.code, fault.seq) == ("entry_replaced", 30)


def test_a_head_printed_on_paper_is_found_again_or_its_loss_is_told(whole: "Keeper") -> None:
    (issue,) = whole.rows("select head, seq from issue")
    anchor = verified(whole.path, since="2023-08").since
    assert anchor is not None
    assert (anchor.head, anchor.seq) == (issue["head"], issue["seq"])
    head = str(whole.rows("select hash from journal order by seq desc limit 1")[0]["hash"])
    assert verified(whole.path, since=head[:16]).sound
    _forget_the_tail(whole.path)
    assert verified(whole.path).sound, "a tail cut off cleanly shows only against paper"
    found = verified(whole.path, since=head[:16])
    assert [fault.code for fault in found.faults] == ["head_missing"]


def _forget_the_tail(path: Path) -> None:
    """Cut the newest transaction off so that nothing of it is left in any table."""
    with closing(sqlite3.connect(path)) as raw:
        (tx,) = raw.execute("select tx from journal order by seq desc limit 1").fetchone()
        rows = raw.execute("select entity, uid, image from journal where tx = ?", (tx,)).fetchall()
    statements = [f"delete from journal where tx = '{tx}'"]
    for entity, uid, image in rows:
        if image is not None:
            statements.append(f"delete from {entity} where uid = '{uid}'")
    # What the undo took out comes back as its earlier image says.
    with closing(sqlite3.connect(path)) as raw:
        for entity, uid, image in rows:
            if image is None:
                (before,) = raw.execute(
                    "select image from journal where uid = ? and tx <> ? order by seq desc limit 1", (uid, tx)
                ).fetchone()
                told = json.loads(before)
                columns = ", ".join(told)
                values = ", ".join("null" if v is None else repr(v) for v in told.values())
                statements.append(f"insert into {entity} ({columns}) values ({values})")
            elif raw.execute("select 1 from journal where uid = ? and tx <> ?", (uid, tx)).fetchone():
                statements = [s for s in statements if uid not in s]
                (before,) = raw.execute(
                    "select image from journal where uid = ? and tx <> ? order by seq desc limit 1", (uid, tx)
                ).fetchone()
                told = json.loads(before)
                sets = ", ".join(f"{k} = {'null' if v is None else repr(v)}" for k, v in told.items())
                statements.append(f"update {entity} set {sets} where uid = '{uid}'")
    tampers(path, *statements)


def test_evidence_that_is_gone_or_changed_is_named_and_stops_nobody(keeper: "Keeper", tmp_path: Path) -> None:
    keeper.does("accident", "add", "--summary", "坠落", "--place", "工地", "--attach", "code.txt")
    (kept,) = (path for path in (keeper.path.parent / "evidence").rglob("*") if path.is_file())
    kept.chmod(0o600)
    kept.write_text("别的", encoding="utf-8")
    assert codes(keeper.path) == ["file_changed"]
    kept.unlink()
    assert codes(keeper.path) == ["file_gone"]
    keeper.does("unit", "add", "石龙村")


def test_a_tampered_row_never_gets_into_the_journal_as_somebody_else_s(whole: "Keeper") -> None:
    tampers(whole.path, "update hazard set title = '改过' where no = 'BY-2023-0001'")
    before = whole.path.read_bytes()
    assert whole.run("hazard", "amend", "BY-2023-0001", "--place", "三楼", today="2023-10-01") == 6
    assert whole.path.read_bytes() == before


@pytest.mark.parametrize("said", ["", "短", "abc", "2023-13", "2023-08/x", "zzzzzzzzzz"])
def test_a_since_that_is_neither_a_head_nor_a_month_is_refused(keeper: "Keeper", said: str) -> None:
    assert keeper.run("verify", "--since", said) == 4


@pytest.mark.parametrize("said", ["2023-05", "2023-06/2", "phase/2"])
def test_a_paper_that_was_not_handed_in_is_not_found_and_those_that_were_are_named(
    keeper: "Keeper", capsys: pytest.CaptureFixture[str], said: str
) -> None:
    assert keeper.run("verify", "--since", said) == 3
    assert "--issue" in capsys.readouterr().err
    keeper.does("report", "phase", "1", "--issue")
    capsys.readouterr()
    assert keeper.run("verify", "--since", said) == 3
    assert "最近印发的是 phase/1/1" in capsys.readouterr().err


DEEP = "'" + "[" * 3000 + "'"
WEIRD = {
    "an act's detail nested 3,000 deep": f"update act set detail = {DEEP} where rowid = 1",
    "an image nested 3,000 deep": f"update journal set image = {DEEP} where entity = 'hazard'",
    "an image that is no JSON": "update journal set image = 'x' where entity = 'unit'",
    "an image of bytes": "update journal set image = x'ff00' where entity = 'unit'",
    "a number of bytes": "update journal set seq = x'ff' where seq = 30",
    "a hash of bytes": "update journal set hash = x'ff' where seq = (select max(seq) from journal)",
    "an actor of bytes": "update journal set actor = x'ff' where seq = 20",
    "a time that is none": "update journal set at = 'gestern' where seq = 20",
    "a table of bytes": "update journal set entity = x'ff' where seq = 20",
    "text that is no UTF-8": "update hazard set title = cast(x'e59bff' as text) where no = 'BY-2023-0001'",
    "a title of bytes": "update hazard set title = x'00ff' where no = 'BY-2023-0001'",
    "a file's name that no file can have": "update evidence set sha256 = printf('%.5000c', 'x')",
    "an infinite sum": "update hazard set funds_fen = 9e999 where no = 'BY-2023-0001'",
}


@pytest.mark.parametrize("what", WEIRD)
def test_a_value_that_no_column_of_ours_can_hold_is_told_as_any_other_change(
    whole: "Keeper", what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tampers(whole.path, WEIRD[what], before="pragma ignore_check_constraints = on")
    capsys.readouterr()
    for words in (("verify",), ("verify", "--format", "json"), ("verify", "--since", "2023-08")):
        assert whole.run(*words, today="2023-10-01") == 1
    assert whole.run("hazard", "list", today="2023-10-01") in {0, 6}
    assert "出了意外" not in capsys.readouterr().err


def test_one_image_that_is_no_json_hides_no_other_row_of_its_table(whole: "Keeper") -> None:
    tampers(
        whole.path,
        "update journal set image = 'x' where uid = (select uid from hazard where no = 'BY-2023-0001')",
        "update hazard set place = '改过' where no = 'BY-2023-0003'",
    )
    assert "BY-2023-0003" in [fault.where for fault in verified(whole.path).faults]


def flips(path: Path, chance: random.Random) -> None:
    """Turn one bit of a file over."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


@pytest.mark.parametrize("seed", range(40))
def test_one_bit_turned_over_is_found_or_changes_no_answer(
    whole: "Keeper", tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("report", "monthly", "2023-07", "--live", "--format", "json")
    capsys.readouterr()
    whole.does(*asked, today="2023-10-01")
    due = _data(capsys.readouterr().out)
    copy = tmp_path / "flipped" / "ledger.db"
    copy.parent.mkdir()
    shutil.copyfile(whole.path, copy)
    flips(copy, random.Random(seed))  # noqa: S311  a test's dice
    code = whole.run("--ledger", str(copy), *asked, today="2023-10-01")
    told = capsys.readouterr()
    assert code in {0, 6}, told.err
    assert "Traceback" not in told.err
    sound = whole.run("--ledger", str(copy), "verify", today="2023-10-01") == 0
    assert not sound or (code == 0 and _data(told.out) == due)


def _data(out: str) -> Any:
    return json.loads(out)["data"]


def test_a_mass_edit_is_counted_whole_and_told_in_part(
    keeper: "Keeper", capsys: pytest.CaptureFixture[str]
) -> None:
    tampers(keeper.path, "update journal set today = '2020-01-01'", "update unit set name = name || '改'")
    capsys.readouterr()
    assert keeper.run("verify") == 1
    told = capsys.readouterr().out
    faults = len(verified(keeper.path).faults)
    assert f"台账有 {faults} 处对不上" in told
    assert told.count("与流水不符") <= 50


@pytest.mark.parametrize(
    ("paper", "since"),
    [
        (("half-year", "2023-H1"), "2023-H1"),
        (("half-year", "2023-H1"), "half-year"),
        (("phase", "1"), "phase/1"),
        (("phase", "1"), "Phase/1/1"),
        (("final",), "final/1"),
    ],
)
def test_any_paper_handed_in_is_an_anchor(keeper: "Keeper", paper: tuple[str, ...], since: str) -> None:
    keeper.does("report", *paper, "--issue")
    anchor = verified(keeper.path, since).since
    assert anchor is not None
    assert anchor.seq


def test_a_header_that_sqlite_has_no_error_of_ours_for_is_damage(keeper: "Keeper") -> None:
    data = bytearray(keeper.path.read_bytes())
    data[44:48] = (9).to_bytes(4, "big")  # a schema format that no SQLite knows
    keeper.path.write_bytes(data)
    for words in (
        ("hazard", "list"),
        ("report", "monthly", "2023-07"),
        ("unit", "add", "石龙村"),
        ("verify",),
    ):
        assert keeper.run(*words) == 6, words
