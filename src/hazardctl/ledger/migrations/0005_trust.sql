-- What makes the ledger provable: which transactions were taken back, which rows went with them, and where a copy was
-- put in the ledger's place. A visit can be declared void, as every other numbered record can.

alter table inspection add column void_on text check (void_on glob '????-??-??');
alter table inspection add column void_reason text;

-- A transaction that was taken back. Taking that back in turn retracts the row.
create table undone (
    uid text primary key,
    town text not null,
    tx text not null unique,
    on_day text not null check (on_day glob '????-??-??'),
    reason text
);

-- A row that an undo took out of its table; the journal keeps what it was. `owner` is the row that it belonged to (an
-- act's hazard, a step's matter), so that the story of that one still tells of it.
create table retracted (
    uid text primary key,
    town text not null,
    entity text not null,
    row_uid text not null unique,
    owner text
);

create index retracted_by_owner on retracted (owner);

-- A copy was put in the place of the ledger: which, and where the journal stood that it replaced (null where that
-- could not be read); `kept` is where the replaced file lies.
create table restored (
    uid text primary key,
    town text not null,
    path text not null,
    head text not null,
    seq integer not null check (seq >= 0),
    old_head text,
    old_seq integer check (old_seq >= 0),
    kept text,
    at text not null
);
