-- What is listed (挂牌督办) and what owes a report (双报告) is named each morning and each month, in the office's order:
-- read off one index, without a look at the rows.

drop index span_listed;
create index span_listed on span (until, since, listed, status, level, deadline, hazard, listing)
    where listing is not null;
drop index span_owing;
create index span_owing on span (
    until, since, status, level, deadline, hazard, discovered_report, rectified_on, rectified_report
) where level = 'major' and status not in ('void', 'referred')
    and (discovered_report = 0 or (rectified_on is not null and rectified_report = 0));
