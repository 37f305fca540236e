"""Attachments of a record: added by drag, drop or paste, shown inside the program, and called what they are."""

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import select

from app.core.errors import SafirError
from app.core.i18n import Text, _, language, plain
from app.core.moments import Moment
from app.rules.labels import Confidentiality
from app.schema.values import FileRef
from app.services import changing, files
from app.services.editing import office_moment
from app.services.office import Office
from app.services.titles import Title, titles_in
from app.store.files import LIMIT_MB
from app.store.names import has_double_ending, has_hidden_marks, is_program, is_reserved, safe_name, with_visible_marks
from app.store.tables import living
from app.store.writing import Deed

KIND: Final = "attachment"
WARN_MB: Final = files.WARN_MB
SMALL_SIDE: Final = 320
"""Pixels of the longer side of a small picture."""

SMALL_BYTES: Final = 50 * 1024
_MOST_PIXELS: Final = 80_000_000
"""More is no photograph but an attack on the memory (reliability-ux.md, threat 14)."""

_TEXT_BYTES: Final = 1024 * 1024
_TEXTS: Final = ("text/", "application/json", "application/xml")
_PICTURES: Final = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff")
Shown = Literal["picture", "pdf", "text", "none"]


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment of a record: its row, its file, its own label (None: that of the record), and how it calls itself.

    `at` is when it was attached, in the zone of the office, and `by` the name of who did.
    """

    id: UUID
    record: UUID
    ref: FileRef
    label: Confidentiality | None
    notes: str
    name: "ShownName"
    at: Moment | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ShownName:
    """The name of a file as it may be shown, what is wrong with it in a sentence, and whether it may be opened outside."""

    text: str
    warning: Text | None
    opens: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What of a file is shown inside the program: a picture (PNG or JPEG), a PDF, a text, or nothing."""

    kind: Shown
    content: bytes = b""
    text: str = ""


def of_record(office: Office, record: UUID) -> tuple[Attached, ...]:
    """List what hangs on a record, in the order of their names."""
    model: Any = office.catalogue[KIND].model
    wanted = select(model).where(model.record == record, living(model)).order_by(model.name, model.id)
    with office.store.reading() as session:
        rows = session.scalars(wanted).all()
        names = titles_in(session, office.catalogue, {row.created_by for row in rows if row.created_by}, lang=language())
        return tuple(_attached(office, row, by=names) for row in rows)


def add(office: Office, record: UUID, source: Path | bytes, *, name: str = "", label: Confidentiality | None = None) -> Attached:
    """Keep a copy of a file, or of pasted bytes, and hang it on a record, as one deed.

    Raises FileTooLarge over 50 MB, UnreadableSource, DiskFull, DiskFailed, ReadOnlyStore; nothing is attached then.
    """
    shown = name or (source.name if isinstance(source, Path) else "")
    try:
        ref = office.store.files.put(source, shown)
    except OSError as error:
        raise files.UnreadableSource(safe_name(shown)) from error
    model: Any = office.catalogue[KIND].model
    with office.doing(Deed("attach", _("“{name}” was attached").format(name=ref.name))) as session:
        row = model(record=record, name=ref.name, content=ref, label=label)
        session.add(row)
        session.flush()
        made = _attached(office, row)
    small(office, ref)
    return made


def remove(office: Office, ids: Collection[UUID]) -> changing.Done:
    """Put attachments into the bin; their content stays as long as the bin or a backup may bring them back."""
    return changing.delete(office, KIND, ids)


def is_large(size: int) -> bool:
    """Tell whether a file of this many bytes is worth a question before it is attached."""
    return size > WARN_MB * 1024 * 1024


def size_question(name: str, size: int) -> Text:
    """Ask whether a large file (in bytes) is to be attached."""
    sentence = _("“{name}” has {size} MB. It makes backups and trips larger; more than {limit} MB cannot be attached. Attach it?")
    return sentence.format(name=shown_name(name).text, size=round(size / 1024 / 1024), limit=LIMIT_MB)


