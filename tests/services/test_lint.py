"""What is looked at before a paper is handed to the other side."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.core.partial_dates import PartialDate
from app.core.text import isolate, strip_isolates
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.rules.vocabulary import RenewalMode
from app.services import findings
from app.services.editing import blank, blank_row, open_draft, save
from app.services.lint import Concern, ToPrint, lint
from app.services.office import Office
from tests.services.test_as_of import a_meeting

NORMAL, SECRET = Confidentiality.NORMAL, Confidentiality.SECRET
LONG_AGO = PartialDate.of_day(date(2025, 1, 1))


def a_record(office: Office, kind: str, **values: Any) -> UUID:
    return save(office, blank(office, kind, values=values)).id


def with_row(office: Office, meeting: UUID, panel: str, **values: Any) -> None:
    draft = open_draft(office, "meeting", meeting)
    row = blank_row(office, draft, panel=panel)
    row.values.update(values)
    draft.rows.setdefault(panel, []).append(row)
    save(office, draft)


def concerns(office: Office, text: str, meeting: UUID | None = None, ceiling: Confidentiality = SECRET) -> tuple[Concern, ...]:
    return lint(office, ToPrint(text, "meeting", meeting, ceiling))


def said(found: tuple[Concern, ...]) -> list[str]:
    return [strip_isolates(concern.sentence) for concern in found]


@pytest.fixture
def meeting(office: Office) -> UUID:
    return a_meeting(office, "دیدار با شهردار")


def test_a_plain_paper_has_nothing_to_look_at(office: Office, meeting: UUID) -> None:
    assert concerns(office, "دیدار با شهردار برگزار شد.", meeting) == ()


def test_a_point_above_the_ceiling_is_named_by_its_place(office: Office, meeting: UUID) -> None:
    for subject, label in (("ترابری", None), ("وام", SECRET)):
        with_row(office, meeting, "agenda", subject=subject, shareable=True, label=label)
    assert said(concerns(office, "ترابری", meeting, NORMAL)) == ["بند ۲ محرمانه است و در این برگه نمی‌آید."]


def test_a_labelled_point_that_is_printed_is_told_and_leads_to_its_record(office: Office, meeting: UUID) -> None:
    with_row(office, meeting, "agenda", subject="وام مترو", shareable=True, label=SECRET)
    found = concerns(office, "۱. وام مترو", meeting)
    assert said(found) == ["«وام مترو» طبقه‌بندی «خیلی محرمانه» دارد و در این برگه آمده است."]
    assert (found[0].kind, found[0].record) == ("meeting", meeting)
    assert concerns(office, "۱. ترابری", meeting) == ()


def test_a_labelled_record_that_is_printed_is_told(office: Office) -> None:
    meeting = a_meeting(office, "دیدار پنهان", label=SECRET)
    assert len(concerns(office, "دیدار پنهان", meeting)) == 1


def test_an_item_that_may_not_be_shared_yet_is_told(office: Office, meeting: UUID) -> None:
    with_row(office, meeting, "agenda", subject="وام مترو")
    assert said(concerns(office, "وام مترو", meeting)) == ["بند «وام مترو» هنوز مجوز ندارد."]
    assert concerns(office, "بی نام آن", meeting) == ()


def test_a_former_post_leads_to_the_person(office: Office, meeting: UUID) -> None:
    person = a_record(office, "person", name_fa="کیم مین‌سو")
    post = a_record(office, "post", person=person, title_fa="شهردار سئول", held_to=LONG_AGO)
    with_row(office, meeting, "attendees", person=person, post=post, side="theirs")
    found = concerns(office, f"{isolate('کیم مین‌سو')}، شهردار\nسئول", meeting)
    assert [(concern.kind, concern.record) for concern in found] == [("person", person)]
    assert "دیگر شهردار سئول نیست" in said(found)[0]
    assert concerns(office, "شهردار سئول، آقای لی", meeting) == ()
    assert concerns(office, "کیم مین‌سو", meeting) == ()


def test_a_post_that_lasts_is_no_matter(office: Office, meeting: UUID) -> None:
    person = a_record(office, "person", name_fa="کیم مین‌سو")
    until = PartialDate.of_day(office.today())
    post = a_record(office, "post", person=person, title_fa="شهردار سئول", held_to=until)
    with_row(office, meeting, "attendees", person=person, post=post, side="theirs")
    assert concerns(office, "کیم مین‌سو، شهردار سئول", meeting) == ()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"expires_on": LONG_AGO}, True),
        ({"expires_on": LONG_AGO, "renewal": RenewalMode.FIXED}, True),
        ({"expires_on": LONG_AGO, "renewal": RenewalMode.TACIT}, False),
        ({"ended_on": LONG_AGO, "renewal": RenewalMode.TACIT}, True),
        ({}, False),
    ],
)
def test_an_agreement_that_is_over_is_told_wherever_it_is_named(office: Office, values: dict[str, Any], told: bool) -> None:
    agreement = a_record(office, "agreement", title_fa="خواهرخواندگی تهران و سئول", title_en="Sister cities", **values)
    for text in ("بر پایهٔ خواهرخواندگی تهران و سئول", "as the Sister cities agreement says"):
        found = concerns(office, text)
        assert [(concern.kind, concern.record) for concern in found] == [("agreement", agreement)] * told


def test_personal_data_are_told_with_their_owner(office: Office, meeting: UUID) -> None:
    person = a_record(office, "person", name_fa="کیم مین‌سو", phones="+82 2 2133 6114", emails="kim@seoul.go.kr", diet="بدون گوشت")
    found = concerns(office, "کیم مین‌سو (بدون گوشت)، تلفن ۸۲ ۲ ۲۱۳۳ ۶۱۱۴+ و +۸۲ ۲ ۲۱۳۳ ۶۱۱۴، kim@seoul.go.kr", meeting)
    assert {(concern.kind, concern.record) for concern in found} == {("person", person)}
    assert len(found) == 3
    assert all("کیم مین‌سو" in sentence for sentence in said(found))
    assert concerns(office, "خوراک همه بدون گوشت است", meeting) == ()


def test_passports_of_travellers_are_told(office: Office) -> None:
    person = a_record(office, "person", name_fa="مریم رضایی")
    draft = blank(office, "delegation", values={"title": "سفر سئول", "direction": "outgoing"})
    row = blank_row(office, draft, panel="members")
    row.values.update(person=person, passport_number="K12345678")
    draft.rows["members"] = [row]
    trip = save(office, draft).id
    found = lint(office, ToPrint("گذرنامهٔ K12345678", "delegation", trip, SECRET))
    assert [(concern.kind, concern.record) for concern in found] == [("person", person)]


def test_what_no_record_explains_is_told_of_the_paper_itself(office: Office, meeting: UUID) -> None:
    found = concerns(office, "تلفن هتل: ۰۲۱-۵۵۶۰ ۱۲۳۴", meeting)
    assert [(concern.kind, concern.record) for concern in found] == [("meeting", meeting)]
    assert [(concern.kind, concern.record) for concern in concerns(office, "a@b.ir")] == [("", None)]


def test_a_finding_gone_past_with_a_reason_is_silent_alone(office: Office, meeting: UUID) -> None:
    text = "a@b.ir و c@d.ir"
    first, second = concerns(office, text, meeting)
    findings.go_past(office, meeting, first.finding, reason="نشانی عمومی است")
    assert concerns(office, text, meeting) == (second,)
    draft = open_draft(office, "meeting", meeting)
    draft[Meeting.subject] = "عنوان تازه"
    save(office, draft)
    assert concerns(office, text, meeting) == (second,)
