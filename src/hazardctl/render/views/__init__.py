"""Values → pages: what each answer looks like, part by part, in the office's terms."""
