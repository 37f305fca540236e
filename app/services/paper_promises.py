"""Promises as papers tell them: who owes what, until when, and how many days late it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.i18n import Text
from app.core.partial_dates import PartialDate
from app.records.follow_up import FollowUp
from app.rules.followups import Promise, days_late
from app.rules.stages import FollowUpState
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.paper_source import Source, label_of, said

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
