"""Workbooks: what a list looks like in Excel, and what can go wrong while it is written."""

import gc
import os
import stat
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.core.calendars import Calendar
from app.core.file_work import FileWork, doing_with
from app.core.moments import Moment
from app.core.partial_dates import PartialDate, parse_partial
from app.exchange import texts_cut
from app.exchange.cells import FILLED, CellKind, Column, Telling, columns_of, unique_headings
from app.exchange.errors import TargetOpen, TooManyRows, WorkbookNotWritten
from app.exchange.excel_out import MOST_ROWS, export_list, write_workbook
from app.exchange.excel_sheet import LONGEST
from app.exchange.tables import Table, TableRow, list_table
from app.records.agreement import Binding
from app.records.delegation import Direction
from app.rules.labels import Confidentiality
from app.rules.stages import AgreementStage, FollowUpState
from app.rules.vocabulary import RenewalMode
from app.schema.fields import FieldKind
from app.services.derived import Tone
from app.services.governing_labels import governing_labels
from app.services.list_query import Condition, Filter, ListQuery
from app.services.office import Office
from app.services.wording import Wording
from app.store.errors import Cancelled

Add = Callable[..., Any]
NORMAL, CONFIDENTIAL, SECRET = Confidentiality.NORMAL, Confidentiality.CONFIDENTIAL, Confidentiality.SECRET
AGREEMENTS = ListQuery("agreement", columns=("title_fa", "title_en", "signed_on", "expires_on", "originals", "stage"))


def exported(office: Office, query: ListQuery, tmp_path: Path, *, lang: Any = "fa", ceiling: Confidentiality = SECRET) -> Any:
    """Export a list and read its only sheet back."""
    path = tmp_path / "list.xlsx"
    export_list(office, query, path, lang=lang, ceiling=ceiling)
    return load_workbook(path).worksheets[0]


def values(sheet: Any) -> list[tuple[Any, ...]]:
    """Give the rows below the head."""
    return list(sheet.iter_rows(min_row=2, values_only=True))


def one_column(*texts: str | None) -> Table:
    """Make a table of texts."""
    column = Column("متن", CellKind.TEXT, 20)
    return Table("متن‌ها", (column,), [TableRow((text,)) for text in texts], len(texts))


def test_every_kind_of_field_fills_its_columns(office: Office) -> None:
    assert set(FILLED) == set(FieldKind)
    telling = Telling(Wording("fa"), office.zone)
    for kind in office.catalogue:
        for field in kind.fields.values():
            assert all(column.width > 0 and column.heading for column in columns_of(field, telling))


def test_a_sheet_carries_what_the_list_shows(office: Office, add: Add, tmp_path: Path) -> None:
    add("agreement", title_fa="دومی", title_en="Second", originals=2, stage=AgreementStage.SIGNED,
        signed_on=PartialDate.of_day(date(2024, 5, 1)), expires_on=PartialDate.of_month(1405, 9, Calendar.JALALI))  # fmt: skip
    add("agreement", title_fa="نخست", signed_on=PartialDate.of_day(date(2025, 5, 1)))
    sheet = exported(office, AGREEMENTS, tmp_path)
    rows = values(sheet)
    assert rows[0][0] == "نخست"
    title, english, signed, signed_day, expires, expires_day, originals, stage = rows[1]
    assert (title, english, originals) == ("دومی", "Second", 2)
    assert (signed, signed_day) == ("۱۴۰۳/۰۲/۱۲", datetime.fromisoformat("2024-05-01"))
    assert "۱۴۰۵" in expires
    assert expires_day is None
    assert stage


def test_filters_order_and_selection_are_those_of_the_screen(office: Office, add: Add, tmp_path: Path) -> None:
    first = add("follow_up", what="الف", due_on=date(2025, 11, 1))
    add("follow_up", what="ب", due_on=date(2025, 10, 1))
    add("follow_up", what="پ")
    query = ListQuery("follow_up", columns=("what",), sort="what", descending=True,
                      filters=(Filter("due_on", Condition.FILLED),))  # fmt: skip
    assert values(exported(office, query, tmp_path)) == [("ب",), ("الف",)]
    path = tmp_path / "chosen.xlsx"
    done = export_list(office, ListQuery("follow_up", columns=("what",)), path, lang="fa", ceiling=SECRET, ids=[first])
    assert (done.rows, done.left_out, done.label) == (1, 0, NORMAL)
    assert values(load_workbook(path).worksheets[0]) == [("الف",)]


