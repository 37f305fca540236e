"""The brief of a meeting before it is printed: options at the leading side, the sheets as they will be beside them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import Text, _, _c, _n, language
from app.core.numbers import format_percent
from app.core.text import strip_isolates
from app.papers import Printed
from app.rules.labels import Confidentiality, confidentiality_name
from app.services import titles
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import (
    Button,
    Drawer,
    EmptyState,
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
from app.ui.screens import brief_paper
from app.ui.screens.brief_options import BriefOptions
from app.ui.screens.brief_paper import Asked, Made, NotPrinted
from app.ui.screens.brief_sheets import ZOOMS, Sheets
from app.ui.screens.reading import Reading
from app.ui.shell.keys import shown_keys
from app.ui.shell.places import BriefPlace, RecordPlace
from app.ui.theme import SPACE, Breakpoint, breakpoint_of, colour, scaled, text_scale

_OPTIONS_WIDTH = 360


class BriefPage(QWidget):
    """Choose ceiling and language, look at the paper, print it or keep it as a file."""

    def __init__(self, context: Context, place: BriefPlace) -> None:
        super().__init__()
        self._context, self._meeting = context, place.meeting
        found = titles.titles(context.office, (place.meeting,)).get(place.meeting)
        self._subject = found.title if found is not None else ""
        self.options = BriefOptions(found.label if found is not None else Confidentiality.NORMAL, language())
        self.sheets = Sheets()
        self._made: Made | None = None
        self._compact: bool | None = None
        self._reading = Reading(context.tasks, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_paper()

    def _make_parts(self) -> None:
        self.pages = Label("", "label", tone="text_2")
        self.badge = LabelBadge("", "normal")
        self.badge.hide()
        self.options_button = Button(_("Options"), icon="settings")
        self.smaller, self.larger = _sign("−", _c("size of the pages", "Smaller")), _sign("+", _c("size of the pages", "Larger"))
        self.percent = Label("", "label", tone="text_2", align="centre")
        self.percent.setMinimumWidth(scaled(40))
        self.save = Button(_("Save PDF"), icon="download", shortcut=shown_keys("Ctrl+E"))
        self.print = PrimaryButton(_("Print"), icon="print", shortcut=shown_keys("Ctrl+P"))
        self._drawer = Drawer(self, _("Options"), close_name=_("Close"), width=_OPTIONS_WIDTH)

    def _lay_out(self) -> None:
        self._side = ScrollPage()
        self._side.setFixedWidth(scaled(_OPTIONS_WIDTH))
        bar = Toolbar()
        for part in (self.options_button, self.badge, self.pages):
            bar.add(part)
        bar.add_stretch()
        for part in (self.smaller, self.percent, self.larger, self.save, self.print):
            bar.add(part)
        self._beside = column(bar, (self.sheets, 1), spacing=8)
        self.setLayout(row(self._side, (self._beside, 1), spacing=0))
        self._show_zoom()

    def _connect(self) -> None:
        self.options.chosen.connect(self._make_paper)
        self.options.record_asked.connect(self._open_meeting)
        self.options_button.clicked.connect(self._drawer.open)
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        self.save.clicked.connect(self.save_pdf)
        self.print.clicked.connect(self.print_out)

    def _open_meeting(self) -> None:
        self._context.go(RecordPlace("meeting", self._meeting))

    # The paper

    @property
    def asked(self) -> Asked:
        """Give what the options ask for."""
        return Asked(self._meeting, self.options.ceiling, self.options.lang)

    def _make_paper(self) -> None:
        office, asked = self._context.office, self.asked
        self._made = None
        self._allow()
        self.pages.set_text(_("Making the paper…"))
        self._reading.ask(lambda job: brief_paper.make(office, asked, job), self._show_made, failed=self._show_refused)

    def _show_made(self, made: Made) -> None:
        self._made = made
        printed = made.printed
        self._allow()
        self.pages.set_text(_n("{n} page", "{n} pages", printed.pages))
        self.badge.set_label(confidentiality_name(printed.label), printed.label.value)
        self.badge.show()
        self.options.show_made(printed)
        self.sheets.show_pages(made.pages, printed.pages)

    def _show_refused(self, error: SafirError) -> None:
        """Say in words why there is no paper, and where to mend it."""
        self.pages.set_text("")
        self.badge.hide()
        self.options.show_made(None)
        actions = [("meeting", _("Go to the meeting"))] if self._subject else []
        said = EmptyState("file-text", _("There is no paper"), error.message, actions=actions)
        said.action_clicked.connect(lambda _key: self._open_meeting())
        self.sheets.show_instead(said)

    def _allow(self) -> None:
        for button in (self.save, self.print):
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

    # File and printer

    def save_pdf(self) -> None:
        """Ask for a place and write the paper there."""
        if self._made is None:
            return
        name = str(_("Meeting brief: {subject}").format(subject=self._subject))
        target = self._context.dialogs.save_file(_("Save PDF"), file_name(name) + ".pdf", pattern="PDF (*.pdf)")
        if target is not None:
            target = target if target.suffix.casefold() == ".pdf" else target.with_name(target.name + ".pdf")
            office, asked = self._context.office, self.asked
            self._context.tasks.run(lambda _job: brief_paper.save(office, asked, target), self._tell_saved)

    def _tell_saved(self, _printed: Printed) -> None:
        self._context.say(str(_("The paper was saved.")))

    def print_out(self) -> None:
        """Ask for a printer and print; where there is none, offer the file instead."""
        made = self._made
        if made is None:
            return
        if not brief_paper.has_printer():
            self._offer_file()
            return
        printer = brief_paper.ask_printer(self)
        if printer is not None:
            context = self._context
            context.tasks.run(
                lambda job: brief_paper.print_pages(made.pdf, printer, job),
                lambda _nothing: context.say(str(_("The paper went to the printer."))),
            )

    def _offer_file(self) -> None:
        choices = (
            Choice("save", _("Save PDF"), main=True),
            Choice("again", _("Retry")),
            Choice("leave", _("Cancel"), safe=True),
        )
        answer = self._context.dialogs.ask(NotPrinted().message, "", choices)
        if answer == "save":
            self.save_pdf()
        elif answer == "again":
            self.print_out()

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
        target.addWidget(self.options)
        self._side.setVisible(not self._compact)
        margins = (SPACE.m, SPACE.m, SPACE.m, 0) if self._compact else (0, SPACE.m, SPACE.xl, 0)
        set_side_margins(self._beside, self, margins)
        self.options_button.setVisible(bool(self._compact))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk."""
        QPainter(self).fillRect(self.rect(), colour("canvas"))

    def title(self) -> str:
        """Name the page in the top bar."""
        return str(_("Meeting brief"))

    def crumb(self) -> str:
        """Name the meeting above it."""
        return self._subject

    def can_leave(self) -> bool:
        """Hold nobody; nothing here is written to records."""
        return True

    def refresh(self, changed: object) -> None:  # noqa: ARG002 - every change may concern the paper
        """Make the paper again when records changed."""
        self._make_paper()

    def state(self) -> Mapping[str, Any]:
        """Give the options and the size."""
        return {"ceiling": self.options.ceiling.value, "language": self.options.lang, "zoom": self.sheets.zoom}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up the options and the size of before."""
        self.options.take(Confidentiality(state["ceiling"]), state["language"])
        self.sheets.set_zoom(int(state["zoom"]))
        self._show_zoom()

    def act(self, action: str) -> bool:
        """Print, or keep as a file."""
        deeds = {"print": self.print_out, "export": self.save_pdf, "save": self.save_pdf}
        if action in deeds:
            deeds[action]()
        return action in deeds


def _sign(sign: str, name: Text) -> SmallButton:
    made = SmallButton(sign)
    made.setAccessibleName(str(name))
    made.setToolTip(str(name))
    return made


def file_name(title: str) -> str:
    """Make a title fit for a file: no marks of direction, no signs that Windows refuses."""
    kept = "".join("-" if sign in '\\/:*?"<>|' or ord(sign) < 32 else sign for sign in strip_isolates(title))
    return kept.strip(" .")[:120]
