"""What kind of place a folder is; each operating system answers in its own module."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path, PurePath


class DriveKind(StrEnum):
    """Where a folder lies; a store may lie on a fixed disk only."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"
    CLOUD = "cloud"
    UNKNOWN = "unknown"


# Folder names of the programs that synchronise a folder behind its owner's back.
_CLOUD_NAMES = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "pcloud", "megasync")
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def drive_of(path: Path) -> str:
    """Name the disk that a path lies on, as its user knows it: a letter on Windows, elsewhere where the disk is mounted."""
    whole = path.absolute()
    return next((str(place) for place in (whole, *whole.parents) if place.is_mount()), whole.anchor)


def in_cloud_folder(path: PurePath, environment: Mapping[str, str]) -> bool:
    """Tell whether a folder lies inside a synchronised one, by its name or by the system's variables."""
    if any(part.lower().startswith(_CLOUD_NAMES) for part in path.parts):
        return True
    roots = [environment[name] for name in _CLOUD_VARIABLES if environment.get(name)]
    return any(path.is_relative_to(root) for root in roots)
