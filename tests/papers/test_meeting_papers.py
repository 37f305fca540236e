"""Minutes, readout and extract of decisions from one meeting: what each tells, and that no preparation is in any of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.clock import frozen_at
from app.core.i18n import Language
from app.core.moments import Moment
from app.papers import PAPERS, Composed, PaperOptions, by_name, print_paper
from app.papers.errors import NoRecordChosen
from app.records.meeting import Attendance
from app.rules.labels import Confidentiality
from app.rules.stages import MeetingStage
from app.rules.vocabulary import Side
from app.services import editing
from app.services.checking import REOPENED
from app.services.office import Office
from app.services.paper_source import AboveCeiling

from .conftest import Paper
from .sampled import TODAY, changed, composed, headings_of, row, sample_office, words_of

NORMAL, CONFIDENTIAL, SECRET = Confidentiality.NORMAL, Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
MEETING = row("m_seoul_last")
OF_A_MEETING = ("minutes", "readout", "decision_extract")
PREPARATION = (
    "our_objectives", "arguments", "tactical_arguments", "their_aims", "our_response", "press_line", "points_to_avoid",
)  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield from sample_office(tmp_path_factory.mktemp("meeting"))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Office]:
    """Give an office that a test may change."""
    yield from sample_office(tmp_path / "own")


def reopen(office: Office) -> None:
    """Open the minutes again, with a reason."""
    draft = editing.open_draft(office, "meeting", MEETING)
    editing.save(office, draft.with_values({"stage": MeetingStage.REOPENED}), overrides={REOPENED: "آزمون"})


@pytest.fixture
def reopened(own: Office) -> Office:
    """Give an office whose minutes may be changed."""
    reopen(own)
    return own


def of(office: Office, paper: str, lang: Language = "fa", ceiling: Confidentiality = SECRET) -> Composed:
    return composed(office, paper, MEETING, PaperOptions(ceiling, lang))


def item(office: Office, place: int, **values: object) -> None:
    """Change one point of the agenda of the meeting."""
    draft = editing.open_draft(office, "meeting", MEETING)
    draft.rows["agenda"][place].values.update(values)  # type: ignore[arg-type]
    editing.save(office, draft)


def test_the_preparation_is_in_none_of_them(reopened: Office, tmp_path: Path) -> None:
    canaries = {name: f"قناری{place}" for place, name in enumerate(PREPARATION)}
    changed(reopened, "meeting", MEETING, **canaries, preparation_label=NORMAL)
    assert "قناری0" in words_of(composed(reopened, "meeting_brief", MEETING, PaperOptions(SECRET)))
    languages: tuple[Language, ...] = ("fa", "en")
    for paper in OF_A_MEETING:
        for lang in languages:
            assert "قناری" not in words_of(of(reopened, paper, lang))
        file = tmp_path / f"{paper}.pdf"
        print_paper(reopened, by_name(paper), MEETING, file, options=PaperOptions(SECRET))
        assert "قناری" not in Paper(file, 1).text() + Paper(file, 1).info()


def test_minutes_tell_attendance_outcomes_decisions_and_promises(office: Office) -> None:
    text = words_of(of(office, "minutes"))
    assert "پایش برخط ذرات معلق" in text
    assert "تدوین برنامهٔ اقدام مشترک در شش ماه" in text
    assert "معاون حمل‌ونقل شهردار سئول" in text
    assert "۴۱ روز دیرکرد" in text
    assert "حاضر" in text


def test_the_parts_of_minutes_may_be_left_out(office: Office) -> None:
    assert headings_of(of(office, "minutes"), most=2)[1:] == [
        "حضور", "آنچه گفته شد", "تصمیم‌ها", "تعهدهای دو طرف", "امضاها",
    ]  # fmt: skip
    only = composed(office, "minutes", MEETING, PaperOptions(SECRET, parts=frozenset({"decisions"})))
    assert headings_of(only, most=2)[1:] == ["تصمیم‌ها"]


def test_a_draft_says_so_and_approved_minutes_do_not(office: Office, reopened: Office) -> None:
    not_yet = "هنوز تصویب نشده است"
    assert not_yet not in words_of(of(office, "minutes"))
    assert not_yet in words_of(of(reopened, "minutes"))
    assert not_yet in words_of(of(reopened, "decision_extract"))
    assert not_yet not in words_of(of(reopened, "readout"))


def test_approved_minutes_keep_the_words_of_that_day(reopened: Office) -> None:
    draft = editing.open_draft(reopened, "meeting", MEETING)
    kim = next(person for person in draft.rows["attendees"] if person.values["person"] == row("p_kim"))
    kim.values["post"] = None
    editing.save(reopened, draft)
    changed(reopened, "meeting", MEETING, stage=MeetingStage.MINUTES_APPROVED)
    changed(reopened, "post", row("t_kim"), title_fa="سمت بازنویسی‌شده")
    changed(reopened, "post", row("t_han_deputy"), title_fa="عنوان بازنویسی‌شده", title_en="Reworded title")
    changed(reopened, "person", row("p_kim"), name_fa="نام بازنویسی‌شده")
    fa, en = words_of(of(reopened, "minutes")), words_of(of(reopened, "minutes", "en"))
    assert "معاون حمل‌ونقل شهردار سئول" in fa
    assert "بازنویسی" not in fa
    assert "Vice mayor for transport" in en
    assert "Reworded" not in en
    reopen(reopened)
    assert "عنوان بازنویسی‌شده" in words_of(of(reopened, "minutes"))


def test_minutes_of_an_earlier_day_keep_the_words_of_their_approval(own: Office, tmp_path: Path) -> None:
    changed(own, "post", row("t_han_deputy"), title_fa="عنوان میانی")
    reopen(own)
    changed(own, "meeting", MEETING, stage=MeetingStage.MINUTES_APPROVED)
    with frozen_at(TODAY + timedelta(days=10)):
        changed(own, "post", row("t_han_deputy"), title_fa="عنوان واپسین")
        reopen(own)
        changed(own, "meeting", MEETING, stage=MeetingStage.MINUTES_APPROVED)
        options = PaperOptions(SECRET, as_of=TODAY.date() + timedelta(days=5))
        print_paper(own, by_name("minutes"), MEETING, tmp_path / "p.pdf", options=options)
        assert "عنوان واپسین" in words_of(of(own, "minutes"))
    text = Paper(tmp_path / "p.pdf", 2).text()
    assert "عنوان میانی" in text
    assert "عنوان واپسین" not in text


def test_the_readout_tells_only_what_may_be_shared(reopened: Office) -> None:
    item(reopened, 0, reservation="ملاحظهٔ پنهان", shareable=True)
    item(reopened, 1, shareable=False, decision="تصمیم داخلی")
    text = words_of(of(reopened, "readout"))
    assert "دو شهر دربارهٔ هوای پاک گفت‌وگو کردند." in text
    assert "پایش برخط ذرات معلق" in text
    assert "تدوین برنامهٔ اقدام مشترک در شش ماه" in text
    for inner in ("ملاحظهٔ پنهان", "هفتهٔ فرهنگی", "تصمیم داخلی", "روز دیرکرد", "ارسال دادهٔ یک‌ساله", "سفر به سئول، دیدار سال"):
        assert inner not in text
    internal = words_of(of(reopened, "minutes"))
    assert "ملاحظهٔ پنهان" in internal
    assert "تصمیم داخلی" in internal


def test_only_the_readout_is_for_the_other_side() -> None:
    assert [paper.name for paper in PAPERS if paper.shareable] == ["readout"]


def test_the_readout_lists_who_was_there_and_nobody_else(reopened: Office) -> None:
    draft = editing.open_draft(reopened, "meeting", MEETING)
    reza = next(person for person in draft.rows["attendees"] if person.values["person"] == row("p_kazemi"))
    reza.values["attendance"] = Attendance.ABSENT
    ours = next(person for person in draft.rows["attendees"] if person.values["side"] is Side.OURS)
    assert ours is not reza
    editing.save(reopened, draft)
    assert "رضا نمونه‌پور" not in words_of(
        composed(reopened, "readout", MEETING, PaperOptions(SECRET, parts=frozenset({"attendance"})))
    )
    assert "غایب" in words_of(of(reopened, "minutes"))


def test_an_extract_holds_decisions_and_promises_but_no_talk(office: Office) -> None:
    text = words_of(of(office, "decision_extract"))
    assert "تدوین برنامهٔ اقدام مشترک در شش ماه" in text
    assert "ارسال دادهٔ یک‌سالهٔ" in text
    assert "سئول آماده است سامانهٔ پایش" not in text


def test_an_item_above_the_ceiling_leaves_no_number_behind(reopened: Office) -> None:
    item(reopened, 0, label=SECRET)
    made = of(reopened, "minutes", ceiling=CONFIDENTIAL)
    assert made.left_out >= 1
    assert "۱. هفتهٔ فرهنگی" in words_of(made)
    assert "۲." not in "".join(headings_of(made, most=3))
    assert of(reopened, "minutes").label is SECRET


def test_a_meeting_above_the_ceiling_makes_no_paper(own: Office) -> None:
    changed(own, "meeting", MEETING, label=SECRET)
    for paper in OF_A_MEETING:
        with pytest.raises(AboveCeiling):
            of(own, paper, ceiling=NORMAL)


@pytest.mark.parametrize("paper", OF_A_MEETING)
def test_a_paper_of_a_meeting_needs_one(office: Office, paper: str) -> None:
    with pytest.raises(NoRecordChosen):
        by_name(paper).compose(office, None, PaperOptions(SECRET))


def test_an_empty_meeting_is_a_right_paper_and_its_gaps_are_told(own: Office, tmp_path: Path) -> None:
    at = Moment(datetime(2026, 10, 1, 9, 0), "Asia/Tehran")  # noqa: DTZ001 - wall time
    saved = editing.save(own, editing.blank(own, "meeting", values={"subject": "Talk", "starts_at": at}))
    for paper in OF_A_MEETING:
        for lang in ("fa", "en"):
            options = PaperOptions(SECRET, "en" if lang == "en" else "fa")
            made = print_paper(own, by_name(paper), saved.id, tmp_path / f"{paper}.pdf", options=options)
            assert made.pages == 1
            assert made.gaps
            assert {(gap.kind, gap.record) for gap in made.gaps} == {("meeting", saved.id)}


def test_english_minutes_mark_and_list_what_stands_in_persian(office: Office) -> None:
    made = of(office, "minutes", "en")
    text = words_of(made)
    assert "Council member, chair of the transport commission" in text
    assert "[fa]" in text
    assert "Only in Persian" in headings_of(made, most=2)
    assert any("Agenda item" in gap.text for gap in made.gaps)


def test_three_hundred_points_are_minuted(reopened: Office, tmp_path: Path) -> None:
    draft = editing.open_draft(reopened, "meeting", MEETING)
    for place in range(300):
        point = editing.blank(reopened, "agenda_item", values={"subject": f"بند {place}", "decision": f"تصمیم {place}"})
        draft.rows["agenda"].append(point)
    editing.save(reopened, draft)
    made = print_paper(reopened, by_name("minutes"), MEETING, tmp_path / "p.pdf", options=PaperOptions(SECRET))
    text = Paper(tmp_path / "p.pdf", made.pages).text()
    assert made.pages > 10
    assert "تصمیم 299" in text
    assert "۳۰۲" in text
