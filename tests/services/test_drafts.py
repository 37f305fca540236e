"""What somebody was typing is kept in the encrypted file, offered with what it is worth, and cleared by saving."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.schema.kinds import Catalogue
from app.services import changing, drafts, editing
from app.services.office import Office
from app.store import drafts as stored_drafts
from app.store.drafts import KeptDraft
from app.store.errors import StaleRecord
from app.store.store import Store
from tests.services.conftest import KEY, NOW


def reopened(office: Office) -> Office:
    """Open the office again as the next start does."""
    folder = office.store.folder
    office.store.close()
    return replace(office, store=Store.open(folder, KEY, Catalogue(tuple(office.catalogue))), _listeners=[])


def test_a_draft_of_a_new_record_is_offered_at_the_next_start_with_its_rows(office: Office, officer: UUID) -> None:
    draft = editing.blank(office, "meeting", values={"subject": "دیدار با شهردار سئول"})
    draft.rows["agenda"] = [editing.blank(office, "agenda_item", values={"subject": "بند یک"})]
    key = drafts.keep(office, draft)
    draft.values["subject"] = "دیدار با شهردار"
    assert drafts.keep(office, draft, key=key, typed={"starts_at": "۱۲/"}) == key
    office = reopened(office)
    (waiting,) = drafts.waiting(office)
    assert (waiting.key, waiting.record, waiting.title, waiting.by) == (key, None, "دیدار با شهردار", officer)
    assert (waiting.state, waiting.at.wall.hour) == ("partial", 11)
    found = drafts.open_kept(office, key)
    assert found is not None
    assert found.typed == {"starts_at": "۱۲/"}
    assert found.draft.values["subject"] == "دیدار با شهردار"
    assert found.draft.rows["agenda"][0].values["subject"] == "بند یک"
    assert found.draft == replace(draft, rows=found.draft.rows)
    office.store.close()


def test_saving_clears_the_draft_of_a_record_and_that_of_a_new_one(office: Office) -> None:
    draft = editing.blank(office, "person", values={"name_fa": "علی"})
    key = drafts.keep(office, draft)
    person = editing.save(office, draft, kept_as=key).id
    assert drafts.count(office) == 0
    opened = editing.open_draft(office, "person", person)
    opened.values["name_fa"] = "علی‌رضا"
    assert drafts.keep(office, opened) == person
    (waiting,) = drafts.waiting(office)
    assert (waiting.record, waiting.state, waiting.title, str(waiting.said) != "") == (person, "complete", "علی‌رضا", True)
    editing.save(office, opened)
    assert drafts.waiting(office) == ()


def test_a_refused_save_keeps_the_draft(office: Office) -> None:
    draft = editing.blank(office, "person")
    key = drafts.keep(office, draft)
    with pytest.raises(editing.Invalid):
        editing.save(office, draft, kept_as=key)
    assert drafts.count(office) == 1
    drafts.discard(office, key)
    assert drafts.open_kept(office, key) is None


def test_a_draft_begun_on_an_older_version_says_so_and_is_not_saved_over_it(office: Office) -> None:
    person = editing.save(office, editing.blank(office, "person", values={"name_fa": "علی"})).id
    first, second = (editing.open_draft(office, "person", person) for _turn in range(2))
    first.values["name_fa"] = "نخست"
    drafts.keep(office, first)
    second.values["name_fa"] = "دوم"
    with office.store.unjournaled():
        pass
    kept = drafts.open_kept(office, person)
    editing.save(office, second)
    drafts.keep(office, first)
    (waiting,) = drafts.waiting(office)
    assert waiting.is_stale
    assert "compare" in waiting.said.in_("en")
    assert kept is not None
    with pytest.raises(StaleRecord):
        editing.save(office, kept.draft)
    changing.delete(office, "person", [person])
    (waiting,) = drafts.waiting(office)
    assert waiting.is_gone
    assert "deleted" in waiting.said.in_("en")


def test_what_another_version_wrote_is_shown_as_text_or_called_unreadable(office: Office) -> None:
    person = editing.save(office, editing.blank(office, "person", values={"name_fa": "علی"})).id
    head = f'"kind": "person", "id": "{person}", "version": 1, "removed": false, "rows": {{}}'
    half = f'{{"draft": {{{head}, "values": {{"name_fa": "\\"رضا\\"", "shoe_size": "44"}}}}, "typed": {{}}}}'
    with office.store.unjournaled() as connection:
        stored_drafts.keep(connection, KeptDraft(person, "person", None, NOW, half))
        stored_drafts.keep(connection, KeptDraft(UUID(int=5), "starship", None, NOW, "{}"))
    known, unknown = sorted(drafts.waiting(office), key=lambda each: each.state)
    assert (known.state, known.title) == ("partial", "رضا")
    opened = drafts.open_kept(office, person)
    assert opened is not None
    assert opened.typed == {"shoe_size": "44"}
    assert (unknown.state, unknown.record, drafts.open_kept(office, UUID(int=5))) == ("unreadable", None, None)
