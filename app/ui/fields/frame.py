"""What every field has: a label, the control or the value in words, and one line beneath for the hint or what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.core.i18n import Text, _, language
from app.schema.draft import Draft, Severity
from app.schema.fields import Field
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.services.wording import cell_text
from app.ui.context import Context
from app.ui.fields.direction import lay_text
from app.ui.kit import Icon, Label, column, empty, row
from app.ui.kit.reading_text import ReadingText
from app.ui.theme import scaled, set_property

KEY_WIDTH = 148


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor is made for: one field of one draft, in one window."""

    context: Context
    field: Field
    draft: Draft
    kind: RecordKind

    @property
    def value(self) -> Any:  # noqa: ANN401 - the value of a field; the schema is where values are untyped
        """Give what the draft holds now."""
        return self.draft.values.get(self.field.name)


class FieldEditor(QWidget):
    """One field of a form: its value as text to read, or the control to change it.

    The draft always holds the last readable value; what cannot be read stays in the control, and `trouble` says why.
    `changed` tells that the draft has another value (or the trouble another state).
    """

    changed = Signal()
    wide = False
    labelled = True

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.field = asked.field
        self.trouble: Text | None = None
        self._reading: bool | None = None  # nothing is built before it is known which of the two is wanted
        self._control: QWidget | None = None
        self._said: tuple[Text, Severity] | None = None
        self._head = _Head(self.field)
        self._place: QVBoxLayout = column(spacing=0)
        self._note = _Note()
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._lines.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(column(self._place, self._note, None, spacing=3), 1)
        self.setLayout(self._lines)

    @property
    def value(self) -> Any:  # noqa: ANN401 - see Asked
        """Give what the draft holds."""
        return self.asked.value

    @property
    def is_editing(self) -> bool:
        """Tell whether there is a control that may hold something typed."""
        return self._control is not None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to read."""
        return self.value in (None, "", ())

    def set_reading(self, *, reading: bool) -> None:
        """Show the value as text, or the control."""
        if reading == self._reading:
            return
        self._reading = reading
        horizontal = QBoxLayout.Direction.LeftToRight if reading else QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(horizontal)
        self._lines.setSpacing(12 if reading else 4)
        self._head.set_reading(reading=reading)
        self._head.setVisible(reading or self.labelled)
        self.reload()

    def reload(self) -> None:
        """Show what the draft holds now; what was typed and could not be read is gone.

        A control that stands stays, with the keyboard and the cursor in it.
        """
        if self._reading or self._control is None or not self.fits():
            empty(self._place)
            self._control = None
            if self._reading:
                self._put_in(self.make_reading())
            else:
                self._control = self.make_control()
                self._put_in(self._control)
        # Only now: a control that goes away with the keyboard in it reads once more what was typed.
        self.trouble = None
        if self._control is not None:
            self.show_value()
            self._name_parts()
        self._tell()

    def say(self, message: Text | None, severity: Severity = Severity.ERROR) -> None:
        """Put a problem in the place of the hint, or take it away."""
        self._said = None if message is None else (message, severity)
        self._tell()

    def said(self) -> str:
        """Give the line beneath as shown: what is wrong, or the hint."""
        return self._note.text()

    def focus_field(self) -> None:
        """Give the keyboard to the control."""
        target = self.focus_target()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    # What each kind of field does in its own way.

    def make_control(self) -> QWidget:
        """Build the control of the field."""
        raise NotImplementedError

    def fits(self) -> bool:
        """Tell whether the control that stands can show what the draft holds now."""
        return True

    def show_value(self) -> None:
        """Show the draft's value in the control; what stands there already is not touched."""

    def focus_target(self) -> QWidget | None:
        """Give the part that takes the keyboard."""
        return self._control

    def settle(self) -> None:
        """Read what was typed now, without waiting for the field to be left."""

    def half_typed(self) -> str:
        """Give what is typed and no value yet; empty when the draft has it all."""
        target = self.focus_target()
        return target.text() if self.trouble is not None and isinstance(target, QLineEdit) else ""

    def retype(self, text: str) -> None:
        """Type again what was no value when its draft was kept."""
        target = self.focus_target()
        if isinstance(target, QLineEdit):
            target.setText(text)
            target.textEdited.emit(text)
            self.settle()

    def parts_to_mark(self) -> tuple[QWidget, ...]:
        """List the controls whose border turns red with a problem."""
        target = self.focus_target()
        return () if target is None else (target,)

    def make_reading(self) -> QWidget:
        """Build what stands for the value when it is read."""
        words = self.words()
        if words:
            return ReadingText(words)
        return Label("—", "body", tone="text_3")

    # What the kinds share.

    def words(self) -> str:
        """Word the value in the language shown."""
        value = self.value
        return "" if value is None else cell_text(self.asked.context.office, self.field, value, lang=language())

    def put(self, value: Value) -> None:
        """Take a value into the draft and tell."""
        self.trouble = None
        self.asked.draft.values[self.field.name] = value
        self._said = None
        self._tell()
        self.changed.emit()

    def refuse(self, reason: Text) -> None:
        """Keep what was typed, and the draft as it was, with the reason beneath."""
        self.trouble = reason
        self._tell()
        self.changed.emit()

    def _put_in(self, widget: QWidget) -> None:
        self._place.addWidget(widget)
        # A layout shows what it takes only later; the keyboard may be given to it at once.
        widget.show()

    def _tell(self) -> None:
        said = (self.trouble, Severity.ERROR) if self.trouble is not None else self._said
        if said is not None:
            self._note.show_problem(*said)
        else:
            self._note.show_hint(self.field.hint if not self._reading else None)
        state = "" if said is None else "error" if said[1] is Severity.ERROR else "warn"
        if not self._reading:
            for part in self.parts_to_mark():
                if (part.property("state") or "") != state:
                    set_property(part, "state", state)
            self._describe()

    def _name_parts(self) -> None:
        for part in self.parts_to_mark():
            if not part.accessibleName():
                part.setAccessibleName(str(self.field.label))
        self._describe()

    def _describe(self) -> None:
        required = [str(_("Required"))] if self.field.required else []
        described = ". ".join([*required, *([self._note.text()] if self._note.text() else [])])
        for part in self.parts_to_mark():
            part.setAccessibleDescription(described)


