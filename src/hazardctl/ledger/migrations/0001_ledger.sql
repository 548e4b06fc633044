-- The first ledger. Every table that holds what people entered has `uid` (uuid7) and `town`; days are ISO text, flags
-- 0/1, money fen. Portable text but for the triggers at the end. A released migration is never edited: its hash is
-- kept in the table `migration` and checked.

create table setting (
    uid text primary key,
    town text not null,
    key text not null,
    value text not null,
    unique (town, key)
);

create table migration (
    uid text primary key,
    town text not null,
    version integer not null unique,
    name text not null,
    hash text not null,
    applied_at text not null
);

create table unit (
    uid text primary key,
    town text not null,
    key text not null,
    name text not null,
    kind text not null check (kind in ('office', 'village', 'group')),
    aliases text not null default '[]',
    -- a group of every unit of this kind (各村（社区）, 各办所（中心）) has no members of its own
    every text check (every in ('office', 'village')),
    origin text not null check (origin in ('plan', 'office')),
    added_on text not null check (added_on glob '????-??-??'),
    unique (town, key)
);

-- A unit's stay in a collective owner; `until` is the first day on which it no longer belongs.
create table membership (
    uid text primary key,
    town text not null,
    group_key text not null,
    unit_key text not null,
    since text not null check (since glob '????-??-??'),
    until text check (until glob '????-??-??'),
    foreign key (town, group_key) references unit (town, key),
    foreign key (town, unit_key) references unit (town, key)
);

create table enterprise (
    uid text primary key,
    town text not null,
    name text not null,
    name_key text not null,
    village text,
    sector text,
    registered_on text not null check (registered_on glob '????-??-??'),
    unique (town, name_key),
    foreign key (town, village) references unit (town, key)
);

create table inspection (
    uid text primary key,
    town text not null,
    no text not null,
    year integer not null,
    seq integer not null check (seq > 0),
    on_day text not null check (on_day glob '????-??-??'),
    enterprise text references enterprise (uid),
    village text,
    unit text not null,
    inspectors text,
    source text not null,
    sector text,
    place text,
    note text,
    unique (town, no),
    unique (town, year, seq),
    foreign key (town, unit) references unit (town, key),
    foreign key (town, village) references unit (town, key)
);

create index inspection_by_day on inspection (on_day);

-- A hazard as registered (corrected by amendment). What changed later is in `act`; how it stands, in `span`.
create table hazard (
    uid text primary key,
    town text not null,
    no text not null,
    series text not null,
    year integer not null,
    seq integer not null check (seq > 0),
    title text not null check (length(title) between 1 and 500),
    level text not null check (level in ('major', 'general')),
    category text,
    sector text,
    place text,
    enterprise text references enterprise (uid),
    village text,
    unit text not null,
    found_on text not null check (found_on glob '????-??-??'),
    found_unit text,
    found_by text,
    visit text references inspection (uid),
    source text not null
        check (source in ('self', 'department', 'village', 'tipoff', 'supervision', 'expert', 'upper')),
    criterion text,
    key_item text,
    control_person text,
    leader text,
    measures text,
    responsible_unit text,
    responsible text,
    funds_fen integer check (funds_fen >= 0),
    funds_source text,
    no_funds integer not null default 0 check (no_funds in (0, 1)),
    deadline text check (deadline glob '????-??-??'),
    contingency text,
    fixed_on_spot text,
    interim text,
    pending_until text check (pending_until glob '????-??-??'),
    recurs_from text references hazard (uid),
    void_on text check (void_on glob '????-??-??'),
    void_reason text,
    duplicate_of text references hazard (uid),
    unique (town, no),
    unique (town, series, year, seq),
    check ((void_on is null) = (void_reason is null)),
    foreign key (town, unit) references unit (town, key),
    foreign key (town, village) references unit (town, key)
);

create index hazard_by_day on hazard (found_on);
create index hazard_by_enterprise on hazard (enterprise);
create index hazard_by_visit on hazard (visit);

create table act (
    uid text primary key,
    town text not null,
    hazard text not null references hazard (uid),
    seq integer not null check (seq > 0),
    kind text not null,
    on_day text not null check (on_day glob '????-??-??'),
    detail text not null,
    unique (hazard, seq)
);

-- Deliverables of the phases, handed in by unit.
create table delivery (
    uid text primary key,
    town text not null,
    phase integer not null,
    key text not null,
    unit text not null,
    on_day text not null check (on_day glob '????-??-??'),
    note text,
    unique (town, phase, key, unit),
    foreign key (town, unit) references unit (town, key)
);

-- Kept, not entered: one row for each stretch of days on which a hazard stands the same, from `since` to before
-- `until`. Figures of any day read it; the write that changes a hazard rewrites its spans; `recount` proves them.
create table span (
    hazard text not null references hazard (uid),
    town text not null,
    since text not null,
    until text not null,
    found_on text not null,
    status text not null,
    level text not null,
    unit text not null,
    deadline text,
    original_deadline text,
    was_status text,
    was_unit text,
    rectified_on text,
    closed_on text,
    pending_until text,
    needs_five integer not null,
    missing text not null,
    discovered_report integer not null,
    rectified_report integer not null,
    listing text,
    listed integer not null,
    rounds integer not null,
    extensions integer not null,
    on_time integer,
    funds_fen integer,
    spent_fen integer,
    primary key (hazard, since)
);

-- Covers a plain list and the figures of the phases. No index on `since`: it would match nearly every row.
create index span_by_end on span (until, since, status, level, deadline, unit, found_on, hazard);

-- Append-only. `image` is the whole row after the change, null when it was retracted; `before` is the previous image
-- of that uid. `today` is set when the entry was made under a moved today (HAZARDCTL_TODAY).
create table journal (
    ledger text not null,
    seq integer not null,
    format integer not null,
    town text not null,
    tx text not null,
    at text not null,
    today text,
    actor text not null,
    command text not null,
    entity text not null,
    uid text not null,
    image text,
    previous text not null,
    hash text not null,
    primary key (ledger, seq)
);

create index journal_by_uid on journal (uid, seq);

create trigger journal_is_never_changed before update on journal
begin
    select raise(abort, 'journal is append-only');
end;

create trigger journal_is_never_shortened before delete on journal
begin
    select raise(abort, 'journal is append-only');
end;

-- `insert or replace` deletes without firing the trigger above.
create trigger journal_is_never_replaced before insert on journal
when exists (select 1 from journal where ledger = new.ledger and seq = new.seq)
begin
    select raise(abort, 'journal is append-only');
end;
