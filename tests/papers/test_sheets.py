"""The sheets of a person, a city and a relation: what they tell, what they lack, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.i18n import Language
from app.core.partial_dates import PartialDate
from app.papers import Composed, PaperOptions, by_name, print_paper
from app.papers.document import Heading, People, Table
from app.papers.errors import NoRecordChosen
from app.rules.labels import Confidentiality
from app.services import editing
from app.services.office import Office
from app.services.paper_source import AboveCeiling

from .conftest import Paper
from .sampled import changed, composed, headings_of, row, said, sample_office, words_of

NORMAL, CONFIDENTIAL, SECRET = Confidentiality.NORMAL, Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
HAN, SEOUL = row("p_han"), row("city_seoul")
SUBJECTS = {"person_sheet": HAN, "city_profile": SEOUL, "relation_sheet": SEOUL}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield from sample_office(tmp_path_factory.mktemp("sheets"))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Office]:
    """Give an office that a test may change."""
    yield from sample_office(tmp_path / "own")


def of(office: Office, paper: str, lang: Language = "fa", ceiling: Confidentiality = SECRET) -> Composed:
    return composed(office, paper, SUBJECTS[paper], PaperOptions(ceiling, lang))


def tables(made: Composed, heading: str) -> list[Table]:
    """Give the tables under a heading, up to the next one of its level or above."""
    found: list[Table] = []
    level = 0
    for block in made.document.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if block.text == heading:
                level = block.level
        elif level and isinstance(block, Table):
            found.append(block)
    return found


def test_a_person_is_told_with_photo_posts_meetings_and_gifts(office: Office) -> None:
    made = of(office, "person_sheet")
    (people,) = (block for block in made.document.blocks if isinstance(block, People))
    assert people.people[0].photo
    assert people.people[0].name == "آقای هان نمونه‌هیون"
    assert people.people[0].post == "شهردار سئول · سئول"
    text = words_of(made)
    for words in ("جناب آقای شهردار", "کره‌ای، انگلیسی", "غذای دریایی نمی‌خورد", "ساعت و چاقو هدیه نشود", "معماری باغ ایرانی"):
        assert words in text
    assert "معاون حمل‌ونقل شهردار سئول | سئول | ۲۳ مهر ۱۴۰۱ | ۱۷ اردیبهشت ۱۴۰۵" in text
    assert "۲۵ مهر ۱۴۰۴ معاون حمل‌ونقل شهردار سئول" in text
    assert "تابلو فرش کوچک" in text


def test_a_person_in_english_has_the_latin_name_and_the_english_biography(office: Office) -> None:
    text = words_of(of(office, "person_sheet", "en"))
    assert "Han Sample-hyun" in text
    assert "Mayor of Seoul; before that its vice mayor for transport." in text
    assert "هان نمونه‌هیون" not in text.splitlines()[0]


def test_a_person_of_whom_little_is_known_has_gaps_and_no_empty_headings(own: Office, tmp_path: Path) -> None:
    saved = editing.save(own, editing.blank(own, "person", values={"name_fa": "ناشناس"}))
    for lang in ("fa", "en"):
        options = PaperOptions(SECRET, "en" if lang == "en" else "fa")
        made = print_paper(own, by_name("person_sheet"), saved.id, tmp_path / "p.pdf", options=options)
        assert made.pages == 1
        assert len(made.gaps) >= 6
        assert {(gap.kind, gap.record) for gap in made.gaps} == {("person", saved.id)}
    assert headings_of(composed(own, "person_sheet", saved.id, PaperOptions(SECRET)), most=2) == ["ناشناس", "سمت‌ها", "دیدارها"]


def test_contact_stands_from_left_to_right_and_may_be_left_out(own: Office) -> None:
    changed(own, "person", HAN, phones="+82 2 120 0000\n+82 10 1234", emails="han@seoul.example")
    assert "\u2066+82 2 120 0000\u2069" in words_of(of(own, "person_sheet"))
    without = frozenset(part.key for part in by_name("person_sheet").parts) - {"contact"}
    made = composed(own, "person_sheet", HAN, PaperOptions(SECRET, parts=without))
    assert "seoul.example" not in words_of(made)


def test_a_city_profile_tells_dated_figures_with_their_sources(office: Office) -> None:
    made = of(office, "city_profile")
    (figures,) = tables(made, "داده‌های شهر")
    rows = [[said(cell) for cell in line] for line in figures.rows]
    assert rows[1][:2] == ["مساحت", "۶۰۵ کیلومتر مربع"]
    assert rows[1][2].startswith("وبگاه شهرداری سئول")
    assert rows[1][3] == "۲۰ تیر ۱۴۰۴"
    assert any("«\u2068مساحت\u2069» کهنه‌تر از یک سال است." in gap.text and gap.record == SEOUL for gap in made.gaps)
    assert not any("ایستگاه‌های سنجش هوا" in gap.text for gap in made.gaps)


def test_a_city_profile_holds_country_people_and_the_relation(office: Office) -> None:
    text = words_of(of(office, "city_profile"))
    for words in (
        "نام خانوادگی پیش از نام می‌آید",
        "شهردار سئول",
        "آخرین دیدار دو طرف در ۲۵ مهر ۱۴۰۴ بود",
        "برنامهٔ اقدام هوای پاک",
    ):
        assert words in text


def test_a_city_without_anything_is_a_right_paper(own: Office, tmp_path: Path) -> None:
    values = {"name_fa": "شهر خالی", "kind": "city"}
    saved = editing.save(own, editing.blank(own, "counterpart", values=values))
    for paper in ("city_profile", "relation_sheet"):
        made = print_paper(own, by_name(paper), saved.id, tmp_path / "p.pdf", options=PaperOptions(SECRET))
        text = Paper(tmp_path / "p.pdf", made.pages).text()
        assert made.pages <= 2
        assert "شهر خالی" in text
        assert made.gaps
        assert all(gap.record == saved.id for gap in made.gaps)


def test_the_relation_sheet_has_a_ledger_of_two_sides(office: Office) -> None:
    made = of(office, "relation_sheet")
    (ours,), (theirs,) = tables(made, "تعهدهای ما"), tables(made, "تعهدهای آنان")
    assert len(ours.rows) == 3
    assert len(theirs.rows) == 4
    assert said(ours.rows[0][4]) == "۴۱ روز دیرکرد"
    assert [said(line[4]) for line in theirs.rows][-2:] == ["انجام‌شده", "انجام‌شده"]
    assert "۱ از ۳ انجام‌شده · ۱ مورد با دیرکرد؛ بیشترین ۴۱ روز" in words_of(made)


def test_the_relation_sheet_tells_last_met_timeline_and_reciprocity(office: Office) -> None:
    text = words_of(of(office, "relation_sheet"))
    assert "آخرین دیدار دو طرف در ۲۵ مهر ۱۴۰۴ بود، ۱۳ ماه پیش." in text
    assert "۲ سفر" in text
    lines = text.splitlines()
    coming = next(place for place, line in enumerate(lines) if line == "در پیش")
    past = next(place for place, line in enumerate(lines) if line == "تا امروز")
    assert coming < past
    assert "۱۹۶۳ میلادی" in "".join(lines[past:])
    assert "۱ ژانویه" not in text


def test_proposals_are_no_agreements(own: Office) -> None:
    draft = editing.blank(own, "agreement", values={"title_fa": "پیشنهاد تازه", "stage": "proposal"})
    draft.rows["parties"] = [editing.blank(own, "party", values={"body": SEOUL})]
    editing.save(own, draft)
    made = of(own, "relation_sheet")
    agreements, proposals = tables(made, "توافق‌نامه‌ها")
    assert "پیشنهاد تازه" not in "".join(said(line[0]) for line in agreements.rows)
    assert [said(line[0]) for line in proposals.rows] == ["پیشنهاد تازه"]


@pytest.mark.parametrize("paper", SUBJECTS)
def test_the_parts_come_one_by_one(office: Office, paper: str) -> None:
    none = composed(office, paper, SUBJECTS[paper], PaperOptions(SECRET, parts=frozenset()))
    whole = of(office, paper)
    assert len(none.document.blocks) <= 2
    for part in by_name(paper).parts:
        one = composed(office, paper, SUBJECTS[paper], PaperOptions(SECRET, parts=frozenset({part.key})))
        assert len(none.document.blocks) <= len(one.document.blocks) < len(whole.document.blocks)


@pytest.mark.parametrize("paper", SUBJECTS)
def test_a_sheet_needs_a_record_that_passes(office: Office, paper: str) -> None:
    with pytest.raises(NoRecordChosen):
        by_name(paper).compose(office, None, PaperOptions(SECRET))


def test_what_is_above_the_ceiling_is_left_out_and_counted(own: Office) -> None:
    changed(own, "person", HAN, label=SECRET)
    changed(own, "agreement", row("a_seoul_plan"), label=SECRET)
    made = of(own, "relation_sheet", ceiling=CONFIDENTIAL)
    text = words_of(made) + "".join(gap.text for gap in made.gaps)
    assert "هان نمونه‌هیون" not in text
    assert "برنامهٔ اقدام هوای پاک" not in text
    assert made.left_out >= 2
    assert made.label is not SECRET
    with pytest.raises(AboveCeiling):
        of(own, "person_sheet", ceiling=CONFIDENTIAL)


def test_a_damaged_photo_is_left_out_and_told(own: Office, tmp_path: Path) -> None:
    for stored in (tmp_path / "own" / "store" / "files").rglob("*"):
        if stored.is_file():
            stored.write_bytes(b"broken")
    made = print_paper(own, by_name("person_sheet"), HAN, tmp_path / "p.pdf", options=PaperOptions(SECRET))
    assert any("آسیب دیده است" in gap.text and gap.record == HAN for gap in made.gaps)


def test_a_file_that_is_no_picture_is_no_photo(own: Office, tmp_path: Path) -> None:
    changed(own, "person", HAN, photo=own.store.files.put(b"no picture", "portrait.jpg"))
    made = print_paper(own, by_name("person_sheet"), HAN, tmp_path / "p.pdf", options=PaperOptions(SECRET))
    assert made.pages == 1
    assert "هان نمونه‌هیون" in Paper(tmp_path / "p.pdf", 1).text()


def test_three_hundred_promises_and_figures_are_all_told(own: Office, tmp_path: Path) -> None:
    draft = editing.open_draft(own, "counterpart", SEOUL)
    for place in range(300):
        values: dict[str, Any] = {"subject": f"رقم {place}", "amount_text": "۱", "as_of": PartialDate.of_day(date(2026, 10, 1))}
        draft.rows["facts"].append(editing.blank(own, "city_fact", values=values))
        promise: dict[str, Any] = {"what": f"کار {place}", "counterpart": SEOUL, "promised_on": date(2026, 10, 1)}
        draft.rows["promises"].append(editing.blank(own, "follow_up", values=promise))
    editing.save(own, draft)
    ledger = of(own, "relation_sheet")
    assert len(tables(ledger, "تعهدهای ما")[0].rows) == 303
    assert sum(gap.kind == "follow_up" for gap in ledger.gaps) == 300
    options = PaperOptions(SECRET, parts=frozenset({"facts"}))
    made = print_paper(own, by_name("city_profile"), SEOUL, tmp_path / "p.pdf", options=options)
    assert made.pages > 5
    assert "رقم 299" in Paper(tmp_path / "p.pdf", made.pages).text()


def test_hostile_text_is_only_text(own: Office, tmp_path: Path) -> None:
    hostile = '<b>x</b> &amp; <img src="file:///etc/passwd"> \x07' + "و" * 60
    changed(own, "person", HAN, biography_fa=hostile, diet=hostile)
    made = print_paper(own, by_name("person_sheet"), HAN, tmp_path / "p.pdf", options=PaperOptions(SECRET))
    assert "<b>x</b>" in Paper(tmp_path / "p.pdf", made.pages).text()
