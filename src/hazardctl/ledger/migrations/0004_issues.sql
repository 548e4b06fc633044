-- Reports that were handed in (印发): their figures, where the journal stood, and by which plan. An issue is never
-- changed or taken back; issuing again makes the next number.

create table issue (
    uid text primary key,
    town text not null,
    kind text not null,
    period text not null,
    number integer not null check (number > 0),
    on_day text not null check (on_day glob '????-??-??'),
    at text not null,
    seq integer not null check (seq >= 0),
    head text not null,
    plan_hash text not null,
    doc_no text,
    complete integer not null check (complete in (0, 1)),
    format integer not null,
    figures text not null,
    sha256 text not null,
    unique (kind, period, number)
);

create trigger issue_stays before update on issue
begin select raise(abort, 'an issue is never changed'); end;

create trigger issue_is_kept before delete on issue
begin select raise(abort, 'an issue is never deleted'); end;
