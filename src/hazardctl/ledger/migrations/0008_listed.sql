-- What is listed (挂牌督办) is named each morning and each month, in the office's order: read off one index, without a
-- look at the rows.

drop index span_listed;
create index span_listed on span (until, since, listed, status, level, deadline, hazard, listing)
    where listing is not null;
