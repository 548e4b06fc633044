"""Three servers behind a read-only coordinator: the same answers as from one server that has all the towns."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from scripts import coordinator
from tests import postgres
from tests.cli.conftest import Office
from tests.cli.district import OWNER, ROOT, TOWNS, District, as_role, database

from hazardctl.ledger.server.dialect import statement

pytestmark = pytest.mark.file
"""These bring their own servers, whatever engine the others run on."""

READER = "district"
PARTS = (("BY", "QS"), ("HL",), ("LQ",))
"""Which towns lie on which server."""


class Province(NamedTuple):
    """The same towns twice: all of them on one server, and parted over three that a coordinator reads together."""

    one: District
    shards: tuple[District, ...]
    through: District

    def of_town(self, code: str) -> District:
        """Return the server on which a town is."""
        return next(shard for shard, codes in zip(self.shards, PARTS, strict=True) if code in codes)


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[str, ...]]:
    """Servers of their own: one that has all, three that have a part each, and the coordinator's."""
    if not postgres.installed():
        pytest.skip("PostgreSQL (initdb) is not installed")
    with ExitStack() as stack:
        yield tuple(stack.enter_context(postgres.cluster()) for _ in range(5))


@pytest.fixture
def province(
    servers: tuple[str, ...], desk: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Province]:
    """Four towns with a few hazards each, moved from the one server to the three."""
    with ExitStack() as stack:
        one, *shards, through = (
            District(stack.enter_context(database(server)), desk, monkeypatch, tmp_path / "area")
            for server in servers
        )
        one.begins(*TOWNS)
        for number, code in enumerate(TOWNS):
            _lives(one, code, number + 1)
        for shard, codes in zip(shards, PARTS, strict=True):
            for code in codes:
                one.does(
                    OWNER,
                    "--plan",
                    str(one.plan(code)),
                    "--town",
                    code,
                    "move",
                    as_role(shard.address, OWNER),
                )
        for each in (one, *shards):
            _lets_the_district_read(each)
        coordinator.main([through.address, *_told(shards)])
        # What is shown of an administrator's work there: the roles, past the switch that makes it read-only.
        _writes(through, (ROOT / "scripts" / "roles.sql").read_text(encoding="utf-8"))
        _writes(through, _role(READER))
        _writes(through, f"grant hazardctl_reader, hazardctl_district to {READER}")
        yield Province(one, tuple(shards), through)


def _lives(one: District, code: str, hazards: int) -> None:
    """Have some hazards found in a town, one of them long ago and overdue, one of them closed."""
    words = ("--plan", str(one.plan(code)), "--town", code)
    one.registers(OWNER, *words, today="2023-06-05", found_on="2023-06-05", deadline="2023-06-20")
    for _ in range(hazards):
        no = one.registers(OWNER, *words)
    one.does(OWNER, *words, "hazard", "rectify", no, "--by", "李四", today="2023-07-12")


def _told(shards: list[District]) -> list[str]:
    return [word for shard in shards for word in ("--shard", as_role(shard.address, READER))]


def _role(name: str) -> str:
    return f"""do $$ begin
        if not exists (select 1 from pg_roles where rolname = '{name}') then create role {name} login; end if;
    end $$"""


def _lets_the_district_read(one: District) -> None:
    one.has_roles()
    one.sql(_role(READER))
    one.sql(f"grant hazardctl_reader, hazardctl_district to {READER}")


def _writes(one: District, statement: str) -> None:
    one.sql(f"set transaction read write; {statement}")


QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("report", "monthly", "2023-07", "--by", "town"),
    ("report", "monthly", "2023-07", "--town", "BY"),
    ("report", "monthly", "2023-07", "--town", "HL"),
    ("report", "upward", "2023-07", "--town", "LQ"),
    ("hazard", "list", "--town", "QS"),
    ("hazard", "list", "--town", "LQ", "--overdue", "--limit", "5"),
    ("hazard", "show", "HL-2023-0001", "--town", "HL"),
    ("status", "--town", "BY"),
    ("log", "--town", "QS"),
)


def _answer(one: District, login: str, words: tuple[str, ...]) -> Any:
    code = words[words.index("--town") + 1] if "--town" in words else "BY"
    told = one.does(login, "--plan", str(one.plan(code)), *words, "--format", "json", today="2023-08-02")
    return json.loads(told.out)


