"""Text on a page: plain, in the direction of its own letters, with the measured line heights."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from app.core.text import ltr
from app.ui.kit.paint import Align, direction_of, draw_text, follow_theme, screen_alignment, smooth, text_width
from app.ui.kit.words import Words
from app.ui.theme import Role, Tone, colour, font, line_height
from app.ui.theme.type import PARAGRAPH_FACTOR

_SHORTEST = 24


class Label(QLabel):
    """Show a text in a role of the type table; elided or wrapped on demand, never rich."""

    def __init__(
        self, text: Words = "", role: Role = "body", *, tone: Tone = "text", weight: int | None = None, elide: bool = False,
        wrap: bool = False, align: Align = "leading", tabular: bool = False, selectable: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._role: Role = role
        self._tone: Tone = tone
        self._weight = weight
        self._elide = elide
        self._align: Align = align
        self._tabular = tabular
        self._full_text = ""
        self._cut = False
        self._measured: dict[int, int] = {}  # heights by width, and the whole width under -1; layouts ask again and again
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_text(text)
        follow_theme(self, self._dress)
        self._dress()

    def set_text(self, text: Words) -> None:
        """Show another text."""
        self._full_text = str(text)
        self._measured.clear()
        super().setText(self._full_text)
        self._offer_tooltip()
        self.updateGeometry()

    def set_tone(self, tone: Tone) -> None:
        """Show the text in another colour."""
        self._tone = tone
        self._dress()

    def set_role(self, role: Role, *, weight: int | None = None) -> None:
        """Show the text in another step of the type table."""
        self._role, self._weight = role, weight
        self._dress()
        self.updateGeometry()

    @property
    def tone(self) -> Tone:
        """Return the colour name the text is shown in."""
        return self._tone

    @property
    def face(self) -> QFont:
        """Return the font the text is measured and painted with."""
        return font(self._role, weight=self._weight, tabular=self._tabular)

    def _dress(self) -> None:
        self._measured.clear()
        self.setFont(self.face)
        palette = self.palette()
        palette.setColor(self.foregroundRole(), colour(self._tone))
        self.setPalette(palette)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = screen_alignment(self._align, Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of the whole text on one line, or of a comfortable paragraph."""
        wide = self._whole_width()
        if self.wordWrap():
            wide = min(wide, 420)
            return QSize(wide, self.heightForWidth(wide))
        return QSize(wide, line_height(self._role))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least room: a few letters where the text may be cut."""
        if self.wordWrap():
            return QSize(min(120, self.sizeHint().width()), line_height(self._role))
        wide = self.sizeHint().width()
        return QSize(min(_SHORTEST, wide) if self._elide else wide, line_height(self._role))

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text in pixels."""
        if not self.wordWrap():
            return line_height(self._role)
        if width not in self._measured:
            lines = sum(layout.lineCount() for layout in self._paragraphs(width))
            self._measured[width] = line_height(self._role) if lines <= 1 else round(lines * self._pitch())
        return self._measured[width]

    def _whole_width(self) -> int:
        if -1 not in self._measured:
            self._measured[-1] = text_width(self._full_text, self.face) + 1
        return self._measured[-1]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint plain text in the direction of its own letters."""
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().paintEvent(event)
            return
        painter = smooth(self)
        tone: Tone = self._tone if self.isEnabled() else "text_3"
        if self.wordWrap():
            self._paint_paragraphs(painter, tone)
        else:
            draw_text(painter, QRectF(self.rect()), self._full_text, face=self.face, tone=tone, align=self._align)

    def _paint_paragraphs(self, painter: QPainter, tone: Tone) -> None:
        painter.setPen(colour(tone))
        layouts = self._paragraphs(self.width())
        lines = sum(layout.lineCount() for layout in layouts)
        pitch = self._pitch() if lines > 1 else line_height(self._role)
        top = max(0.0, (self.height() - lines * pitch) / 2)
        for layout in layouts:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.draw(painter, QPointF(0, top + (pitch - line.height()) / 2 - line.y()))
                top += pitch

    def _paragraphs(self, width: int) -> list[QTextLayout]:
        made = []
        side = screen_alignment(self._align, self.layoutDirection())
        for paragraph in self._full_text.split("\n"):
            layout = QTextLayout(paragraph, self.face)
            option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
            option.setTextDirection(direction_of(paragraph, self.layoutDirection()))
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
            layout.endLayout()
            made.append(layout)
        return made

    def _pitch(self) -> float:
        return self.face.pixelSize() * PARAGRAPH_FACTOR

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip once it is cut."""
        super().resizeEvent(event)
        self._offer_tooltip()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Turn with the direction of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def _offer_tooltip(self) -> None:
        """Offer what is cut; layouts change the width again and again, so that nothing is measured or told twice."""
        if self._elide and self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            cut = self._whole_width() > self.width() + 2
            if cut or self._cut:
                self.setToolTip(self._full_text if cut else "")
            self._cut = cut


class CodeLabel(Label):
    """Show a Latin code, number of a paper, phone or e-mail, which stays left to right inside any line."""

    @override
    def set_text(self, text: Words) -> None:
        """Show another code."""
        super().set_text(ltr(str(text)) if str(text) else "")
