"""The trip book of the sample's journey to Seoul, part by part, and of trips that have next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.core.i18n import Language
from app.core.moments import Moment
from app.core.text import strip_isolates
from app.papers import Composed, PaperOptions, by_name, print_paper
from app.papers.document import (
    Contents,
    Cover,
    Heading,
    NoteLines,
    PageBreak,
    Paragraph,
    People,
    Programme,
    Run,
    SeparateSheet,
    Table,
)
from app.rules.labels import Confidentiality
from app.services import brief, editing
from app.services.draft_loading import NoSuchRecord
from app.services.office import Office

from .conftest import Paper, run_tool
from .sampled import below, changed, composed, headings_of, row, sample_office, texts_of, words_of

SECRET, CONFIDENTIAL, NORMAL = Confidentiality.SECRET, Confidentiality.CONFIDENTIAL, Confidentiality.NORMAL
SEOUL = row("d_seoul")
PARTS = [part.key for part in by_name("trip_book").parts]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield from sample_office(tmp_path_factory.mktemp("book"))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Office]:
    """Give an office that a test may change."""
    yield from sample_office(tmp_path / "own")


@pytest.fixture(scope="module")
def book(office: Office) -> Composed:
    return composed(office, "trip_book", SEOUL, PaperOptions(SECRET))


@pytest.fixture(scope="module")
def english(office: Office) -> Composed:
    return composed(office, "trip_book", SEOUL, PaperOptions(SECRET, "en"))


def only(office: Office, *parts: str, trip: UUID = SEOUL, ceiling: Confidentiality = SECRET, lang: Language = "en") -> Composed:
    return composed(office, "trip_book", trip, PaperOptions(ceiling, lang, parts=frozenset(parts)))


def told(made: Composed, heading: str) -> str:
    return strip_isolates("\n".join(text for block in below(made, heading) for text in texts_of(block)))


def named(made: Composed) -> list[str]:
    return [strip_isolates(text) for text in headings_of(made)]


def test_every_part_stands_in_its_order(english: Composed) -> None:
    parts = [part.title.in_("en") for part in by_name("trip_book").parts]
    found = named(english)
    wanted = [title for title in parts if title not in ("Meeting briefs", "The country", "The city and the counterpart")]
    assert [title for title in found if title in wanted] == wanted
    assert [title for title in found if title.startswith(("The country: ", "The city: "))] == [
        "The country: South Korea",
        "The city: Seoul",
    ]
    assert sum(title.startswith("Meeting brief: ") for title in found) == 5


def test_a_cover_and_contents_stand_before_the_first_part(book: Composed) -> None:
    cover, contents, turn, first = book.document.blocks[:4]
    assert isinstance(cover, Cover)
    assert cover.title == "دفترچهٔ سفر"
    assert "سفر به سئول" in cover.subtitle
    assert "علی آزمایشی" in cover.lines
    assert isinstance(contents, Contents)
    assert isinstance(turn, PageBreak)
    assert isinstance(first, Heading)
    assert first.new_page


def test_the_summary_tells_where_when_who_and_what_is_not_cleared(english: Composed) -> None:
    text = told(english, "One-page summary")
    for words in ("5 December 2026", "10 days", "Ali Azmayeshi", "5:30 ahead of the office", "11 of 13", "Not yet",
                  "The two sides last met on 17 October 2025"):  # fmt: skip
        assert words in text


def test_the_delegation_stands_by_precedence_with_photos_and_biographies(english: Composed) -> None:
    people = next(block for block in below(english, "The delegation") if isinstance(block, People)).people
    assert [person.precedence for person in people] == [str(place) for place in range(1, 9)]
    assert people[0].name == "Ali Azmayeshi"
    assert "Head of delegation" in people[0].role
    assert all(person.photo for person in people)
    assert "Council member, chair of the transport commission" in people[0].post
    assert "Twenty years" in "".join(run.text for run in people[0].text if isinstance(run, Run))


def test_those_we_meet_stand_by_rank_and_say_when_they_were_last_met(english: Composed) -> None:
    text = told(english, "Whom we meet")
    places = [text.find(name) for name in ("Han Sample-hyun", "Choi Sample-ho", "Kim Sample-won", "Park Sample-min")]
    assert places == sorted(places)
    assert "Last met: 17 October 2025 (13 months before)" in text
    assert "Ali Azmayeshi" in text
    assert "no earlier meeting is recorded" in text


def test_the_programme_tells_both_clocks_day_by_day(english: Composed) -> None:
    blocks = below(english, "Programme day by day")
    days = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    assert len(days) == 10
    assert days[0] == "Saturday 5 December 2026 · 14 Azar 1405"
    text = told(english, "Programme day by day")
    assert "10:00\n11:00 | 04:30\n05:30" in text
    assert "00:20 (next day)" in text
    assert "19:40 (day before)" in text


def test_a_meeting_that_no_item_names_stands_in_the_programme(own: Office) -> None:
    changed(own, "meeting", row("m_korea_ambassador"), delegation=SEOUL)
    assert "سفیر جمهوری کره" in told(only(own, "programme"), "Programme day by day")


def test_the_clock_of_the_office_is_left_out_where_it_is_the_same(office: Office) -> None:
    made = composed(office, "visit_file", row("d_seoul_guests"), PaperOptions(SECRET, "en", parts=frozenset({"programme"})))
    days = [block for block in made.document.blocks if isinstance(block, Programme)]
    assert days
    assert {day.heads.office for day in days} == {""}


def test_facts_tell_their_source_and_whether_they_are_old(english: Composed) -> None:
    text = told(english, "The city: ")
    assert "10,349,312 | GeoNames (CC BY 4.0) | without a day" in text
    assert "older than a year" in text
    assert "Nobody has recorded when these facts were checked." in told(english, "The country: ")


def test_facts_checked_long_ago_are_a_gap(own: Office) -> None:
    from datetime import date

    from app.core.ids import shipped_id

    korea = shipped_id("country", "KR")
    changed(own, "country", korea, facts_checked_on=date(2025, 1, 1))
    made = only(own, "country")
    assert "Facts checked on 1 January 2025." in words_of(made)
    assert ("the facts are older than a year", "country", korea) in [
        (gap.text.partition(" · ")[2], gap.kind, gap.record) for gap in made.gaps
    ]
    changed(own, "country", korea, facts_checked_on=date(2026, 9, 1))
    assert not [gap for gap in only(own, "country").gaps if "older" in gap.text]


def test_the_history_leaves_out_the_trip_itself(english: Composed) -> None:
    text = told(english, "History of the relation")
    assert "2 journeys of ours and 0 visits of theirs." in text
    assert "Sister city agreement" in text
    assert "هوای پاک و حمل‌ونقل" not in text


def test_agreements_tell_their_state_and_who_signed_in_which_post(english: Composed) -> None:
    text = told(english, "Agreements and their state")
    for words in (
        "Clean air action plan",
        "KR-1403/01",
        "In force",
        "30 days left",
        "Han Sample-hyun | Vice mayor for transport",
    ):
        assert words in text


def test_promises_of_both_sides_are_added_up_and_listed(english: Composed) -> None:
    text = told(english, "Promises of both sides")
    assert "We have kept 1 of 3 promises; 1 is late, 41 days at most." in text
    assert "They have kept 2 of 4 promises; 1 is late, 30 days at most." in text
    headings = [block.text for block in below(english, "Promises of both sides") if isinstance(block, Heading)]
    assert headings[1:] == ["What we owe", "What they owe", "Kept or waived"]


def test_each_meeting_has_its_brief_with_six_headings(english: Composed) -> None:
    heads = [block.text for block in below(english, "Meeting brief: ") if isinstance(block, Heading) and block.level == 2]
    assert heads[:6] == [
        "1. Our objectives", "2. Arguments", "3. Tactical arguments", "4. Their likely aims", "5. Our response", "6. Press line",
    ]  # fmt: skip
    assert "Background" in heads


def test_a_brief_of_the_book_leads_to_the_parts_that_tell_its_background(office: Office, english: Composed) -> None:
    text = told(english, "Meeting brief: ")
    assert "In this book: History of the relation · Agreements and their state · Promises of both sides" in text.replace("\n", "")
    assert "What was promised then" not in text
    anchors = {block.anchor for block in english.document.blocks if isinstance(block, Heading)}
    links = {run.link for run in _runs(english) if run.link.startswith("#")}
    assert links == {"#history-en", "#agreements-en", "#promises-en"}
    assert {link[1:] for link in links} <= anchors
    alone = told(only(office, "meetings", "history"), "Meeting brief: ")
    assert "What was promised then" in alone
    assert "In this book" not in alone


def _runs(made: Composed) -> Iterator[Run]:
    for block in made.document.blocks:
        if isinstance(block, Paragraph) and not isinstance(block.words, str):
            yield from block.words


def test_speeches_are_printed_in_the_language_they_are_given_in(book: Composed) -> None:
    text = told(book, "سخنرانی‌ها و پیام‌ها")
    assert "Mr Mayor, thank you for your kind welcome." in text
    assert "جناب آقای شهردار، از مهمان‌نوازی شما سپاسگزارم." in text


def test_sensitive_points_stand_on_a_sheet_of_their_own(office: Office, book: Composed, tmp_path: Path) -> None:
    (sheet,) = [block for block in book.document.blocks if isinstance(block, SeparateSheet)]
    assert sheet.on_page.label == "خیلی محرمانه"
    assert "مطالبات بانکی" in told(book, "نکته‌های حساس")
    file = tmp_path / "book.pdf"
    options = PaperOptions(SECRET, parts=frozenset({"press", "sensitive", "gifts"}))
    paper = Paper(file, print_paper(office, by_name("trip_book"), SEOUL, file, options=options).pages)
    pages = [page for page in range(1, paper.pages + 1) if "مطالبات بانکی" in paper.text(page)]
    assert len(pages) == 1
    assert "هدیه‌ها" not in paper.text(pages[0])
    assert "خط خبری" not in paper.text(pages[0])


def test_a_sensitive_point_is_confidential_at_least(own: Office) -> None:
    draft = editing.open_draft(own, "delegation", SEOUL)
    editing.save(own, draft.with_values({"label": NORMAL}))
    made = only(own, "sensitive", ceiling=NORMAL)
    assert headings_of(made) == []
    assert made.left_out == 3


def test_gifts_contacts_and_travel_papers_are_tabled(english: Composed) -> None:
    assert "Han Sample-hyun" in told(english, "Gifts")
    assert "180,000,000 IRR" in told(english, "Gifts")
    assert "+82 2 555 5555" in told(english, "Contacts and embassy")
    text = told(english, "Logistics")
    assert "Hossein Nemunezadeh" in text
    warned = [
        cell
        for block in below(english, "Logistics")
        if isinstance(block, Table)
        for line in block.rows
        for cell in line
        if not isinstance(cell, str) and any(run.bold and run.text == "2027-04-22" for run in cell)
    ]
    assert warned, "the passport that ends within six months of the return is loud"


def test_pages_for_notes_are_left(book: Composed) -> None:
    assert sum(isinstance(block, NoteLines) for block in book.document.blocks) == 2


def test_gaps_name_the_record_where_they_can_be_mended(book: Composed, office: Office) -> None:
    found = {(gap.text.partition(" · ")[2], gap.kind, gap.record) for gap in book.gaps}
    assert ("بدون عکس", "person", row("p_park")) in found
    assert ("دیدار پیشینی ثبت نشده است", "person", row("p_choi")) in found
    assert ("استدلال‌های تاکتیکی", "meeting", row("m_seoul_council")) in found
    assert any(kind == "counterpart" and "کهنه‌تر از یک سال" in text for text, kind, _record in found)
    for gap in book.gaps:
        assert gap.record is not None
        assert editing.open_draft(office, gap.kind, gap.record)


def test_the_gaps_page_lists_what_the_author_is_told(book: Composed) -> None:
    text = told(book, "کاستی‌ها")
    for gap in book.gaps:
        title, _dot, what = strip_isolates(gap.text).partition(" · ")
        assert title in text
        assert what in text


def test_english_marks_and_lists_what_stands_in_persian(english: Composed) -> None:
    assert "[fa]" in words_of(english)
    assert any("No English: Purpose" in strip_isolates(gap.text) for gap in english.gaps)
    assert any("No English: Biography" in strip_isolates(gap.text) and gap.record == row("p_park") for gap in english.gaps)
    assert not any("No English: Biography" in strip_isolates(gap.text) and gap.record == row("p_han") for gap in english.gaps)


def test_a_part_left_out_is_not_even_gathered(office: Office) -> None:
    made = only(office, "summary")
    assert headings_of(made) == ["One-page summary"]
    assert made.label is CONFIDENTIAL
    assert only(office, "sensitive").label is SECRET


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_is_above_the_ceiling_leaves_no_trace(own: Office, lang: Language, tmp_path: Path) -> None:
    changed(own, "person", row("p_kim"), label=SECRET)
    changed(own, "meeting", row("m_seoul_council"), label=SECRET)
    changed(own, "agreement", row("a_seoul_plan"), label=SECRET)
    file = tmp_path / "book.pdf"
    made = print_paper(own, by_name("trip_book"), SEOUL, file, options=PaperOptions(CONFIDENTIAL, lang))
    assert made.label is CONFIDENTIAL
    assert made.left_out > 10
    paper = Paper(file, made.pages)
    text = paper.text() + paper.info() + "\n".join(gap.text for gap in made.gaps)
    for trace in (
        "نمونه‌وون",
        "Sample-won",
        "KR-1403",
        "مطالبات بانکی",
        "خیلی محرمانه",
        "دیدار با رئیس شورای کلان‌شهر سئول (نمونه)",
    ):
        assert trace not in text, trace


def test_a_trip_above_the_ceiling_makes_no_book(office: Office) -> None:
    with pytest.raises(brief.AboveCeiling):
        composed(office, "trip_book", SEOUL, PaperOptions(NORMAL))


def test_an_unknown_trip_is_not_found(office: Office) -> None:
    with pytest.raises(NoSuchRecord):
        composed(office, "trip_book", row("nobody"), PaperOptions(SECRET))


def test_a_trip_with_nothing_but_a_title_says_plainly_what_is_missing(own: Office) -> None:
    saved = editing.save(own, editing.blank(own, "delegation", values={"title": "Empty trip", "direction": "outgoing"}))
    made = composed(own, "trip_book", saved.id, PaperOptions(SECRET, "en"))
    text = words_of(made)
    for words in (
        "Nobody is recorded.",
        "No programme is recorded.",
        "No country is recorded.",
        "No counterpart is recorded.",
        "No agreement is recorded.",
        "No meeting is recorded.",
        "No gift is recorded.",
        "No contact is recorded.",
    ):
        assert words in text
    assert {gap.record for gap in made.gaps} == {saved.id}


def test_three_hundred_items_make_a_whole_programme(own: Office, tmp_path: Path) -> None:
    draft = editing.open_draft(own, "delegation", SEOUL)
    kind = own.catalogue["itinerary_item"]
    start = datetime(2026, 12, 5, 6, 0)  # noqa: DTZ001 - wall time
    for place in range(300):
        at = Moment(start + timedelta(minutes=40 * place), "Asia/Seoul")
        item = editing.blank(own, kind.key, values={"subject": f"Item {place:03d}", "starts_at": at, "place": "Seoul"})
        draft.rows["itinerary"].append(item)
    editing.save(own, draft)
    file = tmp_path / "long.pdf"
    options = PaperOptions(SECRET, "en", parts=frozenset({"programme"}))
    made = print_paper(own, by_name("trip_book"), SEOUL, file, options=options)
    text = Paper(file, made.pages).text()
    places = [text.find(f"Item {place:03d}") for place in range(300)]
    assert -1 not in places
    assert places == sorted(places)


def test_contents_name_the_pages_on_which_the_parts_begin(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    made = print_paper(office, by_name("trip_book"), SEOUL, file, options=PaperOptions(SECRET, "en"))
    assert 25 <= made.pages <= 42
    listed = run_tool("pdftotext", "-f", "2", "-l", "2", "-layout", str(file), "-")
    lines = [found for line in listed.splitlines() if (found := re.match(r"\s*([A-Z][A-Za-z ,:()-]+?)\s+(\d+)\s*$", line))]
    assert len(lines) >= 15
    for found in lines:
        # poppler sets a bracket at the end of a Latin line on its other side
        assert found[1].strip(" )") in Paper(file, made.pages).text(int(found[2])), found[0]


def test_a_damaged_photo_is_left_out_and_named(own: Office) -> None:
    photo = editing.open_draft(own, "person", row("p_han")).values["photo"]
    own.store.files.path(photo.digest).write_bytes(b"no picture")  # type: ignore[union-attr]
    made = only(own, "counterparts", lang="fa")
    assert ("عکس آسیب دیده است", row("p_han")) in [(gap.text.partition(" · ")[2], gap.record) for gap in made.gaps]
