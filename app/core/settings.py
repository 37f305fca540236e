"""What the user chose, kept outside the store because it is needed before the store opens.

Nothing confidential stands here. A missing or damaged file means the defaults, field by field.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Literal, Never, cast

from app.core.i18n import Language
from app.core.paths import user_config, write_atomically

Theme = Literal["system", "light", "dark"]

# The values a closed choice may take; anything else in a file means the default.
_CHOICES: Mapping[str, tuple[object, ...]] = {
    "language": ("fa", "en"),
    "theme": ("system", "light", "dark"),
    "text_scale": (1.0, 1.125, 1.25),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one user on one computer.

    ``council_limit`` counts council members abroad at a time; ``notice_alert_days`` (from when lists colour the last day for
    notice) and ``report_days`` are calendar days; ``lock_minutes`` 0 means never. ``list_layouts`` keeps, for each list, the
    names of its columns in order; ``views`` keeps other remembered state of screens as text.
    """

    language: Language = "fa"
    theme: Theme = "system"
    text_scale: float = 1.0
    office_name: str = ""
    office_zone: str = "Asia/Tehran"
    council_limit: int = 3
    notice_alert_days: int = 60
    report_days: int = 30
    lock_minutes: int = 10
    last_officer: str = ""
    last_store: str = ""
    backup_folder: str = ""
    list_layouts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)


def settings_file() -> Path:
    """Give the file in which the user's settings are kept."""
    return user_config() / "settings.json"


def load(path: Path) -> Settings:
    """Read settings; every field that is missing or unfit keeps its default."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    defaults = Settings()
    chosen = {
        spec.name: _fitted(spec.name, found[spec.name], getattr(defaults, spec.name))
        for spec in fields(Settings)
        if spec.name in found
    }
    # Never fits every parameter; ``_fitted`` has compared each value with the type of its default.
    return Settings(**cast("dict[str, Never]", chosen))


def save(path: Path, settings: Settings) -> None:
    """Write settings, whole or not at all; raises OSError."""
    content = json.dumps(asdict(settings), ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(path, content.encode())


def _fitted(name: str, value: object, default: object) -> object:
    """Give the value when it is of the kind of the default and allowed, else the default."""
    if name in _CHOICES:
        return next((choice for choice in _CHOICES[name] if choice == value), default)
    if name == "list_layouts" and isinstance(value, dict):
        return {key: _words(columns) for key, columns in value.items()}
    if name == "views" and isinstance(value, dict):
        return {key: text for key, text in value.items() if isinstance(text, str)}
    if isinstance(value, bool) or not isinstance(value, type(default)):
        return default
    return max(value, 0) if isinstance(value, int) else value


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(word for word in cast("list[object]", value) if isinstance(word, str))