def test_a_year_of_the_other_calendar_says_so(office: Office, add: Add, tmp_path: Path) -> None:
    add("agreement", title_fa="توافق", signed_on=parse_partial("1963"))
    query = ListQuery("agreement", columns=("signed_on",))
    assert values(exported(office, query, tmp_path)) == [("۱۹۶۳ میلادی", None)]


def test_a_persian_sheet_reads_from_right_to_left_and_is_ready_to_print(office: Office, add: Add, tmp_path: Path) -> None:
    add("agreement", title_fa="توافق")
    sheet = exported(office, AGREEMENTS, tmp_path)
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows in ("1:1", "$1:$1")
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet.oddHeader.center.text
    assert "۱۴۰۴/۰۷/۱۵" in sheet.oddHeader.left.text
    (table,) = sheet.tables.values()
    assert table.ref == "A1:H2"
    assert table.autoFilter is not None
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]


def test_an_english_sheet_reads_from_left_to_right_with_real_days_first(office: Office, add: Add, tmp_path: Path) -> None:
    add("meeting", subject="Talk", starts_at=Moment(datetime.fromisoformat("2025-10-07T06:30"), "Europe/Paris"))
    sheet = exported(office, ListQuery("meeting", columns=("subject", "starts_at")), tmp_path, lang="en")
    assert not sheet.sheet_view.rightToLeft
    assert [cell.value for cell in sheet[1]] == ["Subject", "Start (Tehran time)", "Start (Jalali)"]
    assert values(sheet) == [("Talk", datetime.fromisoformat("2025-10-07T08:00"), "1404-07-15 06:30 (Paris)")]


def test_a_moment_shows_the_clock_of_the_list_and_beside_it_that_of_the_office(office: Office, add: Add, tmp_path: Path) -> None:
    add("meeting", subject="سئول", starts_at=Moment(datetime.fromisoformat("2025-10-07T10:00"), "Asia/Seoul"))
    add("meeting", subject="تهران", starts_at=Moment(datetime.fromisoformat("2025-10-07T10:00"), "Asia/Tehran"))
    sheet = exported(office, ListQuery("meeting", columns=("subject", "starts_at"), sort="subject"), tmp_path)
    assert [cell.value for cell in sheet[1]][1:] == ["آغاز", "آغاز (به وقت تهران)"]
    assert values(sheet) == [
        ("تهران", "۱۴۰۴/۰۷/۱۵ ۱۰:۰۰", datetime.fromisoformat("2025-10-07T10:00")),
        ("سئول", "۱۴۰۴/۰۷/۱۵ ۱۰:۰۰ (سئول)", datetime.fromisoformat("2025-10-07T04:30")),
    ]


