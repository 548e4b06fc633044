"""What an import and an export of many rows cost, beside the ways that one would write them in an afternoon.

The plain ORM way only stores and chains what it reads. The one of the same work also checks each row, registers its
enterprise, knows a row again and keeps how each hazard stands, as an import here does. Each contestant does its work once per round in a process of its own; ratios are taken within the round and printed as
medians. The same sheet goes in everywhere, and every side is asked how many rows it has before its time counts.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from bench import page
from openpyxl import Workbook

HERE = Path(sys.executable).parent
HEADS = [
    "序号",
    "隐患描述",
    "隐患等级",
    "隐患来源",
    "行业领域",
    "单位（场所）名称",
    "属地村（社区）",
    "具体部位",
    "排查日期",
    "排查人员",
    "隐患类别",
    "判定依据",
    "整改措施",
    "整改责任单位",
    "整改责任人",
    "整改资金（元）",
    "整改时限",
    "应急预案",
    "监管责任单位",
    "包保领导",
]

RAW = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[1:]
ledger = sqlite3.connect(sys.argv[2])
ledger.execute("create table raw (%s)" % ", ".join(f"c{i}" for i in range(20)))
ledger.executemany("insert into raw values (%s)" % ", ".join("?" * 20),
                   ([v if isinstance(v, (int, float, str)) else str(v) for v in row] for row in rows))
ledger.commit()
print(ledger.execute("select count(*) from raw").fetchone()[0])
"""
ORM = """
import hashlib, json, sys, uuid
from openpyxl import load_workbook
from sqlmodel import Field, Session, SQLModel, create_engine, func, select

class Hazard(SQLModel, table=True):
    uid: str = Field(primary_key=True)
    no: str = Field(index=True, unique=True)
    serial: int | None
    title: str
    level: str
    source: str
    sector: str | None
    enterprise: str | None = Field(index=True)
    village: str | None
    place: str | None
    found_on: str = Field(index=True)
    found_by: str | None
    category: str | None
    criterion: str | None
    measures: str | None
    responsible_unit: str | None
    responsible: str | None
    funds: str | None
    deadline: str | None
    contingency: str | None
    unit: str
    leader: str | None

class Entry(SQLModel, table=True):
    seq: int = Field(primary_key=True)
    uid: str = Field(index=True)
    image: str
    hash: str

names = list(Hazard.model_fields)[2:]
engine = create_engine("sqlite:///" + sys.argv[2])
SQLModel.metadata.create_all(engine)
sheet = load_workbook(sys.argv[1]).worksheets[0]
previous = ""
with Session(engine) as session:
    for n, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=1):
        values = {k: None if v is None else v if k == "serial" else str(v) for k, v in zip(names, row)}
        hazard = Hazard(uid=str(uuid.uuid4()), no=f"BY-2023-{n:06d}", **values)
        image = json.dumps(hazard.model_dump(), ensure_ascii=False, sort_keys=True)
        previous = hashlib.sha256((previous + image).encode()).hexdigest()
        session.add(hazard)
        session.add(Entry(seq=n, uid=hazard.uid, image=image, hash=previous))
    session.commit()
    print(session.exec(select(func.count()).select_from(Hazard)).one())
"""
SAME_WORK = """
import hashlib, json, sys, uuid
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from openpyxl import load_workbook
from pydantic import BaseModel, Field as Text, field_validator, model_validator
from sqlmodel import Field, Session, SQLModel, create_engine, func, select

class Level(StrEnum):
    general = "一般隐患"
    major = "重大事故隐患"

class Row(BaseModel):
    "What a row must hold, as the import's gate asks for it."
    title: str = Text(min_length=1, max_length=500)
    level: Level
    source: str
    sector: str
    enterprise: str = Text(min_length=1, max_length=200)
    village: str
    place: str | None
    found_on: date
    found_by: str | None
    category: str | None
    criterion: str | None
    measures: str = Text(min_length=1)
    responsible_unit: str | None
    responsible: str
    funds: Decimal = Text(ge=0)
    deadline: date
    contingency: str
    unit: str
    leader: str | None

    @field_validator("found_on", "deadline", mode="before")
    @classmethod
    def day(cls, value):
        return value.date() if isinstance(value, datetime) else value

    @model_validator(mode="after")
    def in_order(self):
        if self.deadline < self.found_on or (self.level is Level.major and not self.criterion):
            raise ValueError("out of order")
        return self

class Enterprise(SQLModel, table=True):
    uid: str = Field(primary_key=True)
    name: str = Field(index=True, unique=True)

class Hazard(SQLModel, table=True):
    uid: str = Field(primary_key=True)
    no: str = Field(index=True, unique=True)
    title: str
    level: str
    source: str
    sector: str
    enterprise: str = Field(index=True, foreign_key="enterprise.uid")
    village: str
    place: str | None
    found_on: date = Field(index=True)
    found_by: str | None
    category: str | None
    criterion: str | None
    measures: str
    responsible_unit: str | None
    responsible: str
    funds: Decimal
    deadline: date
    contingency: str
    unit: str
    leader: str | None

class Standing(SQLModel, table=True):
    hazard: str = Field(primary_key=True, foreign_key="hazard.uid")
    since: date = Field(primary_key=True)
    status: str = Field(index=True)
    level: str
    unit: str
    deadline: date = Field(index=True)
    funds: Decimal

class Entry(SQLModel, table=True):
    seq: int = Field(primary_key=True)
    uid: str = Field(index=True)
    image: str
    hash: str

names = list(Row.model_fields)
engine = create_engine("sqlite:///" + sys.argv[2])
SQLModel.metadata.create_all(engine)
sheet = load_workbook(sys.argv[1]).worksheets[0]
previous, seq = "", 0
with Session(engine) as session:
    firms = {firm.name: firm for firm in session.exec(select(Enterprise))}
    known = {(h.enterprise, h.place, h.title, h.found_on) for h in session.exec(select(Hazard))}

    def keep(thing):
        global previous, seq
        seq += 1
        image = json.dumps(thing.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        previous = hashlib.sha256((previous + image).encode()).hexdigest()
        session.add(thing)
        session.add(Entry(seq=seq, uid=thing.uid, image=image, hash=previous))

    for n, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=1):
        row = Row(**dict(zip(names, cells[1:])))
        firm = firms.get(row.enterprise)
        if firm is None:
            firm = firms[row.enterprise] = Enterprise(uid=str(uuid.uuid4()), name=row.enterprise)
            keep(firm)
        key = (firm.uid, row.place, row.title, row.found_on)
        if key in known:
            continue
        known.add(key)
        values = {**row.model_dump(), "enterprise": firm.uid}
        hazard = Hazard(uid=str(uuid.uuid4()), no=f"BY-2023-{n:06d}", **values)
        keep(hazard)
        session.add(Standing(hazard=hazard.uid, since=row.found_on, status="open", level=row.level, unit=row.unit,
                             deadline=row.deadline, funds=row.funds))
    session.commit()
    print(session.exec(select(func.count()).select_from(Hazard)).one())
"""
JOURNAL = """
import json, sys, time
from hazardctl.__main__ import main
from hazardctl.ledger import behind, writing
behind.Behind._hand_over = lambda self, task: task()  # stored at once, so that it can be timed
spent = {"hashing": 0.0, "storing": 0.0, "entries": 0}
entries, insert = writing.Writer._entries, behind.Behind.insert

def timed_entries(self, changes):
    start = time.perf_counter()
    made = entries(self, changes)
    spent["hashing"] += time.perf_counter() - start
    spent["entries"] += len(made)
    return made

def timed_insert(self, table, names, rows, rest):
    start = time.perf_counter()
    insert(self, table, names, rows, rest)
    if table == "journal":
        spent["storing"] += time.perf_counter() - start

writing.Writer._entries, behind.Behind.insert = timed_entries, timed_insert
sys.argv = ["hazardctl", "import", sys.argv[1], "--format", "json"]
start = time.perf_counter()
try:
    main()
except SystemExit as end:
    if end.code:
        raise
print(json.dumps({**spent, "whole": time.perf_counter() - start}))
"""
BARE = """
import sys
from openpyxl import Workbook
book = Workbook(write_only=True)
sheet = book.create_sheet()
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
import time
start = time.perf_counter()
for row in rows:
    sheet.append([None if v == "" else v for v in row])
book.save(sys.argv[2])
print(time.perf_counter() - start)
"""


