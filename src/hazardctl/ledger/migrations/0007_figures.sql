-- Figures that no longer grow with the ledger. `movement` is kept by the write beside `span`: by part of the town and
-- day, how every figure moved on that day. A kept row knows what its hazard's figures are parted by, so that a period's
-- hazards are counted and a list is put in order from an index alone.

create table span_with_parts (
    hazard text not null references hazard (uid),
    town text not null,
    since text not null,
    until text not null,
    found_on text not null,
    status text not null,
    level text not null,
    unit text not null,
    village text,
    source text not null,
    sector text,
    on_spot integer not null,
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

insert into span_with_parts
select s.hazard, s.town, s.since, s.until, s.found_on, s.status, s.level, s.unit,
       h.village, h.source, h.sector, h.fixed_on_spot is not null,
       s.deadline, s.original_deadline, s.was_status, s.was_unit, s.rectified_on, s.closed_on, s.pending_until,
       s.needs_five, s.missing, s.discovered_report, s.rectified_report, s.listing, s.listed, s.rounds, s.extensions,
       s.on_time, s.funds_fen, s.spent_fen
from span s join hazard h on h.uid = s.hazard
order by s.hazard, s.since;

drop table span;
alter table span_with_parts rename to span;

-- In the order of a list: what still holds has the latest `until` there is.
create index span_by_state on span (status, until, level, deadline, hazard, since, unit, village, found_on);
-- Covers the counting of what was found in some days, by everything that figures are parted by.
create index span_by_found on span (
    found_on, until, since, status, unit, village, level, source, sector, deadline, on_spot
);
-- The few that owe a report (双报告), and those that were ever listed (挂牌督办).
create index span_owing on span (until, hazard) where level = 'major' and status not in ('void', 'referred')
    and (discovered_report = 0 or (rectified_on is not null and rectified_report = 0));
create index span_listed on span (until, hazard) where listing is not null;

create table movement (
    town text not null,
    part text not null,
    key text not null,
    day text not null,
    pending integer not null,
    open integer not null,
    rectified integer not null,
    closed integer not null,
    referred integer not null,
    overdue integer not null,
    on_spot integer not null,
    delisted integer not null,
    in_time integer not null,
    funds_fen integer not null,
    spent_fen integer not null,
    found integer not null,
    reopened integer not null,
    closings integer not null,
    ended integer not null,
    sent integer not null,
    came integer not null,
    went integer not null,
    primary key (part, key, day, town)
) without rowid;

create index act_by_day on act (kind, on_day, hazard);
create index hazard_void on hazard (uid) where void_on is not null;
create index hazard_recurring on hazard (found_on) where recurs_from is not null;
create index journal_by_seq on journal (seq);
