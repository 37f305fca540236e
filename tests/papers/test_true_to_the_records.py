"""What a paper states of the relation is so: who was there, what is in force, what is owed, and what it has no room for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.core.i18n import plain
from app.core.moments import Moment
from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.papers import Composed, PaperOptions
from app.papers.document import Heading, Ink, Run, Table
from app.records.meeting import Attendance
from app.rules.labels import Confidentiality
from app.rules.stages import AgreementStage, FollowUpState, MeetingStage
from app.rules.vocabulary import RenewalMode, Side
from app.services import adding, editing
from app.services.office import Office

from .sampled import composed, row, said, sample_office, texts_of, words_of

CONFIDENTIAL, SECRET = Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
SEOUL, NEXT, LAST = row("city_seoul"), row("m_seoul_next"), row("m_seoul_last")
PAPERS = {
    "meeting_brief": NEXT,
    "relation_sheet": SEOUL,
    "trip_book": row("d_seoul"),
    "mission_report": row("d_seoul_last"),
}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Office]:
    """Give an office that a test may change."""
    yield from sample_office(tmp_path / "own")


def of(office: Office, paper: str, ceiling: Confidentiality = SECRET) -> Composed:
    return composed(office, paper, PAPERS[paper], PaperOptions(ceiling, "en"))


def tables_under(made: Composed, heading: str) -> list[Table]:
    """Give the tables between a heading and the next of any level."""
    found, inside = [], False
    for block in made.document.blocks:
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside and isinstance(block, Table):
            found.append(block)
    return found


def rows_of(table: Table) -> list[str]:
    return [strip_isolates(line) for line in texts_of(table)]


def add(office: Office, kind: str, /, **values: Any) -> UUID:
    return editing.save(office, editing.blank(office, kind, values=values)).id


def add_many(office: Office, kind: str, many: list[dict[str, Any]]) -> None:
    adding.add_all(office, [editing.blank(office, kind, values=values) for values in many], title=plain("many"))


def attended(office: Office, who: UUID, how: Attendance, **values: Any) -> None:
    """Record that somebody of last year's meeting did not come."""
    draft = editing.open_draft(office, "meeting", LAST)
    draft.values["stage"] = MeetingStage.REOPENED
    editing.save(office, draft, overrides={"reopened": "آزمون"})
    draft = editing.open_draft(office, "meeting", LAST)
    for person in draft.living("attendees"):
        if person.values["person"] == who:
            person.values |= {"attendance": how, **values}
    editing.save(office, draft)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("how", [Attendance.ABSENT, Attendance.EXCUSED])
def test_who_stayed_away_is_not_listed_as_present(own: Office, paper: str, how: Attendance) -> None:
    attended(own, row("p_han"), how)
    made = of(own, paper)
    (table,) = (
        block for block in made.document.blocks
        if isinstance(block, Table) and any("Lee Sample-su" in line or "Kim Sample-won" in line for line in texts_of(block))
        and len(block.columns) == 3 and block.columns[1].head == "Post on that day"
    )  # fmt: skip
    assert not any("Han Sample-hyun" in line for line in rows_of(table))
    why = "Absent" if how is Attendance.ABSENT else "Excused"
    assert f"Absent or excused: Han Sample-hyun ({why})" in strip_isolates(words_of(made))


@pytest.mark.parametrize("paper", PAPERS)
def test_who_stood_in_is_listed_and_named(own: Office, paper: str) -> None:
    attended(own, row("p_han"), Attendance.REPLACED, replaced_by=row("p_yilmaz"))
    made = of(own, paper)
    words = strip_isolates(words_of(made))
    told = next(line for line in words.splitlines() if line.startswith("Absent or excused: Han Sample-hyun"))
    stood_in = told.partition("in the place: ")[2].rstrip(")")
    assert stood_in
    assert f"{stood_in} | — | Their side" in words


