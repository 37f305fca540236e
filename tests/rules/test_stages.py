"""Stages: names, families, what may follow, the strip."""

from enum import Enum

import pytest

from app.core.i18n import plain
from app.rules import stages
from app.rules.labels import Confidentiality
from app.rules.stages import AgreementStage, DelegationStage, Family, FollowUpState, MeetingStage, StepState, Track
from app.rules.vocabulary import PeriodCalendar, PeriodUnit, RenewalMode, Route, Side

STAGES: tuple[type[Enum], ...] = (
    stages.DelegationStage, stages.MeetingStage, stages.AgreementStage, stages.FollowUpState, stages.ClearanceState,
    stages.VisaState, stages.ProjectState, stages.LocalisationStage, stages.PolicyStage, stages.LetterState, stages.GiftState,
)  # fmt: skip
CHOICES: tuple[type[Enum], ...] = (Confidentiality, RenewalMode, PeriodUnit, PeriodCalendar, Side, Route)


@pytest.mark.parametrize("kind", STAGES + CHOICES)
def test_every_stage_and_choice_has_a_name_of_its_own(kind: type[Enum]) -> None:
    names = [stages.label_of(member).in_("en") for member in kind]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", STAGES)
def test_every_stage_has_a_colour_family(kind: type[Enum]) -> None:
    assert all(isinstance(stages.family_of(member), Family) for member in kind)


def test_equal_codes_of_two_enums_keep_their_own_names() -> None:
    assert stages.label_of(DelegationStage.REQUESTED).context == "delegation"
    assert stages.label_of(MeetingStage.REQUESTED).context == "meeting"


def test_what_is_not_a_stage_is_neutral() -> None:
    assert stages.family_of(Side.OURS) is Family.NEUTRAL


def test_a_foreign_enum_has_no_name() -> None:
    with pytest.raises(KeyError):
        stages.label_of(StepState.NOW)


def test_the_strip_of_a_meeting_uses_nouns() -> None:
    assert stages.strip_label_of(MeetingStage.HELD).in_("en") == "Meeting"
    assert stages.strip_label_of(MeetingStage.CLOSED) == stages.label_of(MeetingStage.CLOSED)
    assert stages.strip_label_of(AgreementStage.SIGNED) == stages.label_of(AgreementStage.SIGNED)


@pytest.mark.parametrize("track", Track)
def test_every_stage_of_a_track_leads_only_to_stages_of_the_track(track: Track) -> None:
    known = stages.stages_of(track)
    for stage in known:
        assert set(stages.allowed_next(track, stage)) <= set(known) - {stage}


@pytest.mark.parametrize("track", Track)
def test_every_stage_can_be_reached_or_begins_the_track(track: Track) -> None:
    known = stages.stages_of(track)
    reached = {stage for old in known for stage in stages.allowed_next(track, old)}
    assert set(known) - reached <= {stages.first_stage(track)}


@pytest.mark.parametrize("track", Track)
def test_the_first_stage_is_open_or_the_track_has_nothing_to_wait_for(track: Track) -> None:
    assert stages.is_open(track, stages.first_stage(track))


@pytest.mark.parametrize("track", Track)
def test_the_order_counts_from_nought_without_gaps(track: Track) -> None:
    assert [stages.order_of(track, stage) for stage in stages.stages_of(track)] == list(range(len(stages.stages_of(track))))


def test_an_enum_belongs_whole_to_its_track() -> None:
    both = set(stages.stages_of(Track.OUTGOING)) | set(stages.stages_of(Track.INCOMING))
    assert both == set(DelegationStage)
    assert set(stages.stages_of(Track.MEETING)) == set(MeetingStage)
    assert set(stages.stages_of(Track.AGREEMENT)) == set(AgreementStage)


def test_a_proposal_is_followed_by_the_statement_of_necessity_first() -> None:
    assert stages.allowed_next(Track.OUTGOING, "proposed")[0] is DelegationStage.NECESSITY_STATED


def test_a_delegation_on_its_way_cannot_be_cancelled() -> None:
    assert stages.allowed_next(Track.OUTGOING, "travelling") == (DelegationStage.RETURNED,)


def test_locked_minutes_can_only_be_closed_or_reopened() -> None:
    assert set(stages.allowed_next(Track.MEETING, "minutes_approved")) == {MeetingStage.CLOSED, MeetingStage.REOPENED}


def test_a_stage_of_another_track_is_unknown() -> None:
    with pytest.raises(stages.UnknownStage) as fact:
        stages.allowed_next(Track.INCOMING, "travelling")
    assert (fact.value.track, fact.value.stage) == (Track.INCOMING, "travelling")


def test_postponed_is_open_and_cancelled_is_not() -> None:
    assert stages.is_open(Track.OUTGOING, "postponed")
    assert not stages.is_open(Track.OUTGOING, "cancelled")
    assert not stages.is_open(Track.FOLLOW_UP, FollowUpState.WAIVED)


def test_a_short_strip_is_whole() -> None:
    strip = stages.strip(Track.MEETING, "held")
    assert [step.state for step in strip.steps] == [StepState.PASSED] * 3 + [StepState.NOW] + [StepState.COMING] * 3
    assert (strip.hidden_before, strip.hidden_after) == (0, 0)


def test_a_long_strip_shows_the_last_two_now_and_the_next_three() -> None:
    strip = stages.strip(Track.OUTGOING, "clearances")
    assert [step.stage for step in strip.steps] == [
        "necessity_stated", "council_decision", "clearances", "approved", "visas_and_logistics", "book_issued",
    ]  # fmt: skip
    assert (strip.hidden_before, strip.hidden_after) == (1, 5)


def test_the_ends_of_a_long_strip_hide_nothing_beyond_them() -> None:
    assert stages.strip(Track.OUTGOING, "proposed").hidden_before == 0
    assert stages.strip(Track.OUTGOING, "closed").hidden_after == 0


def test_a_rung_shows_the_stage_that_came_about() -> None:
    steps = stages.whole_strip(Track.AGREEMENT, "amended")
    shown = [step.stage for step in steps]
    assert AgreementStage.AMENDED in shown
    assert AgreementStage.RENEWED not in shown


def test_a_postponed_delegation_stands_after_the_stage_it_came_from() -> None:
    steps = stages.whole_strip(Track.OUTGOING, "postponed", came_from="approved")
    now = [step.state for step in steps].index(StepState.NOW)
    assert steps[now - 1].stage == "approved"
    assert steps[now + 1].stage == "visas_and_logistics"


def test_a_cancelled_delegation_has_nothing_ahead() -> None:
    steps = stages.whole_strip(Track.OUTGOING, "cancelled", came_from="approved")
    assert steps[-1].stage == "cancelled"


def test_without_the_stage_it_came_from_a_stage_beside_the_strip_stands_first() -> None:
    assert stages.whole_strip(Track.OUTGOING, "refused")[0].state is StepState.NOW


def test_names_are_translated_not_plain() -> None:
    assert stages.label_of(DelegationStage.CLOSED) != plain("Closed")
