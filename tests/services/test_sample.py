"""The sample: something true on any day, and gone in one click."""

from datetime import UTC, datetime

import pytest

from app.core import clock
from app.services import editing, history, listing, reference, sample, search
from app.services.office import Office


@pytest.fixture
def filled(office: Office) -> Office:
    reference.load(office)
    sample.fill(office)
    return office


def test_the_sample_holds_real_partners_with_their_sources(filled: Office) -> None:
    hits = search.find(filled, "خواهرخواندگی تهران و سئول", kind="agreement", limit=5)
    found = editing.open_draft(filled, "agreement", hits[0].id)
    assert "Atlas" in str(found.values["source"]) or "atlas" in str(found.values["source"])
    assert str(found.values["certainty"]) == "uncertain"


def test_wrongly_joined_words_of_the_article_are_found_by_right_spelling(filled: Office) -> None:
    for text in ("راه‌اندازی پروژه‌های", "توافق‌نامه‌های دوجانبه", "راه‌حل‌های"):
        assert any("نقشهٔ راه" in hit.title for hit in search.find(filled, text, kind="meeting", limit=20)), text


def test_there_is_somebody_abroad_whatever_the_day(office: Office) -> None:
    with clock.frozen_at(datetime(2031, 3, 20, 9, 0, tzinfo=UTC)):
        reference.load(office)
        sample.fill(office)
        today = office.today()
        rows = listing.first_rows(office, listing.ListQuery("delegation"))
        drafts = [editing.open_draft(office, "delegation", row.id) for row in rows]
    assert any(draft.values["starts_on"] <= today <= draft.values["ends_on"] for draft in drafts)  # type: ignore[operator]


def test_removal_takes_all_of_it_and_can_be_undone(filled: Office) -> None:
    removed = sample.remove(filled)
    assert removed.count > 300
    assert removed.kept == ()
    assert not sample.is_there(filled)
    history.undo(filled)
    assert sample.is_there(filled)


def test_removal_keeps_what_a_real_record_names_and_what_was_edited(filled: Office) -> None:
    city = search.find(filled, "سئول", kind="counterpart", limit=1)[0]
    real = editing.blank(filled, "follow_up", values={"what": "نامه به سئول", "counterpart": city.id})
    editing.save(filled, real)
    person = search.find(filled, "آزمایشیان", kind="person", limit=1)[0]
    draft = editing.open_draft(filled, "person", person.id)
    draft.values["notes"] = "یادداشت واقعی"
    editing.save(filled, draft)
    removed = sample.remove(filled)
    assert {"سئول", "زهرا آزمایشیان"} <= set(removed.kept)