def test_a_head_who_stayed_away_does_not_stand_for_an_earlier_meeting(own: Office) -> None:
    attended(own, row("p_han"), Attendance.ABSENT)
    at = Moment(datetime(2026, 11, 1, 9), "Asia/Tehran")  # noqa: DTZ001 - a wall time
    add(own, "meeting", subject="Later meeting", starts_at=at, counterparts=(SEOUL,), stage=MeetingStage.HELD)
    lines = [line for line in words_of(of(own, "meeting_brief")).splitlines() if line.startswith("17 October 2025")]
    assert lines
    assert "Han Sample-hyun" not in lines[0]


def agreement_of_seoul(office: Office, **values: Any) -> UUID:
    draft = editing.blank(office, "agreement", values={"title_fa": "Accord", "title_en": "Accord", **values})
    party = editing.blank_row(office, draft, panel="parties")
    party.values.update(body=SEOUL)
    draft.rows["parties"].append(party)
    return editing.save(office, draft).id


def lapsed(office: Office) -> UUID:
    return agreement_of_seoul(
        office, stage=AgreementStage.IN_FORCE, renewal=RenewalMode.FIXED, signed_on=PartialDate.of_day(date(2023, 1, 1)),
        expires_on=PartialDate.of_day(date(2025, 1, 1)),
    )  # fmt: skip


def test_a_lapsed_agreement_does_not_stand_among_those_in_force(own: Office) -> None:
    lapsed(own)
    made = of(own, "meeting_brief")
    (running,) = tables_under(made, "Agreements in force between the two sides")
    assert not any(line.startswith("Accord") for line in rows_of(running))
    (others,) = tables_under(made, "Agreements not in force")
    told = [line for line in rows_of(others) if line.startswith("Accord")]
    assert told == ["Accord | 2023-01-01 | Ended on 1 January 2025 | —"]


@pytest.mark.parametrize("paper", ["relation_sheet", "trip_book", "agreement_register"])
def test_a_lapsed_agreement_is_marked_wherever_it_stands(own: Office, paper: str) -> None:
    lapsed(own)
    made = composed(own, paper, PAPERS.get(paper, SEOUL), PaperOptions(SECRET, "en"))
    cells = [cell for block in made.document.blocks if isinstance(block, Table) for line in block.rows for cell in line]
    marked = [cell for cell in cells if said(cell) == "Ended on 1 January 2025"]
    assert len(marked) == 1
    assert isinstance(marked[0][0], Run)
    assert marked[0][0].ink is Ink.WARN


def test_an_agreement_only_signed_does_not_stand_among_those_in_force(own: Office) -> None:
    agreement_of_seoul(own, stage=AgreementStage.SIGNED)
    made = of(own, "meeting_brief")
    (running,) = tables_under(made, "Agreements in force between the two sides")
    assert not any(line.startswith("Accord") for line in rows_of(running))
    (others,) = tables_under(made, "Agreements not in force")
    assert any(line.startswith("Accord | — | Signed") for line in rows_of(others))


def test_a_day_for_notice_that_passed_is_told_as_passed(own: Office) -> None:
    agreement_of_seoul(
        own, stage=AgreementStage.IN_FORCE, renewal=RenewalMode.BY_AGREEMENT, expires_on=PartialDate.of_day(date(2026, 12, 10)),
        notice_number=30, notice_unit="days",
    )  # fmt: skip
    (running,) = tables_under(of(own, "meeting_brief"), "Agreements in force between the two sides")
    assert any(line.endswith("2026-11-10\npassed") for line in rows_of(running))


LEDGERS = ["meeting_brief", "relation_sheet", "trip_book", "city_profile"]


def ledger(office: Office, paper: str, ceiling: Confidentiality = SECRET) -> str:
    return words_of(composed(office, paper, PAPERS.get(paper, SEOUL), PaperOptions(ceiling, "en")))


@pytest.mark.parametrize("paper", LEDGERS)
def test_an_obligation_of_an_agreement_is_owed_to_its_parties(own: Office, paper: str) -> None:
    add(own, "follow_up", what="Obligation kept back", agreement=row("a_seoul_plan"), side=Side.OURS, due_on=date(2026, 1, 1))
    assert "Obligation kept back" in ledger(own, paper)