def run(folder: Path, rounds: int, rows: int = 100_000) -> None:
    """Make the sheet, run the rounds, write the section; each takes minutes, so that there are fewer of them."""
    times: dict[str, list[float]] = {}
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        sheet = made(place / "sheet.xlsx", rows)
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environ = {**clean, "HAZARDCTL_HOME": str(place / "empty"), "HAZARDCTL_TODAY": "2023-09-10"}
        hazardctl(environ, "init")
        hazardctl(environ, "unit", "add", "双龙村")
        for number in range(rounds):
            page.say(f"sheets: round {number + 1} of {rounds}")
            for what, took in a_round(place / str(number), sheet, environ, rows).items():
                times.setdefault(what, []).append(took)
    page.write("sheets", section(rows, rounds, times))


def a_round(folder: Path, sheet: Path, environ: dict[str, str], rows: int) -> dict[str, float]:
    """Let everybody do the work once, on fresh files, and return the seconds."""
    folder.mkdir()
    shutil.copytree(environ["HAZARDCTL_HOME"], folder / "office")
    ours = {**environ, "HAZARDCTL_HOME": str(folder / "office")}
    times: dict[str, float] = {}
    for what, code in (
        ("calamine + raw insert", RAW),
        ("openpyxl + ORM", ORM),
        ("openpyxl + ORM, same work", SAME_WORK),
    ):
        times[what], told = timed(
            [sys.executable, "-c", code, str(sheet), str(folder / f"{len(times)}.db")], ours
        )
        check(what, int(told), rows)
    times |= parts_of_import(sheet, ours, folder, rows)
    times["hazardctl import"], told = timed(
        [str(HERE / "hazardctl"), "import", str(sheet), "--format", "json"], ours
    )
    check("hazardctl import", json.loads(told)["data"]["added"], rows)
    out = folder / "out.xlsx"
    words = [str(HERE / "hazardctl"), "export", str(out), "--form", "full", "--format", "json"]
    times["hazardctl export"], told = timed(words, ours)
    check("hazardctl export", json.loads(told)["data"]["rows"], rows)
    _, told = timed([sys.executable, "-c", BARE, str(out), str(folder / "bare.xlsx")], ours)
    times["bare openpyxl loop"] = float(told)
    shutil.rmtree(folder)
    return times


