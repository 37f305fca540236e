"""Names of files are safe on every system and show their true ending."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.names import LONGEST, has_double_ending, is_program, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("نامهٔ شهردار.pdf", "نامهٔ شهردار.pdf"),
        ("می‌رود.docx", "می‌رود.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\b.txt", "b.txt"),
        ("a<b>:c|d?.txt", "a_b__c_d_.txt"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("com¹", "_com¹"),
        ("console.txt", "console.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u200b\u2066b\ufeff.pdf", "ab.pdf"),
        ("  a  b .pdf. . ", "a b .pdf"),
        ("a\r\nb.txt", "a__b.txt"),
        ("", "file"),
        ("...", "file"),
        ("???", "file"),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("الف" * 100 + ".pdf").endswith(".pdf")
    assert len(safe_name("الف" * 100 + ".pdf")) == LONGEST
    assert len(safe_name("x" * 300)) == LONGEST
    assert len(safe_name("x" * 100 + "." + "y" * 100)) == LONGEST


@pytest.mark.parametrize(
    ("name", "program", "double"),
    [
        ("letter.pdf", False, False), ("letter.pdf.exe", True, True), ("letter.exe", True, False),
        ("LETTER.PDF.SCR ", True, True), ("tool.v2.exe", True, True), ("exe", True, False), ("نامه.docm", True, False),
        ("letter\u202efdp.exe", True, False),
    ],
)  # fmt: skip
def test_programs_and_pretenders_are_known(name: str, program: bool, double: bool) -> None:
    assert (is_program(name), has_double_ending(name)) == (program, double)


@given(st.text(max_size=300))
def test_a_safe_name_is_safe_again_and_again(name: str) -> None:
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert 0 < len(safe) <= LONGEST + 1
    assert not set(safe) & set('<>:"/\\|?*\x00')
    safe.encode()
