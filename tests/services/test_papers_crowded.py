"""Records above the ceiling do not crowd out those that may be told, however many there are."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import pytest

from app.core.i18n import plain
from app.core.moments import Moment
from app.rules.labels import Confidentiality
from app.rules.stages import MeetingStage
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.schema.values import Value
from app.services import adding, editing
from app.services.brief import brief_facts
from app.services.office import Office
from app.services.paper_person import person_facts
from app.services.paper_place import body_facts
from app.services.paper_relation import relation_facts
from app.services.paper_source import Source, reading
from app.services.trip import open_trip
from app.services.trip_people import other_side

CROWD = 170
"""More than any list of a paper takes, even four times."""
SECRET, NORMAL = Confidentiality.SECRET, Confidentiality.NORMAL


def at(day: int) -> Moment:
    return Moment(datetime(2025, 1 + day // 28, 1 + day % 28, 9), "Asia/Tehran")  # noqa: DTZ001 - a wall time


class Crowd:
    """One open record of each kind among many secret ones that stand before it."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.city = self._one("counterpart", name_fa="سئول", kind="city", side="theirs")
        self.person = self._one("person", name_fa="کیم")
        outgoing: dict[str, Value] = {"direction": "outgoing", "counterparts": (self.city,)}
        self.trip = self._one("delegation", title="سفر", starts_on=date(2025, 11, 1), **outgoing)
        self.meeting = self._one("meeting", subject="دیدار آینده", starts_at=at(320), counterparts=(self.city,))
        self._many("meeting", self._met)
        self._many("delegation", lambda turn: {
            "title": f"سفر {turn}", "starts_on": date(2024, 2 if turn else 1, 1), **outgoing
        })  # fmt: skip
        self._many("follow_up", lambda turn: {
            "what": f"قول {turn}", "counterpart": self.city, "side": Side.OURS, "due_on": date(2025, 1 if turn else 2, 1)
        })  # fmt: skip
        people = self._many("person", lambda turn: {"name_fa": f"نام {turn}"})
        self._many("post", lambda turn: {
            "person": people[turn], "title_fa": f"سمت {turn}", "body": self.city, "precedence": 1 if turn else 2
        })  # fmt: skip

    def _met(self, turn: int) -> dict[str, Value]:
        return {
            "subject": f"دیدار {turn}", "starts_at": at(100 if turn else 50), "counterparts": (self.city,),
            "stage": MeetingStage.HELD,
        }  # fmt: skip

    def _one(self, kind: str, /, **values: Value) -> UUID:
        return editing.save(self._office, editing.blank(self._office, kind, values=values)).id

    def _many(self, kind: str, values: Callable[[int], dict[str, Value]]) -> list[UUID]:
        """Add the open one, number 0, and the crowd; a meeting has the person at its table."""
        drafts = [self._draft(kind, values(turn), NORMAL if turn == 0 else SECRET) for turn in range(CROWD)]
        return [added.id for added in adding.add_all(self._office, drafts, title=plain("crowd"))]

    def _draft(self, kind: str, values: dict[str, Value], label: Confidentiality) -> Draft:
        draft = editing.blank(self._office, kind, values={**values, "label": label})
        if kind == "meeting":
            row = editing.blank_row(self._office, draft, panel="attendees")
            row.values.update(person=self.person, side=Side.THEIRS)
            draft.rows["attendees"].append(row)
        return draft


@pytest.fixture
def crowd(office: Office) -> Crowd:
    return Crowd(office)


def told(source: Source, crowd: Crowd) -> dict[str, list[str]]:
    """Tell what the papers' lists hold, without the meeting and the trip that are there of themselves."""
    relation = [event.title.fa for event in relation_facts(source, (crowd.city,)).timeline]
    met = [other.card.name.fa for other in other_side(open_trip(source, crowd.trip)) if other.post is not None]
    return {
        "meetings of a person": [each.subject for each in person_facts(source, crowd.person).meetings],
        "people of a body": [each.name.fa for each in body_facts(source, crowd.city).people],
        "relation": [title for title in relation if title not in ("دیدار آینده", "سفر")],
        "open promises of a brief": [each.what for each in brief_facts(source, crowd.meeting).open_promises],
        "people met on a trip": met,
    }


def test_a_crowd_of_secrets_hides_nothing_that_is_open(office: Office, crowd: Crowd) -> None:
    with reading(office, NORMAL) as source:
        assert told(source, crowd) == {
            "meetings of a person": ["دیدار 0"],
            "people of a body": ["نام 0"],
            "relation": ["دیدار 0", "سفر 0"],
            "open promises of a brief": ["قول 0"],
            "people met on a trip": ["نام 0"],
        }
