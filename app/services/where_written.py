"""Find the records in which a sign is written, for whoever must replace it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.schema.fields import FieldKind
from app.schema.kinds import RecordKind
from app.services.office import Office
from app.services.titles import owners, title_of
from app.store.tables import living

_WRITTEN = frozenset((FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT))
_MOST = 5


@dataclass(frozen=True, slots=True)
class Written:
    """A record that holds a sign, itself or in one of its rows."""

    kind: str
    record: UUID
    title: str


def where_written(office: Office, signs: Iterable[str]) -> tuple[Written, ...]:
    """List the first living records that hold any of the signs in a text, five at most.

    Every text of the office is read: ask only when there is something to mend.
    """
    wanted = tuple(signs)
    with office.store.reading() as session:
        found = [(kind, record) for kind in office.catalogue for record in _holding(session, kind, wanted)]
    return tuple(_written(office, kind, record) for kind, record in found[:_MOST])


def _written(office: Office, kind: RecordKind, record: UUID) -> Written:
    above = owners(office, kind.key, (record,)).get(record) if kind.is_child else None
    return Written(above.kind, above.id, above.title) if above else Written(kind.key, record, title_of(office, record))


def _holding(session: Session, kind: RecordKind, signs: tuple[str, ...]) -> Iterator[UUID]:
    columns = [getattr(kind.model, name) for name, field in kind.fields.items() if field.kind in _WRITTEN]
    holds = [column.contains(sign, autoescape=True) for column in columns for sign in signs]
    if holds:
        yield from session.scalars(select(kind.model.id).where(or_(*holds), living(kind.model)).limit(_MOST))
