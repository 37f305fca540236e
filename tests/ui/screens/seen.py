"""What the tests of screens look through: where a page sent the window, and what stands on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.text import strip_isolates
from app.ui.context import Context
from app.ui.kit import Label, Pill
from app.ui.shell.places import Place
from tests.ui.form.making import Answers


@dataclass(frozen=True, slots=True)
class Stage:
    """A context, its dialogs, and the places it was sent to."""

    context: Context
    dialogs: Answers
    went: list[Any]


class SeenPage:
    """A page that shows nothing and lets everybody go."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def title(self) -> str:
        return ""

    def crumb(self) -> str:
        return ""

    def can_leave(self) -> bool:
        return True

    def refresh(self, changed: object) -> None:
        """Show nothing."""

    def state(self) -> Mapping[str, Any]:
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take nothing up."""

    def act(self, action: str) -> bool:
        return not action


def words(widget: QWidget) -> str:
    """Give every text that stands on a widget, without marks of direction."""
    labels = [part.text() for part in widget.findChildren(Label) if not part.isHidden()]
    return strip_isolates("\n".join([*labels, *(part.text() for part in widget.findChildren(Pill))]))
