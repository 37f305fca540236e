"""How a list uses its width, keeps the title in sight, copies, and keeps views; what a bulk edit adds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.i18n import Language, speaking, use_language
from app.core.partial_dates import parse_partial
from app.core.text import strip_isolates
from app.rules.labels import Confidentiality
from app.rules.stage_codes import AgreementStage
from app.services import editing, listing, views
from app.services.list_labels import label_examples
from app.services.listing import Condition, Filter, ListQuery
from app.ui.context import Context
from app.ui.kit.paint import text_width
from app.ui.list.bulk_sheet import BulkSheet
from app.ui.list.leaving import left_out, reasons, written
from app.ui.list.widths import Wish, shared
from app.ui.theme import apply_theme, font
from tests.ui.form.making import keep
from tests.ui.list.showing import shown

IN_FORCE = Filter("stage", Condition.IS, (AgreementStage.IN_FORCE,))


@pytest.mark.parametrize("kind", ["agreement", "delegation", "person", "counterpart", "follow_up", "meeting"])
def test_the_columns_of_a_kind_fit_without_moving_sideways(sampled: Context, qtbot: QtBot, kind: str) -> None:
    page = shown(qtbot, sampled, kind)
    assert page.grid.horizontalScrollBar().maximum() == 0


def test_what_is_missing_is_taken_where_there_is_slack() -> None:
    assert shared((Wish(300, 200), Wish(100, 100), Wish(200, 100)), 500) == [250, 100, 150]
    assert sum(shared((Wish(300, 200), Wish(100, 50)), 700)) == 700
    assert shared((Wish(300, 200), Wish(100, 100)), 100) == [200, 100]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_title_stays_in_sight_when_columns_move(sampled: Context, qapp: QApplication, qtbot: QtBot, language: str) -> None:
    apply_theme(qapp, "light", language="fa" if language == "fa" else "en")
    names = tuple(sampled.office.catalogue["agreement"].fields)[:16]
    page = shown(qtbot, sampled, "agreement", ListQuery("agreement", columns=names))
    bar = page.grid.horizontalScrollBar()
    assert bar.maximum() > 0
    assert not page.grid.titles.isVisible()
    bar.setValue(bar.maximum())
    area = page.grid.viewport().geometry()
    assert page.grid.titles.isVisible()
    edge = page.grid.titles.geometry()
    assert edge.right() == area.right() if language == "fa" else edge.left() == area.left()
    page.grid.go_to(3)
    assert bar.value() == bar.maximum()


def test_copied_figures_are_plain(context: Context, qtbot: QtBot) -> None:
    keep(context, "agreement", title_fa="UCLG\u202fMEWA", register_number="ت/۱۲")
    page = shown(qtbot, context, "agreement", ListQuery("agreement", columns=("title_fa", "register_number")))
    page.grid.go_to(0)
    page.grid.copy()
    assert QGuiApplication.clipboard().text().split("\n")[1] == "UCLG MEWA\tت/۱۲"


def test_a_bulk_edit_adds_tags_to_those_there(context: Context, qtbot: QtBot) -> None:
    old, new = keep(context, "tag", code="old", label_fa="کهنه"), keep(context, "tag", code="new", label_fa="نو")
    tagged = keep(context, "agreement", title_fa="یکم", tags=(old,))
    plain = keep(context, "agreement", title_fa="دوم")
    page = shown(qtbot, context, "agreement")
    rows = tuple(row for row in map(page.model.row, range(2)) if row is not None)
    sheet = BulkSheet(page, context, page.kind, rows, field="tags")
    qtbot.addWidget(sheet)
    assert sheet.editor is not None
    qtbot.waitUntil(lambda: sheet.preview.rowCount() == 2, timeout=5000)
    assert all(sheet.preview.cell(number, 1) == sheet.preview.cell(number, 2) for number in range(2))
    sheet.editor.put((new,))
    sheet.editor.changed.emit()
    afters = {sheet.preview.cell(number, 0): sheet.preview.cell(number, 2) for number in range(2)}
    assert afters == {"یکم": "کهنه، نو", "دوم": "نو"}
    with qtbot.waitSignal(context.said):
        sheet.apply()
    assert editing.open_draft(context.office, "agreement", tagged).values["tags"] == (old, new)
    assert editing.open_draft(context.office, "agreement", plain).values["tags"] == (new,)


def test_a_ceiling_says_what_it_leaves_out(context: Context) -> None:
    first = keep(context, "agreement", title_fa="یکم")
    keep(context, "agreement", title_fa="دوم", label=Confidentiality.SECRET)
    counts = listing.label_counts(context.office, ListQuery("agreement"))
    assert counts == {Confidentiality.NORMAL: 1, Confidentiality.SECRET: 1}
    assert listing.label_counts(context.office, ListQuery("agreement"), [first]) == {Confidentiality.NORMAL: 1}
    assert len(left_out(counts).split("\n")) == 2
    assert label_examples(context.office, ListQuery("agreement")) == {Confidentiality.SECRET: "دوم"}
    assert label_examples(context.office, ListQuery("agreement"), [first]) == {}


def test_a_workbook_tells_what_was_kept_back_and_what_was_shortened() -> None:
    assert "{" not in written(3, 2, cut=1, ceiling=Confidentiality.NORMAL)
    assert written(3, 2, cut=1, ceiling=Confidentiality.NORMAL).count("۳") == 1
    assert "۱ متن کوتاه شد" in written(3, 0, cut=1, ceiling=Confidentiality.NORMAL)
    assert "کوتاه" not in written(3, 2, cut=0, ceiling=Confidentiality.NORMAL)


def test_tabs_follow_what_becomes_of_a_view(sampled: Context, qtbot: QtBot) -> None:
    view = views.save_view(sampled.office, ListQuery("agreement", filters=(IN_FORCE,)), title="جاری", density="dense")
    view = views.mark_view(sampled.office, view, shared=True, pinned=True)
    page = shown(qtbot, sampled, "agreement")
    sampled.changed.connect(page.refresh)
    assert str(view.id) in page.views.tabs.keys
    page.views.show(str(page.views.found[0].id))
    assert page.shape.density == "dense"
    renamed = views.save_view(sampled.office, view.query, title="در جریان", view=view, density=view.density)
    page.views.read()
    assert [(each.title, each.shared, each.density) for each in page.views.found] == [("در جریان", True, "dense")]
    views.delete_view(sampled.office, renamed)
    qtbot.waitUntil(lambda: str(view.id) not in page.views.tabs.keys, timeout=2000)
    assert not page.views.tabs.isVisible()


def test_a_gregorian_year_is_marked_among_jalali_days(context: Context, qtbot: QtBot) -> None:
    keep(context, "agreement", title_fa="یکم", signed_on=parse_partial("1963"))
    keep(context, "agreement", title_fa="دوم", signed_on=parse_partial("1404/01/08"))
    page = shown(qtbot, context, "agreement", ListQuery("agreement", columns=("title_fa", "signed_on")))
    assert {strip_isolates(page.model.words(number)[1]) for number in range(2)} == {"۱۹۶۳ م", "۱۴۰۴/۰۱/۰۸"}


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("kind", ["agreement", "clearance_step", "seat", "country"])
def test_no_head_of_the_usual_columns_is_cut(
    sampled: Context, qapp: QApplication, qtbot: QtBot, kind: str, language: Language
) -> None:
    apply_theme(qapp, "light", language=language)
    use_language(language)
    page = shown(qtbot, sampled, kind)
    assert page.grid.horizontalScrollBar().maximum() == 0
    for section in range(len(page.model.fields)):
        words = str(page.model.headerData(section, Qt.Orientation.Horizontal))
        assert text_width(words, font("label", weight=500)) + 24 <= page.grid.columnWidth(section), words


def test_a_short_head_says_its_whole_name_in_its_tooltip(sampled: Context, qtbot: QtBot) -> None:
    page = shown(qtbot, sampled, "agreement")
    section = page.query.columns.index("days_to_notice")
    tip = page.model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == str(page.model.fields[section].label) != page.model.headerData(section, Qt.Orientation.Horizontal)


def test_each_ceiling_tells_which_row_would_give_the_file_its_label() -> None:
    with speaking("fa"):
        examples = {Confidentiality.CONFIDENTIAL: "سفر سئول", Confidentiality.SECRET: "دیدار آنکارا"}
        said = strip_isolates(reasons(examples)).split("\n")
    assert said == [
        "تا محرمانه: طبقه‌بندی این برگه «محرمانه» است، زیرا سفر سئول در آن آمده است.",
        "تا خیلی محرمانه: طبقه‌بندی این برگه «خیلی محرمانه» است، زیرا دیدار آنکارا در آن آمده است.",
    ]
    assert reasons({}) == ""
