"""Promises as papers tell them: who owes what, until when, and how many days late it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, union

from app.core.i18n import Text
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement, Party
from app.records.counterpart import Counterpart
from app.records.delegation import Delegation
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.rules.followups import Promise, days_late
from app.rules.labels import Confidentiality, is_above
from app.rules.stages import FollowUpState
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.list_order import unindexed
from app.services.paper_source import Source, label_of, said
from app.store.tables import record_link

STILL_OWED = (FollowUpState.OPEN, FollowUpState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of either side; `late` counts days, 0 when it is not late; `origin` names where it was made."""

    what: str
    side: Side
    state: Text
    is_open: bool
    due: date | None
    late: int
    promised_on: date | None
    owner: Named | None
    key: UUID | None = None
    counterpart: Named | None = None
    origin: Named | None = None
    closed_by: str = ""
    done_on: date | None = None
    rule: Promise | None = None


def promised(source: Source, rows: Iterable[Draft]) -> tuple[Promised, ...]:
    """Tell promises once each, ours first, the latest first; what is above the ceiling is left out."""
    once = {row.id: row for row in rows}
    source.book.learn({link for row in once.values() for link in _links(row)})
    kept = (row for row in once.values() if source.book.lets(row.id, label_of(row)))
    return tuple(sorted((_promise(source, row) for row in kept), key=_place))


def between(source: Source, bodies: Collection[UUID], *, meeting: UUID | None = None) -> Select[Any]:
    """Choose the promises between Tehran and some bodies, and those of one meeting whomever they name.

    A promise that names its counterpart is between us and that one; any other belongs to the bodies of the meeting, the agreement
    or the trip it was made in, where that is not above the ceiling.
    """
    links = record_link.c
    linked = select(links.owner).where(
        links.field == Meeting.counterparts.key, links.target.in_(bodies), links.deleted_at.is_(None)
    )
    # Our own bodies are a party of every agreement there is.
    foreign = select(Counterpart.id).where(Counterpart.id.in_(bodies), Counterpart.side != Side.OURS)
    signed = select(Party.owner).where(_alive(Party), Party.body.in_(foreign))
    arms = [
        select(FollowUp.id).where(FollowUp.counterpart.in_(bodies)),
        *([select(FollowUp.id).where(FollowUp.meeting == meeting)] if meeting else []),
        _made_in(source, FollowUp.meeting, Meeting, linked),
        _made_in(source, FollowUp.agreement, Agreement, signed),
        _made_in(source, FollowUp.delegation, Delegation, linked),
    ]
    return select(FollowUp.id).where(_alive(FollowUp), FollowUp.archived.is_(False), FollowUp.id.in_(union(*arms)))


def _made_in(source: Source, origin: Any, model: Any, owners: Select[Any]) -> Select[Any]:  # noqa: ANN401 - mapped
    passing = [label for label in Confidentiality if not is_above(label, source.book.ceiling)]
    shown = select(model.id).where(model.id.in_(owners), _alive(model), model.label.in_(passing))
    return select(FollowUp.id).where(origin.in_(shown), unindexed(FollowUp.__table__.c.counterpart).is_(None))


def _alive(model: Any) -> ColumnElement[bool]:  # noqa: ANN401 - any class with the columns of a record
    """Tell what is not deleted, worded so that SQLite finds the few rows by what they are linked to."""
    return unindexed(model.__table__.c.deleted_at).is_(None)


def _place(made: Promised) -> tuple[bool, int, date, str]:
    return made.side is Side.THEIRS, -made.late, made.due or date.max, made.what


def _promise(source: Source, row: Draft) -> Promised:
    due, side = row[FollowUp.due_on], row[FollowUp.side] or Side.OURS
    state = row[FollowUp.state] or FollowUpState.OPEN
    promise = Promise("", side, state, PartialDate.of_day(due) if due else None)
    return Promised(
        said(row, FollowUp.what),
        side,
        choice_label(state),
        promise.is_open,
        due,
        days_late(promise, source.today),
        row[FollowUp.promised_on],
        source.book.name(owner_of(row)),
        key=row.id,
        counterpart=source.book.name(row[FollowUp.counterpart]),
        origin=next((name for name in map(source.book.name, _origins(row)) if name), None),
        closed_by=said(row, FollowUp.waiver_reason if state is FollowUpState.WAIVED else FollowUp.evidence),
        done_on=row[FollowUp.done_on],
        rule=promise,
    )


def owner_of(row: Draft) -> UUID | None:
    """Give who is responsible: the person named, else the officer."""
    return row[FollowUp.owner_person] or row[FollowUp.officer]


def _origins(row: Draft) -> tuple[UUID | None, ...]:
    return row[FollowUp.agreement], row[FollowUp.meeting], row[FollowUp.delegation]


def _links(row: Draft) -> set[UUID]:
    return {link for link in (owner_of(row), row[FollowUp.counterpart], *_origins(row)) if link}
