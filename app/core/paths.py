"""Where things lie on the disk, and how a file is replaced whole.

``SAFIR_CONFIG_DIR``, ``SAFIR_DATA_DIR`` and ``SAFIR_CACHE_DIR`` move the user's folders (tests, scripts).
"""

import os
import sys
from pathlib import Path

from app.core.file_work import put

APP_NAME = "Safir"


def _root() -> Path:
    """Give the folder that holds ``resources`` and ``translations``: the bundle's, or the project's."""
    bundle = getattr(sys, "_MEIPASS", "")
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


def resources() -> Path:
    """Give the folder of shipped fonts, icons and reference data."""
    return _root() / "resources"


def translations() -> Path:
    """Give the folder of message catalogues."""
    return _root() / "translations"


def default_store() -> Path:
    """Give the folder of the store where none is named: in the user's *local* application data, never roaming."""
    return _user_folder("SAFIR_DATA_DIR") / "store"


def user_config() -> Path:
    """Give the folder of the user's settings."""
    return _user_folder("SAFIR_CONFIG_DIR")


def user_cache() -> Path:
    """Give the folder of logs and other things that may be lost."""
    return _user_folder("SAFIR_CACHE_DIR")


def _user_folder(variable: str) -> Path:
    chosen = os.environ.get(variable)
    if chosen:
        return Path(chosen)
    import platformdirs

    # Without roaming=True these are the local folders of Windows, which are not copied over the network.
    folder = {
        "SAFIR_DATA_DIR": platformdirs.user_data_path,
        "SAFIR_CONFIG_DIR": platformdirs.user_config_path,
        "SAFIR_CACHE_DIR": platformdirs.user_cache_path,
    }[variable]
    return folder(APP_NAME, appauthor=False)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file by new content, whole or not at all, also when the power fails.

    Raises OSError with the old file untouched; the ``.part`` beside it is removed.
    """
    put(path, (content,))
