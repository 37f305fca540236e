"""The attachments of one record: dropped, pasted or chosen; shown for what they are; opened, saved, removed."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.calendars import DayStyle, format_day
from app.core.errors import SafirError
from app.core.i18n import _, _n, language
from app.core.text import isolate
from app.services import attachments, files
from app.services.attachments import Attached
from app.services.office import Changed, Office
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.fields.files import LIMIT_MB, Thumbnail, size_words, thumbnail_of
from app.ui.kit import Card, CardHead, Icon, IconButton, Label, SmallButton, column, empty, row
from app.ui.tasks import Job
from app.ui.theme import scaled

if TYPE_CHECKING:
    from app.ui.attachments.look_inside import LookInside

_THUMBNAIL = 112
Source = Path | bytes


class AttachmentsCard(Card):
    """List what hangs on a record; takes files by button, drop and paste while the record is there."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=6)
        self._context = context
        self._record: UUID | None = None
        self.inside: LookInside | None = None
        self._head = CardHead("paperclip", _("Attachments"), action=_("Attach files…"), action_icon="plus")
        self._head.action_clicked.connect(self.choose)
        self._paste = SmallButton(_("Paste"), kind="quiet", icon="copy", tooltip=_("Attach what is in the clipboard (Ctrl+V)"))
        self._paste.clicked.connect(self.paste)
        self._head.add_trailing(self._paste)
        self._stop = SmallButton(_("Stop"), kind="quiet", icon="x", tooltip=_("Attach no more files"))
        self._stop.clicked.connect(self.stop)
        self._stop.hide()
        self._head.add_trailing(self._stop)
        self._halts: list[Event] = []
        """One for each run of the worker, which does them in turn."""
        self._rows = column(spacing=4)
        hint = _("Drop files here, or paste a picture or files. At most {n} MB each.").format(n=LIMIT_MB)
        self._hint = Label(hint, "caption", tone="text_3", wrap=True)
        for part in (self._head, self._rows, self._hint):
            self.add(part)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(str(_("Attachments")))
        context.changed.connect(self._hear)

    def show_record(self, record: UUID | None) -> None:
        """Show what hangs on a record; a record that was never saved has nothing to hang it on."""
        self._record = record
        self.setVisible(record is not None)
        self._read()

    def names(self) -> list[str]:
        """Give the names shown."""
        return [row.accessibleName() for row in self.findChildren(AttachmentRow) if not row.isHidden()]

    # In

    def choose(self) -> None:
        """Ask for files and attach them."""
        self.take(self._context.dialogs.pick_files(_("Choose files to attach")))

    def paste(self) -> None:
        """Attach what is in the clipboard: files, or a picture."""
        self.take_mime(QGuiApplication.clipboard().mimeData())

    def take_mime(self, held: QMimeData) -> bool:
        """Attach the files or the picture that were dropped or pasted; False when there is nothing of the kind."""
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if paths:
            self.take([path for path in paths if path.is_file()])
            return True
        picture = held.imageData() if held.hasImage() else None
        if isinstance(picture, QImage) and not picture.isNull():
            self._attach([(_png(picture), str(_("Pasted picture")) + ".png")])
            return True
        self._context.say(str(_("Nothing was attached: the clipboard holds no file and no picture.")))
        return False

    def take(self, paths: Sequence[Path]) -> None:
        """Attach files; large ones are asked about first."""
        self._attach([(path, path.name) for path in paths if self._is_wanted(path)])

    def _is_wanted(self, path: Path) -> bool:
        try:
            size = path.stat().st_size
        except OSError:
            return True  # attaching says what is wrong with it
        if not attachments.is_large(size) or size > LIMIT_MB * 1024 * 1024:
            return True
        choices = (Choice("attach", _("Attach"), main=True), Choice("leave", _("Cancel"), safe=True))
        return self._context.dialogs.ask(attachments.size_question(path.name, size), "", choices) == "attach"

    def _attach(self, sources: Sequence[tuple[Source, str]]) -> None:
        record, office = self._record, self._context.office
        if record is None or not sources:
            return
        halt = Event()
        self._halts.append(halt)
        self._stop.show()
        self._context.tasks.run(
            lambda job: _add_all(office, record, sources, job, halt),
            self._tell_added,
            failed=self._refused,
            progress=self._advance,
        )

    def _advance(self, done: int, total: int) -> None:
        self._head.set_sub(_("attaching {n} of {total}").format(n=min(done + 1, total), total=total))

    def stop(self) -> None:
        """Attach no more; what is attached stays, and can be taken back."""
        for halt in self._halts:
            halt.set()

    def _run_ended(self) -> None:
        del self._halts[:1]
        self._stop.setVisible(bool(self._halts))
        self._read()

    def _tell_added(self, added: int) -> None:
        self._run_ended()
        if added:
            self._context.say(str(_n("{n} file was attached.", "{n} files were attached.", added)), undoable=True)

    def _refused(self, error: SafirError) -> None:
        self._run_ended()
        self._context.dialogs.report(error)

    # Shown

    def _hear(self, changed: object) -> None:
        if isinstance(changed, Changed) and attachments.KIND in changed.kinds:
            self._read()

    def _read(self) -> None:
        found = () if self._record is None else attachments.of_record(self._context.office, self._record)
        empty(self._rows)
        for each in found:
            self._rows.addWidget(AttachmentRow(self._context.office, each, card=self))
        self._head.set_sub(_n("{n} file", "{n} files", len(found)) if found else "")

    # Out

    def look(self, attached: Attached) -> None:
        """Show a file inside the window, as far as its kind allows."""
        from app.ui.attachments.look_inside import LookInside

        try:
            shown = attachments.preview(self._context.office, attached.ref)
        except SafirError as error:
            self._context.dialogs.report(error)
            return
        if shown.kind == "none":
            self._context.dialogs.tell(_("This kind of file is not shown here. Open it with another program, or save a copy."))
            return
        self.inside = LookInside(self.window(), attached.name.text, shown)
        self.inside.open()

    def open(self, attached: Attached) -> None:
        """Open a plain, read-only copy with another program."""
        try:
            attachments.open_outside(self._context.office, attached.ref)
        except SafirError as error:
            self._context.dialogs.report(error)
        except OSError:
            self._context.dialogs.tell(_("The file was not opened: no program for it was found. Save a copy and open that."))

    def save(self, attached: Attached) -> None:
        """Write a plain copy where somebody chooses."""
        target = self._context.dialogs.save_file(_("Save a copy"), attached.ref.name)
        if target is None:
            return
        try:
            files.export(self._context.office, attached.ref, target)
        except SafirError as error:
            self._context.dialogs.report(error)
        except OSError:
            self._context.dialogs.tell(_("The copy was not written; the file in Safir is unchanged. Choose another folder."))

    def remove(self, attached: Attached) -> None:
        """Put an attachment into the bin; a toast offers to bring it back."""
        try:
            attachments.remove(self._context.office, [attached.id])
        except SafirError as error:
            self._context.dialogs.report(error)
            return
        self._read()
        self._context.say(str(_("“{name}” was removed.").format(name=attached.name.text)), undoable=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste with the keys."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        held = event.mimeData()
        if self._record is not None and (held.hasImage() or any(url.isLocalFile() for url in held.urls())):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()


class AttachmentRow(QWidget):
    """One attachment: its small picture, its name as it really is, its size, and what can be done with it."""

    def __init__(self, office: Office, attached: Attached, *, card: AttachmentsCard) -> None:
        super().__init__()
        name = attached.name
        self.setAccessibleName(name.text)
        words = [Label(isolate(name.text), "body", weight=500, elide=True)]
        words.append(Label(_about(attached), "caption", tone="text_3", elide=True))
        if name.warning is not None:
            words.append(Label(name.warning, "caption", tone="warn", wrap=True))
        self.setLayout(row(_mark(office, attached), (column(*words, spacing=0), 1), *_ways(card, attached), spacing=10))


def _about(attached: Attached) -> str:
    """Say how large a file is, and who attached it when."""
    size = size_words(attached.ref.size)
    if attached.at is None:
        return str(size)
    day = isolate(format_day(attached.at.day, language(), style=DayStyle.LONG))
    alone, by_whom = _("attached on {day}"), _("attached by {who} on {day}")
    said = by_whom.format(who=attached.by, day=day) if attached.by else alone.format(day=day)
    return f"{size} · {said}"


def _mark(office: Office, attached: Attached) -> QWidget:
    small = attachments.small(office, attached.ref)
    if small is not None:
        return Thumbnail(thumbnail_of(small, scaled(_THUMBNAIL)))
    return Icon("triangle-alert" if attached.name.warning is not None else "file-text", "text_2", size=20)


def _ways(card: AttachmentsCard, attached: Attached) -> list[QWidget]:
    ways = [
        IconButton("eye", _("Look inside: {name}").format(name=attached.name.text)),
        IconButton("external-link", _("Open with another program: {name}").format(name=attached.name.text)),
        IconButton("download", _("Save a copy: {name}").format(name=attached.name.text)),
        IconButton("trash-2", _("Remove: {name}").format(name=attached.name.text)),
    ]
    for button, deed in zip(ways, (card.look, card.open, card.save, card.remove), strict=True):
        button.clicked.connect(lambda _checked=False, deed=deed: deed(attached))
    ways[1].setVisible(attached.name.opens)
    return list[QWidget](ways)


def _add_all(office: Office, record: UUID, sources: Sequence[tuple[Source, str]], job: Job, halt: Event) -> int:
    added = 0
    job.tell(0, len(sources))
    for source, name in sources:
        if job.cancelled() or halt.is_set():
            break
        attachments.add(office, record, source, name=name)
        added += 1
        job.tell(added, len(sources))
    return added


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
