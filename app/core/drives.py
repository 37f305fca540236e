"""What kind of place a folder is; each operating system answers in its own module."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath


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


def in_cloud_folder(path: PurePath, environment: Mapping[str, str]) -> bool:
    """Tell whether a folder lies inside a synchronised one, by its name or by the system's variables."""
    if any(part.lower().startswith(_CLOUD_NAMES) for part in path.parts):
        return True
    roots = [environment[name] for name in _CLOUD_VARIABLES if environment.get(name)]
    return any(path.is_relative_to(root) for root in roots)
