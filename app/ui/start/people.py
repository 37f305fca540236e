"""Who is at the keyboard: asked once, offered from the rail, kept for the next time."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.core.i18n import _
from app.ui.start.gate import Gate, Who

if TYPE_CHECKING:
    from app.services.office import Office
    from app.ui.context import Context
    from app.ui.shell.window import Window

_MOST = 6
_LATER = "later"


class People:
    """The persons of the office and the one of them who is here; `here` gives the open context, if there is one."""

    def __init__(self, gate: Gate, window: "Window", here: Callable[[], "Context | None"]) -> None:
        self._gate, self._window, self._here = gate, window, here

    def ask(self) -> None:
        """Ask who is at the keyboard."""
        from app.ui.dialogs import Choice

        context = self._here()
        people = self._gate.officers(context.office) if context is not None else ()
        if context is None or not people:
            return
        choices = [Choice(str(number), who.name, main=number == 0) for number, who in enumerate(people[:_MOST])]
        # Leaving the question names nobody: the last of the list would sign every change.
        choices.append(Choice(_LATER, _("Somebody else, or later"), safe=True))
        detail = _("Every change is kept with the name of its author. Everybody is offered at the foot of the navigation.")
        answer = context.dialogs.ask(_("Who is at the keyboard?"), detail, choices)
        if answer != _LATER:
            self._choose(people[int(answer)])

    def name_of(self, office: "Office") -> str:
        """Name whoever works in an office now; empty when nobody said so."""
        return next((who.name for who in self._gate.officers(office) if who.id == office.actor.officer), "")

    def remember(self, office: "Office") -> None:
        """Keep who is here for the next time."""
        context = self._here()
        found = [who.code for who in self._gate.officers(office) if who.id == office.actor.officer]
        if found and context is not None:
            context.keep(replace(context.settings, last_officer=found[0]))

    def offer(self) -> None:
        """Offer the persons of the office at the rail."""
        context = self._here()
        if context is not None:
            people = self._gate.officers(context.office)
            self._window.offer_people([(who.name, self._chooser(who)) for who in people])

    def _choose(self, who: Who) -> None:
        context = self._here()
        if context is not None:
            self._gate.choose(context.office, who)
            context.keep(replace(context.settings, last_officer=who.code))
            self._window.show_person()

    def _chooser(self, who: Who) -> Callable[[], None]:
        return lambda: self._choose(who)
