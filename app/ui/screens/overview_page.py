"""A record's page that begins with what its kind is about; below stand the sections of the generated form, which edit it."""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.schema.fields import field_of
from app.schema.kinds import Panel, Section
from app.services.office import Changed
from app.ui.context import Context
from app.ui.form.body import FormBody
from app.ui.form.page import FormPage
from app.ui.form.page_timer import PageTimer
from app.ui.form.sections import SectionBlock
from app.ui.form.session import DraftSession
from app.ui.kit import column, empty
from app.ui.shell.places import RecordPlace

_PAUSE_MS = 200


class OverviewBody(FormBody):
    """Sections under an overview; what its cards say of the record (`told`) is not said again below while it is read.

    `cards` gives the card by the name of a field or a panel that it says.
    """

    def __init__(self, session: DraftSession, *, reading: bool, above: tuple[QWidget, ...], told: frozenset[str]) -> None:
        self._told = told
        self.cards: Mapping[str, QWidget] = {}
        super().__init__(session, reading=reading, above=above)

    @override
    def make_block(self, section: Section) -> SectionBlock:
        """Make the part of a section."""
        block = super().make_block(section)
        block.told = self._told
        return block

    @override
    def place_of(self, block: SectionBlock) -> QWidget | None:
        """Give the section, or the card that says the same."""
        names = (item.name if isinstance(item, Panel) else field_of(item).name for item in block.section.items)
        return super().place_of(block) or next((self.cards[name] for name in names if name in self.cards), None)

    @override
    def begin(self) -> None:
        """Leave every section to a free moment while the record is read: the overview is what is seen first."""
        if not self.reading:
            super().begin()


class OverviewPage(FormPage):
    """A form under an overview.

    `live_cards` follow every keystroke; `reading_cards` stand only while the record is read, since the form shows the same
    in its fields. `looks_at` names other kinds whose changes are seen here.
    """

    looks_at: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    """Names of fields and panels that the reading cards say whole."""
    body: OverviewBody

    def __init__(self, context: Context, place: RecordPlace) -> None:
        self._overview: QWidget | None = None
        super().__init__(context, place)
        self._overview = QWidget()
        self._live, self._rest = column(spacing=12), column(spacing=12)
        self._overview.setLayout(column(self._live, self._rest, spacing=12))
        lines = self.body.page.body
        lines.insertWidget(lines.indexOf(self.summary) + 1, self._overview)
        self._pause = PageTimer(self, _PAUSE_MS)
        self._pause.timeout.connect(self.show_live)
        self.session.changed.connect(self._pause.start)
        self.session.reloaded.connect(self.show_rest)
        self.show_live()
        self.show_rest()

    @override
    def make_body(self) -> OverviewBody:
        """Make the sections under the overview."""
        return OverviewBody(self.session, reading=self.reading, above=(self.summary, self.findings), told=self.told)

    def live_cards(self) -> Iterator[QWidget]:
        """Make the cards that follow what is typed."""
        yield from ()

    def reading_cards(self) -> Iterator[QWidget]:
        """Make the cards that say in short what the form holds."""
        yield from ()

    def show_live(self) -> None:
        """Make the live cards anew."""
        self._pause.stop()
        _refill(self._live, self.live_cards())

    def show_rest(self) -> None:
        """Make the other cards anew, or take them away while the form is edited."""
        self.body.cards = {}
        _refill(self._rest, self.reading_cards() if self.reading else iter(()))
        self.body.arrange()

    def set_reading(self, *, reading: bool) -> None:
        """Show the record as text, or its controls."""
        turned = reading != self.reading
        super().set_reading(reading=reading)
        if self._overview is not None and turned:
            self.show_rest()

    def refresh(self, changed: object) -> None:
        """Read the record anew when it, or what is shown of others, was changed elsewhere."""
        if isinstance(changed, Changed) and changed.kinds & self.looks_at and not self.would_lose():
            self.read_again()
        else:
            super().refresh(changed)

    def rest(self) -> None:
        """Finish what waits for a free moment, so that nothing more is read from the store by itself."""
        self.body.finish()
        self._pause.stop()

    def set_findings_aside(self) -> None:
        """Keep the cards of the rules off the page; the overview says the same in its own way."""
        self.rules.rest()
        self._shelf = QWidget(self)
        self._shelf.setLayout(column(self.findings))
        self._shelf.hide()


def _refill(lines: QVBoxLayout, cards: Iterator[QWidget]) -> None:
    empty(lines)
    for card in cards:
        lines.addWidget(card)
        card.show()
