"""Ledgers of a town and its villages, written to at random and merged now and then: the order of merging does not matter."""

import json
import shutil
import sqlite3
from contextlib import closing
from itertools import count, permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.conftest import FIVE, Office

pytestmark = pytest.mark.file
"""What villages send is files; the town's own ledger on a server: test_merge.py."""

SERIES = {"town": None, "一村": "YI", "二村": "ER", "三村": "SAN"}
VALUES = {
    "--measures": ["加装接地", "换配电箱", "停用"],
    "--place": ["东头", "西头", "仓库"],
    "--deadline": ["2023-08-10", "2023-08-20", "2023-09-01"],
    "--responsible": ["李四", "张三"],
}
ACTS = (
    ("rectify", "--on", "2023-07-08", "--by", "钱七", "--note", "做完"),
    ("reject", "--reviewer", "赵六", "--on", "2023-07-09", "--reason", "不牢"),
    ("transfer", "--to", "应急办", "--kind", "reassign", "--reason", "归口", "--on", "2023-07-08"),
    ("transfer", "--to", "经发办", "--kind", "reassign", "--reason", "归口", "--on", "2023-07-08"),
    ("void", "--reason", "登错了"),
    ("void", "--reason", "重复了"),
    ("plan", "--contingency", "另一套预案"),
)
STEPS = (
    ("assign", "--to", "应急办", "--due", "2023-07-20", "--on", "2023-07-08"),
    ("assign", "--to", "经发办", "--due", "2023-07-25", "--on", "2023-07-08"),
    ("reply", "--text", "已办", "--by", "钱七", "--on", "2023-07-08"),
    ("close", "--outcome", "genuine", "--by", "赵六", "--on", "2023-07-09"),
    ("reopen", "--reason", "不实", "--on", "2023-07-09"),
    ("void", "--reason", "登错了"),
)
ABOUT_FIRMS = {"--contact": ["张三", "李四"], "--headcount": ["20", "35"], "--address": ["东头"]}
SHOWN = ("title", "village", "place", "measures", "deadline", "responsible", "unit", "void_reason")


