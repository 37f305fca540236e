"""Of two versions that parted, what only one changed is kept, and what both changed is asked about, in rows too."""

from uuid import UUID

import pytest

from app.schema.draft import Draft
from app.services import comparing, editing
from app.services.office import Office

Versions = tuple[Draft, Draft, Draft]


@pytest.fixture
def versions(office: Office) -> Versions:
    """Give a meeting with two points as it was opened, as it is written here, and as somebody saves it meanwhile."""
    made = editing.blank(office, "meeting", values={"subject": "دیدار", "place": "تالار"})
    made.rows["agenda"] = [editing.blank(office, "agenda_item", values={"subject": word}) for word in ("یک", "دو")]
    record = _saved(office, made)
    base, mine, stored = (editing.open_draft(office, "meeting", record) for _version in range(3))
    return base, mine, stored


def _saved(office: Office, draft: Draft) -> UUID:
    from datetime import datetime

    from app.core.moments import Moment

    draft.values["starts_at"] = Moment(datetime(2025, 10, 8, 9), "Asia/Tehran")  # noqa: DTZ001 - a wall time
    return editing.save(office, draft).id


def names(office: Office, versions: Versions) -> list[str]:
    base, mine, stored = versions
    return [str(one.label) for one in comparing.parted(office, base, mine, stored=stored, lang="fa")]


def test_what_only_one_side_changed_is_no_question(office: Office, versions: Versions) -> None:
    base, mine, stored = versions
    mine.values["subject"] = "از من"
    stored.values["place"] = "از دیگری"
    assert names(office, versions) == []
    comparing.settle(base, mine, stored=stored, stay=())
    assert (mine.values["subject"], mine.values["place"]) == ("از من", "از دیگری")


def test_what_both_changed_goes_as_it_is_chosen(office: Office, versions: Versions) -> None:
    base, mine, stored = versions
    mine.values["place"], stored.values["place"] = "از من", "از دیگری"
    (found,) = comparing.parted(office, base, mine, stored=stored, lang="fa")
    assert (found.mine, found.stored) == ("از من", "از دیگری")
    here, there = mine.copied(), mine.copied()
    comparing.settle(base, here, stored=stored, stay={found.path})
    comparing.settle(base, there, stored=stored, stay=())
    assert (here.values["place"], there.values["place"]) == ("از من", "از دیگری")


def test_a_row_that_somebody_deleted_is_asked_about_only_when_it_was_changed(office: Office, versions: Versions) -> None:
    base, mine, stored = versions
    gone = stored.rows["agenda"].pop(0)
    assert names(office, versions) == []
    mine.rows["agenda"][0].values["summary"] = "خلاصه"
    assert len(names(office, versions)) == 1
    left = mine.copied()
    comparing.settle(base, left, stored=stored, stay=())
    assert len(left.rows["agenda"]) == 1
    comparing.settle(base, mine, stored=stored, stay={(gone.id, "")})
    assert [row.id for row in mine.rows["agenda"]] == [None, stored.rows["agenda"][0].id]


def test_rows_that_somebody_added_come_in(office: Office, versions: Versions) -> None:
    base, mine, stored = versions
    added = stored.rows["agenda"][0].copied()
    added.id = UUID(int=5)
    stored.rows["agenda"].append(added)
    comparing.settle(base, mine, stored=stored, stay=())
    assert [row.id for row in mine.rows["agenda"]] == [row.id for row in stored.rows["agenda"]]


def test_a_row_removed_here_and_changed_there_is_asked_about(office: Office, versions: Versions) -> None:
    base, mine, stored = versions
    mine.rows["agenda"][0].removed = True
    stored.rows["agenda"][0].values["summary"] = "خلاصه"
    assert len(names(office, versions)) == 1
    comparing.settle(base, mine, stored=stored, stay=())
    assert not mine.rows["agenda"][0].removed


def test_a_draft_whose_base_nobody_has_asks_about_everything_that_differs(office: Office, versions: Versions) -> None:
    _base, mine, stored = versions
    mine.values["place"] = "از من"
    unknown = comparing.unknown_base(mine)
    assert [one.path[1] for one in comparing.parted(office, unknown, mine, stored=stored, lang="fa")] == ["place"]
