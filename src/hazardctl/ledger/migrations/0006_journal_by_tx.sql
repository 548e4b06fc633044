-- One command is looked up by its identity, however much it wrote: `log` and `undo` of an import of 100,000 rows.
create index journal_by_tx on journal (tx, seq);
