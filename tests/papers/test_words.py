"""Every word of a document, for who reads it over."""

from __future__ import annotations

from app.papers.document import (
    Column,
    Cover,
    Document,
    Heading,
    Ink,
    Paragraph,
    People,
    Person,
    Run,
    Table,
    TwoColumnFacts,
    Warning,  # noqa: A004 - the paper's own word
)
from app.papers.words import text_of

from .conftest import paper_of


def lines_of(document: Document) -> list[str]:
    return text_of(document).splitlines()


def test_every_block_is_read_in_its_order() -> None:
    document = paper_of(
        Cover("سفر", lines=("خط یک",)),
        Heading("عنوان", anchor="a1"),
        TwoColumnFacts((("مکان", "تهران"),)),
        Table((Column("سر"),), (("یک",), ("دو",))),
        Warning("هشدار", title="بپرهیزید"),
        title="نام برگه",
    )
    words = ["نام برگه", "سفر", "خط یک", "عنوان", "مکان", "تهران", "سر", "یک", "دو", "هشدار", "بپرهیزید"]
    assert [line for line in lines_of(document) if line in words] == words
    assert "a1" not in text_of(document)


def test_the_runs_of_a_paragraph_are_one_line_and_links_are_not_read() -> None:
    document = paper_of(Paragraph((Run("شهردار ", bold=True, ink=Ink.OURS), Run("سئول", link="https://seoul.go.kr"))))
    assert "شهردار سئول" in lines_of(document)
    assert "https" not in text_of(document)
    assert "ours" not in text_of(document)


def test_a_person_is_read_without_the_picture() -> None:
    person = Person("۱", "مریم رضایی", "رئیس", photo=b"JPEG")
    assert {"مریم رضایی", "رئیس"} <= set(lines_of(paper_of(People((person,)))))
