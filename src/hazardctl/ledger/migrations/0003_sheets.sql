-- Sheets that came in: each file that was taken, by its hash, with what became of its rows; and two facts of a hazard
-- that sheets carry: who supervises (监管责任人), and the number that the sender gave it (原编号).

alter table hazard add column supervisor text;
alter table hazard add column source_no text;
create index hazard_by_source_no on hazard (source_no);

create table intake (
    uid text primary key,
    town text not null,
    name text not null,
    sha256 text not null,
    size integer not null check (size >= 0),
    kind text not null,
    on_day text not null check (on_day glob '????-??-??'),
    read integer not null check (read >= 0),
    added integer not null check (added >= 0),
    updated integer not null check (updated >= 0),
    unchanged integer not null check (unchanged >= 0),
    skipped integer not null check (skipped >= 0),
    refused integer not null check (refused >= 0),
    check (read = added + updated + unchanged + skipped + refused)
);

create index intake_by_hash on intake (sha256);