def test_nothing_typed_becomes_a_formula(office: Office, tmp_path: Path) -> None:
    texts = ("=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "#N/A", "=", "عادی")
    write_workbook(office, [one_column(*texts)], tmp_path / "t.xlsx", lang="fa")
    cells = [row[0] for row in load_workbook(tmp_path / "t.xlsx").worksheets[0].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells if cell.value != "#N/A"] == [
        (text, "s") for text in texts if text != "#N/A"
    ]
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert 't="e"' not in xml
    assert cells[0].quotePrefix


def test_control_characters_and_lookalikes_of_escapes_do_no_harm(office: Office, tmp_path: Path) -> None:
    write_workbook(office, [one_column("الف\x00\x0bب\ud800\ufffe", "_x0041_", "خط\nدوم", "")], tmp_path / "t.xlsx", lang="fa")
    found = [row[0] for row in values(load_workbook(tmp_path / "t.xlsx").worksheets[0])]
    assert found[0] == "الفب"
    assert found[1] in ("_x0041_", "_x005F_x0041_")
    assert found[2] == "خط\nدوم"


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark_and_counted(office: Office, tmp_path: Path) -> None:
    fits, long, wide = "م" * LONGEST, "م" * (LONGEST + 1), "🙂" * 20_000
    done = write_workbook(office, [one_column(fits, long, wide)], tmp_path / "t.xlsx", lang="fa")
    found = [row[0] for row in values(load_workbook(tmp_path / "t.xlsx").worksheets[0])]
    assert done.cut == 2
    assert texts_cut(done.cut).in_("fa").startswith("۲ متن کوتاه شد")
    assert found[0] == fits
    assert found[1].endswith("]")
    assert all(len(text.encode("utf-16-le")) // 2 <= LONGEST for text in found)
    assert found[2].startswith("🙂🙂")


def test_rows_above_the_ceiling_stay_out_and_are_counted(office: Office, add: Add, tmp_path: Path) -> None:
    add("follow_up", what="آشکار")
    add("follow_up", what="پنهان", label=SECRET)
    add("follow_up", what="نیمه", label=CONFIDENTIAL)
    query = ListQuery("follow_up", columns=("what",), sort="what")
    done = export_list(office, query, tmp_path / "t.xlsx", lang="fa", ceiling=CONFIDENTIAL)
    assert (done.rows, done.left_out, done.label) == (2, 1, CONFIDENTIAL)
    sheet: Any = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert values(sheet) == [("آشکار",), ("نیمه",)]
    assert sheet.oddHeader.right.text
    assert [part.text for part in (sheet.oddFooter.left, sheet.oddFooter.right)] == [None, None]  # only the author is told
    assert b"\xd9\xbe\xd9\x86\xd9\x87\xd8\xa7\xd9\x86" not in (tmp_path / "t.xlsx").read_bytes()


def test_a_link_to_a_record_above_the_ceiling_is_not_written(office: Office, add: Add, tmp_path: Path) -> None:
    open_one = add("counterpart", name_fa="پاریس", kind="city")
    hidden = add("counterpart", name_fa="لندن", kind="city", label=SECRET)
    add("delegation", title="سفر", direction="outgoing", counterparts=(open_one, hidden), inviter=hidden)
    query = ListQuery("delegation", columns=("title", "counterparts", "inviter"))
    assert values(exported(office, query, tmp_path, ceiling=NORMAL)) == [("سفر", "پاریس", None)]
    assert values(exported(office, query, tmp_path)) == [("سفر", "پاریس، لندن", "لندن")]


def test_the_preparation_of_a_meeting_stands_under_its_own_label(office: Office, add: Add, tmp_path: Path) -> None:
    assert governing_labels(office.catalogue["meeting"])["our_objectives"] == "preparation_label"
    moment = Moment(datetime.fromisoformat("2025-10-07T10:00"), "Asia/Tehran")
    add("meeting", subject="دیدار", starts_at=moment, our_objectives="هدف پنهان", minutes="متن")
    query = ListQuery("meeting", columns=("subject", "our_objectives", "minutes"))
    assert values(exported(office, query, tmp_path, ceiling=NORMAL)) == [("دیدار", None, "متن")]
    done = export_list(office, query, tmp_path / "t.xlsx", lang="fa", ceiling=SECRET)
    assert done.label is CONFIDENTIAL
    assert values(load_workbook(tmp_path / "t.xlsx").worksheets[0]) == [("دیدار", "هدف پنهان", "متن")]


def test_rows_that_run_out_are_coloured_also_where_they_are_empty(office: Office, add: Add, tmp_path: Path) -> None:
    terms = {"stage": AgreementStage.IN_FORCE, "renewal": RenewalMode.FIXED}
    add("agreement", title_fa="دیر", expires_on=PartialDate.of_day(date(2025, 9, 1)), **terms)
    add("agreement", title_fa="زود", expires_on=PartialDate.of_day(date(2025, 11, 1)), **terms)
    add("agreement", title_fa="دور", expires_on=PartialDate.of_day(date(2035, 11, 1)), **terms)
    sheet = exported(office, ListQuery("agreement", columns=("title_fa", "title_en"), sort="title_fa"), tmp_path)
    fills = {row[0].value: [cell.fill.fgColor.rgb[-6:] for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert fills["دیر"] == ["FCE3E1"] * 2
    assert fills["زود"] == ["FCEED0"] * 2
    assert fills["دور"] == ["000000"] * 2


def test_numbers_amounts_and_yes_no_are_what_they_are(office: Office, add: Add, tmp_path: Path) -> None:
    add("agreement", title_fa="الف", originals=12_500, binding=Binding.NOT_BINDING, review_value=4)
    sheet = exported(office, ListQuery("agreement", columns=("originals", "binding", "review_value")), tmp_path)
    assert values(sheet) == [(12_500, "غیرالزام‌آور", 4)]
    assert "#,##0" in sheet["A2"].number_format
    add("delegation", title="سفر", direction=Direction.OUTGOING, host_pays=True)
    assert values(exported(office, ListQuery("delegation", columns=("host_pays",)), tmp_path)) == [("بله",)]


def test_computed_columns_are_written_too(office: Office, add: Add, tmp_path: Path) -> None:
    add("follow_up", what="الف", due_on=date(2025, 10, 1), state=FollowUpState.OPEN)
    query = ListQuery("follow_up", columns=("what", "days_late", "completeness"))
    ((what, late, percent),) = values(exported(office, query, tmp_path))
    assert (what, late) == ("الف", 6)
    assert 0 < percent <= 100


def test_headings_are_unique_and_sheets_have_lawful_names(office: Office, tmp_path: Path) -> None:
    table = list_table(office, ListQuery("follow_up", columns=("what", "what")), lang="fa", ceiling=NORMAL)
    write_workbook(office, [table], tmp_path / "t.xlsx", lang="fa")
    heads = [cell.value for cell in load_workbook(tmp_path / "t.xlsx").worksheets[0][1]]
    assert heads == [heads[0], f"{heads[0]} (2)"]
    texts = one_column("الف")
    names = ("گزارش [سال] ۱/۲: همه*?", "گزارش [سال] ۱/۲: همه*?", "ن" * 60, "'")
    tables = [Table(name, texts.columns, [TableRow(("الف",))], 1) for name in names]
    write_workbook(office, tables, tmp_path / "t.xlsx", lang="fa")
    found = load_workbook(tmp_path / "t.xlsx").sheetnames
    assert len(set(found)) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found)


def test_an_empty_list_is_a_sheet_with_its_head(office: Office, tmp_path: Path) -> None:
    sheet = exported(office, AGREEMENTS, tmp_path)
    assert sheet["A1"].value
    assert not [value for row in values(sheet) for value in row if value]
    assert [table.ref for table in sheet.tables.values()] == ["A1:H2"]


def test_headings_that_meet_a_numbered_one_stay_unique() -> None:
    columns = [Column(heading, CellKind.TEXT, 10) for heading in ("الف", "الف (2)", "الف", "A", "a")]
    assert [column.heading for column in unique_headings(columns)] == ["الف", "الف (2)", "الف (3)", "A", "a (2)"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("دفتر & ثبت", "دفتر && ثبت"),
        ("&" * 100, "&" * 80),
        ("الف" + "&" * 100, "الف" + "&" * 76),
        ("🙂" * 100, "🙂" * 40),
    ],
    ids=["one", "even", "odd", "pairs"],
)
def test_the_head_of_a_page_is_cut_between_its_letters(office: Office, tmp_path: Path, title: str, shown: str) -> None:
    table = one_column("الف")
    write_workbook(office, [Table(title, table.columns, table.rows, 1)], tmp_path / "t.xlsx", lang="fa")
    sheet: Any = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert sheet.oddHeader.center.text == shown
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    head = unescape(xml.partition("<oddHeader>")[2].partition("</oddHeader>")[0])
    assert 0 < len(head.encode("utf-16-le")) // 2 <= 255


def test_a_list_that_no_sheet_holds_is_refused_before_anything_is_written(office: Office, tmp_path: Path) -> None:
    table = one_column()
    with pytest.raises(TooManyRows) as caught:
        write_workbook(office, [Table("ت", table.columns, table.rows, MOST_ROWS + 1)], tmp_path / "t.xlsx", lang="fa")
    assert "1,048,575" in caught.value.message.in_("en")
    assert leftovers(tmp_path) == []


def test_columns_are_as_wide_as_what_stands_in_them(office: Office, tmp_path: Path) -> None:
    columns = tuple(Column(name, CellKind.TEXT, 10) for name in ("الف", "ب", "پ", "یک عنوان خیلی خیلی دراز"))
    rows = [TableRow(("م" * 45, "کوتاه", "م" * 300, None)) for _turn in range(3)]
    write_workbook(office, [Table("ت", columns, rows, 3)], tmp_path / "t.xlsx", lang="fa")
    sheet: Any = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    found = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert 40 < found[0] < 48
    assert found[1] == 10
    assert found[2] == 56
    assert 10 < found[3] < 24


def test_rows_that_wrap_are_as_high_as_their_lines(office: Office, tmp_path: Path) -> None:
    write_workbook(office, [one_column("کوتاه", "م" * 200, "خط\nدوم", "خ\n" * 90)], tmp_path / "t.xlsx", lang="fa")
    sheet: Any = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    heights = [sheet.row_dimensions[number].height for number in range(2, 6)]
    assert heights[0] is None
    assert heights[1] > 2 * 15
    assert 2 * 15 < heights[2] < heights[1]
    assert heights[3] == 409


def test_both_days_of_a_pair_stand_in_the_middle_and_rules_run_through_empty_cells(
    office: Office, add: Add, tmp_path: Path
) -> None:
    add("agreement", title_fa="الف", signed_on=PartialDate.of_day(date(2024, 5, 1)))
    sheet = exported(office, ListQuery("agreement", columns=("title_fa", "signed_on", "title_en")), tmp_path)
    _title, jalali, gregorian, empty = sheet[2]
    assert (jalali.alignment.horizontal, gregorian.alignment.horizontal) == ("center", "center")
    assert empty.value is None
    assert empty.border.bottom.style == "hair"


def test_the_label_of_a_sheet_is_that_of_the_names_in_it(office: Office, add: Add, tmp_path: Path) -> None:
    secret = add("counterpart", name_fa="لندن", kind="city", label=SECRET)
    add("delegation", title="سفر", direction="outgoing", counterparts=(secret,))
    query, path = ListQuery("delegation", columns=("title", "counterparts")), tmp_path / "t.xlsx"
    assert export_list(office, query, path, lang="fa", ceiling=SECRET).label is SECRET
    assert export_list(office, query, path, lang="fa", ceiling=CONFIDENTIAL).label is NORMAL
    nameless = ListQuery("delegation", columns=("title",))
    assert export_list(office, nameless, path, lang="fa", ceiling=SECRET).label is NORMAL


def leftovers(tmp_path: Path) -> list[str]:
    """List what an export left beside the store."""
    return sorted(path.name for path in tmp_path.iterdir() if path.name.endswith((".xlsx", ".part")))


def test_cancelling_leaves_no_file_and_no_plain_copy(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    table = one_column(*["متن"] * 1_000)
    with pytest.raises(Cancelled):
        write_workbook(office, [table], tmp_path / "t.xlsx", lang="fa", cancelled=cancelled)
    assert leftovers(tmp_path) == []
    assert list(temporary.iterdir()) == []


def test_progress_counts_every_row(office: Office, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    tables = [one_column(*["متن"] * 450), one_column(*["متن"] * 50)]
    write_workbook(office, tables, tmp_path / "t.xlsx", lang="fa", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (500, 500)
    assert told == sorted(told)
    assert len(told) >= 3


def test_a_target_open_in_excel_is_told_and_stays(office: Office, tmp_path: Path, others_hold_files: FileWork) -> None:
    target = tmp_path / "t.xlsx"
    target.write_bytes(b"old")

    with doing_with(others_hold_files), pytest.raises(TargetOpen):
        write_workbook(office, [one_column("الف")], target, lang="fa")
    assert target.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["t.xlsx"]


def test_a_folder_that_is_not_there_is_told(office: Office, tmp_path: Path) -> None:
    with pytest.raises(WorkbookNotWritten):
        write_workbook(office, [one_column("الف")], tmp_path / "nowhere" / "t.xlsx", lang="fa")


def test_an_existing_file_is_replaced_whole(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "t.xlsx"
    target.write_bytes(b"old")
    done = write_workbook(office, [one_column("الف", None)], target, lang="fa")
    assert (done.path, done.rows) == (target, 2)
    assert values(load_workbook(target).worksheets[0])[0] == ("الف",)
    assert Tone.PLAIN.value == "plain"


def test_the_parts_of_a_workbook_lie_in_the_private_folder_of_the_store_alone(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system"
    system.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(system))
    seen: list[tuple[int, int]] = []

    def look(_done: int, _total: int) -> None:
        private = next(folder for folder in Path(os.environ["SAFIR_CACHE_DIR"], "opened").glob("*/*") if any(folder.iterdir()))
        seen.append((len(list(system.iterdir())), stat.S_IMODE(private.stat().st_mode) & 0o077))

    write_workbook(office, [one_column("نام")], tmp_path / "a.xlsx", lang="fa", progress=look)
    assert seen == [(0, 0)]
    assert not any(Path(os.environ["SAFIR_CACHE_DIR"], "opened").glob("*/*/*"))


def test_parts_that_a_crash_left_are_swept_at_the_next_start(office: Office) -> None:
    folder = office.store.files.plain_folder()
    (folder / "sheet.left").write_bytes("نام".encode())
    office.store.files.sweep()
    assert not folder.exists()


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a disk that is always full")
def test_a_full_disk_is_told_once(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    (tmp_path / "a.xlsx.part").symlink_to("/dev/full")
    with pytest.raises(WorkbookNotWritten):
        write_workbook(office, [one_column("نام")], path, lang="fa")
    gc.collect()
    assert not path.exists()
