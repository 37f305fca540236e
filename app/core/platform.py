"""Pick the operating system's module; everything else imports from here."""

import sys

if sys.platform == "win32":  # pragma: no cover
    from app.core.platform_windows import FileLock, drive_kind, fsync_folder, leaves_the_desk, open_outside, watch_session
else:
    from app.core.platform_posix import FileLock, drive_kind, fsync_folder, leaves_the_desk, open_outside, watch_session

from app.core.drives import DriveKind

__all__ = ["DriveKind", "FileLock", "drive_kind", "fsync_folder", "leaves_the_desk", "open_outside", "watch_session"]
