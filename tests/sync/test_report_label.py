"""The report of a merge carries the highest label of what it tells, before the merge and after."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.exchange.merge_out import write_merge_workbook
from app.papers.merge_report import merge_report
from app.rules.labels import Confidentiality, confidentiality_name
from app.services.editing import blank_row, open_draft, save
from app.services.office import Office
from app.sync import applying, planning
from tests.sync.conftest import Desk, added, edited

CONFIDENTIAL, SECRET = Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
Work = Callable[[Desk, Office], Any]


def _row(laptop: Office, meeting: Any, person: Any) -> None:
    draft = open_draft(laptop, "meeting", meeting)
    row = blank_row(laptop, draft, panel="attendees")
    row.values["person"] = person
    draft.rows["attendees"].append(row)
    save(laptop, draft)


WORKS: dict[str, tuple[Work, Confidentiality]] = {
    "nothing labelled": (
        lambda desk, laptop: edited(laptop, "delegation", desk.trip, purpose="هدف سفر"), CONFIDENTIAL,
    ),
    "a secret record": (lambda desk, laptop: edited(laptop, "person", desk.secret_person, honorific="جناب"), SECRET),
    "a new secret record": (lambda _desk, laptop: added(laptop, "person", name_fa="دوست", label=SECRET), SECRET),
    "a record that became secret": (lambda desk, laptop: edited(laptop, "delegation", desk.trip, label=SECRET), SECRET),
    "a link to a secret record": (lambda desk, laptop: edited(laptop, "delegation", desk.trip, head=desk.secret_person), SECRET),
    "a secret section": (
        lambda desk, laptop: edited(laptop, "meeting", desk.meeting, our_objectives="هدف", preparation_label=SECRET), SECRET,
    ),
    "a text of a secret section": (lambda desk, laptop: edited(laptop, "meeting", desk.other, arguments="استدلال"), SECRET),
    "a row of a secret record": (lambda desk, laptop: _row(laptop, desk.other, desk.mayor), SECRET),
}  # fmt: skip


@pytest.mark.parametrize("name", WORKS)
def test_a_report_carries_the_highest_label_of_what_it_tells(desk: Desk, tmp_path: Path, name: str) -> None:
    work, label = WORKS[name]
    _with_another_meeting(desk, name)
    desk.pack(SECRET)
    laptop = desk.laptop()
    work(desk, laptop)
    back = desk.comes_back(laptop)
    laptop.close()
    plan = planning.plan(desk.office, back)
    done = applying.apply(desk.office, plan)
    assert done.deed is not None
    for each in (plan, applying.told(desk.office, done.deed)):
        assert each.label is label
        document = merge_report(desk.office, each)
        assert (document.label, document.grade.value) == (confidentiality_name(label).in_(each.lang), label.value)
        assert write_merge_workbook(desk.office, each, tmp_path / "report.xlsx").label is label


def _with_another_meeting(desk: Desk, name: str) -> None:
    """Give the trip a second meeting that is secret, whole or in its preparation."""
    secret = {"label": SECRET} if name == "a row of a secret record" else {"preparation_label": SECRET}
    first = desk.values("meeting", desk.meeting)
    values = {"subject": "دیدار دوم", "starts_at": first["starts_at"], "delegation": desk.trip}
    desk.other = desk.add("meeting", **values, **secret)