def parts_of_import(sheet: Path, environ: dict[str, str], folder: Path, rows: int) -> dict[str, float]:
    """Return what the journal costs within an import: images and hashes, and its rows; told by the process itself."""
    shutil.copytree(environ["HAZARDCTL_HOME"], folder / "told")
    _, told = timed(
        [sys.executable, "-c", JOURNAL, str(sheet)], {**environ, "HAZARDCTL_HOME": str(folder / "told")}
    )
    spent = json.loads(told.splitlines()[-1])
    check("import, told", spent["entries"] >= rows, True)  # noqa: FBT003
    return {"of it: images and hashes": spent["hashing"], "of it: rows of the journal": spent["storing"],
            "the import that tells them": spent["whole"]}  # fmt: skip


def check(who: str, have: int, rows: int) -> None:
    """Stop when somebody did other work."""
    if have != rows:
        sys.exit(f"{who}: {have} rows instead of {rows}")


def timed(words: list[str], environ: dict[str, str]) -> tuple[float, str]:
    """Run a process and return its seconds and what it said."""
    start = time.perf_counter()
    done = subprocess.run(words, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start, done.stdout


def hazardctl(environ: dict[str, str], *words: str) -> None:
    """Type a command."""
    subprocess.run([str(HERE / "hazardctl"), *words], env=environ, check=True, capture_output=True)


def made(path: Path, rows: int) -> Path:
    """Write the sheet: as many hazards as asked for, of 3,000 enterprises and 90 days."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("台账")
    sheet.append(HEADS)
    for n in range(rows):
        day = date(2023, 5, 1) + timedelta(days=n % 90)
        sheet.append([
            n + 1, f"配电箱未接地，线路老化第{n}处", "一般隐患", "部门检查", "工贸", f"测试企业{n % 3000}号", "双龙村", f"{n % 40}号车间东侧",
            day, "张三", "用电安全", None, "加装接地线并更换老化线路", "", "李四", (n % 50) * 1000 + 500, day + timedelta(days=30),
            "停电应急预案", "经发办", "王五",
        ])  # fmt: skip
    workbook.save(path)
    return path


PAIRS = (
    ("of it: images and hashes", "the import that tells them"),
    ("of it: rows of the journal", "the import that tells them"),
    ("hazardctl import", "calamine + raw insert"),
    ("openpyxl + ORM", "hazardctl import"),
    ("openpyxl + ORM, same work", "hazardctl import"),
    ("hazardctl export", "bare openpyxl loop"),
)


def section(rows: int, rounds: int, times: dict[str, list[float]]) -> str:
    """Return medians, and the ratios within the rounds."""
    took = [[f"`{what}`", f"{statistics.median(seconds):.1f} s"] for what, seconds in times.items()]
    pairs = []
    for one, other in PAIRS:
        ratios = [a / b for a, b in zip(times[one], times[other], strict=True)]
        pairs.append(
            [f"{one} ÷ {other}", f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"]
        )
    return f"""\
Measured {page.machine()}; {rows:,} rows × {len(HEADS)} columns, {rounds} rounds, each contestant once a round on fresh files.

{page.table(["", "median"], took)}

{page.table(["ratio", "median (least–most)"], pairs)}
"""
