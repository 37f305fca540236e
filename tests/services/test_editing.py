"""Editing: a draft is opened, checked and saved; only what differs is written."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.core.moments import parse_moment
from app.core.money import Money
from app.core.partial_dates import parse_partial
from app.records.agreement import Agreement
from app.records.counterpart import CounterpartKind
from app.records.follow_up import FollowUp
from app.records.meeting import AgendaItem, Meeting
from app.rules.labels import Confidentiality
from app.rules.stages import AgreementStage, FollowUpState, MeetingStage
from app.schema.draft import Draft, Severity
from app.schema.values import Value
from app.services import changing
from app.services.checking import REOPENED, SIGNED_TEXT
from app.services.draft_loading import NoSuchRecord
from app.services.editing import Invalid, blank, blank_row, check, open_draft, save
from app.services.history import history
from app.services.office import Changed, Office
from app.services.titles import title_of, titles
from app.store.errors import StaleRecord

NOW = datetime(2025, 10, 7, 8, 0, tzinfo=UTC)
TEN = parse_moment("2025-11-01T10:00:00+03:30", office_zone="Asia/Tehran")


def a_city(office: Office, name: str = "آنکارا", **values: Any) -> UUID:
    return save(office, blank(office, "counterpart", values={"name_fa": name, "kind": CounterpartKind.CITY, **values})).id


def a_meeting(office: Office, **values: Any) -> Draft:
    return blank(office, "meeting", values={"subject": "دیدار با شهردار", "starts_at": TEN, **values})


def a_row(office: Office, owner: Draft, panel: str, **values: Any) -> Draft:
    row = blank_row(office, owner, panel=panel)
    row.values.update(values)
    owner.rows[panel].append(row)
    return row


def a_saved_meeting(office: Office) -> Draft:
    """A meeting with two agenda items; the first carries a promise."""
    meeting = a_meeting(office)
    first = a_row(office, meeting, "agenda", subject="مترو")
    a_row(office, meeting, "agenda", subject="پسماند")
    a_row(office, first, "promises", what="ارسال گزارش")
    return open_draft(office, "meeting", save(office, meeting).id)


def test_a_new_record_is_saved_with_its_defaults(office: Office) -> None:
    record = a_city(office)
    found = open_draft(office, "counterpart", record)
    assert found.values["name_fa"] == "آنکارا"
    assert found.values["label"] is Confidentiality.NORMAL
    assert found.values["archived"] is False
    assert found.version == 1


def test_rows_of_all_panels_are_saved_and_read_back_nested(office: Office) -> None:
    meeting = a_saved_meeting(office)
    assert [row[AgendaItem.subject] for row in meeting.rows["agenda"]] == ["مترو", "پسماند"]
    promise = meeting.rows["agenda"][0].rows["promises"][0]
    assert promise[FollowUp.what] == "ارسال گزارش"
    assert promise[FollowUp.agenda_item] == meeting.rows["agenda"][0].id


def test_a_promise_made_in_an_agenda_item_belongs_to_the_meeting_too(office: Office) -> None:
    meeting = a_saved_meeting(office)
    assert meeting.rows["promises"][0] is meeting.rows["agenda"][0].rows["promises"][0]
    assert meeting.rows["promises"][0][FollowUp.meeting] == meeting.id


def test_saving_what_does_not_differ_leaves_no_trace(office: Office) -> None:
    meeting = a_saved_meeting(office)
    heard: list[Changed] = []
    office.listen(heard.append)
    saved = save(office, meeting)
    assert saved.deed is None
    assert saved.version == meeting.version
    assert not heard


def test_only_what_differs_is_journaled(office: Office) -> None:
    meeting = a_saved_meeting(office)
    meeting[Meeting.place] = "ساختمان شورا"
    meeting.rows["agenda"][1][AgendaItem.summary] = "گفت‌وگو شد"
    saved = save(office, meeting)
    deed = history(office, "meeting", saved.id)[0]
    assert [(str(change.field), change.new) for change in deed.changes] == [
        (str(office.catalogue["meeting"].fields["place"].label), "ساختمان شورا"),
        (str(office.catalogue["agenda_item"].fields["summary"].label), "گفت‌وگو شد"),
    ]
    assert deed.changes[1].row == "پسماند"


def test_listeners_hear_which_records_changed(office: Office) -> None:
    heard: list[Changed] = []
    office.listen(heard.append)
    record = a_city(office)
    assert heard[0].kinds == {"counterpart"}
    assert heard[0].ids == {record}


def test_rows_are_reordered_removed_and_added_in_one_save(office: Office) -> None:
    meeting = a_saved_meeting(office)
    meeting.rows["agenda"].reverse()
    a_row(office, meeting, "agenda", subject="شهر هوشمند")
    save(office, meeting)
    again = open_draft(office, "meeting", _id(meeting))
    assert [row[AgendaItem.subject] for row in again.rows["agenda"]] == ["پسماند", "مترو", "شهر هوشمند"]
    again.rows["agenda"][0].removed = True
    save(office, again)
    last = open_draft(office, "meeting", _id(meeting))
    assert [row[AgendaItem.subject] for row in last.rows["agenda"]] == ["مترو", "شهر هوشمند"]


def test_moving_one_row_writes_one_row(office: Office) -> None:
    meeting = a_meeting(office)
    for number in range(6):
        a_row(office, meeting, "agenda", subject=f"بند {number}")
    meeting = open_draft(office, "meeting", save(office, meeting).id)
    rows = meeting.rows["agenda"]
    rows.insert(1, rows.pop(4))
    save(office, meeting)
    again = open_draft(office, "meeting", _id(meeting)).rows["agenda"]
    assert [row[AgendaItem.subject] for row in again] == ["بند 0", "بند 4", "بند 1", "بند 2", "بند 3", "بند 5"]
    assert sorted(row.version or 0 for row in again) == [1, 1, 1, 1, 1, 2]


def test_links_are_kept_in_their_order(office: Office) -> None:
    one, two = a_city(office), a_city(office, "باکو")
    meeting = a_meeting(office, counterparts=(two, one))
    found = open_draft(office, "meeting", save(office, meeting).id)
    assert found[Meeting.counterparts] == (two, one)
    found[Meeting.counterparts] = (one,)
    save(office, found)
    assert open_draft(office, "meeting", _id(found))[Meeting.counterparts] == (one,)


def test_text_loses_control_characters_and_keeps_the_half_space(office: Office) -> None:
    record = a_city(office, "تهران\x00 می‌آید\u200c", other_spellings="   ")
    found = open_draft(office, "counterpart", record)
    assert found.values["name_fa"] == "تهران می‌آید\u200c"
    assert found.values["other_spellings"] is None


def test_every_missing_required_field_is_named(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        save(office, blank(office, "meeting"))
    assert {problem.field for problem in refused.value.problems} == {"subject", "starts_at"}


def test_a_problem_of_a_row_names_its_panel_and_its_place(office: Office) -> None:
    meeting = a_meeting(office)
    a_row(office, meeting, "agenda", subject="مترو")
    bad = a_row(office, meeting, "agenda", subject="پسماند")
    a_row(office, bad, "promises")
    found = [problem for problem in check(office, meeting) if problem.severity is Severity.ERROR]
    assert [(problem.field, problem.panel, problem.row) for problem in found] == [("what", "agenda.1.promises", 0)]


def test_rules_see_codes_as_members_and_refuse(office: Office) -> None:
    promise = blank(office, "follow_up", values={"what": "ارسال", "state": "done"})
    with pytest.raises(Invalid) as refused:
        save(office, promise)
    assert refused.value.problems[0].field == "evidence"


def test_warnings_do_not_stop_a_save_and_are_kept_with_a_reason(office: Office) -> None:
    meeting = a_meeting(office, length_minutes=10)
    a_row(office, meeting, "agenda", subject="مترو", minutes_allotted=50)
    assert [problem.rule for problem in check(office, meeting)] == ["agenda_length"]
    saved = save(office, meeting, overrides={"agenda_length": "جلسه ادامه می‌یابد"})
    again = open_draft(office, "meeting", saved.id)
    assert check(office, again) == ()
    told = [change for deed in history(office, "meeting", saved.id) for change in deed.changes]
    assert "جلسه ادامه می‌یابد" in [change.new for change in told]


def test_a_warning_comes_back_when_its_fact_changed(office: Office) -> None:
    meeting = a_meeting(office, length_minutes=10)
    a_row(office, meeting, "agenda", subject="مترو", minutes_allotted=50)
    saved = save(office, meeting, overrides={"agenda_length": "دلیل"})
    again = open_draft(office, "meeting", saved.id)
    again.rows["agenda"][0][AgendaItem.minutes_allotted] = 60
    assert [problem.rule for problem in check(office, again)] == ["agenda_length"]


def test_a_stale_save_is_refused_and_names_who_saved(office: Office, officer: UUID) -> None:
    record = a_city(office)
    mine, theirs = open_draft(office, "counterpart", record), open_draft(office, "counterpart", record)
    theirs.values["name_en"] = "Ankara"
    save(office, theirs)
    mine.values["name_en"] = "Angora"
    with pytest.raises(StaleRecord) as refused:
        save(office, mine)
    assert refused.value.by == "مریم رضایی"
    assert refused.value.at is not None
    assert refused.value.at.zone == "Asia/Tehran"
    assert open_draft(office, "counterpart", record).values["name_en"] == "Ankara"


def test_two_people_may_add_rows_to_one_record(office: Office) -> None:
    meeting = a_saved_meeting(office)
    other = open_draft(office, "meeting", _id(meeting))
    a_row(office, other, "agenda", subject="سوم")
    save(office, other)
    a_row(office, meeting, "agenda", subject="چهارم")
    save(office, meeting)
    found = open_draft(office, "meeting", _id(meeting)).rows["agenda"]
    assert {row[AgendaItem.subject] for row in found} == {"مترو", "پسماند", "سوم", "چهارم"}


def test_a_row_that_somebody_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    meeting = a_saved_meeting(office)
    other = open_draft(office, "meeting", _id(meeting))
    other.rows["agenda"][0][AgendaItem.summary] = "یکم"
    save(office, other)
    meeting.rows["agenda"][1][AgendaItem.summary] = "دوم"
    with pytest.raises(StaleRecord) as refused:
        save(office, meeting)
    assert refused.value.kind == "agenda_item"


def test_saving_a_deleted_record_is_refused(office: Office) -> None:
    record = a_city(office)
    mine = open_draft(office, "counterpart", record)
    changing.delete(office, "counterpart", [record])
    mine.values["name_en"] = "Ankara"
    with pytest.raises(StaleRecord):
        save(office, mine)
    with pytest.raises(NoSuchRecord):
        open_draft(office, "counterpart", record)


def test_a_stage_follows_its_track(office: Office) -> None:
    meeting = a_saved_meeting(office)
    meeting[Meeting.stage] = MeetingStage.CLOSED
    with pytest.raises(Invalid) as refused:
        save(office, meeting)
    assert refused.value.problems[0].rule == "stage_order"
    meeting[Meeting.stage] = MeetingStage.CONFIRMED
    save(office, meeting)


def test_a_new_record_may_stand_at_any_stage_of_its_track(office: Office) -> None:
    agreement = blank(office, "agreement", values={"title_fa": "تفاهم‌نامه", "stage": AgreementStage.IN_FORCE})
    found = open_draft(office, "agreement", save(office, agreement).id)
    assert found[Agreement.stage] is AgreementStage.IN_FORCE


def test_an_incoming_visit_begins_on_its_own_track(office: Office) -> None:
    visit = blank(office, "delegation", values={"title": "هیئت باکو", "direction": "incoming"})
    assert str(open_draft(office, "delegation", save(office, visit).id).values["stage"]) == "requested"


def approved(office: Office) -> Draft:
    meeting = a_meeting(office, stage=MeetingStage.MINUTES_APPROVED, minutes="متن")
    a_row(office, meeting, "agenda", subject="مترو")
    return open_draft(office, "meeting", save(office, meeting).id)


def test_approved_minutes_are_locked(office: Office) -> None:
    meeting = approved(office)
    meeting[Meeting.minutes] = "متن دیگر"
    with pytest.raises(Invalid) as refused:
        save(office, meeting)
    assert [problem.rule for problem in refused.value.problems] == ["locked"]
    again = open_draft(office, "meeting", _id(meeting))
    again.rows["agenda"][0][AgendaItem.decision] = "تازه"
    with pytest.raises(Invalid):
        save(office, again)


def test_promises_of_locked_minutes_can_still_be_kept(office: Office) -> None:
    meeting = approved(office)
    a_row(office, meeting.rows["agenda"][0], "promises", what="ارسال")
    meeting[Meeting.notes] = "یادداشت"
    save(office, meeting)
    again = open_draft(office, "meeting", _id(meeting))
    promise = again.rows["promises"][0]
    promise[FollowUp.state], promise[FollowUp.evidence] = FollowUpState.DONE, "نامه"
    save(office, again)


def test_reopening_asks_for_a_reason_and_history_keeps_it(office: Office) -> None:
    meeting = approved(office)
    meeting[Meeting.stage] = MeetingStage.REOPENED
    with pytest.raises(Invalid) as refused:
        save(office, meeting)
    assert [problem.rule for problem in refused.value.problems] == [REOPENED]
    save(office, meeting, overrides={REOPENED: "اشتباه در متن"})
    assert "اشتباه در متن" in [change.new for change in history(office, "meeting", _id(meeting))[0].changes]


def test_a_signed_text_is_replaced_only_with_a_reason_and_history_keeps_it(office: Office) -> None:
    first, second = office.store.files.put(b"first", "scan.pdf"), office.store.files.put(b"second", "scan.pdf")
    signed: dict[str, Value] = {"stage": AgreementStage.SIGNED, "signed_on": parse_partial("1404/02/03")}
    made = save(office, blank(office, "agreement", values={"title_fa": "خواهرخواندگی", **signed})).id
    agreement = open_draft(office, "agreement", made)
    agreement.values["scan"] = first
    save(office, agreement)  # what was empty is filled
    for instead in (second, None):
        agreement = open_draft(office, "agreement", made)
        agreement.values |= {"scan": instead, "end_clause": "بند پایان"}
        with pytest.raises(Invalid) as refused:
            save(office, agreement)
        assert [(problem.field, problem.rule) for problem in refused.value.problems] == [("scan", SIGNED_TEXT)]
        with pytest.raises(Invalid):
            save(office, agreement, overrides={SIGNED_TEXT: " "})
    save(office, agreement, overrides={SIGNED_TEXT: "اسکن ناخوانا بود"})
    assert "اسکن ناخوانا بود" in [change.new for change in history(office, "agreement", made)[0].changes]
    again = open_draft(office, "agreement", made)
    again.values["end_clause"] = None
    with pytest.raises(Invalid):  # a reason given once is not given for ever
        save(office, again)


def test_a_record_made_in_a_secret_one_is_as_secret(office: Office) -> None:
    meeting = a_meeting(office, label=Confidentiality.SECRET)
    meeting.rows["promises"].append(blank(office, "follow_up", values={"what": "ارسال"}))
    found = open_draft(office, "meeting", save(office, meeting).id)
    assert found.rows["promises"][0][FollowUp.label] is Confidentiality.SECRET


def test_a_code_of_a_list_is_given_once(office: Office) -> None:
    save(office, blank(office, "domain", values={"code": "metro", "label_fa": "مترو"}))
    with pytest.raises(Invalid) as refused:
        save(office, blank(office, "domain", values={"code": "metro", "label_fa": "قطار"}))
    assert refused.value.problems[0].rule == "unique"


def test_deleting_takes_the_rows_inside_along_and_restoring_brings_them_back(office: Office) -> None:
    meeting = a_saved_meeting(office)
    meeting.rows["agenda"][1].removed = True
    save(office, meeting)
    with frozen_at(NOW + timedelta(hours=1)):
        assert changing.delete(office, "meeting", [_id(meeting)]).count == 1
    assert titles(office, [_id(meeting)])[_id(meeting)].deleted
    assert changing.restore(office, "meeting", [_id(meeting)]).count == 1
    found = open_draft(office, "meeting", _id(meeting))
    assert [row[AgendaItem.subject] for row in found.rows["agenda"]] == ["مترو"]


def test_archiving_is_one_deed_and_lists_retire(office: Office) -> None:
    records = [a_city(office), a_city(office, "باکو")]
    done = changing.archive(office, "counterpart", records, archived=True)
    assert done.count == 2
    assert changing.archive(office, "counterpart", records, archived=True).deed is None
    item = save(office, blank(office, "domain", values={"code": "metro", "label_fa": "مترو"})).id
    changing.archive(office, "domain", [item], archived=True)
    assert open_draft(office, "domain", item).values["retired"] is True


def test_one_field_is_set_in_many_records_or_in_none(office: Office) -> None:
    records = [a_city(office), a_city(office, "باکو")]
    assert changing.bulk_set(office, "counterpart", records, field_name="region", value="آسیا").count == 2
    with pytest.raises(Invalid):
        changing.bulk_set(office, "counterpart", records, field_name="name_fa", value=None)
    assert {open_draft(office, "counterpart", record).values["name_fa"] for record in records} == {"آنکارا", "باکو"}


def test_titles_of_list_items_speak_the_language(office: Office) -> None:
    item = save(office, blank(office, "domain", values={"code": "metro", "label_fa": "مترو", "label_en": "Metro"})).id
    assert title_of(office, item, lang="fa") == "مترو"
    assert title_of(office, item, lang="en") == "Metro"


def test_a_child_row_is_named_by_what_it_links_to(office: Office) -> None:
    person = save(office, blank(office, "person", values={"name_fa": "آرش نمونه‌ای"})).id
    meeting = a_meeting(office)
    a_row(office, meeting, "attendees", person=person)
    found = open_draft(office, "meeting", save(office, meeting).id)
    attendee, item = _id(found.rows["attendees"][0]), person
    assert titles(office, [attendee, item])[attendee].title == "آرش نمونه‌ای"


def test_days_are_stored_as_given(office: Office) -> None:
    promise = blank(office, "follow_up", values={"what": "ارسال", "due_on": date(2025, 12, 1)})
    assert open_draft(office, "follow_up", save(office, promise).id)[FollowUp.due_on] == date(2025, 12, 1)


def _id(draft: Draft) -> UUID:
    assert draft.id is not None
    return draft.id


def test_another_actor_is_recorded(office: Office, officer: UUID) -> None:
    office.actor = replace(office.actor, officer=officer)
    record = a_city(office)
    assert history(office, "counterpart", record)[0].who == "مریم رضایی"


def test_a_finding_across_records_warns_until_somebody_goes_past_it(office: Office) -> None:
    high, low = (
        save(office, blank(office, "rank", values={"code": f"r{level}", "label_fa": f"رده {level}", "level": level})).id
        for level in (2, 6)
    )
    visit = blank(office, "delegation", values={"title": "سفر", "direction": "outgoing"})
    visit.values.update(head_rank=low, host_rank=high)
    marks = [problem.mark for problem in check(office, visit) if problem.severity is Severity.WARNING]
    assert len(marks) == 1
    saved = save(office, visit)
    again = open_draft(office, "delegation", saved.id)
    assert [problem.mark for problem in check(office, again)] == marks
    save(office, again, overrides={marks[0]: "میزبان اصرار داشت"})
    assert check(office, open_draft(office, "delegation", saved.id)) == ()


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("population", 2**63, "number_too_large"),
        ("population", -5, "negative"),
        ("dues", Money(2**63, "EUR"), "number_too_large"),
        ("time_zone", "Asia/Nowhere", "unknown_zone"),
    ],
)
def test_what_the_store_cannot_keep_or_nobody_knows_is_refused_at_its_field(
    office: Office, name: str, value: Value, rule: str
) -> None:
    given: dict[str, Any] = {name: value}
    with pytest.raises(Invalid) as refused:
        a_city(office, **given)
    assert [(found.field, found.rule) for found in refused.value.problems] == [(name, rule)]
    a_city(office, population=0, dues=Money(-5, "EUR"), time_zone="Europe/Istanbul")
