"""The theme in force: system, light or dark; text size; language direction. Changes are live."""

from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import QLocale, QObject, Qt, QTemporaryDir, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.core.paths import resources
from app.ui.theme.focus import FocusWatch
from app.ui.theme.palette import palette_of, style_sheet, tokens_of
from app.ui.theme.present import current, put_in_force
from app.ui.theme.tokens import DARK, LIGHT, Tokens
from app.ui.theme.type import font, set_text_scale, text_scale

Mode: TypeAlias = Literal["system", "light", "dark"]
LanguageCode: TypeAlias = Literal["fa", "en"]
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
_FALLBACKS = ("NanumGothic", "DroidSansFallbackFull", "DejaVuSans")
_SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Theme(QObject):
    """Dress the application and tell every painter when the dress changes."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._mode: Mode = "system"
        self._language: LanguageCode = "fa"
        self._pictures = QTemporaryDir()
        self._watch = FocusWatch(app)
        # Held, because the binding forgets both objects together with the first name for them.
        self._hints = app.styleHints()
        self._needs = self._hints.accessibility()
        self._busy = False
        self._system_palette = QPalette(app.palette())
        _load_fonts()
        app.setStyle("Fusion")
        self._connect()

    def _connect(self) -> None:
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._needs.contrastPreferenceChanged.connect(self._follow_system)

    @property
    def mode(self) -> Mode:
        """Return what the user chose, not what came of it."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """Tell whether the dark tokens are in force."""
        return current().is_dark

    @property
    def high_contrast(self) -> bool:
        """Tell whether the system asks for high contrast."""
        return self._needs.contrastPreference() == Qt.ContrastPreference.HighContrast

    @property
    def reduced_motion(self) -> bool:
        """Tell whether the system asks for less motion."""
        return self._needs.motionPreference() == Qt.MotionPreference.ReducedMotion

    @property
    def language(self) -> LanguageCode:
        """Return the language that gives the window its direction."""
        return self._language

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        self.dress(mode, scale=text_scale(), language=self._language)

    def set_text_scale(self, scale: float) -> None:
        """Make all text 1, 1.125 or 1.25 times as large."""
        self.dress(self._mode, scale=scale, language=self._language)

    def set_language(self, language: LanguageCode) -> None:
        """Turn the window to the direction of a language; pages are rebuilt by their owner."""
        self.dress(self._mode, scale=text_scale(), language=language)

    def dress(self, mode: Mode, *, scale: float, language: LanguageCode) -> None:
        """Put mode, text size and language in force at once and tell it once."""
        self._mode, self._language = mode, language
        set_text_scale(scale)
        self._busy = True
        self._hints.setColorScheme(_SCHEMES[mode])
        self._busy = False
        _turn(self._app, language)
        self._put_on()

    def _follow_system(self) -> None:
        if not self._busy:
            self._put_on()

    def _put_on(self) -> None:
        tokens = self._tokens()
        put_in_force(tokens, outlined=self.high_contrast)
        self._app.setFont(font("body"))
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(style_sheet(tokens, Path(self._pictures.path())))
        self.changed.emit()

    def _tokens(self) -> Tokens:
        tokens = DARK if self._wants_dark() else LIGHT
        return tokens_of(self._system_palette, tokens) if self.high_contrast else tokens

    def _wants_dark(self) -> bool:
        if self._mode == "system":
            return self._hints.colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"


def apply_theme(app: QApplication, mode: Mode = "system", *, text_scale: float = 1.0, language: LanguageCode = "fa") -> Theme:
    """Dress the application; calling it again changes the dress."""
    found = app.findChild(Theme, "theme")
    made = found if isinstance(found, Theme) else Theme(app)
    made.dress(mode, scale=text_scale, language=language)
    return made


def theme() -> Theme:
    """Return the theme of the running application, dressing it with the defaults if nobody did."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("no QApplication")  # noqa: TRY004 - a fact about the moment, not about a type
    found = app.findChild(Theme, "theme")
    return found if isinstance(found, Theme) else apply_theme(app)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look."""
    widget.setProperty(name, value)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _turn(app: QApplication, language: LanguageCode) -> None:
    persian = language == "fa"
    locale = QLocale(QLocale.Language.Persian, QLocale.Country.Iran) if persian else QLocale(QLocale.Language.English)
    QLocale.setDefault(locale)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if persian else Qt.LayoutDirection.LeftToRight)


def _load_fonts() -> None:
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"Vazirmatn-{weight}.ttf"))
    QTimer.singleShot(0, _load_fallbacks)  # megabytes that the first paint does not need


def _load_fallbacks() -> None:
    for name in _FALLBACKS:
        path = resources() / "fonts" / f"{name}.ttf"
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))
