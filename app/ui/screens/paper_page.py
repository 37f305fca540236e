"""A paper before it leaves: its choices at the leading side, the sheets as they will be beside them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _, _c, _n, language
from app.core.numbers import format_integer, format_percent
from app.papers import by_name
from app.rules.labels import Confidentiality, confidentiality_name, label_reason
from app.services import titles
from app.ui.context import Context
from app.ui.kit import (
    Button,
    Drawer,
    EmptyState,
    IconButton,
    Label,
    LabelBadge,
    PrimaryButton,
    ScrollPage,
    SmallButton,
    Toolbar,
    column,
    row,
    set_side_margins,
)
from app.ui.screens import paper_making
from app.ui.screens.paper_deeds import PaperDeeds
from app.ui.screens.paper_making import Asked, Made
from app.ui.screens.paper_options import PaperChoices
from app.ui.screens.paper_sheets import ZOOMS, Sheets
from app.ui.screens.reading import Reading
from app.ui.shell.keys import shown_keys
from app.ui.shell.places import ListPlace, PaperPlace, RecordPlace
from app.ui.theme import SPACE, Breakpoint, breakpoint_of, colour, scaled, text_scale

_OPTIONS_WIDTH = 360
_KB = 1024


class PaperPage(QWidget):
    """Choose ceiling, language, parts, copies and day; look at the paper; print it, keep it or open it elsewhere."""

    def __init__(self, context: Context, place: PaperPlace) -> None:
        super().__init__()
        self._context, self._record = context, place.record
        self._paper = by_name(place.name)
        found = titles.titles(context.office, (place.record,)).get(place.record) if place.record else None
        self._subject = found.title if found is not None else ""
        self._kind = found.kind if found is not None else self._paper.kind
        ceiling = found.label if found is not None else Confidentiality.NORMAL
        self.choices = PaperChoices(self._paper, ceiling, language(), today=context.office.today())
        self.sheets = Sheets()
        self._made: Made | None = None
        self._compact: bool | None = None
        self._reading = Reading(context.tasks, self)
        self._deeds = PaperDeeds(self, context)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_paper()

    def _make_parts(self) -> None:
        self.told = Label("", "label", tone="text_2", elide=True)
        self.badge = LabelBadge("", "normal")
        self.badge.hide()
        self.reason = Label("", "caption", tone="text_2", wrap=True)
        self.reason.hide()
        self.notes_button = SmallButton("", kind="quiet", icon="triangle-alert")
        self.notes_button.hide()
        self.options_button = Button(_("Options"), icon="settings")
        self.smaller = IconButton("minus", _c("size of the pages", "Smaller"))
        self.larger = IconButton("add", _c("size of the pages", "Larger"))
        self.percent = Label("", "label", tone="text_2", align="centre")
        self.percent.setMinimumWidth(scaled(40))
        self.outside = IconButton("external-link", _("Open in another program"))
        self.word = Button(_("Word"), icon="file-text", tooltip=_("Save an editable copy for Word"))
        self.save = Button(_("PDF"), icon="download", shortcut=shown_keys("Ctrl+E"), tooltip=_("Save PDF"))
        self.save.setAccessibleName(str(_("Save PDF")))
        self.word.setAccessibleName(str(_("Save as Word")))
        self.excel = Button(_("Excel"), icon="table-2", tooltip=_("Save the register as an Excel workbook"))
        self.excel.setAccessibleName(str(_("Save as Excel")))
        self.excel.setVisible(self._paper.register)
        self.print = PrimaryButton(_("Print"), icon="print", shortcut=shown_keys("Ctrl+P"))
        self._drawer = Drawer(self, _("Options"), close_name=_("Close"), width=_OPTIONS_WIDTH)

    def _lay_out(self) -> None:
        self._side = ScrollPage()
        self._side.setFixedWidth(scaled(_OPTIONS_WIDTH))
        bar = Toolbar()
        bar.add(self.options_button)
        bar.add(self.badge)
        bar.add(self.told)
        bar.add(self.notes_button)
        bar.add_stretch()
        for part in (self.smaller, self.percent, self.larger, self.outside, self.excel, self.word, self.save, self.print):
            bar.add(part)
        self._beside = column(bar, self.reason, (self.sheets, 1), spacing=8)
        self.setLayout(row(self._side, (self._beside, 1), spacing=0))
        self._show_zoom()

    def _connect(self) -> None:
        self.choices.chosen.connect(self._make_paper)
        self.choices.copies_chosen.connect(self._make_paper)
        self.choices.notes.record_asked.connect(self._open_record)
        self._deeds.concern_asked.connect(self._open_record)
        self.options_button.clicked.connect(self._drawer.open)
        self.notes_button.clicked.connect(self.show_notes)
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        self.outside.clicked.connect(self.open_outside)
        self.word.clicked.connect(lambda: self.save_as(".docx"))
        self.excel.clicked.connect(lambda: self.save_as(".xlsx"))
        self.save.clicked.connect(lambda: self.save_as(".pdf"))
        self.print.clicked.connect(self.print_out)

    def _open_record(self, kind: str, record: UUID | None) -> None:
        self._context.go(RecordPlace(kind, record))

    # The paper

    @property
    def asked(self) -> Asked:
        """Give what the choices ask for."""
        return Asked(self._paper, self._record, self.choices.options, self.choices.copies)

    def _make_paper(self) -> None:
        office, asked = self._context.office, self.asked
        self._made = None
        self._allow()
        self.told.set_text(_("Making the paper…"))
        self._reading.ask(lambda job: paper_making.make(office, asked, job), self._show_made, failed=self._show_refused)

    def _show_made(self, made: Made) -> None:
        self._made = made
        printed = made.printed
        self._allow()
        pages = _n("{n} page", "{n} pages", printed.pages)
        size = format_integer(max(1, round(len(made.pdf) / _KB)), language())
        self.told.set_text(_("{pages} · {size} KB").format(pages=pages, size=size))
        self.badge.set_label(confidentiality_name(printed.label), printed.label.value)
        self.badge.show()
        self.reason.set_text(label_reason(printed.label, printed.because) if printed.because else "")
        self.reason.setVisible(bool(printed.because))
        self._tell_notes(len(printed.gaps) + len(printed.concerns))
        self.choices.show_made(printed)
        self.sheets.show_pdf(made.pdf)

    def _tell_notes(self, count: int) -> None:
        self.notes_button.set_text(_n("{n} note before you print", "{n} notes before you print", count))
        self.notes_button.setAccessibleName(self.notes_button.text())
        self.notes_button.setVisible(count > 0)

    def show_notes(self) -> None:
        """Bring what the paper lacks into sight."""
        if self._compact:
            self._drawer.open()
        else:
            self._side.ensureWidgetVisible(self.choices.notes, 0, self._side.height() // 2)

    def _show_refused(self, error: SafirError) -> None:
        """Say in words why there is no paper, and where to mend it."""
        self.told.set_text("")
        self.badge.hide()
        self.reason.hide()
        self.notes_button.hide()
        self.choices.show_made(None)
        actions = [("record", _("Go to the item"))] if self._subject else []
        said = EmptyState("file-text", _("There is no paper"), error.message, actions=actions)
        said.action_clicked.connect(lambda _key: self._open_record(self._kind, self._record))
        self.sheets.show_instead(said)

    def _allow(self) -> None:
        for button in (self.save, self.word, self.excel, self.outside, self.print):
            button.setEnabled(self._made is not None)

    # Size

    def _step(self, by: int) -> None:
        at = ZOOMS.index(self.sheets.zoom) + by
        if 0 <= at < len(ZOOMS):
            self.sheets.set_zoom(ZOOMS[at])
            self._show_zoom()

    def _show_zoom(self) -> None:
        zoom = self.sheets.zoom
        self.percent.set_text(format_percent(zoom, language()))
        self.smaller.setEnabled(zoom != ZOOMS[0])
        self.larger.setEnabled(zoom != ZOOMS[-1])

    # File, printer, another program

    @property
    def _name(self) -> str:
        if not self._subject:
            return str(self._paper.title)
        return str(_("{paper}: {subject}").format(paper=self._paper.title, subject=self._subject))

    def save_as(self, ending: str) -> None:
        """Keep the paper as a file of this ending."""
        if self._made is not None:
            # A workbook is one file: its copies carry no numbers.
            asked = replace(self.asked, copies=1) if ending == ".xlsx" else self.asked
            self._deeds.save(asked, self._made.printed, title=self._name, ending=ending)

    def print_out(self) -> None:
        """Print the paper."""
        if self._made is not None:
            self._deeds.print_out(self.asked, self._made.printed, title=self._name)

    def open_outside(self) -> None:
        """Open the paper in the system's program for it."""
        if self._made is not None:
            self._deeds.open_outside(self._made, title=self._name)

    # The window

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the options beside the paper, or into a drawer where there is no room."""
        super().resizeEvent(event)
        compact = breakpoint_of(self.window().width(), text_scale()) is Breakpoint.COMPACT
        if compact is not self._compact:
            self._compact = compact
            self._place_options()

    def _place_options(self) -> None:
        self._drawer.close_drawer()
        target = self._drawer.body if self._compact else self._side.body
        target.addWidget(self.choices)
        self._side.setVisible(not self._compact)
        margins = (SPACE.m, SPACE.m, SPACE.m, 0) if self._compact else (SPACE.s, SPACE.m, SPACE.xl, 0)
        set_side_margins(self._beside, self, margins)
        self.options_button.setVisible(bool(self._compact))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk."""
        QPainter(self).fillRect(self.rect(), colour("canvas"))

    @property
    def is_filled(self) -> bool:
        """Tell whether the pages in sight are drawn."""
        return self.sheets.is_drawn

    def title(self) -> str:
        """Name the page in the top bar."""
        return str(self._paper.title)

    def crumb(self) -> str:
        """Name the record, or the list, above it."""
        return self._subject or str(self._context.office.catalogue[self._kind].plural)

    def crumb_place(self) -> RecordPlace | ListPlace:
        """Give the record, or the list, above it."""
        return RecordPlace(self._kind, self._record) if self._record is not None else ListPlace(self._kind)

    def can_leave(self) -> bool:
        """Hold nobody; nothing here is written to records."""
        return True

    def refresh(self, changed: object) -> None:  # noqa: ARG002 - every change may concern the paper
        """Make the paper again when records changed."""
        self._make_paper()

    def state(self) -> Mapping[str, Any]:
        """Give the choices and the size."""
        return {"choices": self.choices.kept(), "zoom": self.sheets.zoom}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up the choices and the size of before."""
        self.choices.take_up(state["choices"])
        self.sheets.set_zoom(int(state["zoom"]))
        self._show_zoom()

    def act(self, action: str) -> bool:
        """Print, or keep as a file."""
        if action == "print":
            self.print_out()
        elif action in ("export", "save"):
            self.save_as(".pdf")
        return action in ("print", "export", "save")
