"""Fields of files: chosen, kept encrypted, shown as a thumbnail or a name, opened, replaced, saved as a copy."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import Text, _, language
from app.core.numbers import format_integer
from app.core.text import isolate
from app.schema.values import FileRef
from app.services import files
from app.ui.dialogs import Choice
from app.ui.fields.frame import FieldEditor
from app.ui.kit import Icon, Label, SmallButton, column, row
from app.ui.kit.paint import fill_round, smooth
from app.ui.theme import RADIUS, scaled

THUMBNAIL = 56
LIMIT_MB = 50
_KB = 1024


def size_words(size: int) -> Text:
    """Say the size of a file in kilobytes or megabytes."""
    if size < _KB * _KB:
        return _("{n} KB").format(n=format_integer(max(1, size // _KB), language()))
    return _("{n} MB").format(n=format_integer(size // (_KB * _KB), language()))


class FileEditor(FieldEditor):
    """A file kept beside the database."""

    wide = True

    @override
    def make_control(self) -> QWidget:
        """Build the file's line with what can be done to it."""
        self._holder = QWidget()
        ref: FileRef | None = self.value
        self._made_for = ref
        self._choose = SmallButton(_("Replace…") if ref else _("Choose a file…"), icon="paperclip")
        self._choose.setAccessibleName(f"{self.field.label}: {self._choose.text()}")
        self._choose.clicked.connect(self._ask)
        if ref is None:
            limit = Label(_("At most {n} MB").format(n=LIMIT_MB), "caption", tone="text_3")
            self._holder.setLayout(row(self._choose, limit, None, spacing=10))
            return self._holder
        remove = SmallButton(_("Remove"), kind="quiet")
        remove.clicked.connect(self._remove)
        self._holder.setLayout(row((self._about(ref), 1), self._choose, remove, spacing=8))
        return self._holder

    @override
    def fits(self) -> bool:
        """Tell whether the line is that of the file."""
        return bool(self._made_for == self.value)

    @override
    def focus_target(self) -> QWidget | None:
        """Give the button."""
        return self._choose

    @override
    def make_reading(self) -> QWidget:
        """Show the file with open and save."""
        ref: FileRef | None = self.value
        return self._about(ref) if ref is not None else super().make_reading()

    def attach(self, path: Path) -> None:
        """Keep a file and take it into the draft; what goes wrong stands beneath."""
        try:
            self.put(files.attach(self.asked.context.office, path))
        except SafirError as error:
            self.refuse(error.message)
            return
        self.reload()
        self.focus_field()

    def _about(self, ref: FileRef) -> QWidget:
        name = Label(isolate(ref.name), "body", weight=500, elide=True)
        about = Label(size_words(ref.size), "caption", tone="text_3")
        show = SmallButton(_("Open"), kind="quiet", icon="open_outside")
        save = SmallButton(_("Save a copy…"), kind="quiet", icon="download")
        show.clicked.connect(lambda: self._open(ref))
        save.clicked.connect(lambda: self._save(ref))
        for button in (show, save):
            button.setAccessibleName(f"{button.text()}: {ref.name}")
        holder = QWidget()
        holder.setLayout(row(self._mark(ref), (column(None, name, about, None, spacing=0), 1), show, save, spacing=8))
        return holder

    def _mark(self, ref: FileRef) -> QWidget:
        if ref.media_type.startswith("image/"):
            return Thumbnail(self._picture(ref))
        return Icon("file-text", "text_2", size=20)

    def _picture(self, ref: FileRef) -> QPixmap:
        try:
            content = files.read(self.asked.context.office, ref)
        except SafirError:
            return QPixmap()
        return thumbnail_of(content, scaled(THUMBNAIL) * 2)

    def _ask(self) -> None:
        dialogs = self.asked.context.dialogs
        path = dialogs.pick_file(_("Choose a file for {field}").format(field=self.field.label))
        if path is None or not path.is_file():
            return
        if files.is_large(path) and not self._agreed(path):
            return
        self.attach(path)

    def _agreed(self, path: Path) -> bool:
        answer = self.asked.context.dialogs.ask(
            _("Attach a large file?"),
            _("“{name}” is larger than {n} MB; every backup grows by it.").format(name=path.name, n=files.WARN_MB),
            (Choice("attach", _("Attach"), main=True), Choice("leave", _("Cancel"), safe=True)),
        )
        return answer == "attach"

    def _remove(self) -> None:
        self.put(None)
        self.reload()
        self.focus_field()

    def _open(self, ref: FileRef) -> None:
        try:
            files.open_outside(self.asked.context.office, ref)
        except SafirError as error:
            self.asked.context.dialogs.report(error)
        except OSError:
            self.asked.context.dialogs.tell(_("The file was not opened: no program for it was found. Save a copy and open that."))

    def _save(self, ref: FileRef) -> None:
        target = self.asked.context.dialogs.save_file(_("Save a copy"), ref.name)
        if target is None:
            return
        try:
            files.export(self.asked.context.office, ref, target)
        except SafirError as error:
            self.asked.context.dialogs.report(error)
        except OSError:
            self.asked.context.dialogs.tell(_("The copy was not written; the file in Safir is unchanged. Choose another folder."))


def thumbnail_of(content: bytes, edge: int) -> QPixmap:
    """Draw a small picture; Qt scales while it reads, so a large one costs little. Unreadable content gives none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return QPixmap() if image.isNull() else QPixmap.fromImage(image)


class Thumbnail(QWidget):
    """A picture small, or the sign of one."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        self.setFixedSize(QSize(scaled(THUMBNAIL), scaled(THUMBNAIL)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture into its square."""
        painter = smooth(self)
        area = QRectF(self.rect())
        fill_round(painter, area, RADIUS.field, "sunken")
        if not self._picture.isNull():
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            spot = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height())
            painter.drawPixmap(spot, self._picture, QRectF(self._picture.rect()))
