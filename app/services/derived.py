"""Columns that are computed and not kept: the last day for notice, days late, completeness; and the tone of a row.

Each kind has its own, built from the rules; lists show them and workbooks carry them. A tone says that a row runs out soon or is
late, so that nobody has to read the dates.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.core.i18n import Text, _, _c
from app.core.partial_dates import PartialDate
from app.records import ALL
from app.records.agreement import AGREEMENTS, Agreement
from app.records.follow_up import FOLLOW_UPS, FollowUp
from app.rules.followups import Promise, days_late, is_due_soon
from app.rules.gates import counts_as_agreement
from app.rules.notice import NoticeDay, NoticeTerms, notice_day
from app.rules.periods import ImpossiblePeriod, Period
from app.rules.stages import is_open
from app.rules.transitions import Track
from app.rules.vocabulary import PeriodCalendar, PeriodUnit, Side
from app.schema.draft import Draft
from app.schema.fields import Attribute, Field, FieldKind
from app.schema.values import Value
from app.services import reading
from app.services.office import Office

Drafts = Mapping[UUID, Draft]
Compute = Callable[[Office, str, Drafts], Mapping[UUID, Value]]


@dataclass(frozen=True, slots=True)
class DerivedColumn:
    """A computed column: its key and label, the kind of its values, and the attributes it is computed from.

    `compute` gets the office, the key of the kind, and drafts by id that hold `needs` and nothing else.
    """

    key: str
    label: Text
    kind: FieldKind
    needs: tuple[Attribute, ...]
    compute: Compute
    short: Text | None = None

    @property
    def field(self) -> Field:
        """Describe the values as those of a stored field, for whoever words them."""
        return Field(self.kind, self.label, name=self.key, short=self.short)


class Tone(StrEnum):
    """How pressing a row is."""

    PLAIN = "plain"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class RowTone:
    """How the tone of a kind's rows is judged; `judge` gets a draft with `needs` and the days that count as soon."""

    needs: tuple[Attribute, ...]
    judge: Callable[[Draft, int], Tone]


def derived_columns(kind_key: str) -> dict[str, DerivedColumn]:
    """List the computed columns of a kind by key."""
    return {column.key: column for column in DERIVED.get(kind_key, ())}


_TERMS: Final = (
    Agreement.stage,
    Agreement.renewal,
    Agreement.signed_on,
    Agreement.in_force_on,
    Agreement.expires_on,
    Agreement.duration_number,
    Agreement.duration_unit,
    Agreement.renewal_years,
    Agreement.notice_number,
    Agreement.notice_unit,
    Agreement.period_calendar,
    Agreement.notice_given_on,
    Agreement.ended_on,
)


def notice_terms(draft: Draft) -> NoticeTerms:
    """Take what an agreement says about its end from its draft; a number without a unit, or beyond reason, says nothing."""
    return NoticeTerms(
        mode=draft[Agreement.renewal],
        signed=draft[Agreement.signed_on],
        in_force=draft[Agreement.in_force_on],
        expires=draft[Agreement.expires_on],
        duration=_period(draft[Agreement.duration_number], draft[Agreement.duration_unit]),
        renewal_term=_period(draft[Agreement.renewal_years], PeriodUnit.YEARS),
        notice=_period(draft[Agreement.notice_number], draft[Agreement.notice_unit]),
        calendar=draft[Agreement.period_calendar] or PeriodCalendar.GREGORIAN,
        notice_given=draft[Agreement.notice_given_on],
        ended=draft[Agreement.ended_on],
    )


def notice_of(draft: Draft) -> NoticeDay | None:
    """Compute the notice day of an agreement; None for a proposal and for one that is over."""
    stage = str(draft[Agreement.stage] or "")
    if not stage or not counts_as_agreement(stage) or not is_open(Track.AGREEMENT, stage):
        return None
    return notice_day(notice_terms(draft), draft.today)


def _period(number: int | None, unit: PeriodUnit | None) -> Period | None:
    try:
        return None if number is None or unit is None else Period(number, unit)
    except ImpossiblePeriod:
        return None


def _last_day(draft: Draft) -> Value:
    notice = notice_of(draft)
    return None if notice is None else notice.last_day


def _days_left(draft: Draft) -> int | None:
    notice = notice_of(draft)
    watched = None if notice is None else notice.watched
    return None if watched is None else (watched - draft.today).days


def _promise(draft: Draft) -> Promise | None:
    state, due = draft[FollowUp.state], draft[FollowUp.due_on]
    if state is None:
        return None
    return Promise("", draft[FollowUp.side] or Side.OURS, state, None if due is None else PartialDate.of_day(due))


def _late(draft: Draft) -> Value:
    promise = _promise(draft)
    return (days_late(promise, draft.today) or None) if promise else None


def _agreement_tone(draft: Draft, soon: int) -> Tone:
    left = _days_left(draft)
    if left is None or left > soon:
        return Tone.PLAIN
    return Tone.LATE if left < 0 else Tone.SOON


def _follow_up_tone(draft: Draft, _soon: int) -> Tone:
    promise = _promise(draft)
    if promise is None:
        return Tone.PLAIN
    if days_late(promise, draft.today):
        return Tone.LATE
    return Tone.SOON if is_due_soon(promise, draft.today) else Tone.PLAIN


def _each(compute: Callable[[Draft], Value]) -> Compute:
    def every(_office: Office, _kind_key: str, drafts: Drafts) -> Mapping[UUID, Value]:
        return {record: compute(draft) for record, draft in drafts.items()}

    return every


def _percent(office: Office, kind_key: str, drafts: Drafts) -> Mapping[UUID, Value]:
    return {record: found.percent for record, found in reading.completeness_by_id(office, kind_key, drafts).items()}


_OWN: Mapping[str, tuple[DerivedColumn, ...]] = {
    AGREEMENTS.key: (
        DerivedColumn("notice_day", _("Last day for notice"), FieldKind.DAY, _TERMS, _each(_last_day)),
        DerivedColumn(
            "days_to_notice",
            _("Days left to the last day for notice"),
            FieldKind.INTEGER,
            _TERMS,
            _each(_days_left),
            short=_c("column", "Days left"),
        ),
    ),
    FOLLOW_UPS.key: (
        DerivedColumn(
            "days_late", _("Days late"), FieldKind.INTEGER, (FollowUp.state, FollowUp.side, FollowUp.due_on), _each(_late)
        ),
    ),
}
_COMPLETENESS: Final = DerivedColumn("completeness", _("Completeness (%)"), FieldKind.INTEGER, (), _percent)

DERIVED: Mapping[str, tuple[DerivedColumn, ...]] = {
    kind.key: (*_OWN.get(kind.key, ()), _COMPLETENESS) for kind in ALL if kind.is_record
}
TONES: Mapping[str, RowTone] = {
    AGREEMENTS.key: RowTone(_TERMS, _agreement_tone),
    FOLLOW_UPS.key: RowTone((FollowUp.state, FollowUp.side, FollowUp.due_on), _follow_up_tone),
}
