"""The registers on paper: agreements, the follow-ups of every owner, the gifts of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.core.calendars import ImpossibleDay
from app.core.i18n import Language
from app.papers import Composed, PaperOptions, by_name, papers_of, print_paper, registers_of
from app.papers.document import Heading, Table
from app.rules.labels import Confidentiality
from app.services import editing
from app.services.draft_loading import NoSuchRecord
from app.services.office import Office

from .conftest import Paper
from .sampled import changed, row, said, sample_office, words_of

NORMAL, CONFIDENTIAL, SECRET = Confidentiality.NORMAL, Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
REGISTERS = ("agreement_register", "follow_up_sheet", "gift_register")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield from sample_office(tmp_path_factory.mktemp("registers"))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Office]:
    """Give an office that a test may change."""
    yield from sample_office(tmp_path / "own")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield from sample_office(tmp_path_factory.mktemp("empty"), filled=False)


def of(office: Office, paper: str, lang: Language = "fa", ceiling: Confidentiality = SECRET, **options: Any) -> Composed:
    return by_name(paper).compose(office, options.pop("record", None), PaperOptions(ceiling, lang, **options))


def rows(made: Composed) -> list[list[str]]:
    """Give the rows of all tables in words."""
    return [[said(cell) for cell in line] for block in made.document.blocks if isinstance(block, Table) for line in block.rows]


def owners(made: Composed) -> list[str]:
    return [block.text for block in made.document.blocks if isinstance(block, Heading) and block.level == 1]


def test_registers_are_offered_beside_their_lists_and_the_follow_ups_also_of_one_person() -> None:
    assert [paper.name for paper in registers_of("agreement")] == ["agreement_register"]
    assert [paper.name for paper in registers_of("follow_up")] == ["follow_up_sheet"]
    assert [paper.name for paper in registers_of("delegation")] == ["gift_register"]
    assert [paper.name for paper in papers_of("person")] == ["person_sheet", "follow_up_sheet"]
    assert [paper.name for paper in papers_of("officer")] == ["follow_up_sheet"]


def test_the_register_numbers_agreements_and_counts_them(office: Office) -> None:
    made = of(office, "agreement_register")
    found = rows(made)
    assert found[0][0] == "۱"
    assert found[0][1].startswith("خواهرخواندگی تهران و سئول")
    assert found[0][3] == "۱۹۶۳ میلادی"
    assert "شهرداری تهران" not in found[0][2]
    kazan = next(line for line in found if "برنامهٔ اقدام هوای پاک" in line[1])
    assert kazan[6] == "۱۴۰۵/۱۰/۰۲\n۳۰ روز مانده"
    proposals = rows(of(office, "agreement_register", parts=frozenset({"proposals"})))
    counted = sum(1 for line in found if len(line) == 7) - len(proposals)
    assert f"{counted}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) + " توافق‌نامه" in words_of(made)


def test_a_proposal_stands_apart_from_the_agreements(office: Office) -> None:
    without = of(office, "agreement_register", parts=frozenset({"register"}))
    proposals = of(office, "agreement_register", parts=frozenset({"proposals"}))
    assert not any("پیشنهاد تفاهم‌نامهٔ مدیریت پسماند" in line[1] for line in rows(without))
    assert any("پیشنهاد تفاهم‌نامهٔ مدیریت پسماند" in line[1] for line in rows(proposals))


def test_gaps_name_the_agreement_that_lacks_something(office: Office) -> None:
    made = of(office, "agreement_register")
    assert made.gaps
    assert all(gap.kind == "agreement" and gap.record is not None for gap in made.gaps)
    english = of(office, "follow_up_sheet", "en")
    assert {gap.kind for gap in english.gaps} == {"follow_up"}


def test_every_owner_begins_a_page_and_the_late_come_first(office: Office) -> None:
    made = of(office, "follow_up_sheet")
    found = owners(made)
    assert len(found) >= 3
    assert [block.new_page for block in made.document.blocks if isinstance(block, Heading)] == [False] + [True] * (len(found) - 1)
    reza = of(office, "follow_up_sheet", record=row("p_kazemi"))
    assert owners(reza) == ["رضا نمونه‌پور"]
    assert made.document.title == "برگهٔ پیگیری هر مسئول"
    assert "رضا نمونه‌پور" in reza.document.title
    late = ["دیرکرد" in line[5] for line in rows(reza)]
    assert late == sorted(late, reverse=True)
    assert any(late)


def test_an_officer_and_the_person_behind_are_one_owner(own: Office) -> None:
    alone = rows(of(own, "follow_up_sheet", record=row("p_kazemi")))
    changed(own, "officer", row("o_kazemi"), person=row("p_kazemi"))
    person, officer = (rows(of(own, "follow_up_sheet", record=row(key))) for key in ("p_kazemi", "o_kazemi"))
    assert person == officer
    assert len(person) >= len(alone) > 0


def test_an_owner_with_nothing_to_do_has_a_paper_that_says_so(own: Office, tmp_path: Path) -> None:
    idle = editing.save(own, editing.blank(own, "person", values={"name_fa": "بی‌کار"}))
    made = print_paper(own, by_name("follow_up_sheet"), idle.id, tmp_path / "p.pdf", options=PaperOptions(SECRET))
    assert made.pages == 1
    assert "تعهد بازی نیست." in Paper(tmp_path / "p.pdf", 1).text()
    with pytest.raises(NoSuchRecord):
        of(own, "follow_up_sheet", record=row("nobody"))


def test_the_year_of_gifts_is_that_of_the_paper_or_the_one_asked_for(own: Office) -> None:
    assert "سال ۱۴۰۵" in of(own, "gift_register").document.title
    assert "سال ۱۴۰۴" in of(own, "gift_register", year=1404).document.title
    assert len(rows(of(own, "gift_register"))) > len(rows(of(own, "gift_register", year=1399))) == 0
    with pytest.raises(ImpossibleDay):
        of(own, "gift_register", year=100_000)


def test_gifts_are_added_up_by_currency(own: Office) -> None:
    before = words_of(of(own, "gift_register"))
    assert "ریال" in before
    changed(own, "delegation", row("d_seoul"), starts_on=date(2024, 6, 1), ends_on=date(2024, 6, 2))
    assert len(rows(of(own, "gift_register"))) < len(rows(of(own, "gift_register", year=1403)))


@pytest.mark.parametrize("paper", REGISTERS)
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_an_empty_office_prints_right_registers(empty: Office, tmp_path: Path, paper: str, lang: Language) -> None:
    made = print_paper(empty, by_name(paper), None, tmp_path / "p.pdf", options=PaperOptions(SECRET, lang))
    assert (made.pages, made.left_out, made.gaps) == (1, 0, ())


def test_an_agreement_above_the_ceiling_is_neither_listed_nor_counted(own: Office) -> None:
    before = of(own, "agreement_register", ceiling=CONFIDENTIAL)
    changed(own, "agreement", row("a_seoul_plan"), label=SECRET)
    after = of(own, "agreement_register", ceiling=CONFIDENTIAL)
    assert after.left_out == before.left_out + 1
    assert len(rows(after)) < len(rows(before))
    assert "برنامهٔ اقدام هوای پاک" not in words_of(after)
    assert of(own, "agreement_register").label is SECRET


def test_three_hundred_rows_are_numbered_to_the_end(own: Office, tmp_path: Path) -> None:
    draft = editing.open_draft(own, "delegation", row("d_seoul"))
    for place in range(300):
        draft.rows["gifts"].append(editing.blank(own, "gift", values={"item": f"هدیه {place}"}))
    editing.save(own, draft)
    made = print_paper(own, by_name("gift_register"), None, tmp_path / "p.pdf", options=PaperOptions(SECRET))
    assert made.pages > 8
    text = Paper(tmp_path / "p.pdf", made.pages).text()
    assert "هدیه 299" in text
    assert "۳۰۵" in text
    assert len([gap for gap in made.gaps if gap.kind == "delegation"]) >= 600


@pytest.mark.parametrize("paper", REGISTERS)
def test_a_register_is_a_workbook_by_the_ending_of_its_file(office: Office, tmp_path: Path, paper: str) -> None:
    target = tmp_path / "register.XLSX"
    made = print_paper(office, by_name(paper), None, target, options=PaperOptions(SECRET, "both"))
    assert made.pages == 0
    assert made.label is of(office, paper).label
    target.rename(tmp_path / "register.xlsx")
    assert len(load_workbook(tmp_path / "register.xlsx").sheetnames) >= 3


def test_a_register_as_a_workbook_tells_what_a_cell_could_not_hold(own: Office, tmp_path: Path) -> None:
    editing.save(own, editing.blank(own, "follow_up", values={"what": "م" * 33_000}))
    made = print_paper(own, by_name("follow_up_sheet"), None, tmp_path / "f.xlsx", options=PaperOptions(SECRET))
    assert any("کوتاه شد" in gap.text for gap in made.gaps)


def test_a_sheet_of_one_record_is_no_workbook(office: Office, tmp_path: Path) -> None:
    from app.exchange.register_out import NoWorkbook

    with pytest.raises(NoWorkbook):
        print_paper(office, by_name("person_sheet"), row("p_han"), tmp_path / "p.xlsx", options=PaperOptions(SECRET))
    assert list(tmp_path.iterdir()) == []
