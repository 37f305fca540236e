"""Names of records: what a link, a hit or a history line calls a record."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import Language, language
from app.rules.labels import Confidentiality
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Child
from app.services.office import Office
from app.store.tables import record_index

_BATCH = 500
_INDEX = record_index.c
_NAMED = (_INDEX.kind, _INDEX.id, _INDEX.title, _INDEX.subtitle, _INDEX.label, _INDEX.archived, _INDEX.deleted)
"""What a Title is made of, in its order; never the texts, which are long."""


@dataclass(frozen=True, slots=True)
class Title:
    """How a record is called where only its id is known; `deleted` ones keep their name for history."""

    kind: str
    id: UUID
    title: str
    subtitle: str = ""
    label: Confidentiality = Confidentiality.NORMAL
    archived: bool = False
    deleted: bool = False


def titles(office: Office, ids: Iterable[UUID], *, lang: Language | None = None) -> dict[UUID, Title]:
    """Name records by id, in English where English is asked for and written down. Unknown ids are left out."""
    wanted = frozenset(ids)
    if not wanted:
        return {}
    with office.store.reading() as session:
        return titles_in(session, office.catalogue, wanted, lang=lang or language())


def title_of(office: Office, record: UUID, *, lang: Language | None = None) -> str:
    """Name one record; an empty text when it is unknown."""
    found = titles(office, (record,), lang=lang).get(record)
    return found.title if found else ""


def owners(office: Office, kind_key: str, rows: Iterable[UUID]) -> dict[UUID, Title]:
    """Name the records in which child rows live, by the id of the row; a row within a row leads to the record above both."""
    with office.store.reading() as session:
        return owners_in(session, office.catalogue, kind_key, rows, lang=language())


def owners_in(
    session: Session, catalogue: Catalogue, kind_key: str, rows: Iterable[UUID], *, lang: Language
) -> dict[UUID, Title]:
    """Name the records in which child rows live inside a session that is open already."""
    above = {row: row for row in rows}
    kind = catalogue[kind_key]
    while kind.owner is not None and above:
        model: Any = kind.model
        found: dict[UUID, UUID] = {}
        for part in _parts(set(above.values())):
            rows_of_part = session.execute(select(model.id, model.owner).where(model.id.in_(part)))
            found |= {row.id: row.owner for row in rows_of_part}
        above = {row: found[at] for row, at in above.items() if at in found}
        kind = catalogue[kind.owner]
    named = titles_in(session, catalogue, frozenset(above.values()), lang=lang)
    return {row: named[owner] for row, owner in above.items() if owner in named}


def titles_in(session: Session, catalogue: Catalogue, ids: Collection[UUID], *, lang: Language) -> dict[UUID, Title]:
    """Name records inside a session that is open already."""
    found: dict[UUID, Title] = {}
    for part in _parts(ids):
        for row in session.execute(select(*_NAMED).where(record_index.c.id.in_(part))):
            found[row.id] = Title(*row)
    if lang == "en":
        found |= _in_english(session, catalogue, found)
    missing = [record for record in ids if record not in found]
    return found | _child_titles(session, catalogue, missing, lang=lang) if missing else found


def _parts(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """Cut ids into statements that SQLite accepts."""
    every = list(ids)
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))


def _in_english(session: Session, catalogue: Catalogue, found: dict[UUID, Title]) -> dict[UUID, Title]:
    """Give records their English title; one without keeps the Persian one."""
    named: dict[UUID, Title] = {}
    for key in {title.kind for title in found.values()}:
        if key in catalogue:
            ids = [title.id for title in found.values() if title.kind == key]
            english = english_titles(session, catalogue[key], ids)
            named |= {record: replace(found[record], title=title) for record, title in english.items()}
    return named


def english_titles(session: Session, kind: RecordKind, ids: Collection[UUID]) -> dict[UUID, str]:
    """Give the English titles of records of one kind, where they are written down."""
    if kind.english_title is None:
        return {}
    model: Any = kind.model
    column = getattr(model, kind.english_title.name)
    rows = (row for part in _parts(ids) for row in session.execute(select(model.id, column).where(model.id.in_(part))))
    return {record: title for record, title in rows if title}


def _child_titles(session: Session, catalogue: Catalogue, ids: Collection[UUID], *, lang: Language) -> dict[UUID, Title]:
    """Name rows that live inside an owner: they stand in no index, and many are named by the record they link to."""
    found: dict[UUID, Title] = {}
    linked: dict[UUID, UUID] = {}
    for kind in catalogue:
        if not kind.is_child or len(found) == len(ids):
            continue
        for part in _parts(ids):
            for title, target in _rows(session, kind, part):
                found[title.id] = title
                if target is not None:
                    linked[title.id] = target
    if linked:
        names = titles_in(session, catalogue, frozenset(linked.values()), lang=lang)
        found |= {row: replace(found[row], title=names[to].title) for row, to in linked.items() if to in names}
    return found


def _rows(session: Session, kind: RecordKind, ids: list[UUID]) -> Iterator[tuple[Title, UUID | None]]:
    model = kind.model
    if not issubclass(model, Child):
        return
    by_link = kind.title_field.kind in (FieldKind.LINK, FieldKind.OFFICE_LIST)
    wanted = select(model.id, getattr(model, kind.title.key), model.label, model.deleted_at).where(model.id.in_(ids))
    for record, named, label, deleted_at in session.execute(wanted):
        title = "" if by_link or named is None else str(named)
        shown = Title(kind.key, record, title, label=label or Confidentiality.NORMAL, deleted=deleted_at is not None)
        yield shown, named if by_link else None
