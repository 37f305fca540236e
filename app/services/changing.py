"""Changes of several records at once: archive, delete, restore, set one field. Each is one deed, undone as one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, language
from app.rules.stage_codes import SEALED
from app.schema.draft import Problem, Severity
from app.schema.kinds import RecordKind
from app.schema.record import ListItem
from app.schema.values import Value
from app.services import draft_plan, draft_writing
from app.services.checking import ASK_REASON, OVERRIDES, problems_in
from app.services.draft_loading import load_drafts
from app.services.editing import Invalid
from app.services.office import Office
from app.services.titles import titles_in
from app.store.tables import living
from app.store.writing import Deed, writing_of

DELETED_SEALED: Final = "deleted_sealed"
"""The rule name under which the reason for deleting approved minutes or a signed text is kept."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a change of several records left: how many changed, and the deed (None when nothing did)."""

    count: int
    deed: UUID | None
    title: Text


def archive(office: Office, kind_key: str, ids: Collection[UUID], *, archived: bool) -> Done:
    """Put records out of the way or bring them back; an item of a list is no longer offered."""
    kind = office.catalogue[kind_key]
    flag = "retired" if issubclass(kind.model, ListItem) else "archived"
    said = _ARCHIVED if archived else _UNARCHIVED
    deed = Deed("archive" if archived else "unarchive", _titled(office, kind, ids, said=said))
    with office.doing(deed) as session:
        rows = session.scalars(select(kind.model).where(kind.model.id.in_(tuple(ids)), living(kind))).all()
        changed = [row for row in rows if getattr(row, flag) != archived]
        for row in changed:
            setattr(row, flag, archived)
        return _done(session, deed, len(changed))


class Sealed(SafirError):
    """Approved minutes or a signed text that would vanish without a recorded reason; `ids` are those records."""

    code = "sealed"

    def __init__(self, ids: Collection[UUID], title: str) -> None:
        self.ids = tuple(ids)
        super().__init__(
            _(
                "Nothing was deleted. “{title}” holds approved minutes or a signed text; deleting it asks for a reason, which "
                "history keeps. Archive it, or give the reason."
            ).format(title=title)
        )


def sealed(office: Office, kind_key: str, ids: Collection[UUID]) -> tuple[UUID, ...]:
    """Find the records that hold approved minutes or a signed text: deleting them asks for a reason."""
    with office.store.reading() as session:
        return _sealed(session, office.catalogue[kind_key], ids)


def delete(office: Office, kind_key: str, ids: Collection[UUID], *, reason: str = "") -> Done:
    """Delete records with their child rows; they can be restored until the bin is emptied.

    Approved minutes and signed texts go only with a reason, kept beside the record; raises Sealed without one.
    """
    kind = office.catalogue[kind_key]
    deed = Deed("delete", _titled(office, kind, ids, said=_DELETED))
    with office.doing(deed) as session:
        closed = _sealed(session, kind, ids)
        if closed and not reason.strip():
            raise Sealed(closed, _title_of(office, kind, closed[0]))
        if closed:
            model: Any = office.catalogue[OVERRIDES].model
            fact = _("Approved minutes or a signed text was deleted.").in_("fa")
            session.add_all(model(record=one, rule=DELETED_SEALED, reason=reason.strip(), fact=fact) for one in closed)
        return _done(session, deed, draft_writing.delete_rows(session, office.catalogue, kind, ids=ids))


def _sealed(session: Session, kind: RecordKind, ids: Collection[UUID]) -> tuple[UUID, ...]:
    if kind.stage is None:
        return ()
    stage: Any = kind.stage.attribute
    rows = session.execute(select(kind.model.id, stage).where(kind.model.id.in_(tuple(ids)), living(kind)))
    return tuple(record for record, stands in rows if stands in SEALED)


def _title_of(office: Office, kind: RecordKind, record: UUID) -> str:
    with office.store.reading() as session:
        found = titles_in(session, office.catalogue, (record,), lang=language()).get(record)
    return found.title if found else str(kind.name)