class _Head(QWidget):
    """The label above the control, with its red star."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._label = Label(field.label, "label", weight=500, tone="text_2", elide=False)
        self._star = Label("*", "label", weight=600, tone="bad_dot")
        self._required = field.required
        self._text = str(field.label)
        self._line = row(self._label, self._star, None, spacing=3)
        self.setLayout(self._line)

    def set_reading(self, *, reading: bool) -> None:
        """Stand beside the value in quiet letters, or above the control."""
        self._star.setVisible(self._required and not reading)
        self._label.set_tone("text_3" if reading else "text_2")
        self._label.setWordWrap(reading)
        self._label.set_role("label", weight=400 if reading else 500)
        self._line.setStretch(0, 1 if reading else 0)
        self._line.setStretch(2, 0 if reading else 1)
        if reading:
            self.setFixedWidth(scaled(KEY_WIDTH))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)


class _Note(QWidget):
    """One line beneath: the hint, or in its place what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("error", "bad_dot", size=14)
        self._label = Label("", "caption", tone="text_3", wrap=True)
        self.setLayout(row(self._icon, (self._label, 1), spacing=5))
        self.hide()

    def text(self) -> str:
        """Give the line as shown."""
        return self._label.text()

    def show_hint(self, hint: Text | None) -> None:
        """Show the hint, or nothing."""
        self._icon.hide()
        self._label.set_tone("text_3")
        self._label.set_text(hint or "")
        self.setVisible(hint is not None)

    def show_problem(self, message: Text, severity: Severity) -> None:
        """Show what is wrong, with its icon."""
        is_error = severity is Severity.ERROR
        self._icon.set_icon("error" if is_error else "alert", "bad_dot" if is_error else "warn_dot")
        self._icon.show()
        self._label.set_tone("bad" if is_error else "warn")
        self._label.set_text(message)
        self.show()


class FocusWatch(QObject):
    """Tell when a control is left."""

    left = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell leaving, and let everything pass."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False


class WheelGuard(QObject):
    """Keep the wheel for scrolling the page: a combo changes by wheel only when it has the keyboard."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on to the page."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def guard_wheel(widget: QWidget) -> None:
    """Let a combo ignore the wheel while it has no keyboard."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(WheelGuard(widget))


class LineControl(QLineEdit):
    """One line of text that knows its content's direction and tells when it is left."""

    left = Signal()

    def __init__(self, *, latin: bool = False) -> None:
        super().__init__()
        self._latin = latin
        self.textChanged.connect(self._lay)
        self.editingFinished.connect(self.left)
        self._lay("")

    def show_text(self, text: str) -> None:
        """Show a text from its beginning; with the keyboard in it, from where the cursor stands."""
        if text == self.text():
            return
        at = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(min(at, len(text)))

    def _lay(self, text: str) -> None:
        lay_text(self, text, latin=self._latin)


MakeEditor = Callable[[Asked], FieldEditor]
__all__ = ["KEY_WIDTH", "Asked", "FieldEditor", "FocusWatch", "LineControl", "MakeEditor", "guard_wheel"]
