"""Undo and redo of any depth, across restarts: each is a new deed with the inverse changes of an earlier one.

A change is refused, alone, where a later deed changed the same field; a creation is not taken back once others built on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import Text, _, _c, _n, language
from app.core.text import ltr
from app.schema.kinds import Catalogue
from app.schema.record import Child
from app.services.draft_loading import is_own
from app.services.guarded import is_locked, record_over
from app.services.office import Office
from app.services.titles import titles_in
from app.store import journal
from app.store.journal import DELETED, ROW
from app.store.tables import journal_deed, living
from app.store.writing import Change, Deed, writing_of

SYSTEM_CASES = frozenset(("receive_package", "create_office", "load_reference", "fill_sample", "migrate", "choose_officer"))
"""Use cases of the program itself; undo passes them over."""

_WHOLE = frozenset(("merge", "undo", "redo"))
"""Deeds that are taken back as one step, approvals among them."""
_STEP = 50


class NothingToUndo(SafirError):
    """Nothing left to take back, or to do again."""

    code = "nothing_to_undo"

    def __init__(self) -> None:
        super().__init__(_("Nothing was changed: there is nothing to take back."))


class UnknownDeed(NothingToUndo):
    """A deed that is named and is none, or was taken back already."""

    code = "unknown_deed"

    def __init__(self, deed: str) -> None:
        message = _("Nothing was changed: {deed} is no change that stands. See the history for their numbers.")
        SafirError.__init__(self, message.format(deed=ltr(deed)))


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that was left alone because a later deed changed the same field; `record_title` and `field` in words."""

    kind: str
    record: UUID
    record_title: str
    field: Text
    by: Text


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or a redo did: its own deed (None when every change was refused), and what it left alone."""

    deed: UUID | None
    title: Text
    done: int
    refused: tuple[Refused, ...] = ()

    @property
    def message(self) -> Text:
        """Say the result in one sentence."""
        if not self.refused:
            return self.title
        sentence = _n(
            "{m} of {total} changes were taken back. {n} value changed since then and was left alone.",
            "{m} of {total} changes were taken back. {n} values changed since then and were left alone.",
            len(self.refused),
        )
        return sentence.format(m=self.done, total=self.done + len(self.refused))


def undo(office: Office, deed: UUID | None = None) -> Undone:
    """Take back one deed, or the last one that stands; raises NothingToUndo, UnknownDeed."""
    with office.store.reading() as session:
        taken = _standing(session, deed) if deed else _last(session)
    if taken is None:
        raise UnknownDeed(str(deed)) if deed else NothingToUndo
    return _take_back(office, taken, new=Deed("undo", _("Undo: {title}").format(title=taken.deed.title), taken.id))


def redo(office: Office) -> Undone:
    """Do again what the last undo took back, while nothing else was done since; raises NothingToUndo."""
    with office.store.reading() as session:
        taken = _last_undo(session)
        if taken is None or taken.deed.undoes is None:
            raise NothingToUndo
        first = journal.deed_of(session, taken.deed.undoes)
    return _take_back(office, taken, new=Deed("redo", _("Redo: {title}").format(title=first.deed.title), taken.id))


def next_undo(office: Office) -> Text | None:
    """Name the deed that `undo` would take back; None when there is none."""
    with office.store.reading() as session:
        found = _last(session)
    return found.deed.title if found else None


def next_redo(office: Office) -> Text | None:
    """Name the deed that `redo` would do again; None when there is none."""
    with office.store.reading() as session:
        found = _last_undo(session)
        if found is None or found.deed.undoes is None:
            return None
        return journal.deed_of(session, found.deed.undoes).deed.title


def taken_back(session: Session) -> frozenset[UUID]:
    """List the deeds that stand undone: some undo of theirs was not itself taken back."""
    undoes: dict[UUID, list[UUID]] = {}
    wanted = select(journal_deed.c.id, journal_deed.c.undoes).where(journal_deed.c.undoes.is_not(None))
    for deed, target in session.execute(wanted):
        undoes.setdefault(target, []).append(deed)
    known: dict[UUID, bool] = {}
    # The deed that takes another back is always the younger one, so the youngest are settled first.
    for target in sorted(undoes, reverse=True):
        known[target] = any(not known.get(deed, False) for deed in undoes[target])
    return frozenset(deed for deed, gone in known.items() if gone)


def field_label(catalogue: Catalogue, change: Change) -> Text:
    """Name the field of a change for people."""
    if change.field == ROW:
        return _c("history", "Record")
    if change.field == DELETED:
        return _("Deletion")
    fields = catalogue[change.kind].fields if change.kind in catalogue else {}
    return fields[change.field].label if change.field in fields else _("Place in the list")


def _take_back(office: Office, taken: journal.DeedRow, *, new: Deed) -> Undone:
    done, refused = 0, []
    with office.doing(new) as session:
        changes = journal.inverse(journal.changes_of(session, taken.id))
        staying = _staying(session, office.catalogue, changes, taken=taken.id)
        locked = frozenset() if taken.deed.use_case in _WHOLE else _locked(session, office.catalogue, changes)
        for change in sorted(changes, key=_turn):
            if change in locked:
                refused.append(_refusal(session, office.catalogue, change, by=_("the approval of the minutes")))
            elif change.record not in staying and _fits(session, office.catalogue, change):
                journal.apply(session, office.catalogue, change)
                done += 1
            else:
                refused.append(_refusal(session, office.catalogue, change))
        session.flush()
        deed = writing_of(session).id if done else None
    return Undone(deed, new.title, done, tuple(refused))


def _locked(session: Session, catalogue: Catalogue, changes: tuple[Change, ...]) -> frozenset[Change]:
    """Find what approved minutes keep: all but what the deed wrote together with the approval it takes back."""
    found = set()
    for change in changes:
        if is_locked(session, catalogue, change):
            kind, row = record_over(session, catalogue, change)
            if kind.stage is None or not any(
                other.record == row.id and other.field == kind.stage.attribute.key for other in changes
            ):
                found.add(change)
    return frozenset(found)


def _turn(change: Change) -> int:
    """Bring records back before their fields are written, and delete them only after."""
    if change.field == ROW:
        return 2
    return 0 if change.field == DELETED and change.new is None else 1


def _fits(session: Session, catalogue: Catalogue, change: Change) -> bool:
    known = change.kind in catalogue and (change.field == ROW or hasattr(catalogue[change.kind].model, change.field))
    return known and journal.fits(session, catalogue, change)


def _staying(session: Session, catalogue: Catalogue, changes: tuple[Change, ...], *, taken: UUID) -> frozenset[UUID]:
    """Find the records a deed made that others built on: they stay whole, with the rows made inside them."""
    made = {change.record: change for change in changes if change.field == ROW and change.new is None}
    families: dict[UUID, set[UUID]] = {}
    kept: set[UUID] = set()
    for record, change in made.items():
        top = _top(session, catalogue, change, made=made)
        families.setdefault(top, set()).add(record)
        if any(_built_on(session, catalogue, change, taken=taken, together=made)):
            kept.add(top)
    return frozenset(record for top in kept for record in families[top])


def _top(session: Session, catalogue: Catalogue, change: Change, *, made: Mapping[UUID, Change]) -> UUID:
    """Climb from a row to the record it lives in, as far as the same deed made it."""
    row = session.get(catalogue[change.kind].model, change.record) if change.kind in catalogue else None
    above = made.get(getattr(row, "owner", change.record)) if isinstance(row, Child) else None
    return change.record if above is None else _top(session, catalogue, above, made=made)


def _built_on(
    session: Session, catalogue: Catalogue, change: Change, *, taken: UUID, together: Mapping[UUID, Change]
) -> Iterator[UUID]:
    """Walk what later deeds added to a record that an undo would delete: values they changed, rows they put inside."""
    first: dict[str, Change] = {}
    for later in journal.changes_to(session, [change.record]):
        if later.deed != taken and later.field not in (ROW, DELETED):
            first.setdefault(later.field, later)
    for later in first.values():
        if not journal.fits(session, catalogue, Change(later.kind, later.record, later.field, later.old, None)):
            yield later.record
    if change.kind not in catalogue:
        return
    kind = catalogue[change.kind]
    for panel in catalogue.panels(kind.key).values():
        if is_own(panel, kind):
            model: Any = panel.kind.model
            inside = session.scalars(select(model.id).where(getattr(model, panel.via) == change.record, living(panel.kind)))
            yield from (row for row in inside if row not in together)


def _standing(session: Session, deed: UUID) -> journal.DeedRow | None:
    try:
        found = journal.deed_of(session, deed)
    except KeyError:
        return None
    return None if deed in taken_back(session) else found


def _last(session: Session) -> journal.DeedRow | None:
    gone = taken_back(session)
    wanted = (
        select(journal_deed)
        .where(journal_deed.c.undoes.is_(None), journal_deed.c.use_case.not_in(SYSTEM_CASES))
        .order_by(journal_deed.c.id.desc())
    )
    start = 0
    while rows := journal.deeds(session, wanted.limit(_STEP).offset(start)):
        standing = next((row for row in rows if row.id not in gone), None)
        if standing is not None:
            return standing
        start += _STEP
    return None


def _last_undo(session: Session) -> journal.DeedRow | None:
    """Give the last undo that stands; none when something else was done after it."""
    gone = taken_back(session)
    wanted = select(journal_deed).where(journal_deed.c.use_case == "undo").order_by(journal_deed.c.id.desc())
    found = next((row for row in journal.deeds(session, wanted) if row.id not in gone), None)
    if found is None:
        return None
    others = select(journal_deed.c.id).where(
        journal_deed.c.id > found.id, journal_deed.c.undoes.is_(None), journal_deed.c.use_case.not_in(SYSTEM_CASES)
    )
    return None if session.execute(others.limit(1)).first() else found


def _refusal(session: Session, catalogue: Catalogue, change: Change, *, by: Text | None = None) -> Refused:
    later = None if by else journal.touched_since(session, change)
    by = by or (journal.deed_of(session, later).deed.title if later else _("a later change"))
    return Refused(change.kind, change.record, _name(session, catalogue, change.record), field_label(catalogue, change), by)


def _name(session: Session, catalogue: Catalogue, record: UUID) -> str:
    found: Mapping[UUID, Any] = titles_in(session, catalogue, [record], lang=language())
    return found[record].title if record in found else ""


def is_same(one: str | None, other: str | None) -> bool:
    """Tell whether two stored texts say the same: nothing is nothing, however it is written."""
    return (one or "") == (other or "") or {one, other} == {None, "[]"}
