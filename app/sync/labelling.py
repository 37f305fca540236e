"""The label of what a merge tells: the highest of every record, row, section and value in it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import language
from app.rules.labels import Confidentiality, highest
from app.schema.kinds import Catalogue, RecordKind
from app.services.governing_labels import governing_labels
from app.services.titles import owners_in, titles_in
from app.store import stored
from app.sync.rows import OWNER, PackedRow
from app.sync.stored_rows import parts


class Touched(NamedTuple):
    """One field of one record that is told, with the stored texts that are shown of it."""

    kind: str
    record: UUID
    field: str
    texts: tuple[str | None, ...]


def label_of_cells(
    session: Session, catalogue: Catalogue, touched: Iterable[Touched], rows: Mapping[UUID, PackedRow]
) -> Confidentiality:
    """Give the highest label that stands over any of the fields, in the file or in the rows that are coming."""
    cells = [cell for cell in touched if cell.kind in catalogue]
    return highest(
        (
            *_said(catalogue, cells),
            *_coming(session, catalogue, cells, rows),
            *_over_rows(session, catalogue, cells),
            *_over_sections(session, catalogue, cells),
        )
    )


def _labels(kind: RecordKind) -> list[str]:
    return [name for name, field in kind.fields.items() if field.choices is Confidentiality]


def _read(kind: RecordKind, name: str, text: str | None) -> Iterator[Confidentiality]:
    value = stored.field_value(kind, name, text) if text is not None else None
    if isinstance(value, Confidentiality):
        yield value


def _said(catalogue: Catalogue, cells: list[Touched]) -> Iterator[Confidentiality]:
    """Read the labels that are themselves told, before and after."""
    for cell in cells:
        kind = catalogue[cell.kind]
        if cell.field in kind.fields and kind.fields[cell.field].choices is Confidentiality:
            for text in cell.texts:
                yield from _read(kind, cell.field, text)


def _coming(
    session: Session, catalogue: Catalogue, cells: list[Touched], rows: Mapping[UUID, PackedRow]
) -> Iterator[Confidentiality]:
    """Read the labels of rows that are not in the file yet, and of those above them, which may be."""
    waiting = {cell.record for cell in cells if cell.record in rows}
    above: set[UUID] = set()
    seen: set[UUID] = set()
    while waiting:
        row = rows[waiting.pop()]
        seen.add(row.id)
        kind = catalogue[row.kind]
        for name in _labels(kind):
            yield from _read(kind, name, row.values.get(name))
        if kind.owner is not None and row.values.get(OWNER):
            owner = UUID(json.loads(row.values[OWNER] or ""))
            if owner not in seen:
                (waiting if owner in rows else above).add(owner)
    yield from (title.label for title in titles_in(session, catalogue, above, lang=language()).values())


def _over_rows(session: Session, catalogue: Catalogue, cells: list[Touched]) -> Iterator[Confidentiality]:
    """Read the labels of the records in which rows live."""
    by_kind: dict[str, set[UUID]] = {}
    for cell in cells:
        if catalogue[cell.kind].owner is not None:
            by_kind.setdefault(cell.kind, set()).add(cell.record)
    for kind, records in by_kind.items():
        for title in owners_in(session, catalogue, kind, records, lang=language()).values():
            yield title.label


def _over_sections(session: Session, catalogue: Catalogue, cells: list[Touched]) -> Iterator[Confidentiality]:
    """Read the labels that stand over a part of a record, for what is told from that part."""
    wanted: dict[tuple[str, str], set[UUID]] = {}
    for cell in cells:
        over = governing_labels(catalogue[cell.kind]).get(cell.field)
        if over is not None:
            wanted.setdefault((cell.kind, over), set()).add(cell.record)
    for (kind, name), records in wanted.items():
        model: Any = catalogue[kind].model
        for part in parts(records):
            found = session.scalars(select(getattr(model, name)).where(model.id.in_(part)))
            yield from (label for label in found if label is not None)
