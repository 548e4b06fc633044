"""The only place that writes to the screen or to files: values in, bytes out. It decides nothing and asks no ledger."""
