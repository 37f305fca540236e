"""Choosing a time zone by the name of its city, wherever one is asked for."""

from functools import cache

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from app.core.i18n import Language, language
from app.core.zones import city_of, city_zones
from app.ui.theme import HEIGHT, scaled

_NOTHING = "—"


@cache
def zones(lang: Language) -> tuple[tuple[str, str], ...]:
    """List the zones that stand for a city, by name."""
    from app.core.collation import sort_key

    return tuple(sorted(((city_of(zone, lang), zone) for zone in city_zones()), key=lambda pair: sort_key(pair[0])))


class ZoneCombo(QComboBox):
    """The cities of the world, the first of them on top; `activated` tells that a person chose.

    With `optional` none may be chosen. What is no city, as a fixed offset, is offered once it is asked to be shown. With
    `later` the rest of the list comes after the first paint, which needs only what is chosen.
    """

    def __init__(self, first: str, *, optional: bool = False, later: bool = False) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumHeight(scaled(HEIGHT.field))
        if optional:
            self.addItem(_NOTHING, "")
        if first:
            self.addItem(city_of(first, language()), first)
        self._whole = False
        if later:
            QTimer.singleShot(0, self, self.fill)
        else:
            self.fill()

    @property
    def zone(self) -> str:
        """Give the zone chosen; empty when it is none."""
        return str(self.currentData() or "")

    def choose(self, zone: str) -> None:
        """Show a zone; an empty name shows none."""
        if self.findData(zone) < 0:
            self.fill()
        if self.findData(zone) < 0:
            self.addItem(city_of(zone, language()), zone)
        self.setCurrentIndex(self.findData(zone))

    def fill(self) -> None:
        """Offer every city."""
        if self._whole:
            return
        self._whole = True
        known = {self.itemData(at) for at in range(self.count())}
        for name, zone in zones(language()):
            if zone not in known:
                self.addItem(name, zone)

    @override
    def showPopup(self) -> None:
        """Open the whole list."""
        self.fill()
        super().showPopup()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page while the keyboard is elsewhere."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
