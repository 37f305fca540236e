"""The database file of an office: encrypted, journaled, searchable; it gets a catalogue and knows no record kind.

Decisions: one raw key, and a salt derived from it, so that every copy is recognised by its first bytes; every write passes
the flush hooks or `write_rows`, which call the same journal and index functions; tables come from migrations only; a file
that cannot be opened is never written to.
"""
