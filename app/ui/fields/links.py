"""Fields of links: one record, several, or an item of an office list; found by typing, shown as chips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.core.i18n import Text, _, _c, language
from app.schema.fields import FieldKind
from app.services.titles import Title, titles
from app.ui.context import Context
from app.ui.fields.frame import Asked, FieldEditor
from app.ui.fields.offers import suggest_items, suggest_records
from app.ui.fields.picker import Offer, Picker
from app.ui.kit import FlowLayout, IconButton, column, empty
from app.ui.kit.paint import draw_text, fill_round, follow_theme, seen, smooth, stroke_round, text_width
from app.ui.shell.places import ListPlace, RecordPlace
from app.ui.theme import HEIGHT, RADIUS, Tone, draw_icon, font, scaled

if TYPE_CHECKING:  # a quick form is made of fields, too
    from app.ui.form.quick_form import QuickForm

MAKE = "make"
EDIT_LIST = "edit_list"
_CHOOSE = _c("link field", "Choose one from the list, or make it.")


@dataclass(frozen=True, slots=True)
class Linked:
    """A linked record as a chip shows it."""

    id: UUID
    kind: str
    title: str
    icon: str
    quiet: bool = False


def linked(context: Context, ids: Sequence[UUID], *, icon: str) -> tuple[Linked, ...]:
    """Name linked records for chips, in the order given."""
    named: Mapping[UUID, Title] = titles(context.office, ids, lang=language()) if ids else {}
    nameless = str(_("(name not found)"))
    found = []
    for record in ids:
        title = named.get(record)
        kind = title.kind if title else ""
        quiet = title is None or title.archived or title.deleted
        found.append(Linked(record, kind, (title.title if title else "") or nameless, icon, quiet))
    return tuple(found)


class LinkChip(QPushButton):
    """A chosen record: click or Enter changes it, Ctrl+click opens it, Backspace takes it away."""

    opened = Signal(object)
    removed = Signal()

    def __init__(self, record: Linked, *, name: str = "", removable: bool = True) -> None:
        super().__init__()
        self.record = record
        self._removable = removable
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", RADIUS.field)
        self.setAccessibleName(f"{name}: {record.title}" if name else record.title)
        keys = _("Ctrl+click opens it, Backspace takes it away") if removable else _("Open")
        self.setToolTip(f"{record.title}\n{keys}")
        self._cross = IconButton("remove", _("Take {title} away").format(title=record.title), size=13, box=24)
        self._cross.setParent(self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setVisible(removable)
        self._cross.clicked.connect(self.removed)
        follow_theme(self)

    @override
    def sizeHint(self) -> QSize:
        """Take the room of icon, title and cross."""
        wide = text_width(self.record.title, font("body", weight=500)) + 42 + (24 if self._removable else 0)
        return QSize(wide, max(HEIGHT.small, scaled(28)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Shrink to a few letters."""
        wanted = self.sizeHint()
        return QSize(min(90, wanted.width()), wanted.height())

    @override
    def resizeEvent(self, event: object) -> None:
        """Keep the cross at the trailing end."""
        spot = seen(self, QRectF(self.width() - 26, (self.height() - 24) / 2, 24, 24)).toRect()
        self._cross.setGeometry(spot)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._removable:
            self.opened.emit(self.record)
        else:
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take away with Backspace or Del; open with Ctrl+Enter or Enter when it only is read."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._removable:
            self.removed.emit()
        elif enter and not self._removable:
            self.opened.emit(self.record)
        elif enter and not event.modifiers():
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon and title."""
        painter = smooth(self)
        fill_round(painter, QRectF(self.rect()), RADIUS.field, "primary_soft", alpha=1.0 if not self.underMouse() else 0.8)
        tone: Tone = "text_3" if self.record.quiet else "primary"
        draw_icon(painter, seen(self, QRectF(10, (self.height() - 16) / 2, 16, 16)), self.record.icon, tone)
        room = self.width() - 42 - (24 if self._removable else 0) + 4
        words = seen(self, QRectF(32, 0, room, self.height()))
        draw_text(painter, words, self.record.title, face=font("body", weight=500), tone=tone)


class FieldBox(QWidget):
    """The frame of a field around a chip, as high as a line."""

    def __init__(self, chips: QWidget) -> None:
        super().__init__()
        self.setLayout(column(chips, margins=(3, 2, 3, 2)))
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        painter = smooth(self)
        fill_round(painter, QRectF(self.rect()), RADIUS.field, "surface")
        stroke_round(painter, QRectF(self.rect()), RADIUS.field, "edge")


class LinkEditor(FieldEditor):
    """A link to one record: typed, chosen, or made on the spot."""

    quick: "QuickForm | None" = None
    framed = True
    """The chip stands in the place of the line, and looks like a field that is filled in."""

    @override
    def make_control(self) -> QWidget:
        """Build the chips and the line."""
        self._icon = self.target_icon()
        self._linked: tuple[Linked, ...] = ()
        self._chips = FlowLayout(spacing=6)
        chips = QWidget()
        chips.setLayout(self._chips)
        self._shelf = FieldBox(chips) if self.framed else chips
        self._picker = Picker(self.offers, from_first_letter=self.field.kind is not FieldKind.OFFICE_LIST)
        self._picker.setAccessibleName(str(self.field.label))
        self._picker.setPlaceholderText(str(self.invitation()))
        self._picker.picked.connect(self.take)
        self._picker.asked.connect(self._do)
        self._picker.left.connect(self._leave)
        self._picker.textEdited.connect(lambda _typed: self._forgive())
        holder = QWidget()
        holder.setLayout(column(self._shelf, self._picker, spacing=6))
        return holder

    @override
    def show_value(self) -> None:
        """Show the chips, and the line where something may be chosen."""
        ids = self.ids()
        records = linked(self.asked.context, ids, icon=self._icon)
        if records != self._linked:
            self._linked = records
            self._put_chips()
        self._shelf.setVisible(bool(ids))
        self._picker.setVisible(self.takes_more())
        self._picker.clear()

    def _put_chips(self) -> None:
        empty(self._chips)
        for record in self._linked:
            chip = LinkChip(record, name=str(self.field.label))
            chip.opened.connect(self._open)
            chip.removed.connect(lambda gone=record.id: self.drop(gone))
            chip.clicked.connect(lambda gone=record.id: self.change(gone))
            self._chips.addWidget(chip)
            chip.show()

    @override
    def focus_target(self) -> QWidget | None:
        """Give the line, or the chip in its place."""
        if self.takes_more():
            return self._picker
        item = self._chips.itemAt(0)
        return None if item is None else item.widget()

    @override
    def settle(self) -> None:
        """Refuse a name that is typed and not chosen: nobody but the person knows which record it means."""
        if self.half_typed():
            self._picker.close_list()
            self.refuse(_CHOOSE)

    @override
    def half_typed(self) -> str:
        """Give the name as typed so far."""
        return self._picker.text().strip() if self.takes_more() else ""

    @override
    def retype(self, text: str) -> None:
        """Type the name again; the list of hits waits for the next letter."""
        if self.takes_more():
            self._picker.setText(text)
            self.settle()

    @override
    def parts_to_mark(self) -> tuple[QWidget, ...]:
        """Mark the line."""
        return (self._picker,)

    @override
    def make_reading(self) -> QWidget:
        """Show chips that open; items of a list are words."""
        ids = self.ids()
        if not ids or self.asked.context.office.catalogue[self.target()].is_list:
            return super().make_reading()
        shelf = QWidget()
        chips = FlowLayout(spacing=6)
        shelf.setLayout(chips)
        for record in linked(self.asked.context, ids, icon=self.target_icon()):
            chip = LinkChip(record, removable=False)
            chip.opened.connect(self._open)
            chips.addWidget(chip)
        return shelf

    # What one link, several links and list items do in their own way.

    def ids(self) -> tuple[UUID, ...]:
        """List what is linked."""
        return () if self.value is None else (self.value,)

    def takes_more(self) -> bool:
        """Tell whether the line is shown."""
        return self.value is None

    def take(self, record: UUID) -> None:
        """Link a record."""
        self.put(record)
        self.show_value()
        self.focus_field()

    def drop(self, record: UUID) -> None:  # noqa: ARG002 - one link has nothing to choose from
        """Take the link away and let another be typed."""
        self.put(None)
        self.show_value()
        self.focus_field()

    def change(self, record: UUID) -> None:
        """Let another be typed in the place of a chip."""
        self.drop(record)
        self._picker.offer()

    def invitation(self) -> Text:
        """Say what typing does."""
        return _("Type a name…")

    def offers(self, typed: str) -> Sequence[Offer]:
        """List the hits, and the line that makes a new record."""
        target = self.target()
        found = suggest_records(self.asked.context.office, target, typed, leave_out=self.ids())
        if typed and not self._makes_rows():
            found.append(Offer(str(_("+ Make “{name}”").format(name=typed)), icon="add", act=MAKE))
        return found

    # What they share.

    def target(self) -> str:
        """Give the key of the linked kind."""
        return self.field.target or ""

    def target_icon(self) -> str:
        """Give the icon of the linked kind."""
        return self.asked.context.office.catalogue[self.target()].icon

    def _makes_rows(self) -> bool:
        return self.asked.context.office.catalogue[self.target()].is_child

    def _leave(self) -> None:
        if self.half_typed() and not self._picker.is_open and not self._picker.hasFocus():
            self.refuse(_CHOOSE)

    def _forgive(self) -> None:
        """Take the reason away while the line is written anew."""
        self.trouble = None
        self._tell()
        self.changed.emit()

    def _open(self, record: object) -> None:
        if isinstance(record, Linked) and record.kind:
            self.asked.context.go(RecordPlace(record.kind, record.id))

    def _do(self, act: str, typed: str) -> None:
        if act == EDIT_LIST:
            self.asked.context.go(ListPlace(self.target()))
            return
        from app.ui.form.quick_form import QuickForm

        self.quick = QuickForm(self.asked.context, self.target(), typed, parent=self.window())
        self.quick.made.connect(self.take)
        self.quick.open()

    @property
    def picker(self) -> Picker:
        """Give the line."""
        return self._picker


class LinksEditor(LinkEditor):
    """Links to any number of records."""

    framed = False

    @override
    def ids(self) -> tuple[UUID, ...]:
        """List what is linked."""
        return tuple(self.value or ())

    @override
    def takes_more(self) -> bool:
        """Take one more at any time."""
        return True

    @override
    def take(self, record: UUID) -> None:
        """Link one more."""
        if record not in self.ids():
            self.put((*self.ids(), record))
        self.show_value()
        self._picker.setFocus()

    @override
    def drop(self, record: UUID) -> None:
        """Take one away."""
        self.put(tuple(kept for kept in self.ids() if kept != record))
        self.show_value()
        self._picker.setFocus()

    @override
    def change(self, record: UUID) -> None:
        """Open it; changing one of many would only surprise."""
        found = next(iter(linked(self.asked.context, (record,), icon=self._icon)), None)
        self._open(found)

    @override
    def invitation(self) -> Text:
        """Say what typing does."""
        return _("Add: type a name…")

    @override
    def offers(self, typed: str) -> Sequence[Offer]:
        """List hits, from the office's own list when the links go to one."""
        if self.asked.context.office.catalogue[self.target()].is_list:
            return list_offers(self.asked, typed, leave_out=self.ids())
        return super().offers(typed)


class OfficeListEditor(LinkEditor):
    """One item of a list that the office edits."""

    @override
    def offers(self, typed: str) -> Sequence[Offer]:
        """List the items, and the way to edit the list."""
        return list_offers(self.asked, typed)

    @override
    def invitation(self) -> Text:
        """Say what opens the list."""
        return _("Choose…")


def list_offers(asked: Asked, typed: str, *, leave_out: Sequence[UUID] = ()) -> list[Offer]:
    """List the items of an office list, the way to edit it last."""
    found = suggest_items(asked.context.office, asked.field.target or "", typed, leave_out=leave_out)
    return [*found, Offer(str(_("Edit this list…")), icon="edit", act=EDIT_LIST)]
