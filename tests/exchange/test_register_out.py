"""Registers as workbooks: their sheets, their real days, and what the ceiling keeps back."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from app.core.file_work import FileWork, doing_with
from app.core.i18n import Language
from app.core.money import parse_money
from app.core.partial_dates import PartialDate
from app.exchange.errors import TargetOpen
from app.exchange.excel_out import Exported
from app.exchange.register_out import NoWorkbook, RegisterOptions, write_register
from app.rules.labels import Confidentiality
from app.rules.stages import AgreementStage
from app.rules.vocabulary import RenewalMode, Side
from app.services import editing
from app.services.office import Office

Add = Callable[..., UUID]
NORMAL, CONFIDENTIAL, SECRET = Confidentiality.NORMAL, Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
REGISTERS = ("agreement_register", "follow_up_sheet", "gift_register")


def written(
    office: Office, name: str, path: Path, *, ceiling: Confidentiality = SECRET, lang: Language = "fa", **options: Any
) -> tuple[Exported, dict[str, list[tuple[Any, ...]]]]:
    """Write a register and read the rows of its sheets back."""
    done = write_register(office, name, path, options=RegisterOptions(ceiling, lang, **options))
    return done, {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path)}


def agreement(office: Office, add: Add, title: str, /, **values: Any) -> UUID:
    """Add an agreement between Tehran and Seoul."""
    tehran = add("counterpart", name_fa="شهرداری تهران", kind="municipal_body", side=Side.OURS)
    seoul = add("counterpart", name_fa="سئول", name_en="Seoul", kind="city")
    draft = editing.blank(office, "agreement", values={"title_fa": title, "stage": AgreementStage.IN_FORCE, **values})
    draft.rows["parties"] = [editing.blank(office, "party", values={"body": body}) for body in (tehran, seoul)]
    return editing.save(office, draft).id


def trip_with_gifts(office: Office, starts_on: date | None, *gifts: dict[str, Any]) -> UUID:
    """Add a trip with gifts."""
    draft = editing.blank(office, "delegation", values={"title": "سفر", "direction": "outgoing", "starts_on": starts_on})
    draft.rows["gifts"] = [editing.blank(office, "gift", values=values) for values in gifts]
    return editing.save(office, draft).id


def test_agreements_make_a_workbook_of_five_sheets(office: Office, add: Add, tmp_path: Path) -> None:
    made = agreement(office, add, "برنامهٔ اقدام", signed_on=PartialDate.of_day(date(2024, 5, 1)), register_number="KR-1",
                     renewal=RenewalMode.FIXED, expires_on=PartialDate.of_day(date(2025, 11, 1)), source="منبع نخست")  # fmt: skip
    add("follow_up", what="ارسال داده", agreement=made, due_on=date(2025, 10, 1))
    add("agreement", title_fa="پیشنهاد", stage=AgreementStage.PROPOSAL)
    done, sheets = written(office, "agreement_register", tmp_path / "r.xlsx")
    assert list(sheets) == ["خلاصه", "دفتر ثبت", "پیشنهادها", "پیگیری‌ها", "منابع"]
    head, row = sheets["دفتر ثبت"][:2]
    told = dict(zip(head, row, strict=True))
    assert (told["شمارهٔ ثبت"], told["عنوان"], told["طرف‌های خارجی"]) == ("KR-1", "برنامهٔ اقدام", "سئول")
    assert (told["تاریخ امضا"], told["تاریخ امضا (میلادی)"]) == ("۱۴۰۳/۰۲/۱۲", datetime.fromisoformat("2024-05-01"))
    assert [line[1] for line in sheets["پیشنهادها"][1:]] == ["پیشنهاد"]
    assert sheets["پیگیری‌ها"][1][0] == "ارسال داده"
    assert sheets["منابع"][1][3] == "منبع نخست"
    assert ("توافق‌نامه‌ها", 1) in sheets["خلاصه"]
    assert (done.left_out, done.label) == (0, NORMAL)


def test_an_agreement_that_ended_by_its_days_is_told_as_ended(office: Office, add: Add, tmp_path: Path) -> None:
    agreement(office, add, "کهنه", renewal=RenewalMode.FIXED, expires_on=PartialDate.of_day(date(2025, 1, 1)))
    _done, sheets = written(office, "agreement_register", tmp_path / "r.xlsx")
    head, row = sheets["دفتر ثبت"][:2]
    told = dict(zip(head, row, strict=True))
    assert told["مرحله"] == "پایان‌یافته در ۱۲ دی ۱۴۰۳"
    assert told["آخرین روز اعلام خاتمه"] is None
    assert ("برقرار", 0) in sheets["خلاصه"]


def test_every_sheet_is_ready_to_filter_and_to_print(office: Office, add: Add, tmp_path: Path) -> None:
    agreement(office, add, "الف")
    written(office, "agreement_register", tmp_path / "r.xlsx")
    for sheet in load_workbook(tmp_path / "r.xlsx"):
        found: Any = sheet
        assert found.sheet_view.rightToLeft
        assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
        assert found.print_title_rows in ("1:1", "$1:$1")
        assert found.oddFooter.center.text == "&P / &N"
        assert found.oddFooter.left.text is None
        assert found.oddHeader.right.text == "عادی"
        assert [table.autoFilter is not None for table in found.tables.values()] == [True]


def test_what_is_above_the_ceiling_is_counted_for_the_author_and_nowhere_in_the_file(
    office: Office, add: Add, tmp_path: Path
) -> None:
    agreement(office, add, "آشکار")
    add("agreement", title_fa="پنهان", stage=AgreementStage.IN_FORCE, label=SECRET)
    done, sheets = written(office, "agreement_register", tmp_path / "r.xlsx", ceiling=CONFIDENTIAL)
    assert (done.left_out, done.label) == (1, NORMAL)
    assert [line[1] for line in sheets["دفتر ثبت"][1:]] == ["آشکار"]
    assert ("توافق‌نامه‌ها", 1) in sheets["خلاصه"]
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        whole = "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    for trace in ("پنهان", "خیلی محرمانه", "سقف"):
        assert trace not in whole


def test_the_label_of_the_whole_stands_on_every_sheet(office: Office, add: Add, tmp_path: Path) -> None:
    agreement(office, add, "الف")
    add("agreement", title_fa="ب", stage=AgreementStage.IN_FORCE, label=CONFIDENTIAL)
    done, _sheets = written(office, "agreement_register", tmp_path / "r.xlsx")
    assert done.label is CONFIDENTIAL
    for sheet in load_workbook(tmp_path / "r.xlsx"):
        found: Any = sheet
        assert found.oddHeader.right.text == "محرمانه"


def test_follow_ups_stand_by_owner_and_theirs_with_the_officer_who_sees_to_them(office: Office, add: Add, tmp_path: Path) -> None:
    person = add("person", name_fa="رضا")
    officer = add("officer", code="o1", label_fa="رضا (دفتر)", person=person)
    other = add("person", name_fa="کیم")
    add("follow_up", what="ارسال داده", owner_person=person, due_on=date(2025, 10, 1))
    add("follow_up", what="اعزام کارشناس", side=Side.THEIRS, owner_person=other, officer=officer)
    add("follow_up", what="بی‌صاحب")
    add("follow_up", what="انجام‌شده", owner_person=person, state="done", evidence="سند")
    _done, sheets = written(office, "follow_up_sheet", tmp_path / "all.xlsx")
    assert list(sheets) == ["خلاصه", "پیگیری‌ها", "منابع"]
    assert sheets["خلاصه"][1:] == [("رضا", 2, 1, 6), ("بدون مسئول", 1, 0, 0)]
    assert [line[:2] for line in sheets["پیگیری‌ها"][1:]] == [
        ("رضا", "ارسال داده"), ("رضا", "اعزام کارشناس"), (None, "بی‌صاحب"),
    ]  # fmt: skip
    for owner in (person, officer):
        _done, one = written(office, "follow_up_sheet", tmp_path / "one.xlsx", owner=owner)
        assert [line[1] for line in one["پیگیری‌ها"][1:]] == ["ارسال داده", "اعزام کارشناس"]
    _done, theirs = written(office, "follow_up_sheet", tmp_path / "theirs.xlsx", owner=other)
    assert [line[1] for line in theirs["پیگیری‌ها"][1:]] == ["اعزام کارشناس"]


def test_gifts_are_added_up_by_currency(office: Office, tmp_path: Path) -> None:
    gift = {"item": "کتاب", "direction": "given"}
    worths = (("1500000", "IRR"), ("500000", "IRR"), ("20.50", "EUR"))
    gifts = [{**gift, "value": parse_money(amount, currency)} for amount, currency in worths]
    trip_with_gifts(office, date(2025, 5, 1), *gifts, gift)
    _done, sheets = written(office, "gift_register", tmp_path / "g.xlsx")
    assert ("هدیه‌های داده‌شده", 4, None, None) in sheets["خلاصه"]
    assert ("هدیه‌های داده‌شده به یورو", 1, 20.5, "EUR") in sheets["خلاصه"]
    assert ("هدیه‌های داده‌شده به ریال", 2, 2_000_000, "IRR") in sheets["خلاصه"]


def test_gifts_are_those_of_the_iranian_year(office: Office, tmp_path: Path) -> None:
    gift = {"item": "کتاب", "direction": "given", "value": parse_money("1500000", "IRR"), "kept_at": "دفتر"}
    trip_with_gifts(office, date(2025, 3, 21), {**gift, "item": "نخست سال"})
    trip_with_gifts(office, date(2025, 3, 20), {**gift, "item": "سال پیش", "direction": "received"})
    trip_with_gifts(office, date(2026, 3, 21), {**gift, "item": "سال بعد"})
    trip_with_gifts(office, None, {"item": "بی‌تاریخ"})
    _done, sheets = written(office, "gift_register", tmp_path / "g.xlsx")
    assert list(sheets) == ["خلاصه", "هدیه‌های سال ۱۴۰۴", "پیگیری‌ها", "منابع"]
    assert [line[0] for line in sheets["هدیه‌های سال ۱۴۰۴"][1:]] == ["نخست سال", "بی‌تاریخ"]
    assert [line[0] for line in sheets["پیگیری‌ها"][1:]] == ["بی‌تاریخ"]
    _done, before = written(office, "gift_register", tmp_path / "b.xlsx", year=1403)
    assert before["هدیه‌های سال ۱۴۰۳"][1][0] == "سال پیش"


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("name", REGISTERS)
def test_an_empty_office_makes_whole_workbooks(office: Office, tmp_path: Path, name: str, lang: Language) -> None:
    done, sheets = written(office, name, tmp_path / "r.xlsx", lang=lang)
    assert len(sheets) >= 3
    assert done.label is NORMAL
    assert all(rows[0][0] for rows in sheets.values())


def test_three_hundred_agreements_are_all_there(office: Office, add: Add, tmp_path: Path) -> None:
    seoul = add("counterpart", name_fa="سئول", kind="city")
    for place in range(300):
        add("agreement", title_fa=f"توافق {place}", stage=AgreementStage.SIGNED, executing_body=seoul)
    done, sheets = written(office, "agreement_register", tmp_path / "r.xlsx")
    assert len(sheets["دفتر ثبت"]) == 301
    assert ("توافق‌نامه‌ها", 300) in sheets["خلاصه"]
    assert done.rows >= 300


def test_only_registers_are_workbooks(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NoWorkbook):
        write_register(office, "person_sheet", tmp_path / "r.xlsx", options=RegisterOptions(NORMAL))
    assert not (tmp_path / "r.xlsx").exists()


def test_an_open_target_stays_whole(office: Office, tmp_path: Path, others_hold_files: FileWork) -> None:
    target = tmp_path / "r.xlsx"
    target.write_bytes(b"old")

    with doing_with(others_hold_files), pytest.raises(TargetOpen):
        write_register(office, "gift_register", target, options=RegisterOptions(NORMAL))
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_nothing_typed_becomes_a_formula(office: Office, add: Add, tmp_path: Path) -> None:
    add("follow_up", what="=HYPERLINK(1)")
    written(office, "follow_up_sheet", tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
