"""The list page by hand: rows, order, filters, selection, copying, looks and empty places."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.core.text import strip_isolates
from app.rules.stage_codes import AgreementStage
from app.schema.fields import FieldKind
from app.services import listing, views
from app.services.list_query import RECORDS
from app.services.listing import Condition, Filter, ListQuery
from app.ui.context import Context
from app.ui.kit import EmptyState, FilterChip, Label
from app.ui.list.bulk_sheet import BulkSheet
from app.ui.list.filter_sheet import FilterSheet
from app.ui.list.filters import ASKED, filter_words
from app.ui.list.kept import looks_of
from tests.ui.form.making import Answers
from tests.ui.list.showing import settle, shown

IN_FORCE = Filter("stage", Condition.IS, (AgreementStage.IN_FORCE,))


def test_every_kind_of_field_can_be_asked_for() -> None:
    assert set(ASKED) == set(FieldKind)


def test_a_list_shows_every_record(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    assert page.model.rowCount() == listing.count(sampled.office, ListQuery("agreement")) > 20
    assert "مورد" in page.count.text()


@pytest.mark.parametrize("kind", ["counterpart", "person", "delegation", "meeting", "follow_up", "tag"])
def test_every_cell_of_a_kind_has_words(sampled: Context, qtbot: QtBot, kind: str) -> None:
    page = shown(qtbot, sampled, kind)
    assert all(page.model.words(number)[0] for number in range(page.model.rowCount()))


def test_a_click_on_a_header_turns_the_order(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    page.sort_by("title_fa")
    settle(qtbot, page)
    first = page.model.words(0)[0]
    page.sort_by("title_fa")
    settle(qtbot, page)
    assert page.model.words(page.model.rowCount() - 1)[0] == first
    assert page.grid.head.descending


def test_a_filter_is_seen_and_can_be_taken_away(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    every = page.model.rowCount()
    page.filtering.put(IN_FORCE)
    settle(qtbot, page)
    assert 0 < page.model.rowCount() < every
    assert "لازم‌الاجرا" in filter_words(sampled, page.kind.fields["stage"], IN_FORCE)
    page.filtering.bar.changed.emit(())
    settle(qtbot, page)
    assert page.model.rowCount() == every


def test_the_sheet_of_a_filter_reads_what_was_ticked(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    sheet = FilterSheet(page, sampled, page.kind, IN_FORCE)
    qtbot.addWidget(sheet)
    sheet.apply()
    assert sheet.result_filter == IN_FORCE


def test_words_that_match_nothing_say_so(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    page.search.set_text("ژژژژژ")
    qtbot.waitUntil(lambda: page.model.is_settled and page.model.rowCount() == 0, timeout=5000)
    qtbot.waitUntil(lambda: page.findChild(EmptyState) is not None)


def test_an_empty_list_offers_the_first(context: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, context, "agreement")
    assert page.findChild(EmptyState) is not None


def test_space_and_select_all_show_the_selection_bar(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    page.grid.go_to(0)
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)  # type: ignore[no-untyped-call]
    assert page.grid.chosen_count() == 2
    assert page.selected.isVisible()
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)  # type: ignore[no-untyped-call]
    assert page.grid.chosen_count() == 1
    qtbot.keyClick(page.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]
    assert page.grid.chosen_count() == page.model.rowCount()


def test_rows_are_copied_as_a_table_without_marks(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    page.grid.go_to(0)
    page.grid.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 2
    assert lines[0].count("\t") == lines[1].count("\t") == len(page.query.columns) - 1
    assert not set("\u2066\u2067\u2068\u2069") & set(lines[1])


def test_deleting_a_row_can_be_taken_back(sampled: Context, dialogs: Answers, qtbot: QtBot) -> None:
    dialogs.reasons = ["ثبت دوباره"]  # a signed text asks why
    page = shown(qtbot, sampled, "agreement")
    sampled.changed.connect(page.refresh)
    every = page.model.rowCount()
    page.grid.go_to(0)
    with qtbot.waitSignal(sampled.said) as said:
        qtbot.keyClick(page.grid, Qt.Key.Key_Delete)  # type: ignore[no-untyped-call]
    assert said.args is not None
    assert said.args[1]
    qtbot.waitUntil(lambda: page.model.rowCount() == every - 1, timeout=5000)


def test_a_bulk_edit_is_one_deed(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    rows = tuple(row for row in map(page.model.row, range(3)) if row is not None)
    sheet = BulkSheet(page, sampled, page.kind, rows, field="register_number")
    qtbot.addWidget(sheet)
    assert sheet.editor is not None
    sheet.editor.put("ت/۱۲")
    with qtbot.waitSignal(sampled.said) as said:
        sheet.apply()
    assert said.args is not None
    assert said.args[1]


def test_columns_and_density_are_kept(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    page.shape.choose_columns(("stage", "signed_on"))
    page.shape.choose_density("roomy")
    kept = looks_of(sampled.settings, "agreement")
    assert kept.columns == ("stage", "signed_on")
    assert shown(qtbot, sampled, "agreement").query.columns == ("title_fa", "stage", "signed_on")
    assert kept.density == "roomy"


def test_a_pinned_view_becomes_a_tab(sampled: Context, qtbot: QtBot) -> None:
    view = views.save_view(sampled.office, ListQuery("agreement", filters=(IN_FORCE,)), title="جاری")
    views.mark_view(sampled.office, view, shared=False, pinned=True)
    page = shown(qtbot, sampled, "agreement")
    assert page.views.tabs.isVisible()
    page.views.tabs.tab_chosen.emit(str(view.id))
    settle(qtbot, page)
    assert page.query.filters == (IN_FORCE,)


def test_a_wide_window_shows_the_current_row_beside_the_list(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "person")
    assert page.beside.pane is None
    page.resize(1700, 900)
    qtbot.waitUntil(lambda: page.beside.pane is not None and not page.beside.pane.isHidden(), timeout=5000)
    pane = page.beside.pane
    assert pane is not None
    page.grid.go_to(2)
    row = page.model.row(2)
    assert row is not None
    name = strip_isolates(str(row.values[0]))

    def told() -> str:
        return strip_isolates(" ".join(part.text() for part in pane.findChildren(Label)))

    qtbot.waitUntil(lambda: name in told(), timeout=5000)
    page.resize(1170, 714)
    qtbot.waitUntil(pane.isHidden, timeout=5000)


def test_alerts_come_beside_the_window_with_their_words(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "delegation")
    column = page.model.names.index("alerts")
    numbers = range(page.model.rowCount())
    qtbot.waitUntil(lambda: any(page.model.words(number)[column] for number in numbers))
    index = page.model.index(next(number for number in numbers if page.model.words(number)[column]), column)
    assert page.model.tone(index.row(), column) in ("bad", "warn")
    assert index.data(Qt.ItemDataRole.ToolTipRole)
    assert str(index.data(Qt.ItemDataRole.ToolTipRole)) in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_copy_waits_for_no_column(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "delegation")
    page.grid.selectAll()
    page.grid.copy()
    copied = QGuiApplication.clipboard().text().splitlines()
    at = copied[0].split("\t").index(strip_isolates(str(page.model.fields[page.model.names.index("alerts")].label)))
    assert any(line.split("\t")[at] for line in copied[1:])


def test_a_list_of_some_records_shows_them_and_can_be_widened(sampled: Context, qtbot: QtBot) -> None:
    some = tuple(row.id for row in listing.first_rows(sampled.office, ListQuery("agreement"), 2))
    page = shown(qtbot, sampled, "agreement")
    page.ask(ListQuery("agreement", filters=(Filter(RECORDS, Condition.IS, some),)))
    settle(qtbot, page)
    assert page.model.rowCount() == 2
    (chip,) = page.filtering.bar.findChildren(FilterChip)
    chip.clicked.emit()
    page.filtering.bar.changed.emit(())
    settle(qtbot, page)
    assert page.model.rowCount() > 20
