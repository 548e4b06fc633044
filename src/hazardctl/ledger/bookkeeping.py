"""The tables in which a ledger keeps account of itself: settings, schema, copies, sheets, issues, undo, the journal.

As in `tables`, a model validates nothing, and no command imports it.
"""

from sqlmodel import Field, SQLModel


class Setting(SQLModel, table=True):
    """One of the ledger's own facts: its id, series, plan, and who signs the forms."""

    uid: str = Field(primary_key=True)
    town: str
    key: str
    value: str


class Migration(SQLModel, table=True):
    """A schema change that was applied, with the hash of its text."""

    uid: str = Field(primary_key=True)
    town: str
    version: int
    name: str
    hash: str
    applied_at: str


class Backup(SQLModel, table=True):
    """A copy of this ledger that the program has written."""

    uid: str = Field(primary_key=True)
    town: str
    path: str
    at: str
    head: str


class Intake(SQLModel, table=True):
    """A file whose rows were taken in, and what became of them."""

    uid: str = Field(primary_key=True)
    town: str
    name: str
    sha256: str
    size: int
    kind: str
    on_day: str
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: int
    refused: int


class Issue(SQLModel, table=True):
    """A report that was handed in; `figures` is JSON in which hazards stand by their uid."""

    uid: str = Field(primary_key=True)
    town: str
    kind: str
    period: str
    number: int
    on_day: str
    at: str
    seq: int
    head: str
    plan_hash: str
    doc_no: str | None
    complete: int
    format: int
    figures: str
    sha256: str


class Undone(SQLModel, table=True):
    """A transaction that was taken back."""

    uid: str = Field(primary_key=True)
    town: str
    tx: str
    on_day: str
    reason: str | None


class Retracted(SQLModel, table=True):
    """A row that an undo took out of its table, and whose it was."""

    uid: str = Field(primary_key=True)
    town: str
    entity: str
    row_uid: str
    owner: str | None


class Restored(SQLModel, table=True):
    """A copy that was put in the place of the ledger, and where the journal stood that it replaced."""

    uid: str = Field(primary_key=True)
    town: str
    path: str
    head: str
    seq: int
    old_head: str | None
    old_seq: int | None
    kept: str | None
    at: str


class Merged(SQLModel, table=True):
    """Another ledger that was merged into this one, and how far its journal is known here."""

    uid: str = Field(primary_key=True)
    town: str
    ledger: str
    series: str
    seq: int
    head: str
    through: str
    on_day: str


class Conflict(SQLModel, table=True):
    """A value that two sides changed differently; `rivals` is canonical JSON."""

    uid: str = Field(primary_key=True)
    town: str
    entity: str
    row_uid: str
    field: str
    ancestor: str | None
    rivals: str


class SameAs(SQLModel, table=True):
    """Another ledger's uid of a row that is here under its own."""

    __tablename__ = "same_as"

    uid: str = Field(primary_key=True)
    town: str
    entity: str
    other: str
    kept: str


class Entry(SQLModel):
    """One entry of a chain."""

    ledger: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    format: int
    town: str
    tx: str
    at: str
    today: str | None
    actor: str
    command: str
    entity: str
    uid: str
    image: str | None
    previous: str
    hash: str


class SourceEntry(Entry, table=True):
    """One entry of another ledger's chain, as it came."""

    __tablename__ = "source_entry"


class Journal(Entry, table=True):
    """One entry of the append-only chain."""
