"""The Persian catalogue is complete and well written in every commit."""

import subprocess
import sys

import pytest

from tests.packaging.scripts import ROOT, script

orthography = script("orthography")


def test_both_catalogues_are_complete_and_well_written() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "catalogue.py"), "check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("كارشناس", "an Arabic letter"),
        ("٣ روز", "an Arabic digit"),
        ("3 روز", "a Latin digit"),
        ('عنوان "دیدار"', "an ASCII quote"),
        ("{n}% تکمیل", "an ASCII percent sign"),
        ("نام, شهر", "an ASCII comma"),
        ("کدام شهر?", "an ASCII question mark"),
        ("برنامه‌ی سفر", "«ه‌ی» instead of «هٔ»"),
        ("برنامه‌ی", "«ه‌ی» instead of «هٔ»"),
        ("نام ، شهر", "a space before punctuation"),
        ("ذخیره نشد .", "a space before punctuation"),
        ("« دیدار»", "a space after an opening mark"),
        ("نام،شهر", "no space after punctuation"),
        ("نامه‌ ها", "a half-space at an edge"),
        ("دیدار‌ها", "a half-space after a letter that does not join"),
        ("ذخیره می شود", "a space after «می»"),
        ("همهٔ دیدار ها", "a space before «ها»"),
        ("درخواست ویزا", "«ویزا», better: روادید"),
        ("Save and close", "left in English"),
    ],
)
def test_a_fault_of_persian_writing_is_named(text: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in orthography.writing_faults(text)), list(orthography.writing_faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "برنامهٔ سفر «{title}» در {date} ذخیره شد.",
        "آخرین روز اعلام خاتمه: {date}؛ {n}٪ تکمیل",
        "خروجی Excel (xlsx) با Ctrl+S، استاندارد ISO 4217.",
        "جست‌وجو و گفت‌وگوهای بین‌المللی، امضاشده",
        "بستهٔ سفر با پسوند .safir",
        "به‌یادماندنی و می‌شود",
        "مهلت …",
        "PDF",
    ],
)
def test_good_persian_is_left_alone(text: str) -> None:
    assert list(orthography.writing_faults(text)) == []


def test_what_has_one_right_form_is_mended() -> None:
    assert orthography.tidy("كارنامۀ ديدار‌ها") == "کارنامهٔ دیدارها"


def test_a_translation_must_name_the_same_places() -> None:
    assert orthography.placeholders("{n} of {m}") == orthography.placeholders("{m} از {n}")
    assert orthography.placeholders("{n} days") != orthography.placeholders("{m} روز")
    assert orthography.placeholders("{n days") != orthography.placeholders("{n days}")
