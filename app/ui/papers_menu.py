"""The papers of a record or a list, one press away: the likeliest by its name, all of them in a menu."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.core.i18n import _
from app.ui.context import Context
from app.ui.kit import Button, IconButton, Menu, row
from app.ui.record_files import RecordFiles
from app.ui.shell.places import PaperPlace

if TYPE_CHECKING:
    from app.papers import Paper


class PapersButton(QWidget):
    """Offer the papers of a kind; `show_for` says about which record, nothing while there is none to print."""

    def __init__(self, context: Context, kind: str, *, named: bool = True) -> None:
        super().__init__()
        self._context, self._kind, self._named = context, kind, named
        self._record: UUID | None = None
        self._files = RecordFiles(self, context)
        self.first = Button("", icon="print")
        self.menu_button = IconButton("print", _("Papers"), shortcut="Ctrl+P")
        self.setLayout(row(self.first, self.menu_button, spacing=0))
        self.first.clicked.connect(self._open_first)
        self.menu_button.clicked.connect(self.open)
        self._compact = False
        self.hide()

    def papers(self) -> "tuple[Paper, ...]":
        """List what can be printed here, in the order of the office's papers."""
        from app.papers import papers_of

        return papers_of(self._kind)

    def show_for(self, record: UUID | None) -> None:
        """Offer the papers about this record; None offers nothing."""
        self._record = record
        papers = self.papers() if record is not None else ()
        if papers:
            self.first.set_text(papers[0].title)
            self.first.setAccessibleName(str(papers[0].title))
        self.setVisible(bool(papers))
        self.first.setVisible(self._named and bool(papers) and not self._compact)
        self.menu_button.setVisible(len(papers) > 1 or not self._named or self._compact)
        # Beside the first paper, which bears the printer, only the arrow of a menu.
        self.menu_button.set_icon("print" if self.first.isHidden() else "opened")

    def set_compact(self, *, compact: bool) -> None:
        """Keep the menu alone in a small window."""
        if compact != self._compact:
            self._compact = compact
            self.show_for(self._record)

    def open(self) -> bool:
        """Open the menu under its button, or go to the only paper there is; False where nothing can be printed."""
        papers = self.papers() if not self.isHidden() else ()
        if len(papers) == 1:
            self._go(papers[0])
        elif papers:
            at = self.menu_button if self.menu_button.isVisible() else self.first
            self.menu().popup(at.mapToGlobal(QPoint(0, at.height() + 2)))
        return bool(papers)

    def menu(self) -> Menu:
        """Make the menu of the papers."""
        menu = Menu(self)
        for paper in self.papers():
            menu.offer(paper.title, lambda paper=paper: self._go(paper), icon_name="file-text")  # type: ignore[misc]
        self._offer_files(menu)
        return menu

    def _offer_files(self, menu: Menu) -> None:
        """Offer the record as a file for other programs too."""
        from app.exchange import files_of

        files, record = files_of(self._kind), self._record
        if files and record is not None:
            menu.addSeparator()
            for file in files:
                menu.offer(file.title, lambda file=file: self._files.ask(file, record), icon_name="download")  # type: ignore[misc]

    def _open_first(self) -> None:
        papers = self.papers()
        if papers:
            self._go(papers[0])

    def _go(self, paper: "Paper") -> None:
        self._context.go(PaperPlace(paper.name, self._record))


class RegistersButton(PapersButton):
    """Offer the registers beside the list of a kind; they are made from no single record."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__(context, kind, named=False)
        papers = self.papers()
        self.setVisible(bool(papers))
        self.first.hide()

    def papers(self) -> "tuple[Paper, ...]":
        """List the registers of the kind."""
        from app.papers import registers_of

        return registers_of(self._kind)
