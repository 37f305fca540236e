"""Why the system refused a file, in words of the office: its own are English, or in whatever language Windows speaks."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from typing import Final

from app.core.i18n import Text, _, plain
from app.core.text import ltr

_BUSY: Final = _("another program holds the file")
_DENIED: Final = _("writing there is not allowed")
_FULL: Final = _("the disk is full")
_NO_FOLDER: Final = _("there is no such folder")
_BY_WINERROR: Mapping[int, Text] = {5: _DENIED, 19: _("the disk is write-protected"), 32: _BUSY, 33: _BUSY, 39: _FULL, 112: _FULL}
"""ERROR_ACCESS_DENIED, _WRITE_PROTECT, _SHARING_VIOLATION, _LOCK_VIOLATION, _HANDLE_DISK_FULL, _DISK_FULL (winerror.h)."""
_BY_ERRNO: Mapping[int, Text] = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: _BY_WINERROR[19],
    errno.EBUSY: _BUSY,
    errno.EIO: _("the disk reports an error"),
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: _("a folder has this name"),
    errno.EEXIST: _("a file has this name"),
    errno.ENAMETOOLONG: _("the name is too long"),
    errno.EFBIG: _("the disk cannot hold a file of this size"),
}


def why_refused(error: OSError) -> Text:
    """Say in a few words, to stand inside a sentence, why a file could not be written, or the system's own words."""
    known = _BY_WINERROR.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(error.errno or 0)
    return known or plain(ltr(error.strerror or type(error).__name__))


_UNREAD: Mapping[int, Text] = {
    errno.ENOENT: _("there is no such file"),
    errno.ENOTDIR: _("there is no such file"),
    errno.EISDIR: _("it is a folder"),
    errno.EACCES: _("reading it is not allowed"),
    errno.EPERM: _("reading it is not allowed"),
}


def why_unread(error: OSError | ValueError | RecursionError) -> Text:
    """Say in a few words, to stand inside a sentence, why a file with text or JSON could not be read."""
    if isinstance(error, OSError):
        return _UNREAD.get(error.errno or 0) or why_refused(error)
    if isinstance(error, RecursionError):
        return _("it is nested too deeply")
    if isinstance(error, json.JSONDecodeError):
        return _("line {line}, character {place}, is no JSON").format(line=error.lineno, place=error.colno)
    if isinstance(error, UnicodeError):
        return _("its text is not UTF-8")
    return _("it holds a number that is too long")
