"""Where a store may lie: on a fixed local drive, and in no folder that something else synchronises."""

import tempfile
from pathlib import Path

from app.core.platform import DriveKind, drive_kind
from app.store.errors import RefusedPlace

_REFUSED = {DriveKind.NETWORK: "network", DriveKind.CLOUD: "cloud", DriveKind.REMOVABLE: "removable"}


def check_place(folder: Path, *, opening: bool = False) -> None:
    """Refuse network, removable and cloud folders (RefusedPlace); folders under the system's temporary one pass."""
    folder = folder.absolute()
    if is_temporary(folder):
        return
    reason = _REFUSED.get(drive_kind(folder))
    if reason is not None:
        raise RefusedPlace(str(folder), reason, opening=opening)


def is_temporary(folder: Path) -> bool:
    """Tell whether a folder lies under the system's temporary folder."""
    return folder.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())