def test_a_coordinator_answers_as_one_server_with_all_the_towns(province: Province) -> None:
    for words in QUESTIONS:
        ours, theirs = _answer(province.through, READER, words), _answer(province.one, READER, words)
        assert ours == theirs, words
        assert ours["data"], words


def test_who_writes_through_it_is_told_that_it_only_reads(province: Province) -> None:
    words = ("--plan", str(province.one.plan("HL")), "--town", "HL")
    for login in (READER, OWNER):
        assert province.through.refused(login, *words, "unit", "add", "新村") == (7, ["replica"])
    told = province.through.run(OWNER, *words, "unit", "add", "新村")
    assert "只能查，不能登记" in told.err
    # Its own server takes it, and the coordinator tells it at once.
    no = province.of_town("HL").registers(OWNER, *words)
    assert no in {one["no"] for one in province.through.asks(READER, "hazard", "list", "--town", "HL")}


def test_a_clerk_sees_through_it_what_is_his_town_s(province: Province) -> None:
    _writes(province.through, _role("wang"))
    _writes(
        province.through, "grant hazardctl_reader to wang; insert into hazardctl_member values ('wang', 'BY')"
    )
    assert {one["no"][:2] for one in province.through.asks("wang", "hazard", "list")} == {"BY"}
    assert province.through.run("wang", "hazard", "list", "--town", "QS").code == 3
    rows = province.through.sql("select distinct town from hazard", login="wang")
    assert [row["town"] for row in rows] == ["BY"]
    # The parts themselves, which know no towns of a login, are closed to him.
    with pytest.raises(Exception, match="permission denied"):
        province.through.sql("select 1 from shard_1.hazard", login="wang")


def test_what_is_attached_comes_through_it(province: Province, tmp_path: Path) -> None:
    (tmp_path / "整改.txt").write_text("已换", encoding="utf-8")
    words = ("--plan", str(province.one.plan("HL")), "--town", "HL")
    province.of_town("HL").does(OWNER, *words, "hazard", "attach", "HL-2023-0001", str(tmp_path / "整改.txt"))
    shutil.rmtree(tmp_path / "office" / "evidence")
    told = province.through.does(READER, *words, "check", "--only", "evidence", "--format", "json")
    assert told.data == []


def test_all_shards_are_asked_at_once_and_add_up_by_themselves(province: Province) -> None:
    """What comes over the line of many rows is a sum for each town."""
    for shard in province.shards:
        shard.sql("analyze movement")
    told = _plan(province, "select town, sum(found) from movement group by town")
    assert len(re.findall("Async Foreign Scan", told)) == len(PARTS), told
    assert len(re.findall(r"Remote SQL: SELECT town, sum\(found\)", told)) == len(PARTS), told


def test_rows_are_joined_where_they_are(province: Province) -> None:
    """Or all of a town's hazards would come over the line to find out which one recurs from which."""
    asked = """select h.no, r.no as recurs_no, e.name from hazard h left join enterprise e on e.uid = h.enterprise
               left join hazard r on r.uid = h.recurs_from where h.uid in ('1', '2')"""
    told = _plan(province, statement(asked))
    assert len(re.findall(r"Relations: \(\(shard_\d\.hazard h_\d\) LEFT JOIN", told)) == len(PARTS), told


def _plan(province: Province, asked: str) -> str:
    address = as_role(province.through.address, READER)
    return "\n".join(row["QUERY PLAN"] for row in postgres.sql(address, f"explain (verbose) {asked}", ()))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda told: [*told, *told[:2]], "on two shards: BY, QS"),
        (lambda told: [*told[:2], "XX"], "sees no town XX"),
        (lambda told: [told[0], told[1].replace(READER, f"{READER}:geheim")], "no password"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(province: Province, wrong: Any, said: str) -> None:
    with ExitStack() as stack:
        empty = stack.enter_context(database(province.through.address.rpartition("/")[0]))
        with pytest.raises(SystemExit, match=said):
            coordinator.main([empty, *wrong(_told(list(province.shards)))])
        with pytest.raises(SystemExit, match="not empty"):
            coordinator.main([province.through.address, *_told(list(province.shards))])
        assert postgres.sql(empty, "select to_regclass('hazard') as made", ()) == [{"made": None}]