class Ledgers:
    """A town's ledger and three villages', each a file; what a rule refuses is simply not done."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self._copies = count()
        for name, series in SERIES.items():
            self.does(name, "init", *(("--series", series) if series else ()), today="2023-06-01")

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.db"

    def run(self, name: str, *words: str, today: str = "2023-07-10") -> Any:
        return self.office.run("--ledger", str(self.path(name)), "--actor", name, *words, today=today)

    def does(self, name: str, *words: str, today: str = "2023-07-10") -> Any:
        done = self.run(name, *words, today=today)
        assert done.code == 0, done.err
        return done

    def numbers(self, name: str) -> list[str]:
        return sorted(row["no"] for row in self.rows(name, "select no from hazard"))

    def rows(self, name: str, sql: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.path(name))) as raw:
            raw.row_factory = sqlite3.Row
            return [dict(row) for row in raw.execute(sql)]

    def works(self, name: str, random: Random) -> None:
        """Do one thing that somebody might do in this ledger."""
        numbers, chance = self.numbers(name), random.random()
        undecided = self.rows(name, "select uid from conflict order by uid") if random.random() < 0.3 else []
        if undecided:
            one = random.choice(undecided)["uid"]
            self.run(
                name, "merge", "--decide", one[-6:], "--take", random.choice(["0", "1", "2", "3", "1,2"])
            )
        elif not numbers or chance < 0.2:
            options = [word for key, value in FIVE.items() for word in (f"--{key}", value)]
            villages = [
                row["name"]
                for row in self.rows(name, "select name from unit where kind = 'village' order by 1")
            ]
            options += ["--village", random.choice(villages)] if villages and random.random() < 0.5 else []
            self.does(name, "hazard", "add", "--title", f"{name}的{len(numbers)}", "--level", "general", "--unit", "经发办",
                      "--source", "village", "--found-on", "2023-07-01", "--enterprise", random.choice(["甲厂", "乙厂"]), *options)  # fmt: skip
        elif chance < 0.24:
            self.run(name, "unit", "add", random.choice(["双龙村", "石门村"]))
        elif chance < 0.55:
            field = random.choice(list(VALUES))
            new = random.choice(VALUES[field])
            self.run(name, "hazard", "amend", random.choice(numbers), field, new, "--reason", "更正")
        elif chance < 0.65:
            field = random.choice(list(ABOUT_FIRMS))
            firm, new = random.choice(["甲厂", "乙厂"]), random.choice(ABOUT_FIRMS[field])
            self.run(name, "enterprise", "amend", firm, field, new)
        elif chance < 0.8:
            self.on_problems(name, random)
        else:
            act, *rest = random.choice(ACTS)
            self.run(name, "hazard", act, random.choice(numbers), *rest)
        if random.random() < 0.1:
            self.run(name, "undo", "--yes")

    def on_problems(self, name: str, random: Random) -> None:
        problems = sorted(
            row["no"] for row in self.rows(name, "select no from matter where topic = 'problem'")
        )
        if not problems or random.random() < 0.2:
            self.does(name, "problem", "add", "--title", "台账不全", "--origin", "other", "--unit", "经发办",
                      "--on", "2023-07-08", "--enterprise", random.choice(["甲厂", "乙厂"]))  # fmt: skip
        else:
            step, *rest = random.choice(STEPS)
            self.run(name, "problem", step, random.choice(problems), *rest)

    def merges(self, name: str, *others: str) -> None:
        self.does(name, "merge", *(str(self.path(other)) for other in others), "--yes")

    def copy(self, name: str) -> str:
        copied = f"{name}-{next(self._copies)}"
        shutil.copyfile(self.path(name), self.path(copied))
        return copied

    def told(self, name: str) -> tuple[Any, ...]:
        """Return all that a ledger holds of hazards and what is undecided, by what does not depend on who came first."""
        shown = ", ".join(f"h.{column}" for column in SHOWN)
        hazards = self.rows(
            name,
            f"select h.no, h.uid, e.name as firm, {shown} from hazard h left join enterprise e on e.uid = h.enterprise order by h.no",
        )
        acts = self.rows(name, "select uid, hazard, kind, on_day, detail from act order by uid")
        order = self.rows(name, "select uid from act order by hazard, on_day, seq")
        matters = self.rows(name, "select uid, no, unit, void_reason from matter order by uid")
        steps = self.rows(name, "select uid, matter, kind, on_day from step order by matter, seq, uid")
        units = self.rows(name, "select key, name, kind from unit order by key")
        firms = self.rows(
            name, "select name, contact, headcount, address, registered_on from enterprise order by name"
        )
        spans = self.rows(
            name,
            "select hazard, since, until, status, unit, deadline, was_status from span order by hazard, since",
        )
        conflicts = self.rows(
            name,
            """select c.entity, coalesce(e.name, u.key, c.row_uid) as row, field, ancestor, rivals from conflict c
               left join enterprise e on e.uid = c.row_uid left join unit u on u.uid = c.row_uid order by 2, field""",
        )
        movement = self.rows(name, "select * from movement order by part, key, day")
        for one in conflicts:
            one["rivals"] = json.loads(one["rivals"])
        return hazards, acts, order, matters, steps, units, firms, spans, conflicts, movement


_runs = count()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1), steps=st.integers(4, 30))
def test_in_whatever_order_they_are_merged(office: Office, tmp_path: Path, seed: int, steps: int) -> None:
    random, folder = Random(seed), tmp_path / f"run{next(_runs)}"  # noqa: S311  no secret
    folder.mkdir()
    ledgers = Ledgers(office, folder)
    names = list(SERIES)
    ledgers.works("town", random)
    for village in names[1:]:
        ledgers.works(village, random)
        if random.random() < 0.7:
            ledgers.merges(village, "town")
    for _ in range(steps):
        name = random.choice(names)
        if random.random() < 0.15:
            other = random.choice([one for one in names if one != name])
            ledgers.merges(name, other)
        else:
            ledgers.works(name, random)
    first = None
    for order in permutations(names[1:]):
        town = ledgers.copy("town")
        ledgers.merges(town, *order)
        told = ledgers.told(town)
        first = first or told
        for mine, theirs in zip(told, first, strict=True):
            assert mine == theirs, order
        ledgers.merges(town, *reversed(order))
        assert ledgers.told(town) == told, "merging twice changes nothing"
    ledgers.does(town, "verify")
