"""A paper of an earlier day, printed again: the same bytes, whatever was done since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.core.clock import frozen_at
from app.core.ids import shipped_id
from app.core.settings import Settings
from app.papers import PaperOptions, by_name, look_over, print_paper
from app.records import ALL
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.services import changing, editing, reference, sample
from app.services.office import Office, this_actor
from app.store.store import Store

MEETING = shipped_id("sample", "m_seoul_next")
MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
DAY = date(2026, 11, 23)
AS_OF_DAY = PaperOptions(Confidentiality.SECRET, as_of=DAY)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with frozen_at(MORNING):
        store = Store.create(tmp_path_factory.mktemp("as-of") / "store", bytes(range(32)), Catalogue(ALL))
        made = Office(store.catalogue, store, this_actor(), Settings(office_name="دفتر امور بین‌الملل"))
        reference.load(made)
        sample.fill(made)
        yield made
        made.close()


def printed(office: Office, folder: Path, options: PaperOptions = AS_OF_DAY) -> bytes:
    target = folder / "brief.pdf"
    print_paper(office, by_name("meeting_brief"), MEETING, target, options=options)
    return target.read_bytes()


def rewrite_everything(office: Office) -> None:
    """Change the meeting, its people, promises and agreements, and delete some of what the paper names."""
    draft = editing.open_draft(office, "meeting", MEETING)
    draft[Meeting.subject], draft[Meeting.our_objectives] = "عنوانی دیگر", "هدفی دیگر"
    draft[Meeting.place] = "جایی دیگر"
    for row in draft.rows["attendees"]:
        row.removed = True
    editing.save(office, draft, overrides={"reopened": "آزمایش"})
    for kind, name in (("follow_up", "what"), ("agreement", "title_fa"), ("person", "name_fa"), ("counterpart", "name_fa")):
        with office.store.reading() as session:
            model = office.catalogue[kind].model
            ids = [row.id for row in session.query(model).all()]
        changing.bulk_set(office, kind, ids, field_name=name, value="عوض شد")
        changing.delete(office, kind, ids[:2], reason="آزمایش")


def test_a_shareable_paper_tells_what_to_look_at_as_it_was_that_day(office: Office, tmp_path: Path) -> None:
    shareable, target = replace(by_name("meeting_brief"), shareable=True), tmp_path / "brief.pdf"
    found = print_paper(office, shareable, MEETING, target, options=AS_OF_DAY).concerns
    assert {concern.kind for concern in found} >= {"meeting"}
    assert look_over(office, by_name("meeting_brief"), MEETING, options=AS_OF_DAY) == found
    assert print_paper(office, by_name("meeting_brief"), MEETING, target, options=AS_OF_DAY).concerns == ()


def test_the_file_is_dated_by_the_day_it_speaks_of(office: Office, tmp_path: Path) -> None:
    with frozen_at(MORNING + timedelta(days=40)):
        assert b"D:20261123" in printed(office, tmp_path)


def test_reprinting_the_day_gives_the_same_bytes(office: Office, tmp_path: Path) -> None:
    first = printed(office, tmp_path)
    with frozen_at(MORNING + timedelta(days=40)):
        rewrite_everything(office)
        assert printed(office, tmp_path) == first
        assert printed(office, tmp_path, PaperOptions(Confidentiality.SECRET)) != first
