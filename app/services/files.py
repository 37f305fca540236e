"""Attachments: taken into the encrypted store, read from it, opened with another program."""

import re
from pathlib import Path

from app.core import platform
from app.core.errors import SafirError
from app.core.i18n import _
from app.schema.values import FileRef
from app.services.office import Office
from app.store.names import has_double_ending, is_program, is_reserved, safe_name

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
WARN_MB = 10
"""From this size a file is worth a question (product.md); above the vault's limit it is refused."""


class UnreadableSource(SafirError):
    """A file to attach that cannot be read."""

    code = "unreadable_source"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The file “{name}” was not attached; your data is unchanged. It could not be read. Check that it is there.").format(
                name=name
            )
        )


class UnsafeFile(SafirError):
    """A program that would be run instead of shown."""

    code = "unsafe_file"

    def __init__(self, name: str, *, pretends: bool) -> None:
        sentence = _("The file “{name}” was not opened: it is a program, not a document.")
        if pretends:
            sentence = _("The file “{name}” was not opened: it is a program that pretends to be a document.")
        super().__init__(sentence.format(name=name))


def is_fit_target(name: str) -> bool:
    """Tell whether a file may have this name on every system, so that it can be handed on: no device, nothing Windows forbids."""
    return not is_reserved(name) and not _FORBIDDEN.search(name) and name == name.rstrip(" .")


def attach(office: Office, path: Path) -> FileRef:
    """Keep a copy of a file in the store; the reference then goes into a field. Raises UnreadableSource, FileTooLarge."""
    try:
        return office.store.files.put(path)
    except OSError as error:
        raise UnreadableSource(safe_name(path.name)) from error


def read(office: Office, ref: FileRef) -> bytes:
    """Give the content of an attachment; raises DamagedFile."""
    return office.store.files.read(ref)


def is_large(path: Path) -> bool:
    """Tell whether a file is worth a question before it is attached."""
    return path.stat().st_size > WARN_MB * 1024 * 1024


def open_outside(office: Office, ref: FileRef) -> Path:
    """Open a plain, read-only copy in the system's program; gives its path, which is gone after the office is closed.

    Raises UnsafeFile for programs, DamagedFile, OSError when no program opens it.
    """
    if is_program(ref.name):
        raise UnsafeFile(safe_name(ref.name), pretends=has_double_ending(ref.name))
    path = office.store.files.plain_copy(ref)
    platform.open_outside(path)
    return path


def lend_outside(office: Office, name: str, content: bytes) -> Path:
    """Open something just made in the system's program for it; the plain, read-only copy is gone after the office is closed.

    Raises OSError when no program opens it or the copy cannot be written.
    """
    path = office.store.files.lend(name, content)
    platform.open_outside(path)
    return path


def export(office: Office, ref: FileRef, target: Path) -> None:
    """Write a plain copy where somebody chose; raises DamagedFile, OSError."""
    from app.core.paths import write_atomically

    write_atomically(target, office.store.files.read(ref))
