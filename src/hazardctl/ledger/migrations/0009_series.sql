-- Numbers of several ledgers side by side: a village's own ledger numbers its visits and records in its own series
-- (SL-JC-2023-0001), so that the same year and sequence may stand twice in a town. The number itself stays unique.
-- SQLite cannot drop a constraint: the rows step aside while their table is made anew, and references to them are
-- looked at when all of them are back.

pragma defer_foreign_keys = on;

create table inspection_aside as select * from inspection;
drop table inspection;
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
    void_on text check (void_on glob '????-??-??'),
    void_reason text,
    unique (town, no),
    foreign key (town, unit) references unit (town, key),
    foreign key (town, village) references unit (town, key)
);
insert into inspection
select uid, town, no, year, seq, on_day, enterprise, village, unit, inspectors, source, sector, place, note, void_on,
       void_reason
from inspection_aside order by rowid;
drop table inspection_aside;
create index inspection_by_day on inspection (on_day);
create index inspection_by_year on inspection (year, no, seq);

create table record_aside as select * from record;
drop table record;
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
    check (to_day >= on_day),
    check ((void_on is null) = (void_reason is null)),
    foreign key (town, unit) references unit (town, key)
);
insert into record
select uid, town, no, year, seq, duty, part, item, unit, post, person, enterprise, on_day, to_day, people, note,
       void_on, void_reason
from record_aside order by rowid;
drop table record_aside;
create index record_by_duty on record (duty, on_day);
create index record_by_enterprise on record (enterprise);
create index record_by_year on record (year, no, seq);
