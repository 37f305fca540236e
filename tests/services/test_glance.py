"""A record in words for a glance: what is filled, in the order of the form, with figures for its lists."""

from uuid import uuid4

import pytest

from app.core.text import strip_isolates
from app.records.agreement import Binding
from app.records.delegation import Direction
from app.rules.vocabulary import Side
from app.schema.values import Value
from app.services.draft_loading import NoSuchRecord
from app.services.editing import blank, blank_row, open_draft, save
from app.services.glance import glance
from app.services.office import Office
from tests.services.test_faces import a_photo


def test_a_glance_tells_what_is_filled_and_counts_the_rows(office: Office) -> None:
    values = {"name_fa": "سارا", "name_latin": "Sara", "photo": a_photo(office, "teal")}
    made = save(office, blank(office, "person", values=values)).id
    promise = save(office, blank(office, "follow_up", values={"what": "ارسال", "side": Side.THEIRS, "owner_person": made})).id
    draft = open_draft(office, "person", made)
    row = blank_row(office, draft, panel="posts")
    row.values["title_fa"] = "شهردار"
    draft.rows["posts"].append(row)
    save(office, draft)
    found = glance(office, "person", made)
    told = {label.in_("en"): strip_isolates(words) for section in found.sections for label, words in section.fields}
    counts = {label.in_("en"): count for section in found.sections for label, count in section.counts}
    assert (found.title, told["Latin name"]) == ("سارا", "Sara")
    assert "Persian name" not in told  # it is the title
    assert counts["Posts"] == 1
    assert found.face
    assert not glance(office, "follow_up", promise).face


def test_nought_is_a_figure_and_an_unticked_box_says_nothing(office: Office) -> None:
    values: dict[str, Value] = {"title": "سفر", "direction": Direction.OUTGOING, "host_pays": False}
    made = save(office, blank(office, "delegation", values=values)).id
    told = [label.in_("en") for section in glance(office, "delegation", made).sections for label, _words in section.fields]
    assert "Paid by the host" not in told
    made = save(office, blank(office, "agreement", values={"title_fa": "تفاهم‌نامه", "originals": 0})).id
    told = [label.in_("en") for section in glance(office, "agreement", made).sections for label, _words in section.fields]
    assert any("riginals" in label for label in told)


def test_a_verdict_that_says_no_is_told(office: Office) -> None:
    values: dict[str, Value] = {"title_fa": "تفاهم‌نامه", "binding": Binding.NOT_BINDING}
    made = save(office, blank(office, "agreement", values=values)).id
    told = {label.in_("en"): words for section in glance(office, "agreement", made).sections for label, words in section.fields}
    assert told["Binding or not"] == "غیرالزام‌آور"


def test_a_glance_at_nothing_says_so(office: Office) -> None:
    with pytest.raises(NoSuchRecord):
        glance(office, "person", uuid4())