@pytest.mark.parametrize("paper", LEDGERS)
@pytest.mark.parametrize("origin", ["meeting", "delegation"])
def test_a_promise_without_a_counterpart_belongs_to_where_it_was_made(own: Office, paper: str, origin: str) -> None:
    made_at = {"meeting": row("m_seoul_online"), "delegation": row("d_seoul_last")}[origin]
    add(own, "follow_up", what="Promise of a while ago", side=Side.THEIRS, due_on=date(2026, 1, 1), **{origin: made_at})
    assert "Promise of a while ago" in ledger(own, paper)


def test_a_promise_to_somebody_else_is_not_theirs(own: Office) -> None:
    other = row("city_ankara")
    add(own, "follow_up", what="Promise to Ankara", meeting=row("m_seoul_online"), counterpart=other, due_on=date(2026, 1, 1))
    add(own, "follow_up", what="Promise to Ankara too", agreement=row("a_ankara"), due_on=date(2026, 1, 1))
    for paper in LEDGERS:
        assert "Promise to Ankara" not in ledger(own, paper)


def test_a_promise_known_only_through_a_record_above_the_ceiling_is_left_out(own: Office) -> None:
    hidden = agreement_of_seoul(own, stage=AgreementStage.IN_FORCE, label=SECRET)
    add(own, "follow_up", what="Promise of the secret accord", agreement=hidden)
    assert "Promise of the secret accord" in ledger(own, "meeting_brief")
    assert "Promise of the secret accord" not in ledger(own, "meeting_brief", CONFIDENTIAL)


def test_what_a_brief_has_no_room_for_is_cut_on_both_sides_and_counted(own: Office) -> None:
    for side, name in ((Side.OURS, "Ours"), (Side.THEIRS, "Theirs")):
        add_many(own, "follow_up", [
            {"what": f"{name} {turn}", "side": side, "counterpart": SEOUL, "due_on": date(2024, 1, 1 + turn)}
            for turn in range(25)
        ])  # fmt: skip
    text = words_of(of(own, "meeting_brief"))
    for name in ("Ours", "Theirs"):
        assert f"{name} 0 |" in text
        assert f"{name} 19 |" in text
        assert f"{name} 20 |" not in text
    for whose in ("ours", "theirs"):
        found = re.search(rf"And (\d+) more promises of {whose}\.", text)
        assert found
        assert int(found[1]) >= 5  # and those of the sample


def test_earlier_meetings_that_have_no_room_are_counted(own: Office) -> None:
    def at(turn: int) -> Moment:
        return Moment(datetime(2020, 1, 1 + turn, 9), "Asia/Tehran")  # noqa: DTZ001 - a wall time

    add_many(own, "meeting", [
        {"subject": f"Old {turn}", "starts_at": at(turn), "counterparts": (SEOUL,), "stage": MeetingStage.HELD}
        for turn in range(9)
    ])  # fmt: skip
    text = words_of(of(own, "meeting_brief"))
    told = sum(f"Old {turn}" in text for turn in range(9))
    assert f"And {9 - told} meetings before these." in text


def test_events_that_have_no_room_are_counted(own: Office) -> None:
    add_many(own, "delegation", [
        {"title": f"Trip {turn}", "direction": "outgoing", "counterparts": (SEOUL,), "starts_on": date(2020, 1, 1)}
        for turn in range(70)
    ])  # fmt: skip
    for paper in ("relation_sheet", "trip_book"):
        text = words_of(of(own, paper))
        assert "events before these." in text
    assert "7" in words_of(of(own, "relation_sheet")).split("Our journeys to them: ")[1][:2]


def test_promises_kept_that_have_no_room_are_counted(own: Office) -> None:
    add_many(own, "follow_up", [
        {"what": f"Kept {turn}", "counterpart": SEOUL, "state": FollowUpState.DONE, "evidence": "نامه"} for turn in range(30)
    ])  # fmt: skip
    assert "more promises." in words_of(of(own, "trip_book"))
