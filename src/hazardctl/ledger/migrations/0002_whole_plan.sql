-- The whole plan: enterprises in full, who holds a post, duty records, and the numbered matters that the office
-- follows (permits, supervision, enforcement, problems, tip-offs, returns, accidents, key items).

alter table enterprise add column credit_code text;
alter table enterprise add column regulator text;
alter table enterprise add column headcount integer check (headcount >= 0);
alter table enterprise add column high_risk integer check (high_risk in (0, 1));
alter table enterprise add column sole_trader integer check (sole_trader in (0, 1));
alter table enterprise add column contact text;
alter table enterprise add column phone text;
alter table enterprise add column address text;
alter table enterprise add column opened_on text check (opened_on glob '????-??-??');
alter table enterprise add column closed_on text check (closed_on glob '????-??-??');
alter table enterprise add column closed_how text;
create unique index enterprise_by_credit_code on enterprise (town, credit_code);
create index enterprise_by_regulator on enterprise (regulator);

-- Who holds a post of the plan (分管负责人); `until` is the first day on which it is somebody else.
create table holder (
    uid text primary key,
    town text not null,
    post text not null,
    name text not null,
    since text not null check (since glob '????-??-??'),
    until text check (until glob '????-??-??')
);

-- That a duty was done, by whom and for whom. `duty` is a task's id or a standing duty's key, `part` one of its
-- cadence entries, `item` what exactly (岗位操作卡); one row may cover the days `on_day` to `to_day`.
create table record (
    uid text primary key,
    town text not null,
    no text not null,
    year integer not null,
    seq integer not null check (seq > 0),
    duty text not null,
    part text,
    item text,
    unit text not null,
    post text,
    person text,
    enterprise text references enterprise (uid),
    on_day text not null check (on_day glob '????-??-??'),
    to_day text not null check (to_day glob '????-??-??'),
    people integer check (people >= 0),
    note text,
    void_on text check (void_on glob '????-??-??'),
    void_reason text,
    unique (town, no),
    unique (town, year, seq),
    check (to_day >= on_day),
    check ((void_on is null) = (void_reason is null)),
    foreign key (town, unit) references unit (town, key)
);

create index record_by_duty on record (duty, on_day);
create index record_by_enterprise on record (enterprise);

-- A numbered matter: its kind says what `topic` and `detail` (canonical JSON) hold. What happened to it later is in
-- `step`, dated, so that any past day can be asked for.
create table matter (
    uid text primary key,
    town text not null,
    kind text not null,
    no text not null,
    prefix text not null,
    year integer not null,
    seq integer not null check (seq > 0),
    on_day text not null check (on_day glob '????-??-??'),
    unit text,
    enterprise text references enterprise (uid),
    village text,
    topic text,
    detail text not null,
    void_on text check (void_on glob '????-??-??'),
    void_reason text,
    unique (town, no),
    unique (town, prefix, year, seq),
    check ((void_on is null) = (void_reason is null)),
    foreign key (town, unit) references unit (town, key),
    foreign key (town, village) references unit (town, key)
);

create index matter_by_kind on matter (kind, on_day);
create index matter_by_enterprise on matter (enterprise);

create table step (
    uid text primary key,
    town text not null,
    matter text not null references matter (uid),
    seq integer not null check (seq > 0),
    kind text not null,
    on_day text not null check (on_day glob '????-??-??'),
    detail text not null,
    unique (matter, seq)
);

-- Which hazards a matter is about.
create table concern (
    uid text primary key,
    town text not null,
    matter text not null references matter (uid),
    hazard text not null references hazard (uid),
    unique (matter, hazard)
);

create index concern_by_hazard on concern (hazard);

-- A file that proves something: kept beside the ledger under its hash, listed here under its own name. `entity` and
-- `owner` are the table and the uid of what it proves.
create table evidence (
    uid text primary key,
    town text not null,
    entity text not null,
    owner text not null,
    name text not null,
    sha256 text not null,
    size integer not null check (size >= 0),
    added_on text not null check (added_on glob '????-??-??')
);

create index evidence_by_owner on evidence (owner);

-- Text that only its own command shows. The journal holds `digest` (SHA-256 over salt and body) in place of both, so
-- that they can be destroyed while the chain still holds.
create table secret (
    uid text primary key,
    town text not null,
    owner text not null unique,
    salt text,
    body text,
    digest text not null,
    check ((salt is null) = (body is null))
);

-- The copies of this ledger that the program has written.
create table backup (
    uid text primary key,
    town text not null,
    path text not null,
    at text not null,
    head text not null
);