def shown_name(name: str) -> ShownName:
    """Call a file what it is: hidden marks become visible, and a name that misleads is said to."""
    text = with_visible_marks(name)
    opens = not is_program(name)
    if has_hidden_marks(name):
        return ShownName(
            text,
            _("This name holds hidden marks that turn or hide a part of it; it really reads {name}.").format(name=plain(text)),
            opens,
        )
    if has_double_ending(name):
        return ShownName(text, _("This is a program that pretends to be a document."), opens)
    if not opens:
        return ShownName(text, _("This is a program; it can be saved, not opened."), opens)
    if is_reserved(name):
        return ShownName(
            text, _("Windows takes this name for a device; it is kept as {name}.").format(name=safe_name(name)), opens
        )
    return ShownName(text, None, opens)


def small(office: Office, ref: FileRef) -> bytes | None:
    """Give a small picture (JPEG, at most 50 KB, without any data about place or camera); None for what is no picture.

    It is made once and kept sealed beside the file.
    """
    if ref.media_type not in _PICTURES:
        return None
    kept = office.store.files.small(ref.digest)
    if kept is not None:
        return kept
    try:
        made = _reduced(office.store.files.read(ref))
    except (SafirError, OSError, ValueError, SyntaxError):
        return None
    try:
        office.store.files.put_small(ref.digest, made)
    except (SafirError, OSError):
        return made  # it is made again the next time
    return made


def preview(office: Office, ref: FileRef) -> Preview:
    """Give what of a file is shown inside the program; raises DamagedFile.

    Pictures are drawn anew, so that nothing but pixels reaches the window; text is cut after 1 MB.
    """
    content = office.store.files.read(ref)
    if ref.media_type == "application/pdf":
        return Preview("pdf", content)
    if ref.media_type in _PICTURES:
        try:
            return Preview("picture", _redrawn(content))
        except (OSError, ValueError, SyntaxError):
            return Preview("none")
    if ref.media_type.startswith(_TEXTS):
        return Preview("text", text=_as_text(content[:_TEXT_BYTES]))
    return Preview("none")


def open_outside(office: Office, ref: FileRef) -> Path:
    """Open a plain, read-only copy in the system's program, in a folder swept at close and at the next start.

    Raises UnsafeFile for programs, DamagedFile, OSError when no program opens it.
    """
    return files.open_outside(office, ref)


def _attached(office: Office, row: Any, *, by: Mapping[UUID, Title] | None = None) -> Attached:  # noqa: ANN401 - a row of the model
    who = (by or {}).get(row.created_by)
    return Attached(
        row.id,
        row.record,
        row.content,
        row.label,
        row.notes or "",
        shown_name(row.content.name),
        office_moment(office, row.created_at) if row.created_at else None,
        who.title if who else "",
    )


def _opened_picture(content: bytes) -> Any:  # noqa: ANN401 - Pillow's image
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(content))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError("too many pixels") from error
    if picture.width * picture.height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    return picture


def _reduced(content: bytes) -> bytes:
    """Draw a picture small; only pixels are kept."""
    from PIL import ImageOps

    picture = _opened_picture(content)
    picture.draft("RGB", (SMALL_SIDE * 2, SMALL_SIDE * 2))
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((SMALL_SIDE, SMALL_SIDE))
    flat = _on_white(picture)
    for quality in (85, 70, 50, 30):
        made = io.BytesIO()
        flat.save(made, "JPEG", quality=quality)
        if made.tell() <= SMALL_BYTES:
            break
    return made.getvalue()


def _redrawn(content: bytes) -> bytes:
    from PIL import ImageOps

    picture = ImageOps.exif_transpose(_opened_picture(content))
    picture.thumbnail((2400, 2400))
    made = io.BytesIO()
    _on_white(picture).save(made, "JPEG", quality=90)
    return made.getvalue()


def _on_white(picture: Any) -> Any:  # noqa: ANN401 - Pillow's image
    from PIL import Image

    if picture.mode not in ("RGBA", "LA", "P", "PA"):
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")


def _as_text(content: bytes) -> str:
    """Read a text as it was most likely written: UTF-8, UTF-16 with its mark, or the Arabic code page of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A cut at 1 MB may fall inside a letter.
        whole = error.start >= len(content) - 3
        return content.decode("utf-8-sig", "ignore") if whole else content.decode("cp1256", "replace")
