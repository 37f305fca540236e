"""Whatever stands in the records and whatever the disk does, every paper is right or refuses in a clear sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.core.clock import frozen_at
from app.core.errors import SafirError
from app.core.file_work import FileWork, doing_with
from app.core.i18n import plain
from app.core.settings import Settings
from app.papers import PAPERS, Paper, PaperOptions, by_name, print_paper
from app.papers.errors import ColumnTooNarrow
from app.records import ALL
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import ListItem
from app.services import reference, sample
from app.services.draft_loading import NoSuchRecord
from app.services.office import Office, this_actor
from app.store.store import Store
from app.store.tables import living, record_link
from app.store.writing import Deed
from tests.papers.conftest import run_tool
from tests.papers.sampled import row

SECRET = Confidentiality.SECRET
SCRIPTS = ("علی", "İbrahim", "Жуков", "Ωνάσης", "王明", "さとう", "김")
HARD = f"{' '.join(SCRIPTS)} <b>x</b> &amp; «گیومه» {{page}} =1+1 a\x07b\u202ec"
SIXTY = "و" * 60
LONG = HARD + "\n\n" + " ".join(f"واژهٔ{number}" for number in range(3000))
_WORDS = (FieldKind.TEXT, FieldKind.LONG_TEXT)
_FIXED = frozenset(("time_zone", "place_zone"))
NAMES = [paper.name for paper in PAPERS]
ENDINGS = [(paper.name, ending) for paper in PAPERS for ending in (".pdf", ".docx", *((".xlsx",) if paper.register else ()))]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give the sample with hard words in every text, long ones in the records that papers are about, and broken pictures."""
    with frozen_at(datetime(2026, 11, 23, 6, 30, tzinfo=UTC)):
        folder = tmp_path_factory.mktemp("hard") / "store"
        store = Store.create(folder, bytes(range(32)), Catalogue(ALL))
        office = Office(store.catalogue, store, this_actor(), Settings(office_name=HARD[:80]))
        reference.load(office)
        sample.fill(office)
        about = frozenset(subjects(office).values())
        for kind in office.catalogue:
            if not issubclass(kind.model, ListItem):
                _harden(office, kind, about)
        for path in (folder / "files").glob("??/*.bin"):
            path.write_bytes(b"broken")
        yield office
        office.close()


def _harden(office: Office, kind: RecordKind, about: frozenset[UUID]) -> None:
    with office.doing(Deed("harden", plain("harden"))) as session:
        model: Any = kind.model
        for found in session.scalars(select(model).where(living(model))):
            is_long = found.id in about
            for name, field in kind.fields.items():
                if field.kind in _WORDS and name not in _FIXED and not field.code:
                    setattr(found, name, LONG if is_long and field.kind is FieldKind.LONG_TEXT else HARD)
                    is_long = is_long and field.kind is not FieldKind.LONG_TEXT  # one such note is enough


def subjects(office: Office) -> Mapping[str, UUID]:
    """Choose the record that each kind's papers are made from."""
    meeting = row("m_seoul_next")
    links = record_link.c
    with office.store.reading() as session:
        trip = session.scalars(select(Meeting.delegation).where(Meeting.id == meeting)).one()
        body = session.scalars(select(links.target).where(links.owner == meeting, links.field == "counterparts")).first()
    assert trip is not None
    assert body is not None
    return {"meeting": meeting, "delegation": trip, "counterpart": body, "person": row("p_han")}


def record_of(office: Office, paper: Paper) -> UUID | None:
    return None if paper.register else subjects(office)[paper.kind]


def options(paper: Paper) -> PaperOptions:
    return PaperOptions(SECRET, "fa", year=1405 if paper.yearly else None)


@pytest.mark.parametrize("name", NAMES)
def test_hard_words_are_printed_as_words(hard: Office, name: str, tmp_path: Path) -> None:
    paper, target = by_name(name), tmp_path / "a.pdf"
    done = print_paper(hard, paper, record_of(hard, paper), target, options=options(paper))
    assert done.pages >= 1
    text = run_tool("pdftotext", "-enc", "UTF-8", str(target), "-")
    assert "<b>x</b>" in text
    assert "page" in text  # not the number of one
    assert all(script in text for script in SCRIPTS)
    assert "\x07" not in text
    if "واژهٔ0" in text:
        assert "واژهٔ2999" in text


@pytest.mark.parametrize("name", NAMES)
def test_hard_words_come_into_the_word_copy(hard: Office, name: str, tmp_path: Path) -> None:
    from docx import Document

    paper, target = by_name(name), tmp_path / "a.docx"
    print_paper(hard, paper, record_of(hard, paper), target, options=options(paper))
    assert "<b>x</b>" in "".join(part.text or "" for part in Document(str(target)).element.body.iter())


@pytest.mark.parametrize("name", NAMES)
def test_a_word_of_sixty_letters_is_printed_whole_or_named(hard: Office, name: str, tmp_path: Path) -> None:
    """A column never splits a word: where it does not fit, the paper says which word and which column."""
    paper, target = by_name(name), tmp_path / "a.pdf"
    copied = Office(hard.catalogue, hard.store.in_memory(), hard.actor, hard.settings)
    kind = hard.catalogue[paper.kind]
    with copied.doing(Deed("sixty", plain("sixty"))) as session:
        for found in session.scalars(select(kind.model).where(living(kind.model))):
            setattr(found, kind.title.key, SIXTY)
    refused = ""
    try:
        print_paper(copied, paper, record_of(hard, paper), target, options=options(paper))
    except ColumnTooNarrow as told:
        refused = str(told.message)
    finally:
        copied.close()
    said = refused or run_tool("pdftotext", "-enc", "UTF-8", str(target), "-")
    assert SIXTY in said
    assert target.exists() is not bool(refused)


@pytest.mark.parametrize("name", [paper.name for paper in PAPERS if not paper.register])
def test_a_record_that_is_not_there_is_told(hard: Office, name: str, tmp_path: Path) -> None:
    paper = by_name(name)
    with pytest.raises(NoSuchRecord):
        print_paper(hard, paper, uuid4(), tmp_path / "a.pdf", options=options(paper))
    assert list(tmp_path.iterdir()) == []


class Refusing(FileWork):
    """A disk that is full, or a target that another program holds."""

    def __init__(self, number: int) -> None:
        self._number = number

    def replace(self, source: Path, target: Path) -> None:
        raise OSError(self._number, "refused", str(target), None, str(source))


@pytest.mark.parametrize(("name", "ending"), ENDINGS)
def test_a_place_that_refuses_keeps_the_old_file(hard: Office, name: str, ending: str, tmp_path: Path) -> None:
    number = errno.ENOSPC if ending == ".pdf" else errno.EACCES
    paper, target = by_name(name), tmp_path / f"a{ending}"
    target.write_bytes(b"old")
    with doing_with(Refusing(number)), pytest.raises(SafirError) as told:
        print_paper(hard, paper, record_of(hard, paper), target, options=options(paper))
    assert str(told.value.message)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("name", [paper.name for paper in PAPERS if paper.register])
def test_a_register_of_nothing_says_so(name: str, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store", bytes(range(32)), Catalogue(ALL))
    office = Office(store.catalogue, store, this_actor(), Settings())
    target = tmp_path / "a.pdf"
    done = print_paper(office, by_name(name), None, target, options=options(by_name(name)))
    office.close()
    assert done.pages == 1
    assert len(run_tool("pdftotext", str(target), "-").split()) > 5
