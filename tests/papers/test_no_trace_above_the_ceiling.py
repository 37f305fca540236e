"""What stands above the ceiling leaves no trace in any paper: no word, no count, no gap, nothing in the file's properties.

Half of the sample is labelled secret and filled with words found nowhere else. Each paper under a normal ceiling is then the same
as one from an office in which those records do not exist; under a secret ceiling it tells them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from app.core.clock import frozen_at, now
from app.core.i18n import plain
from app.core.ids import shipped_id
from app.core.settings import Settings
from app.papers import PAPERS, Paper, PaperOptions, by_name, print_paper
from app.papers.words import text_of
from app.records import ALL
from app.records.delegation import Delegation
from app.records.meeting import Meeting
from app.records.person import Person
from app.rules.labels import Confidentiality
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import ListItem
from app.services import reference, sample
from app.services.office import Office, this_actor
from app.store.store import Store
from app.store.tables import living, record_link
from app.store.writing import Deed

from .conftest import run_tool

NORMAL, SECRET = Confidentiality.NORMAL, Confidentiality.SECRET
CANARY = "زاغچه Zqxv"
SIGNS = ("زاغچه", "zqxv")
_WORDS = (FieldKind.TEXT, FieldKind.LONG_TEXT)
_FIXED = frozenset(("time_zone", "place_zone", "notes"))
LANGUAGES = ("fa", "en")
Subjects = Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The office with secrets in it, what every paper says of it under each ceiling, and what one without them says."""

    office: Office
    subjects: Subjects
    under: Mapping[tuple[str, str, Confidentiality], str]
    left_out: Mapping[str, int]
    without: Mapping[tuple[str, str], str]


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Labelled]:
    with frozen_at(datetime(2026, 11, 23, 6, 30, tzinfo=UTC)):
        store = Store.create(tmp_path_factory.mktemp("labels") / "store", bytes(range(32)), Catalogue(ALL))
        office = Office(store.catalogue, store, this_actor(), Settings(office_name="دفتر امور بین‌الملل"))
        reference.load(office)
        sample.fill(office)
        subjects = _subjects(office)
        secrets = _hide_half(office, frozenset(subjects.values()))
        under = {
            (paper.name, lang, ceiling): _text(office, paper, subjects, PaperOptions(ceiling, lang))  # type: ignore[arg-type]
            for paper in PAPERS
            for lang in LANGUAGES
            for ceiling in (NORMAL, SECRET)
        }
        left_out = {paper.name: _composed(office, paper, subjects, PaperOptions(NORMAL)).left_out for paper in PAPERS}
        without = _texts_without(office, subjects, secrets)
        yield Labelled(office, subjects, under, left_out, without)
        office.close()


def _subjects(office: Office) -> Subjects:
    """Choose the record that each kind's papers are made from: the meeting and the trip to Seoul, and who is met there."""
    meeting = shipped_id("sample", "m_seoul_next")
    with office.store.reading() as session:
        trip = session.scalars(select(Meeting.delegation).where(Meeting.id == meeting)).one()
        if trip is None:
            trip = session.scalars(select(Delegation.id).where(living(Delegation)).order_by(Delegation.id)).first()
        body = session.scalars(
            select(record_link.c.target).where(record_link.c.owner == meeting, record_link.c.field == "counterparts")
        ).first()
        person = session.scalars(select(Person.id).where(living(Person)).order_by(Person.id)).first()
    assert trip is not None
    assert body is not None
    assert person is not None
    return {"meeting": meeting, "delegation": trip, "counterpart": body, "person": person}


def _hide_half(office: Office, kept: frozenset[UUID]) -> dict[str, list[UUID]]:
    """Label every other record and row secret and write the canary into all its texts; the subjects are for everybody."""
    found: dict[str, list[UUID]] = {}
    for kind in office.catalogue:
        if "label" in kind.fields and not issubclass(kind.model, ListItem):
            with office.doing(Deed("hide", plain("hide"))) as session:
                model: Any = kind.model
                every = session.scalars(select(model).where(living(model)).order_by(model.id)).all()
                for row in every:
                    row.label = NORMAL if row.id in kept else row.label
                rows = [row for row in every if row.id not in kept]
                for row in rows[::2]:
                    _fill(kind, row)
                found[kind.key] = [row.id for row in rows[::2]]
    return found


