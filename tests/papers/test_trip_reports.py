"""The file of the guests from Seoul, and the report of last year's mission there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.text import strip_isolates
from app.papers import Composed, PaperOptions, by_name
from app.papers.document import Heading, People, Run, Table
from app.records.delegation import PurposeMet
from app.rules.labels import Confidentiality
from app.services import editing
from app.services.office import Office

from .sampled import below, changed, composed, headings_of, row, sample_office, texts_of, words_of

SECRET, CONFIDENTIAL = Confidentiality.SECRET, Confidentiality.CONFIDENTIAL
GUESTS, REPORTED = row("d_seoul_guests"), row("d_seoul_last")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield from sample_office(tmp_path_factory.mktemp("reports"))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Office]:
    """Give an office that a test may change."""
    yield from sample_office(tmp_path / "own")


@pytest.fixture(scope="module")
def visit(office: Office) -> Composed:
    return composed(office, "visit_file", GUESTS, PaperOptions(SECRET, "en"))


@pytest.fixture(scope="module")
def mission(office: Office) -> Composed:
    return composed(office, "mission_report", REPORTED, PaperOptions(SECRET, "en"))


def told(made: Composed, heading: str) -> str:
    return strip_isolates("\n".join(text for block in below(made, heading) for text in texts_of(block)))


def under(made: Composed, heading: str) -> str:
    """Give the words under a heading of the second level."""
    text, inside = [], False
    for block in made.document.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            inside = block.text == heading
        elif inside:
            text += texts_of(block)
    return strip_isolates("\n".join(text))


def test_the_host_reads_the_request_before_the_assessment(visit: Composed) -> None:
    found = headings_of(visit)
    assert found[:4] == ["The request", "Assessment", "The guests, by precedence", "Who receives them"]
    assert "Arrival: 28 November 2026" in told(visit, "The request")
    assert "From: South Korea" in told(visit, "The request")
    assert "Destination: تهران [fa]" in told(visit, "The request")
    assert "The two sides last met on 17 October 2025" in told(visit, "Assessment")


def test_guests_have_photographs_and_the_last_time_they_were_met(visit: Composed) -> None:
    guests = next(block for block in below(visit, "The guests") if isinstance(block, People)).people
    assert [guest.name for guest in guests] == ["Kim Sample-won", "Lee Sample-su", "Yoon Sample-jae"]
    assert all(guest.photo for guest in guests)
    said = ["".join(run.text for run in guest.text if isinstance(run, Run)) for guest in guests]
    assert "Last met: 17 October 2025" in said[0]
    assert "Ali Azmayeshi" in said[0]
    assert "no earlier meeting is recorded" in said[1]


def test_the_hosts_are_ours(visit: Composed) -> None:
    text = told(visit, "Who receives them")
    assert "Maryam Nemunefar" in text
    assert "Kaveh Azmayeshirad" in text
    assert "Sample" not in text


def test_protocol_is_that_of_the_guests(visit: Composed) -> None:
    text = told(visit, "Protocol notes")
    assert "Lee Sample-su" in text
    assert "گیاه‌خوار" in text
    assert "Nemunefar" not in text


def test_meetings_promises_gifts_logistics_and_gaps_follow(visit: Composed) -> None:
    found = [strip_isolates(text) for text in headings_of(visit)]
    for title in ("Promises of both sides", "Gifts", "Logistics", "Contacts and embassy", "Gaps"):
        assert title in found
    assert sum(text.startswith("Meeting brief: ") for text in found) == 1
    assert all(gap.record is not None for gap in visit.gaps)


def test_a_guest_above_the_ceiling_is_named_nowhere(own: Office) -> None:
    changed(own, "person", row("p_lee"), label=SECRET)
    made = composed(own, "visit_file", GUESTS, PaperOptions(CONFIDENTIAL, "en"))
    assert "Lee Sample" not in words_of(made) + "".join(gap.text for gap in made.gaps)
    assert made.left_out == 1
    assert made.label is CONFIDENTIAL


def test_a_visit_without_anything_says_so(own: Office) -> None:
    saved = editing.save(own, editing.blank(own, "delegation", values={"title": "Empty visit", "direction": "incoming"}))
    text = words_of(composed(own, "visit_file", saved.id, PaperOptions(SECRET, "en")))
    assert text.count("Nobody is recorded.") >= 3
    assert "No clearance is recorded." in text


def test_the_report_goes_by_content(mission: Composed) -> None:
    assert headings_of(mission, most=2)[1:] == [str(part.title.in_("en")) for part in by_name("mission_report").parts]
    assert "The purpose of the trip was met." in under(mission, "Purpose and whether it was met")


def test_people_met_come_from_the_meetings_that_were_held(mission: Composed) -> None:
    text = under(mission, "People met")
    assert "Han Sample-hyun | Vice mayor for transport | Their side" in text
    assert "Friday 17 October 2025" in text


def test_a_meeting_that_was_not_held_met_nobody(office: Office) -> None:
    made = composed(office, "mission_report", row("d_seoul"), PaperOptions(SECRET, "en", parts=frozenset({"people", "purpose"})))
    assert "No meeting of the trip is recorded as held." in words_of(made)
    assert "It is not recorded whether the purpose of the trip was met." in words_of(made)
    assert "Purpose met or not" in " ".join(gap.text for gap in made.gaps)


def test_a_purpose_that_was_not_met_is_told_plainly(own: Office) -> None:
    values = {"title": "A trip in vain", "direction": "outgoing", "purpose_met": PurposeMet.NOT_MET}
    saved = editing.save(own, editing.blank(own, "delegation", values=values))
    made = composed(own, "mission_report", saved.id, PaperOptions(SECRET, "en", parts=frozenset({"purpose"})))
    assert "The purpose of the trip was not met." in words_of(made)


def test_costs_are_added_up_by_currency(mission: Composed) -> None:
    text = under(mission, "Costs, planned and spent")
    assert "Ticket" in text
    assert "Total |  | 2,900.00 EUR | 2,580.00 EUR | —" in text


def test_a_cost_not_yet_spent_is_a_gap(office: Office) -> None:
    made = composed(office, "mission_report", row("d_seoul"), PaperOptions(SECRET, "en", parts=frozenset({"costs"})))
    assert sum(line.count("Total") for line in words_of(made).splitlines()) == 2
    assert any("nothing is recorded as spent" in gap.text and gap.record == row("d_seoul") for gap in made.gaps)


def test_promises_tell_owner_and_due_day(mission: Composed) -> None:
    (table,) = [block for block in mission.document.blocks if isinstance(block, Table) and len(block.columns) == 5][1:]
    assert [str(line[3]) for line in table.rows] == ["2026-10-13", "2026-10-24", "2026-05-07"]
    assert [str(line[2]) for line in table.rows] == ["Reza Nemunepour", "Kim Sample-won", "Kim Sample-won"]


def test_the_state_of_the_report_is_told(mission: Composed, own: Office) -> None:
    text = under(mission, "State of the report")
    for words in ("2025-11-04", "2025-11-08", "2025-11-18", "Reza Nemunepour"):
        assert words in text
    values = {"title": "A short trip", "direction": "outgoing", "report_waiver": "Not needed"}
    saved = editing.save(own, editing.blank(own, "delegation", values=values))
    waived = composed(own, "mission_report", saved.id, PaperOptions(SECRET, "en", parts=frozenset({"acceptance"})))
    assert "Not needed" in words_of(waived)


def test_an_empty_report_says_plainly_what_is_missing(own: Office) -> None:
    saved = editing.save(own, editing.blank(own, "delegation", values={"title": "Empty trip", "direction": "outgoing"}))
    made = composed(own, "mission_report", saved.id, PaperOptions(SECRET, "en"))
    for words in ("No cost is recorded.", "No promise is recorded from this trip.", "Nothing is written under this heading yet."):
        assert words in words_of(made)
    assert {gap.record for gap in made.gaps} == {saved.id}
