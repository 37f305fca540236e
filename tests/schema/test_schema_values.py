"""What a declaration and a draft say of themselves, and the edges of the values they hold."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from app.core.i18n import _
from app.records import ALL
from app.records.delegation import Delegation
from app.records.follow_up import FollowUp
from app.schema.draft import Draft, Severity, problem
from app.schema.fields import Links, field_of
from app.schema.kinds import Catalogue, Group
from app.schema.types import MOMENT, UuidType
from app.schema.values import FileRef, Place

CATALOGUE = Catalogue(ALL)
TODAY = date(2025, 10, 7)


def test_a_place_is_written_and_read_back() -> None:
    assert Place.decode(Place(35.69, -51.39).encode()) == Place(35.69, -51.39)


@pytest.mark.parametrize("text", ["91,0", "-90.5,0", "0,181", "0,-180.1"])
def test_a_point_off_the_earth_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Place.decode(text)


def test_a_file_is_written_and_read_back() -> None:
    ref = FileRef("ab", "نسخهٔ «امضا».pdf", 12, "application/pdf")
    assert FileRef.decode(ref.encode()) == ref


def test_a_draft_is_read_and_written_by_attribute() -> None:
    draft = Draft("delegation", TODAY, {"title": "سفر"})
    assert draft[Delegation.title] == "سفر"
    assert draft[Delegation.city] is None
    assert draft[Delegation.counterparts] == ()
    draft[Delegation.city] = "سئول"
    assert draft.values["city"] == "سئول"


def test_a_copy_with_values_leaves_the_draft_as_it_was() -> None:
    draft = Draft("delegation", TODAY, {"title": "سفر"}, {"members": []}, UUID(int=1), 3)
    other = draft.with_values({"title": "بازگشت"})
    assert (draft.values["title"], other.values["title"]) == ("سفر", "بازگشت")
    assert (other.id, other.version, other.rows) == (draft.id, 3, {"members": []})


def test_rows_being_removed_are_not_living() -> None:
    kept, gone = Draft("member", TODAY), Draft("member", TODAY, removed=True)
    draft = Draft("delegation", TODAY, rows={"members": [kept, gone]})
    assert list(draft.living("members")) == [kept]
    assert list(draft.living("gifts")) == []


def test_a_problem_stands_at_a_field_or_at_none() -> None:
    assert problem(None, _("Nothing")).field is None
    found = problem(Delegation.title, _("Nothing"), rule="r", severity=Severity.WARNING)
    assert (found.field, found.rule, found.severity) == ("title", "r", Severity.WARNING)


def test_a_stage_knows_its_track() -> None:
    stage = CATALOGUE["delegation"].stage
    assert stage is not None
    new = Draft("delegation", TODAY)
    assert stage.now(new) == stage.first(new) == stage.order(new)[0]
    assert set(stage.following(new)) <= set(stage.order(new))
    moved = new.with_values({"stage": stage.following(new)[0]})
    assert stage.now(moved) == stage.following(new)[0]


def test_sections_come_and_go_with_the_record() -> None:
    kind = CATALOGUE["agreement"]
    stages: Any = kind.fields["stage"].choices
    both = [
        {str(section.title) for section in kind.sections(Draft("agreement", TODAY, {"stage": stages(code)}))}
        for code in ("signed", "proposal")
    ]
    assert both[1] < both[0] == {str(section.title) for section in kind.form}


def test_pages_and_lists_are_told_apart() -> None:
    pages, lists = set(CATALOGUE.pages()), set(CATALOGUE.lists())
    assert not pages & lists
    assert all(kind.is_list and not kind.is_child for kind in lists)
    assert not any(kind.is_child or kind.group is Group.HIDDEN for kind in pages)
    assert len(list(CATALOGUE)) == len(ALL)


def test_panels_hold_child_rows_and_records_that_link() -> None:
    panels = CATALOGUE.panels("delegation")
    assert panels["members"].is_child
    assert not panels["promises"].is_child
    assert panels["promises"].via == FollowUp.delegation.key


def test_links_have_a_name_and_are_never_required() -> None:
    assert isinstance(Delegation.counterparts, Links)
    assert repr(Delegation.counterparts) == "Links(counterparts)"
    assert not field_of(Delegation.counterparts).required


def test_an_id_is_bytes_in_sqlite_and_native_elsewhere() -> None:
    column, record = UuidType(), UUID(int=5)
    lite, other = sqlite.dialect(), postgresql.dialect()  # type: ignore[no-untyped-call]
    assert column.process_bind_param(record, lite) == record.bytes
    assert column.process_bind_param(None, lite) is None
    assert column.process_bind_param(record, other) == record
    assert column.process_result_value(record.bytes, lite) == record
    assert column.process_result_value(record, other) == record
    assert column.process_result_value(None, lite) is None
    assert str(column.load_dialect_impl(lite)) != str(column.load_dialect_impl(other))


def test_a_coded_column_names_itself() -> None:
    assert repr(MOMENT) == "TextCoded(moment)"


def test_a_copied_draft_is_changed_alone() -> None:
    row = Draft("follow_up", TODAY, {"what": "ارسال نامه"})
    draft = Draft("delegation", TODAY, {"title": "سفر"}, {"promises": [row], "follow_ups": [row]})
    copy = draft.copied()
    assert copy == draft
    copy[Delegation.title] = "سفر دیگر"
    copy.rows["promises"][0][FollowUp.what] = "تماس"
    assert copy.rows["follow_ups"][0] is copy.rows["promises"][0]
    assert draft[Delegation.title] == "سفر"
    assert row[FollowUp.what] == "ارسال نامه"
