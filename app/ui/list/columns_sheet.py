"""The pop-up in which the columns of a list are chosen and put in order; loaded when it is first opened."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.core.i18n import Text, _
from app.schema.kinds import Panel
from app.services.derived import derived_columns
from app.ui.kit import SearchBox, SmallButton, column, row
from app.ui.kit.buttons import named_with_keys
from app.ui.kit.paint import fill_round, smooth, stroke_round
from app.ui.list.sheets import FREE, fits, room_of
from app.ui.theme import RADIUS, colour, font, scaled

if TYPE_CHECKING:
    from app.ui.list.page import ListPage

_WIDTH: Final = 320
_TALL: Final = 440
_NAME: Final = Qt.ItemDataRole.UserRole
_ROW: Final = 30
Index = QModelIndex | QPersistentModelIndex


class _Ticks(QStyledItemDelegate):
    """Let a click anywhere on a line turn its tick, not on the box alone."""

    @override
    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        ticked = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
        if event.type() == QEvent.Type.MouseButtonRelease and index.flags() & ticked == ticked:
            now = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            other = Qt.CheckState.Unchecked if now is Qt.CheckState.Checked else Qt.CheckState.Checked
            return bool(model.setData(index, other.value, Qt.ItemDataRole.CheckStateRole))
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            return False
        return super().editorEvent(event, model, option, index)


class _Lines(QListWidget):
    """The columns, ticked where they are shown; Alt with the arrows moves one, a letter searches."""

    moved = Signal(int)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Ticks(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: 0; padding: 0; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(str(_("Columns")))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key(event.key()) in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)


class ColumnsSheet(QFrame):
    """Tick columns and move them; the list follows at once. What is shown stands first, the rest by the sections of the form."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = page
        self.search = SearchBox(_("Find a column"), name=_("Find a column"), clear_name=_("Clear"))
        self.search.setMaximumWidth(16777215)
        self.lines = _Lines()
        self.up, self.down = SmallButton(_("Up")), SmallButton(_("Down"))
        self.up.setToolTip(named_with_keys(str(_("Move the column up")), "Alt+↑"))
        self.down.setToolTip(named_with_keys(str(_("Move the column down")), "Alt+↓"))
        self.back = SmallButton(_("Columns as they were"), kind="quiet", icon="undo")
        foot = row(self.up, self.down, None, self.back, spacing=6)
        self.setLayout(column(self.search, (self.lines, 1), foot, spacing=8, margins=(10, 10, 10, 10)))
        self._connect()
        self._fill()

    def _connect(self) -> None:
        self.search.edit.textChanged.connect(self._find)
        self.search.submitted.connect(lambda _text: self.lines.setFocus())
        self.lines.typed.connect(self._search_for)
        self.lines.moved.connect(self.move_column)
        self.lines.itemChanged.connect(lambda _item: self._take_ticks())
        self.lines.currentItemChanged.connect(lambda *_items: self._weigh())
        self.up.clicked.connect(lambda: self.move_column(-1))
        self.down.clicked.connect(lambda: self.move_column(1))
        self.back.clicked.connect(self._go_back)

    def open_under(self, button: QWidget) -> None:
        """Open under the leading edge of a button, inside the screen."""
        room = room_of(button)
        self.resize(scaled(_WIDTH), min(scaled(_TALL), room.height() - FREE))
        at = button.mapToGlobal(QPoint(0, button.height() + 4))
        left = at.x() + button.width() - self.width() if button.layoutDirection() is Qt.LayoutDirection.RightToLeft else at.x()
        side = max(room.left(), min(left, room.right() - self.width()))
        self.move(side, max(room.top(), min(at.y(), room.bottom() - self.height())))
        self.show()
        self.lines.setFocus(Qt.FocusReason.PopupFocusReason)

    # The lines

    @property
    def shown(self) -> tuple[str, ...]:
        """Give the columns of the list in order, the title first."""
        return self._page.query.columns

    def _groups(self) -> Iterator[tuple[Text, list[str]]]:
        """Walk the columns as they stand in the sheet: those shown, the rest by section, the computed ones."""
        kind, told = self._page.kind, set(self.shown)
        yield _("Shown, in this order"), list(self.shown)
        for section in kind.form:
            names = [item.key for item in section.items if not isinstance(item, Panel)]
            yield section.title, [name for name in names if name not in told]
            told.update(names)
        yield _("Other fields"), [name for name in kind.fields if name not in told]
        yield _("Computed"), [name for name in derived_columns(kind.key) if name not in told]

    def _fill(self, current: str = "") -> None:
        self.lines.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.lines.clear()
        for title, names in self._groups():
            if names:
                self._add_head(title)
            for name in names:
                self._add_line(name, current=current)
        self.lines.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        if self.lines.currentItem() is None:
            self.lines.setCurrentRow(1)
        self._find(self.search.text())
        self._weigh()

    def _add_head(self, title: Text) -> None:
        head = QListWidgetItem(str(title))
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setFont(font("caption", weight=600))
        head.setForeground(colour("text_3"))
        head.setSizeHint(QSize(10, scaled(_ROW)))
        self.lines.addItem(head)

    def _add_line(self, name: str, *, current: str) -> None:
        kind = self._page.kind
        field = kind.fields[name] if name in kind.fields else derived_columns(kind.key)[name].field
        line = QListWidgetItem(str(field.label))
        line.setData(_NAME, name)
        line.setToolTip(str(field.label))
        line.setSizeHint(QSize(10, scaled(_ROW)))
        is_title = name == kind.title.key
        ticks = Qt.ItemFlag.NoItemFlags if is_title else Qt.ItemFlag.ItemIsUserCheckable
        line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | ticks)
        line.setCheckState(Qt.CheckState.Checked if name in self.shown else Qt.CheckState.Unchecked)
        self.lines.addItem(line)
        if name == current:
            self.lines.setCurrentItem(line)

    def _items(self) -> list[QListWidgetItem]:
        return [self.lines.item(number) for number in range(self.lines.count())]

    def _find(self, typed: str) -> None:
        head: QListWidgetItem | None = None
        for item in self._items():
            if item.data(_NAME) is None:
                head = item
                head.setHidden(True)
            else:
                found = fits(typed, item.text())
                item.setHidden(not found)
                if found and head is not None:
                    head.setHidden(False)

    def _search_for(self, letter: str) -> None:
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.edit.insert(letter)

    # What is done with them

    def _name(self) -> Any:  # noqa: ANN401 - Qt gives what was kept at the item
        item = self.lines.currentItem()
        return None if item is None else item.data(_NAME)

    def _weigh(self) -> None:
        """Let the buttons say whether the chosen column can move."""
        place = self.shown.index(self._name()) if self._name() in self.shown else -1
        self.up.setEnabled(place > 1)
        self.down.setEnabled(0 < place < len(self.shown) - 1)

    def _take_ticks(self) -> None:
        """Show what is ticked: columns that stand keep their order, a new one comes last."""
        ticked = [item.data(_NAME) for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        ticked = [name for name in ticked if name is not None]
        kept = [name for name in self.shown if name in ticked]
        self._page.shape.choose_columns((*kept, *(name for name in ticked if name not in kept)))
        self._weigh()

    def move_column(self, by: int) -> None:
        """Move the chosen column towards the beginning (-1) or the end of the row (1); the title stays first."""
        name, order = self._name(), list(self.shown)
        place = order.index(name) if name in order else -1
        if place < 1 or not 1 <= place + by < len(order):
            return
        order[place], order[place + by] = order[place + by], order[place]
        self._page.shape.choose_columns(tuple(order))
        self._fill(current=name)

    def _go_back(self) -> None:
        self._page.shape.choose_columns(())
        self._fill()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Down and not self.lines.hasFocus():
            self.lines.setFocus()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = smooth(self), self.rect().toRectF()
        fill_round(painter, area, RADIUS.field, "surface")
        stroke_round(painter, area, RADIUS.field, "line")
