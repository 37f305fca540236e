"""Saved views keep a list as it stood, for one officer or for all."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from app.core.moments import Moment, moment_now
from app.core.money import Money
from app.core.partial_dates import parse_partial
from app.rules.stages import MeetingStage
from app.schema.values import Value
from app.services.history import undo
from app.services.list_query import Condition, Filter, ListQuery
from app.services.office import Office
from app.services.views import ViewNameMissing, delete_view, mark_view, read_query, save_view, views, write_query

QUERY = ListQuery(
    "meeting",
    text="مترو",
    filters=(Filter("stage", Condition.IS, (MeetingStage.HELD,)), Filter("starts_at", Condition.AFTER, (date(2025, 1, 1),))),
    sort="starts_at",
    descending=True,
    columns=("subject", "place"),
)


def test_a_view_brings_the_list_back_as_it_stood(office: Office) -> None:
    saved = save_view(office, QUERY, title="دیدارهای مترو", density="dense")
    assert views(office, "meeting") == (saved,)
    assert saved.query == QUERY
    assert views(office, "agreement") == ()


VALUES = (
    uuid4(), date(2025, 1, 1), parse_partial("1402-05"), moment_now("Asia/Tehran"), Money(5, "EUR"), "x", 3, True, (uuid4(),)
)  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_every_value_of_a_filter_is_kept(office: Office, value: Value) -> None:
    query = ListQuery("meeting", filters=(Filter("subject", Condition.IS, (value,)),))
    assert read_query(office.catalogue["meeting"], write_query(query)) == query
    assert not isinstance(value, Moment) or value.zone


def test_what_is_no_longer_known_is_left_out(office: Office) -> None:
    text = json.dumps({"filters": [["gone", "is", [1]], ["place", "sounds_like", []]], "sort": "gone", "text": "مترو"})
    assert read_query(office.catalogue["meeting"], text) == ListQuery("meeting", text="مترو")


def test_a_view_is_saved_in_the_place_of_an_earlier_one(office: Office) -> None:
    first = mark_view(office, save_view(office, QUERY, title="یک"), shared=True, pinned=True)
    again = save_view(office, replace(QUERY, text=""), title="دو", view=first)
    assert views(office, "meeting") == (again,)
    assert (again.shared, again.pinned) == (True, True)
    with pytest.raises(ViewNameMissing):
        save_view(office, QUERY, title="  ")


def test_pinned_views_stand_first_and_others_see_only_shared_ones(office: Office, officer: UUID) -> None:
    own = save_view(office, QUERY, title="آ")
    shared = mark_view(office, save_view(office, QUERY, title="ب"), shared=True, pinned=True)
    assert views(office, "meeting") == (shared, own)
    office.actor = replace(office.actor, officer=uuid4())
    assert views(office, "meeting") == (shared,)
    assert officer


def test_a_deleted_view_comes_back_by_undo(office: Office) -> None:
    saved = save_view(office, QUERY, title="یک")
    delete_view(office, saved)
    assert views(office, "meeting") == ()
    undo(office)
    assert views(office, "meeting") == (saved,)
