"""Computed columns: the notice day, days late and completeness, and the tone of a row."""

from datetime import date
from uuid import UUID

from app.core.partial_dates import PartialDate
from app.rules.stages import AgreementStage, FollowUpState
from app.rules.vocabulary import PeriodUnit, RenewalMode
from app.schema.draft import Draft
from app.schema.values import Value
from app.services import derived, listing
from app.services.derived import DERIVED, TONES, Page, Tone
from app.services.editing import blank, save
from app.services.listing import ListQuery
from app.services.office import Office

TODAY = date(2025, 10, 7)
TACIT: dict[str, Value] = {
    "title_fa": "توافق",
    "stage": AgreementStage.IN_FORCE,
    "renewal": RenewalMode.TACIT,
    "expires_on": PartialDate.of_day(date(2026, 6, 30)),
    "notice_number": 6,
    "notice_unit": PeriodUnit.MONTHS,
}


def row(office: Office, kind_key: str, columns: tuple[str, ...], **values: Value) -> tuple[Value, ...]:
    """Save one record and give some columns of its row in the list."""
    record: UUID = save(office, blank(office, kind_key, values=values)).id
    query = ListQuery(kind_key, columns=columns)
    (found,) = listing.rows_at(office, query, listing.handles_of(office, query, [record]))
    return found.values


def tone(office: Office, kind_key: str, values: dict[str, Value], *, soon: int = 60) -> Tone:
    """Judge one row."""
    record = UUID(int=1)
    return TONES[kind_key].judge(Page(office, kind_key, {record: Draft(kind_key, TODAY, dict(values))}), soon)[record]


def test_an_agreement_shows_its_last_day_for_notice_and_the_days_left(office: Office) -> None:
    found = row(office, "agreement", ("title_fa", "notice_day", "days_to_notice"), **TACIT)
    assert found == ("توافق", date(2025, 12, 30), 84)


def test_a_proposal_and_an_ended_agreement_have_no_notice_day(office: Office) -> None:
    for changed in ({"stage": AgreementStage.PROPOSAL}, {"ended_on": PartialDate.of_day(date(2025, 1, 1))}):
        assert row(office, "agreement", ("notice_day", "days_to_notice"), **{**TACIT, **changed}) == (None, None)


def test_a_period_without_a_unit_says_nothing() -> None:
    draft = Draft("agreement", TODAY, {"notice_number": 3, "duration_number": -2, "duration_unit": PeriodUnit.YEARS})
    terms = derived.notice_terms(draft)
    assert (terms.notice, terms.duration) == (None, None)


def test_an_open_promise_counts_the_days_it_is_late(office: Office) -> None:
    assert row(office, "follow_up", ("days_late",), what="الف", due_on=date(2025, 10, 1)) == (6,)
    assert row(office, "follow_up", ("days_late",), what="ب", due_on=date(2025, 10, 8)) == (None,)
    done = {"state": FollowUpState.DONE, "evidence": "نامه"}
    assert row(office, "follow_up", ("days_late",), what="پ", due_on=date(2025, 10, 1), **done) == (None,)


def test_every_record_has_its_completeness(office: Office) -> None:
    assert {kind.key for kind in office.catalogue if kind.is_record} == set(DERIVED)
    (percent,) = row(office, "person", ("completeness",), name_fa="الف")
    assert isinstance(percent, int)
    assert 0 < percent < 100


def test_no_computed_column_hides_a_stored_one(office: Office) -> None:
    for key, columns in DERIVED.items():
        assert not {column.key for column in columns} & set(office.catalogue[key].fields)
        assert all(column.field.label == column.label for column in columns)


def test_a_row_is_late_soon_or_plain(office: Office) -> None:
    assert tone(office, "agreement", TACIT) is Tone.PLAIN
    assert tone(office, "agreement", TACIT, soon=90) is Tone.SOON
    past: dict[str, Value] = {**TACIT, "expires_on": PartialDate.of_day(date(2025, 12, 1))}
    assert tone(office, "agreement", past) is Tone.LATE
    assert tone(office, "follow_up", {"state": FollowUpState.OPEN, "due_on": date(2025, 10, 1)}) is Tone.LATE
    assert tone(office, "follow_up", {"state": FollowUpState.OPEN, "due_on": date(2025, 10, 10)}) is Tone.SOON
    assert tone(office, "follow_up", {"state": FollowUpState.OPEN}) is Tone.PLAIN
    assert tone(office, "follow_up", {}) is Tone.PLAIN