def _fill(kind: RecordKind, row: Any) -> None:
    row.label = SECRET
    for name, field in kind.fields.items():
        if field.kind in _WORDS and name not in _FIXED and not field.code:
            setattr(row, name, CANARY)


def _texts_without(office: Office, subjects: Subjects, secrets: Mapping[str, list[UUID]]) -> dict[tuple[str, str], str]:
    """Say every paper again in a copy of the office in which what is secret, and what stands inside it, was deleted."""
    copied = office.store.in_memory()
    then = Office(office.catalogue, copied, office.actor, office.settings)
    for key, ids in secrets.items():
        with then.doing(Deed("forget", plain("forget"))) as session:
            for row in session.scalars(select(office.catalogue[key].model).where(office.catalogue[key].model.id.in_(ids))):
                row.deleted_at = now()
    told = {
        (paper.name, lang): _text(then, paper, subjects, PaperOptions(NORMAL, lang))  # type: ignore[arg-type]
        for paper in PAPERS
        for lang in LANGUAGES
    }
    copied.close()
    return told


def _composed(office: Office, paper: Paper, subjects: Subjects, options: PaperOptions) -> Any:
    return paper.compose(office, None if paper.register else subjects[paper.kind], options)


def _text(office: Office, paper: Paper, subjects: Subjects, options: PaperOptions) -> str:
    made = _composed(office, paper, subjects, options)
    return "\n".join([text_of(made.document), *(gap.text for gap in made.gaps)])


NAMES = [paper.name for paper in PAPERS]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_it_is_told(labelled: Labelled, name: str, lang: str) -> None:
    told = labelled.under[name, lang, NORMAL].casefold()
    assert [line for line in told.splitlines() if any(sign in line for sign in SIGNS)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_paper_is_the_one_of_an_office_without_it(labelled: Labelled, name: str, lang: str) -> None:
    with_it, without = labelled.under[name, lang, NORMAL].splitlines(), labelled.without[name, lang].splitlines()
    assert [line for line in with_it if line not in without] == []
    assert with_it == without


@pytest.mark.parametrize("name", NAMES)
def test_a_high_ceiling_tells_it_and_the_author_hears_how_many_were_left_out(labelled: Labelled, name: str) -> None:
    told = labelled.under[name, "fa", SECRET].casefold()
    assert any(sign in told for sign in SIGNS) == (labelled.left_out[name] > 0)


def test_most_papers_had_something_to_leave_out(labelled: Labelled) -> None:
    assert sum(count > 0 for count in labelled.left_out.values()) > len(PAPERS) * 2 // 3


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_it_is_in_the_pdf(labelled: Labelled, name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    paper = by_name(name)
    record = None if paper.register else labelled.subjects[paper.kind]
    print_paper(labelled.office, paper, record, file, options=PaperOptions(NORMAL))
    told = (run_tool("pdftotext", str(file), "-") + run_tool("pdfinfo", str(file)) + _inside(file.read_bytes())).casefold()
    assert [sign for sign in SIGNS if sign in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_it_is_in_the_word_copy(labelled: Labelled, name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    paper = by_name(name)
    record = None if paper.register else labelled.subjects[paper.kind]
    print_paper(labelled.office, paper, record, file, options=PaperOptions(NORMAL))
    with ZipFile(file) as parts:
        told = "\n".join(parts.read(part).decode("utf-8", "replace") for part in parts.namelist()).casefold()
    assert [sign for sign in SIGNS if sign in told] == []


def _inside(pdf: bytes) -> str:
    """Give the objects of a file and its unpacked streams, read as the two ways in which PDF writes text."""
    streams = []
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    every = b"\n".join([pdf, *streams])
    return every.decode("latin-1") + every.decode("utf-16-be", "replace") + every[1:].decode("utf-16-be", "replace")
