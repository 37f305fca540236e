"""The sample office: filled on any day, and taken away again in one click without losing anything real."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.i18n import _, language
from app.core.paths import resources
from app.schema.fields import FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import FileRef
from app.services import sample_pictures
from app.services.draft_writing import delete_rows
from app.services.office import Office
from app.services.sample_partners import partners
from app.services.sample_rows import Picture, Reader, in_writing_order, invented
from app.services.titles import titles_in
from app.store.rows import write_rows
from app.store.tables import journal_change, journal_deed, living, record_link
from app.store.writing import Deed

_FILL = "fill_sample"


@dataclass(frozen=True, slots=True)
class Removed:
    """What taking the sample away did: how many rows went, and the titles of those kept because something real needs them."""

    count: int
    kept: tuple[str, ...]


def fill(office: Office) -> int:
    """Fill the office with the sample as one deed; gives the number of rows. Days are counted from today."""
    reader = Reader(office.catalogue, office.today(), resources() / "data", lambda picture: _draw(office, picture))
    partners(reader)
    invented(reader)
    with office.doing(Deed(_FILL, _("The sample was added"))) as session:
        # Rows of the sample name each other in circles (a programme names its meeting, the meeting its trip).
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        ordered = in_writing_order(office.catalogue, reader.rows)
        return sum(len(write_rows(session, kind, rows)) for kind, rows in ordered)


def _draw(office: Office, picture: Picture) -> FileRef:
    if "portrait" in picture:
        drawn = sample_pictures.portrait(picture["portrait"], picture.get("look", "short"))
        return office.store.files.put(drawn, "portrait-sample.jpg")
    return office.store.files.put(sample_pictures.signed_page(), f"{picture['scan']}.jpg")


def is_there(office: Office) -> bool:
    """Tell whether any living row of the sample is left."""
    with office.store.reading() as session:
        return any(
            session.scalar(select(kind.model.id).where(kind.model.sample.is_(True), living(kind)).limit(1)) is not None
            for kind in office.catalogue
        )


def remove(office: Office) -> Removed:
    """Take the sample away as one deed that can be undone; keeps rows that somebody edited or that real records name."""
    with office.doing(Deed("remove_sample", _("The sample was removed"))) as session:
        rows = {kind.key: _sample_ids(session, kind) for kind in office.catalogue}
        every = {record for ids in rows.values() for record in ids}
        keep = _needed(office, session, every, edited=_edited(session, every))
        for kind in office.catalogue:
            gone = [record for record in rows[kind.key] if record not in keep]
            delete_rows(session, office.catalogue, kind, ids=gone)
        kept = titles_in(session, office.catalogue, sorted(keep), lang=language())
    named = tuple(title.title for title in kept.values() if not office.catalogue[title.kind].is_child)
    return Removed(len(every - keep), named)


def _sample_ids(session: Session, kind: RecordKind) -> list[UUID]:
    return list(session.scalars(select(kind.model.id).where(kind.model.sample.is_(True), living(kind))))


def _edited(session: Session, every: set[UUID]) -> set[UUID]:
    """Find the sample rows that some other deed changed."""
    touched = select(journal_change.c.record).join(journal_deed, journal_deed.c.id == journal_change.c.deed)
    return every & set(session.scalars(touched.where(journal_deed.c.use_case != _FILL).distinct()))


def _needed(office: Office, session: Session, every: set[UUID], *, edited: set[UUID]) -> set[UUID]:
    """Close the set of rows to keep: what is edited, what real rows name, and what all of these name in turn."""
    names = list(_namings(office, session))
    keep = set(edited) | {target for owner, target in names if owner not in every and target in every}
    by_owner: dict[UUID, list[UUID]] = {}
    for owner, target in names:
        by_owner.setdefault(owner, []).append(target)
    waiting = list(keep)
    while waiting:
        for target in by_owner.get(waiting.pop(), ()):
            if target in every and target not in keep:
                keep.add(target)
                waiting.append(target)
    return keep


def _namings(office: Office, session: Session) -> Iterator[tuple[UUID, UUID]]:
    """Walk every (row, row it names) of living rows: links, list items, owners, and many-to-many links."""
    for kind in office.catalogue:
        columns = [field.name for field in kind.of_kind(FieldKind.LINK, FieldKind.OFFICE_LIST)]
        for name in [*columns, *(["owner"] if kind.is_child else [])]:
            column = getattr(kind.model, name)
            yield from _pairs(session.execute(select(kind.model.id, column).where(column.is_not(None), living(kind))))
    table = record_link.c
    yield from _pairs(session.execute(select(table.owner, table.target).where(table.deleted_at.is_(None))))


def _pairs(found: Iterable[Mapping[int, UUID] | tuple[UUID, UUID]]) -> Iterator[tuple[UUID, UUID]]:
    yield from ((row[0], row[1]) for row in found)
