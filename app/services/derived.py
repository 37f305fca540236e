"""Columns that are computed and not kept: the last day for notice, days late, alerts, completeness; and the tone of a row.

Each kind has its own, built from the rules; lists show them and workbooks carry them. A tone says that a row runs out soon or is
late, so that nobody has to read the dates.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import UUID

from app.core.i18n import Text, _, _c, _n
from app.core.partial_dates import PartialDate
from app.records import ALL
from app.records.agreement import AGREEMENTS, Agreement
from app.records.delegation import DELEGATIONS
from app.records.follow_up import FOLLOW_UPS, FollowUp
from app.records.meeting import MEETINGS
from app.rules.findings import Severity, two_sentences
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

if TYPE_CHECKING:
    from app.services.open_findings import NextClearance, OpenFindings

Drafts = Mapping[UUID, Draft]
T = TypeVar("T")


class Page:
    """A page of rows: the drafts by id, and what is found about all of them, each found once however many columns show it."""

    def __init__(self, office: Office, kind_key: str, drafts: Drafts) -> None:
        self.office, self.kind_key, self.drafts = office, kind_key, drafts
        self._found: dict[object, Any] = {}

    def about(self, finder: "Finder[T]") -> Mapping[UUID, T]:
        """Give what a finder says of the rows."""
        if finder not in self._found:
            self._found[finder] = finder(self.office, self.drafts)
        found: Mapping[UUID, T] = self._found[finder]
        return found


Finder = Callable[[Office, Drafts], Mapping[UUID, T]]
Compute = Callable[[Page], Mapping[UUID, Value]]


class Tone(StrEnum):
    """How pressing a row is, or one of its cells."""

    PLAIN = "plain"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a list says of a computed value besides: how pressing it is, and more words on it."""

    tone: Tone
    words: Text


@dataclass(frozen=True, slots=True)
class DerivedColumn:
    """A computed column: its key and label, the kind of its values, and the attributes it is computed from.

    `compute` gets a page whose drafts hold `needs` and nothing else; `marks` are for screens, values without one are plain.
    Lists show those that are `offered` only when they are chosen. `slow` ones look around the record and are worked out
    beside the window.
    """

    key: str
    label: Text
    kind: FieldKind
    needs: tuple[Attribute, ...]
    compute: Compute
    marks: Callable[[Page], Mapping[UUID, Mark]] | None = None
    offered: bool = False
    slow: bool = False
    short: Text | None = None

    @property
    def field(self) -> Field:
        """Describe the values as those of a stored field, for whoever words them."""
        return Field(self.kind, self.label, name=self.key, short=self.short)


@dataclass(frozen=True, slots=True)
class RowTone:
    """How the tone of a kind's rows is judged; `judge` gets a page whose drafts hold `needs`, and the days that count as soon."""

    needs: tuple[Attribute, ...]
    judge: Callable[[Page, int], Mapping[UUID, Tone]]


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
    return lambda page: {record: compute(draft) for record, draft in page.drafts.items()}


def _each_tone(judge: Callable[[Draft, int], Tone]) -> Callable[[Page, int], Mapping[UUID, Tone]]:
    return lambda page, soon: {record: judge(draft, soon) for record, draft in page.drafts.items()}


def _percent(page: Page) -> Mapping[UUID, Value]:
    found = reading.completeness_by_id(page.office, page.kind_key, page.drafts)
    return {record: each.percent for record, each in found.items()}


def _of_delegations(office: Office, drafts: Drafts) -> Mapping[UUID, "OpenFindings"]:
    # Imported here: lists of kinds without rules need nothing of it.
    from app.services.open_findings import of_delegations

    return of_delegations(office, drafts)


def _of_meetings(office: Office, drafts: Drafts) -> Mapping[UUID, "OpenFindings"]:
    from app.services.open_findings import of_meetings

    return of_meetings(office, drafts)


_BY_SEVERITY: Final = {Severity.BAD: Tone.LATE, Severity.WARN: Tone.SOON, Severity.INFO: Tone.PLAIN}


def _alerts(finder: Finder["OpenFindings"]) -> DerivedColumn:
    """Count what stands open against a record; the words of the first are its mark. Nothing is shown where nothing stands."""

    def count(page: Page) -> Mapping[UUID, Value]:
        return {record: len(each.findings) or None for record, each in page.about(finder).items()}

    def marks(page: Page) -> Mapping[UUID, Mark]:
        found = {record: each for record, each in page.about(finder).items() if each.findings}
        return {record: Mark(_BY_SEVERITY[each.severity], _first_words(each)) for record, each in found.items()}

    return DerivedColumn("alerts", _("Alerts"), FieldKind.INTEGER, (), count, marks, slow=True)


def _first_words(found: "OpenFindings") -> Text:
    first, others = found.findings[0], len(found.findings) - 1
    said = two_sentences(first.fact, first.reason)
    if not others:
        return said
    return two_sentences(said, _n("And {n} other alert.", "And {n} other alerts.", others))


def _worst(finder: Finder["OpenFindings"]) -> RowTone:
    """Judge a row by the worst that stands open against it."""
    return RowTone((), lambda page, _soon: {record: _BY_SEVERITY[each.severity] for record, each in page.about(finder).items()})


def _clearance(
    key: str, label: Text, *, kind: FieldKind, pick: Callable[["NextClearance"], Value], offered: bool = False
) -> DerivedColumn:
    def waiting(page: Page) -> Iterator[tuple[UUID, "NextClearance"]]:
        return ((record, each.clearance) for record, each in page.about(_of_delegations).items() if each.clearance is not None)

    return DerivedColumn(
        key, label, kind, (),
        lambda page: {record: pick(each) for record, each in waiting(page)},
        lambda page: {record: Mark(_BY_SEVERITY[each.severity], each.words) for record, each in waiting(page)},
        offered=offered, slow=True,
    )  # fmt: skip


_OWN: Mapping[str, tuple[DerivedColumn, ...]] = {
    DELEGATIONS.key: (
        _alerts(_of_delegations),
        _clearance("next_clearance", _("Next clearance"), kind=FieldKind.DAY, pick=lambda next_: next_.deadline.needed_by),
        _clearance(
            "days_to_clearance", _("Days to clearance"), kind=FieldKind.INTEGER, pick=lambda next_: next_.left, offered=True
        ),
    ),
    MEETINGS.key: (_alerts(_of_meetings),),
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
_COMPLETENESS: Final = DerivedColumn("completeness", _("Completeness (%)"), FieldKind.INTEGER, (), _percent, offered=True)

DERIVED: Mapping[str, tuple[DerivedColumn, ...]] = {
    kind.key: (*_OWN.get(kind.key, ()), _COMPLETENESS) for kind in ALL if kind.is_record
}
TONES: Mapping[str, RowTone] = {
    AGREEMENTS.key: RowTone(_TERMS, _each_tone(_agreement_tone)),
    DELEGATIONS.key: _worst(_of_delegations),
    FOLLOW_UPS.key: RowTone((FollowUp.state, FollowUp.side, FollowUp.due_on), _each_tone(_follow_up_tone)),
    MEETINGS.key: _worst(_of_meetings),
}
