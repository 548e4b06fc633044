-- Ledgers merged into this one. `source_entry` keeps their journals as they came, under their own ledger ids;
-- `merged` remembers how far each was taken in; `conflict` is a value that two sides changed differently, until
-- somebody decides; `same_as` is another ledger's name for a row that is here under its own.

create table source_entry (
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

create index source_entry_by_uid on source_entry (uid, ledger, seq);
create index source_entry_by_hash on source_entry (hash);
create index source_entry_by_entity on source_entry (ledger, entity, seq);
-- Who knew how much of whom, and what was open, as at any entry: few among many.
create index journal_told on journal (seq) where entity in ('merged', 'conflict');
create index source_entry_told on source_entry (ledger, seq) where entity in ('merged', 'conflict');

create trigger source_entry_is_never_changed before update on source_entry
begin select raise(abort, 'source_entry is append-only'); end;

create trigger source_entry_is_never_shortened before delete on source_entry
begin select raise(abort, 'source_entry is append-only'); end;

-- One row for each ledger that was merged, the newest state of it: `seq` and `head` are how far its journal is known,
-- `through` the ledger that it came with (its own id when it came itself).
create table merged (
    uid text primary key,
    town text not null,
    ledger text not null unique,
    series text not null,
    seq integer not null check (seq >= 0),
    head text not null,
    through text not null,
    on_day text not null check (on_day glob '????-??-??')
);

-- `field` is a column; '' is the row itself, which one side took back and another went on with. `ancestor` is the
-- value that both went out from and that is shown meanwhile, `rivals` what they made of it: canonical JSON, sorted.
create table conflict (
    uid text primary key,
    town text not null,
    entity text not null,
    row_uid text not null,
    field text not null,
    ancestor text,
    rivals text not null,
    unique (row_uid, field)
);

create table same_as (
    uid text primary key,
    town text not null,
    entity text not null,
    other text not null unique,
    kept text not null
);

create index same_as_by_kept on same_as (kept);