def restore(office: Office, kind_key: str, ids: Collection[UUID]) -> Done:
    """Bring deleted records back, with the child rows that were deleted with them."""
    kind = office.catalogue[kind_key]
    deed = Deed("restore", _titled(office, kind, ids, said=_RESTORED))
    with office.doing(deed) as session:
        return _done(session, deed, draft_writing.restore_rows(session, office.catalogue, kind, ids=ids))


def bulk_set(office: Office, kind_key: str, ids: Collection[UUID], *, field_name: str, value: Value) -> Done:
    """Set one field of many records, or of none: raises Invalid when any of them may not have the value."""
    return _bulk(office, kind_key, ids, field_name=field_name, after=lambda _before: value)


def bulk_add(office: Office, kind_key: str, ids: Collection[UUID], *, field_name: str, values: Collection[UUID]) -> Done:
    """Add links to one field of many records, or of none, keeping those that are there; raises Invalid as `bulk_set` does."""

    def joined(before: Value) -> Value:
        there = before if isinstance(before, tuple) else ()
        return tuple(dict.fromkeys((*there, *values)))

    return _bulk(office, kind_key, ids, field_name=field_name, after=joined)


def _bulk(office: Office, kind_key: str, ids: Collection[UUID], *, field_name: str, after: Callable[[Value], Value]) -> Done:
    kind = office.catalogue[kind_key]
    described = kind.fields[field_name]
    title = _n("{field} of {n} {kind} was set", "{field} of {n} {kind} was set", len(ids))
    deed = Deed("bulk_set", title.format(field=described.label, kind=kind.name))
    with office.doing(deed) as session:
        drafts = load_drafts(session, office.catalogue, kind, ids=ids, today=office.today())
        count = 0
        for draft in drafts.values():
            draft.values[field_name] = after(draft.values.get(field_name))
            ready = draft_plan.settled(office.catalogue, draft)
            wrong = [found for found in problems_in(session, office.catalogue, ready) if _stops(found)]
            if wrong:
                raise Invalid(wrong)
            ready.rows = {}
            plans, _stale = draft_plan.plan(session, office.catalogue, ready)
            draft_writing.write(session, office.catalogue, plans)
            count += bool(plans)
        return _done(session, deed, count)


def _stops(found: Problem) -> bool:
    """Tell what stops a change of many: errors, and what asks for a reason record by record."""
    return found.severity is Severity.ERROR or found.rule in ASK_REASON


def deleted_count(office: Office, kind_key: str) -> int:
    """Count the deleted records of a kind that can still be restored."""
    model = office.catalogue[kind_key].model
    with office.store.reading() as session:
        return session.scalar(select(func.count()).select_from(model).where(model.deleted_at.is_not(None))) or 0


def _done(session: Session, deed: Deed, count: int) -> Done:
    session.flush()
    writing = writing_of(session)
    return Done(count, writing.id if writing.entered else None, deed.title)


@dataclass(frozen=True, slots=True)
class _Said:
    """A use case in words, for one record and for several."""

    one: Text
    several: Callable[[int], Text]


_ARCHIVED = _Said(_("{kind} “{title}” was archived"), lambda n: _n("{n} item was archived", "{n} items were archived", n))
_UNARCHIVED = _Said(
    _("{kind} “{title}” was brought back from the archive"),
    lambda n: _n("{n} item was brought back from the archive", "{n} items were brought back from the archive", n),
)
_DELETED = _Said(_("{kind} “{title}” was deleted"), lambda n: _n("{n} item was deleted", "{n} items were deleted", n))
_RESTORED = _Said(_("{kind} “{title}” was restored"), lambda n: _n("{n} item was restored", "{n} items were restored", n))


def _titled(office: Office, kind: RecordKind, ids: Collection[UUID], *, said: _Said) -> Text:
    every: Sequence[UUID] = tuple(ids)
    if len(every) != 1:
        return said.several(len(every))
    return said.one.format(kind=kind.name, title=_title_of(office, kind, every[0]))
