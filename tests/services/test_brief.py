"""A brief gathers what is true of the relation, in the posts of each day, and nothing above its ceiling."""

from datetime import date
from uuid import UUID

import pytest

from app.core.ids import shipped_id
from app.rules.labels import Confidentiality
from app.rules.stages import MeetingStage
from app.rules.vocabulary import Side
from app.services import brief, editing, reference, sample
from app.services.draft_loading import NoSuchRecord
from app.services.office import Office

SECRET, CONFIDENTIAL, NORMAL = Confidentiality.SECRET, Confidentiality.CONFIDENTIAL, Confidentiality.NORMAL


def row(key: str) -> UUID:
    return shipped_id("sample", key)


@pytest.fixture
def filled(office: Office) -> Office:
    reference.load(office)
    sample.fill(office)
    return office


def test_posts_are_those_of_each_day(filled: Office) -> None:
    facts = brief.gather(filled, row("m_seoul_next"), ceiling=SECRET)
    assert facts.last_met is not None
    now = {person.name.en: person.post.en for person in facts.attending if person.post}
    then = {person.name.en: person.post.en for person in facts.last_met.attending if person.post}
    assert now["Han Sample-hyun"] == "Mayor of Seoul"
    assert then["Han Sample-hyun"] == "Vice mayor for transport"


def test_a_post_that_nobody_named_is_found_by_the_day(filled: Office) -> None:
    draft = editing.open_draft(filled, "meeting", row("m_seoul_last"))
    draft.values["stage"] = MeetingStage.REOPENED
    editing.save(filled, draft, overrides={"reopened": "آزمون"})
    draft = editing.open_draft(filled, "meeting", row("m_seoul_last"))
    for person in draft.living("attendees"):
        person.values["post"] = None
    editing.save(filled, draft)
    met = brief.gather(filled, row("m_seoul_next"), ceiling=SECRET).last_met
    assert met is not None
    assert "Vice mayor for transport" in {person.post.en for person in met.attending if person.post}


def test_the_last_meeting_tells_what_each_side_promised_and_how_late_it_is(filled: Office) -> None:
    met = brief.gather(filled, row("m_seoul_next"), ceiling=SECRET).last_met
    assert met is not None
    assert met.months == 13
    told = [(promise.side, promise.is_open, promise.late) for promise in met.promises]
    assert told == [(Side.OURS, True, 41), (Side.THEIRS, True, 30), (Side.THEIRS, False, 0)]
    assert met.decisions


def test_heads_stand_first_and_agreements_tell_their_notice_days(filled: Office) -> None:
    facts = brief.gather(filled, row("m_seoul_next"), ceiling=SECRET)
    assert facts.attending[0].head
    plan = next(each for each in facts.agreements if each.notice is not None)
    assert plan.left == 30
    assert all(str(each.stage.msgid) == "In force" for each in facts.agreements)


def test_preparation_above_the_ceiling_is_gone_and_only_counted(filled: Office) -> None:
    facts = brief.gather(filled, row("m_seoul_next"), ceiling=CONFIDENTIAL)
    assert facts.points is None
    assert facts.left_out == 7
    assert facts.label is CONFIDENTIAL
    assert brief.gather(filled, row("m_seoul_next"), ceiling=SECRET).label is SECRET


def test_a_meeting_above_the_ceiling_is_refused(filled: Office) -> None:
    with pytest.raises(brief.AboveCeiling) as caught:
        brief.gather(filled, row("m_seoul_next"), ceiling=NORMAL)
    assert caught.value.code == "above_ceiling"


def test_a_person_above_the_ceiling_is_named_nowhere(filled: Office) -> None:
    draft = editing.open_draft(filled, "person", row("p_kim"))
    draft.values["label"] = SECRET
    editing.save(filled, draft)
    facts = brief.gather(filled, row("m_seoul_next"), ceiling=CONFIDENTIAL)
    assert "کیم" not in repr(facts)
    assert "Kim" not in repr(facts)
    assert facts.left_out > 7


def test_an_agreement_and_a_promise_above_the_ceiling_leave_no_trace(filled: Office) -> None:
    agreement = editing.open_draft(filled, "agreement", row("a_seoul_plan"))
    agreement.values["label"] = SECRET
    editing.save(filled, agreement)
    facts = brief.gather(filled, row("m_seoul_next"), ceiling=CONFIDENTIAL)
    assert "هوای پاک تهران و سئول" not in repr(facts.agreements)
    promise = facts.open_promises[0]
    assert promise.key is not None
    draft = editing.open_draft(filled, "follow_up", promise.key)
    draft.values["label"] = SECRET
    editing.save(filled, draft)
    again = brief.gather(filled, row("m_seoul_next"), ceiling=CONFIDENTIAL)
    assert promise.what not in repr(again)
    assert again.left_out == facts.left_out + 1  # once, though it was made at one meeting and is open at the next


def test_a_first_meeting_has_no_last_one(filled: Office) -> None:
    facts = brief.gather(filled, row("m_seoul_anniversary"), ceiling=SECRET)
    assert facts.last_met is None
    assert facts.earlier == ()


def test_internal_and_cancelled_meetings_are_no_encounter(filled: Office) -> None:
    draft = editing.open_draft(filled, "meeting", row("m_seoul_last"))
    draft.values["stage"] = MeetingStage.REOPENED
    editing.save(filled, draft, overrides={"reopened": "آزمون"})
    draft = editing.open_draft(filled, "meeting", row("m_seoul_last"))
    draft.values["internal"] = True
    editing.save(filled, draft)
    met = brief.gather(filled, row("m_seoul_next"), ceiling=SECRET).last_met
    assert met is not None
    assert met.key == row("m_seoul_online")


def test_the_brief_says_as_of_when(filled: Office) -> None:
    assert brief.gather(filled, row("m_seoul_next"), ceiling=SECRET).as_of == date(2025, 10, 7)


def test_an_unknown_meeting_is_not_found(office: Office) -> None:
    with pytest.raises(NoSuchRecord):
        brief.gather(office, row("nobody"), ceiling=SECRET)
