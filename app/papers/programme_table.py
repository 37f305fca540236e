"""The programme of a day as a table, for whatever renders it."""

from __future__ import annotations

from dataclasses import replace

from app.papers.document import Column, ColumnKind, Event, Ink, Programme, Run, Table, Words

_NOT_AGREED = "—"


def programme_table(block: Programme) -> Table:
    """Set the programme of a day as a table; the office's clock stands beside the place's where its head is named."""
    heads = block.heads
    columns = (
        Column(heads.local, 1.1, ColumnKind.DATE),
        Column(heads.office, 1.1, ColumnKind.DATE),
        Column(heads.what, 3),
        Column(heads.details, 2.4),
    )
    rows = tuple(
        (event.local or _NOT_AGREED, event.office or _NOT_AGREED, _title_and_place(event), event.details)
        for event in block.events
    )
    if heads.office:
        return Table(columns, rows)
    return Table((columns[0], *columns[2:]), tuple((row[0], *row[2:]) for row in rows))


def _title_and_place(event: Event) -> Words:
    title = tuple(replace(run, bold=True) for run in runs_of(event.title))
    return (*title, Run("\n"), *(replace(run, ink=Ink.MUTED) for run in runs_of(event.place))) if event.place else title


def runs_of(words: Words) -> tuple[Run, ...]:
    """Give words as runs."""
    return (Run(words),) if isinstance(words, str) else words
