"""The ledger's tables as SQLModel declares them, for whoever reads a ledger through an ORM.

The SQL of the migrations is what makes the tables; a test holds the two against each other. No command imports this: it
takes 0.3 s, longer than registering a hazard with plain SQL, and a `table=True` model validates nothing.
"""

from sqlmodel import Field, SQLModel

from hazardctl.ledger import bookkeeping


class Unit(SQLModel, table=True):
    """An office, a village or a group of either."""

    uid: str = Field(primary_key=True)
    town: str
    key: str
    name: str
    kind: str
    aliases: str
    every: str | None
    origin: str
    added_on: str


class Membership(SQLModel, table=True):
    """A unit's stay in a group."""

    uid: str = Field(primary_key=True)
    town: str
    group_key: str
    unit_key: str
    since: str
    until: str | None


class Enterprise(SQLModel, table=True):
    """A place where hazards are found; `name_key` is its folded name, unique."""

    uid: str = Field(primary_key=True)
    town: str
    name: str
    name_key: str
    village: str | None
    sector: str | None
    registered_on: str
    credit_code: str | None = None
    regulator: str | None = None
    headcount: int | None = None
    high_risk: int | None = None
    sole_trader: int | None = None
    contact: str | None = None
    phone: str | None = None
    address: str | None = None
    opened_on: str | None = None
    closed_on: str | None = None
    closed_how: str | None = None


class Inspection(SQLModel, table=True):
    """One visit, with or without hazards found."""

    uid: str = Field(primary_key=True)
    town: str
    no: str
    year: int
    seq: int
    on_day: str
    enterprise: str | None
    village: str | None
    unit: str
    inspectors: str | None
    source: str
    sector: str | None
    place: str | None
    note: str | None
    void_on: str | None = None
    void_reason: str | None = None


class Hazard(SQLModel, table=True):
    """A hazard as registered."""

    uid: str = Field(primary_key=True)
    town: str
    no: str
    series: str
    year: int
    seq: int
    title: str
    level: str
    category: str | None
    sector: str | None
    place: str | None
    enterprise: str | None
    village: str | None
    unit: str
    found_on: str
    found_unit: str | None
    found_by: str | None
    visit: str | None
    source: str
    criterion: str | None
    key_item: str | None
    control_person: str | None
    leader: str | None
    measures: str | None
    responsible_unit: str | None
    responsible: str | None
    funds_fen: int | None
    funds_source: str | None
    no_funds: int
    deadline: str | None
    contingency: str | None
    fixed_on_spot: str | None
    interim: str | None
    pending_until: str | None
    recurs_from: str | None
    void_on: str | None
    void_reason: str | None
    duplicate_of: str | None
    supervisor: str | None
    source_no: str | None


class Act(SQLModel, table=True):
    """A dated act on a hazard; `detail` is canonical JSON of what its kind adds."""

    uid: str = Field(primary_key=True)
    town: str
    hazard: str
    seq: int
    kind: str
    on_day: str
    detail: str


class Delivery(SQLModel, table=True):
    """A phase's deliverable, handed in by a unit."""

    uid: str = Field(primary_key=True)
    town: str
    phase: int
    key: str
    unit: str
    on_day: str
    note: str | None


class Span(SQLModel, table=True):
    """Kept, not entered: how a hazard stands from `since` to before `until`."""

    hazard: str = Field(primary_key=True)
    town: str
    since: str = Field(primary_key=True)
    until: str
    found_on: str
    status: str
    level: str
    unit: str
    village: str | None
    source: str
    sector: str | None
    on_spot: int
    deadline: str | None
    original_deadline: str | None
    was_status: str | None
    was_unit: str | None
    rectified_on: str | None
    closed_on: str | None
    pending_until: str | None
    needs_five: int
    missing: str
    discovered_report: int
    rectified_report: int
    listing: str | None
    listed: int
    rounds: int
    extensions: int
    on_time: int | None
    funds_fen: int | None
    spent_fen: int | None


class Movement(SQLModel, table=True):
    """Kept, not entered: how every figure of one key moved on a day (`domain.movement`)."""

    town: str = Field(primary_key=True)
    part: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    pending: int
    open: int
    rectified: int
    closed: int
    referred: int
    overdue: int
    on_spot: int
    delisted: int
    in_time: int
    funds_fen: int
    spent_fen: int
    found: int
    reopened: int
    closings: int
    ended: int
    sent: int
    came: int
    went: int


class Holder(SQLModel, table=True):
    """Who holds a post of the plan, from `since` to before `until`."""

    uid: str = Field(primary_key=True)
    town: str
    post: str
    name: str
    since: str
    until: str | None


class Record(SQLModel, table=True):
    """That a duty was done."""

    uid: str = Field(primary_key=True)
    town: str
    no: str
    year: int
    seq: int
    duty: str
    part: str | None
    item: str | None
    unit: str
    post: str | None
    person: str | None
    enterprise: str | None
    on_day: str
    to_day: str
    people: int | None
    note: str | None
    void_on: str | None
    void_reason: str | None


class Matter(SQLModel, table=True):
    """A numbered matter that the office follows; `detail` is canonical JSON of what its kind adds."""

    uid: str = Field(primary_key=True)
    town: str
    kind: str
    no: str
    prefix: str
    year: int
    seq: int
    on_day: str
    unit: str | None
    enterprise: str | None
    village: str | None
    topic: str | None
    detail: str
    void_on: str | None
    void_reason: str | None


class Step(SQLModel, table=True):
    """What happened to a matter on a day."""

    uid: str = Field(primary_key=True)
    town: str
    matter: str
    seq: int
    kind: str
    on_day: str
    detail: str


class Concern(SQLModel, table=True):
    """A hazard that a matter is about."""

    uid: str = Field(primary_key=True)
    town: str
    matter: str
    hazard: str


class Evidence(SQLModel, table=True):
    """A file that proves something, kept beside the ledger."""

    uid: str = Field(primary_key=True)
    town: str
    entity: str
    owner: str
    name: str
    sha256: str
    size: int
    added_on: str


class Secret(SQLModel, table=True):
    """Text that only its own command shows; journaled by digest alone."""

    uid: str = Field(primary_key=True)
    town: str
    owner: str
    salt: str | None
    body: str | None
    digest: str


TABLES = bookkeeping.Journal.metadata.tables
"""Every table by its name."""
