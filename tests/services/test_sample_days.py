"""The sample hangs together on any day: its posts, its trips, its numbers, and what the rules find in it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.calendars import Calendar, parts_of
from app.core.clock import frozen_at
from app.core.ids import shipped_id
from app.core.settings import Settings
from app.records import ALL
from app.records.agreement import Agreement, Party
from app.records.delegation import Delegation, Direction
from app.records.delegation_rows import Clearance, Member
from app.records.meeting import Attendee, Meeting
from app.records.person import Post
from app.rules.vocabulary import Side
from app.schema.kinds import Catalogue
from app.services import alerts, checking, dashboard, findings, reference, sample
from app.services.draft_loading import load_draft
from app.services.office import Office, this_actor
from app.store.store import Store

DAYS = {
    "Nowruz": datetime(2026, 3, 21, 6, 30, tzinfo=UTC),
    "the last day of a leap year": datetime(2025, 3, 20, 6, 30, tzinfo=UTC),
    "29 February": datetime(2028, 2, 29, 6, 30, tzinfo=UTC),
    "an ordinary day": datetime(2027, 10, 12, 6, 30, tzinfo=UTC),
}


@pytest.fixture(scope="module", params=list(DAYS.values()), ids=list(DAYS))
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with frozen_at(request.param):
        store = Store.create(tmp_path_factory.mktemp("day") / "store", bytes(range(32)), Catalogue(ALL))
        made = Office(store.catalogue, store, this_actor(), Settings())
        reference.load(made)
        sample.fill(made)
        yield made
        made.close()


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    with office.store.reading() as reading:
        yield reading


def was_held(post: Post, person: UUID | None, day: date) -> bool:
    begun = post.held_from is None or post.held_from.first <= day
    not_over = post.held_to is None or day <= post.held_to.last
    return post.person == person and begun and not_over


def test_everybody_holds_the_post_named_on_the_day_named(session: Session) -> None:
    posts = {post.id: post for post in session.scalars(select(Post))}
    signed = session.execute(_with_owner(Party, Agreement))
    named = [
        *((row.post, row.person, trip.starts_on) for row, trip in session.execute(_with_owner(Member, Delegation))),
        *((row.post, row.person, meeting.starts_at.day) for row, meeting in session.execute(_with_owner(Attendee, Meeting))),
        *((row.post, row.signatory, pact.signed_on.first) for row, pact in signed if row.post),
    ]
    assert len(named) > 40
    for post, person, day in named:
        assert was_held(posts[post], person, day), (posts[post].title_fa, day)


def _with_owner(child: Any, owner: Any) -> Any:
    """Read the sample rows of a panel with their owners, both given as mapped classes."""
    return select(child, owner).join(owner, owner.id == child.owner).where(child.sample.is_(True))


def test_who_meets_on_a_trip_travels_with_it(session: Session) -> None:
    travellers: dict[UUID, set[UUID]] = {}
    for row in session.scalars(select(Member)):
        travellers.setdefault(row.owner, set()).add(row.person)
    trips = {trip.id: trip for trip in session.scalars(select(Delegation))}
    for row, meeting in session.execute(_with_owner(Attendee, Meeting)):
        if meeting.delegation is None:
            continue
        trip = trips[meeting.delegation]
        assert trip.starts_on is not None
        assert trip.ends_on is not None
        assert trip.starts_on <= meeting.starts_at.day <= trip.ends_on
        ours = trip.direction is Direction.OUTGOING
        if row.side is (Side.OURS if ours else Side.THEIRS):
            assert row.person in travellers[trip.id], meeting.subject


def test_trips_that_have_left_have_all_their_clearances(office: Office, session: Session) -> None:
    for trip in session.scalars(select(Delegation).where(Delegation.direction == Direction.OUTGOING)):
        lines = findings.clearance_lines(office, trip.id)
        assert lines
        if trip.starts_on is not None and trip.starts_on <= office.today():
            assert {line.standing for line in lines} == {"granted"}, trip.title
    late = findings.clearance_lines(office, shipped_id("sample", "d_seoul"))
    assert 1 <= sum(line.standing == "late" for line in late) <= 2


def test_answers_come_after_the_question_and_no_day_lies_ahead(office: Office, session: Session) -> None:
    for row in session.scalars(select(Clearance)):
        assert row.sent_on is not None
        assert row.sent_on <= (row.answered_on or office.today()) <= office.today()


def test_register_numbers_name_the_year_of_signature(session: Session) -> None:
    numbered = session.scalars(select(Agreement).where(Agreement.register_number.is_not(None))).all()
    assert len(numbered) == 5
    for text in numbered:
        assert text.signed_on is not None
        assert text.register_number is not None
        assert f"-{parts_of(text.signed_on.first, Calendar.JALALI).year}/" in text.register_number
    seoul = session.get_one(Delegation, shipped_id("sample", "d_seoul"))
    assert seoul.inviter_letter is not None
    assert seoul.inviter_letter_on is not None
    year = parts_of(seoul.inviter_letter_on, Calendar.JALALI).year
    assert seoul.inviter_letter.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")) == f"214/{year}"


def test_every_rule_has_something_true_to_show(office: Office, session: Session) -> None:
    said: dict[str, set[str]] = {"delegation": set(), "meeting": set(), "agreement": set(), "follow_up": set()}
    for kind, rules in said.items():
        model = office.catalogue[kind].model
        for record in session.scalars(select(model.id).where(model.sample.is_(True))).all():
            rules |= {finding.rule for finding in findings.findings(office, kind, record)}
    assert said["delegation"] >= {
        "quorum", "rank_match", "clearance", "clearance_missing", "passport", "repeat_visit", "report_overdue", "overlap",
    }  # fmt: skip
    assert "rank_match" in said["meeting"]
    assert said["agreement"] >= {"notice_date", "proposal"}
    assert "promise" in said["follow_up"]


def test_home_is_full_and_not_flooded(office: Office) -> None:
    home = dashboard.home(office)
    assert [line.threshold for line in home.notices] == [7, 30, 90, 180]
    assert all(figure.count for figure in home.figures)
    assert len(home.trips) == 2
    per_rule: dict[str, int] = {}
    for alert in alerts.alerts(office):
        per_rule[alert.finding.rule] = per_rule.get(alert.finding.rule, 0) + 1
    assert set(per_rule) >= {"notice_date", "clearance", "quorum", "passport", "overlap", "report_overdue", "promise"}
    assert max(per_rule.values()) <= 5


def test_no_record_of_the_sample_breaks_a_rule_of_its_kind(office: Office, session: Session) -> None:
    for kind in office.catalogue:
        if kind.is_child:
            continue
        for record in session.scalars(select(kind.model.id).where(kind.model.sample.is_(True))).all():
            draft = load_draft(session, office.catalogue, kind, record=record, today=office.today())
            assert list(checking.problems_in(session, office.catalogue, draft)) == []
