"""The brief on paper: read back from the file as an official would copy it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import frozen_at
from app.core.i18n import Language
from app.core.ids import shipped_id
from app.core.settings import Settings
from app.papers import PaperOptions, Printed, by_name, print_paper
from app.records import ALL
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.services import brief, editing, reference, sample
from app.services.office import Office, this_actor
from app.store.store import Store

from .conftest import Paper

SECRET, CONFIDENTIAL = Confidentiality.SECRET, Confidentiality.CONFIDENTIAL
MEETING = shipped_id("sample", "m_seoul_next")
OBJECTIVE = "دریافت دانش پایش برخط هوا تا سطح محله"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with frozen_at(datetime(2026, 11, 23, 6, 30, tzinfo=UTC)):
        store = Store.create(tmp_path_factory.mktemp("brief") / "store", bytes(range(32)), Catalogue(ALL))
        made = Office(store.catalogue, store, this_actor(), Settings(office_name="دفتر امور بین‌الملل"))
        reference.load(made)
        sample.fill(made)
        yield made
        made.close()


Printing = Callable[[Language, Confidentiality], tuple[Paper, Printed]]


@pytest.fixture
def brief_in(office: Office, tmp_path: Path) -> Printing:
    def print_it(lang: Language, ceiling: Confidentiality) -> tuple[Paper, Printed]:
        file = tmp_path / f"{lang}-{ceiling}.pdf"
        made = print_paper(office, by_name("meeting_brief"), MEETING, file, options=PaperOptions(ceiling, lang))
        return Paper(file, made.pages), made

    return print_it


def in_order(text: str, *pieces: str) -> bool:
    places = [text.find(piece) for piece in pieces]
    assert -1 not in places, dict(zip(pieces, places, strict=True))
    return places == sorted(places)


def test_six_headings_stand_in_their_order_before_the_background(brief_in: Printing) -> None:
    text = brief_in("en", SECRET)[0].text()
    headings = (
        "1. Our objectives",
        "2. Arguments",
        "3. Tactical arguments",
        "4. Their likely aims",
        "5. Our response",
        "6. Press line",
    )
    assert in_order(text, *headings, "Points to avoid", "Background", "The two sides last met on 17 October 2025")


def test_persian_points_are_copied_whole_with_their_half_spaces(brief_in: Printing) -> None:
    paper = brief_in("fa", SECRET)[0]
    assert OBJECTIVE in paper.text()
    assert "شرکت‌های کره‌ای" in paper.text()
    assert "\u200c" in paper.raw_text()


def test_everybody_stands_in_the_post_of_that_day(brief_in: Printing) -> None:
    text = brief_in("fa", SECRET)[0].text()
    then, now = text.find("معاون حمل‌ونقل شهردار سئول"), text.rfind("شهردار سئول")
    assert 0 < then < now


def test_promises_tell_their_delay_and_agreements_their_notice_days(brief_in: Printing) -> None:
    text = brief_in("en", SECRET)[0].text()
    for words in ("41 days late", "30 days late", "30 days left", "Vice mayor for transport", "Other open promises"):
        assert words in text


def test_every_page_carries_the_highest_label(brief_in: Printing) -> None:
    paper, made = brief_in("en", SECRET)
    assert made.label is SECRET
    for page in range(1, paper.pages + 1):
        assert "Secret" in paper.text(page)
        assert "Data as of 23 November 2026" in paper.text(page)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_is_above_the_ceiling_leaves_no_trace(brief_in: Printing, lang: Language) -> None:
    paper, made = brief_in(lang, CONFIDENTIAL)
    assert made.left_out == 7
    assert made.label is CONFIDENTIAL
    text = paper.text() + paper.info()
    for trace in (OBJECTIVE, "Our objectives", "هدف‌های ما", "Points to avoid", "Secret ", "خیلی محرمانه", "left out", "نام‌گذاری"):
        assert trace not in text
    whole = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(paper.file), "-"], capture_output=True, check=True)
    assert "خیلی".encode("utf-16-be") not in whole.stdout


def test_english_marks_and_lists_what_stands_in_persian(brief_in: Printing) -> None:
    paper, made = brief_in("en", SECRET)
    text = paper.text()
    assert "[fa]" in text
    assert "Only in Persian" in text
    assert "دفتر امور بین‌الملل [fa]" in paper.text(1)
    assert "Name of the office" in text
    assert "Our objectives × 3" in [gap.text for gap in made.gaps]
    assert "Han Sample-hyun" in text
    assert "Mayor of Seoul" in text


def test_persian_names_nothing_as_missing_that_is_there(brief_in: Printing) -> None:
    paper, made = brief_in("fa", SECRET)
    assert made.gaps == ()
    assert "[fa]" not in paper.text()


def test_both_clocks_are_told(brief_in: Printing) -> None:
    assert "10:00 there, 04:30 in Tehran" in brief_in("en", SECRET)[0].text()


def test_an_empty_meeting_says_plainly_what_is_missing(office: Office, tmp_path: Path) -> None:
    from app.core.moments import Moment

    at = Moment(datetime(2026, 12, 1, 9, 0), "Asia/Tehran")  # noqa: DTZ001 - wall time
    saved = editing.save(office, editing.blank(office, "meeting", values={"subject": "Empty meeting", "starts_at": at}))
    file = tmp_path / "empty.pdf"
    made = print_paper(office, by_name("meeting_brief"), saved.id, file, options=PaperOptions(SECRET, "en"))
    text = Paper(file, made.pages).text()
    assert text.count("Nothing is written under this heading yet.") == 6
    for words in (
        "No earlier meeting of the two sides is recorded.",
        "Nobody is recorded.",
        "No agenda is recorded.",
        "No agreement",
    ):
        assert words in text
    assert len(made.gaps) == 6


def test_a_meeting_above_the_ceiling_makes_no_file(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "no.pdf"
    with pytest.raises(brief.AboveCeiling):
        print_paper(office, by_name("meeting_brief"), MEETING, target, options=PaperOptions(Confidentiality.NORMAL))
    assert not list(tmp_path.iterdir())


def test_progress_is_told(office: Office, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    paper = by_name("meeting_brief")
    made = print_paper(
        office, paper, MEETING, tmp_path / "p.pdf", options=PaperOptions(SECRET), progress=lambda *done: told.append(done)
    )  # fmt: skip
    assert told[-1] == (made.pages, made.pages)


def test_an_unknown_paper_is_no_paper() -> None:
    with pytest.raises(LookupError):
        by_name("nothing")


def test_papers_are_listed_without_loading_what_draws_them() -> None:
    code = "import sys, app.papers; print([n for n in sys.modules if n.startswith(('reportlab', 'PIL', 'uharfbuzz'))])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    assert re.fullmatch(r"\[\]\s*", said)
