"""What the palette offers for what is typed: records, places, commands, and a day in three calendars."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.core.calendars import Calendar, DayStyle, format_day, parse_day
from app.core.errors import SafirError
from app.core.folding import Matcher, tight
from app.core.i18n import Text, _, language
from app.core.text import isolate
from app.ui.context import Context
from app.ui.shell.frame import VIEWS
from app.ui.shell.keys import keys_of
from app.ui.shell.palette_rows import Entry
from app.ui.shell.places import (
    AlertsPlace,
    HelpPlace,
    HomePlace,
    KeysPlace,
    ListPlace,
    PackPlace,
    PaperPlace,
    Place,
    RecordPlace,
    SettingsPlace,
)

if TYPE_CHECKING:
    from app.papers import Paper
    from app.services.search import Hit

MOST = 9
"""How many rows the palette shows at most (ui.md, command palette)."""

Recent = Sequence[tuple[RecordPlace, str]]


@dataclass(frozen=True, slots=True)
class _Command:
    icon: str
    text: Text
    action: str


_COMMANDS = (
    _Command("plus", _("New record"), "new_menu"),
    _Command("undo", _("Undo"), "undo"),
    _Command("redo", _("Redo"), "redo"),
    _Command("moon", _("Light or dark"), "theme"),
    _Command("languages", _("Change the language"), "language"),
    _Command("lock", _("Lock"), "lock"),
    _Command("keyboard", _("Keys"), "help"),
)


class Offers:
    """Rows for what is typed; `act` does a named action of the key map."""

    def __init__(self, context: Context, act: Callable[[str], bool]) -> None:
        self._context, self._act = context, act

    def entries(self, typed: str, *, recent: Recent, hits: Sequence["Hit"]) -> Iterable[Entry]:
        """Give the rows for what is typed, the first of each group with its head; at most nine."""
        only_commands = typed.startswith(">")
        text = typed.lstrip(">@#؟?").strip()
        groups: list[tuple[Text, list[Entry]]] = []
        if not text and not only_commands:
            groups = [(_("Recent"), self._recents(recent)), (_("Go to"), self._places("")), (_("Commands"), self._commands(""))]
        elif only_commands:
            groups = [(_("Commands"), self._commands(text)), (_("Go to"), self._places(text))]
        else:
            groups = [
                (_("Day"), self._days(text)),
                (_("Papers"), self._papers(text)[:3]),
                (_("Records"), [self._hit(hit) for hit in hits]),
                (_("Go to"), self._places(text)[:4]),
                (_("Commands"), self._commands(text)[:3]),
            ]
        shown = 0
        for title, found in groups:
            for place, entry in enumerate(found[: 4 if not text else MOST]):
                if shown < MOST:
                    yield replace(entry, head=str(title)) if place == 0 else entry
                    shown += 1

    def _recents(self, recent: Recent) -> list[Entry]:
        catalogue = self._context.office.catalogue
        return [
            Entry(
                catalogue[place.kind].icon,
                title,
                str(catalogue[place.kind].name),
                self._goer(place),
                more=partial(self._more, place, title),
            )
            for place, title in recent
        ]

    def _places(self, text: str) -> list[Entry]:
        catalogue = self._context.office.catalogue
        found: list[tuple[str, str, Place, str]] = [
            ("home", str(_("Home")), HomePlace(), "Alt+1"),
            *((kind.icon, str(kind.plural), ListPlace(kind.key), "") for kind in catalogue.pages()),
            ("alert", str(_("All alerts")), AlertsPlace(), ""),
            *((view.icon, str(view.name), view.place, "") for view in VIEWS),
            ("settings", str(_("Settings")), SettingsPlace(), ""),
            ("help", str(_("Help")), HelpPlace(), "F1"),
        ]
        if text:
            from app.ui.screens.settings_page import setting_names

            found += [
                ("package", str(_("Pack a trip")), PackPlace(), ""),
                ("key-round", str(_("Passphrase and recovery key")), KeysPlace(), ""),
            ]
            found += [("layers", str(kind.plural), ListPlace(kind.key), "") for kind in catalogue.lists()]
            found += [("settings", str(name), SettingsPlace(section), "") for section, name in setting_names()]
        return [Entry(icon, name, "", self._goer(place), keys) for icon, name, place, keys in found if _fits(text, name)]

    def _papers(self, text: str) -> list[Entry]:
        """Offer the papers whose name begins so: for the record now open, else from the list of their kind."""
        from app.papers import PAPERS

        catalogue, found = self._context.office.catalogue, []
        for paper in PAPERS:
            if tight(str(paper.title)).startswith(tight(text)):
                kind = catalogue[paper.kind]
                found.append(Entry("print", str(paper.title), str(kind.plural), partial(self._print, paper)))
        return found

    def _print(self, paper: "Paper") -> None:
        place = self._context.navigator.place if self._context.navigator is not None else None
        record = place.id if isinstance(place, RecordPlace) and place.kind in (paper.kind, *paper.also) else None
        if record is not None or paper.register:
            self._context.go(PaperPlace(paper.name, record))
        elif self._context.go(ListPlace(paper.kind)):
            kind = self._context.office.catalogue[paper.kind]
            told = _("Open one of these to print the paper “{paper}”: {kind}.")
            self._context.say(str(told.format(paper=paper.title, kind=kind.plural)))

    def _commands(self, text: str) -> list[Entry]:
        found = [
            Entry(each.icon, str(each.text), "", self._actor(each.action), keys_of(each.action))
            for each in _COMMANDS
            if _fits(text, str(each.text))
        ]
        if text:
            for kind in self._context.office.catalogue.pages():
                name = str(_("New {kind}").format(kind=kind.name))
                if _fits(text, name):
                    found.append(Entry(kind.icon, name, "", self._goer(RecordPlace(kind.key))))
        return found

    def _days(self, text: str) -> list[Entry]:
        try:
            day = parse_day(text, today=self._context.office.today())
        except SafirError:
            return []
        lang = language()
        first = format_day(day, lang, style=DayStyle.FULL, calendar=Calendar.JALALI)
        others = [
            isolate(format_day(day, lang, style=DayStyle.LONG, calendar=calendar))
            for calendar in (Calendar.GREGORIAN, Calendar.HIJRI)
        ]
        sub = str(_("{gregorian} · {hijri} (approximate) · Enter copies").format(gregorian=others[0], hijri=others[1]))
        return [Entry("calendar-days", first, sub, lambda: self._copy(format_day(day, lang)))]

    def _hit(self, hit: "Hit") -> Entry:
        kind = self._context.office.catalogue[hit.kind]
        sub = " · ".join(part for part in (str(kind.name), hit.snippet) if part)
        place = RecordPlace(hit.kind, hit.id)
        return Entry(kind.icon, hit.title, sub, self._goer(place), more=partial(self._more, place, hit.title))

    def _more(self, place: RecordPlace, title: str) -> list[Entry]:
        from app.ui.shell.palette_actions import actions_of

        return actions_of(self._context, place, title)

    def _goer(self, place: Place) -> Callable[[], object]:
        return lambda: self._context.go(place)

    def _actor(self, action: str) -> Callable[[], object]:
        return lambda: self._act(action)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.say(str(_("{day} was copied.").format(day=text)))


def _fits(text: str, name: str) -> bool:
    return not text or Matcher(text).rank(name, "") is not None
