"""Places of the window as plain values: what a link, a key or the history of visits can name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HomePlace:
    """The first page."""


@dataclass(frozen=True, slots=True)
class AlertsPlace:
    """All alerts, grouped by rule."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list of a kind; `query` is a services ListQuery to start from, or None for the kind's own."""

    kind: str
    query: Any = None


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """One record, or a new one when `id` is None; `values` are what a new one starts with, `section` where to look.

    `draft` names what was kept of a new record that was never saved.
    """

    kind: str
    id: UUID | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    section: str = ""
    draft: UUID | None = None


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """Choices and preview of a paper: its name, and the record it is made from (None: a register)."""

    name: str
    record: UUID | None = None


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """The settings, at one section."""

    section: str = ""


@dataclass(frozen=True, slots=True)
class HelpPlace:
    """The help, at one topic; keys when empty."""

    topic: str = ""


@dataclass(frozen=True, slots=True)
class TripsPlace:
    """The register of what is out, with the ways to pack a trip and to take one back."""


@dataclass(frozen=True, slots=True)
class PackPlace:
    """Packing a trip: the delegation to start from, or None to choose one."""

    delegation: UUID | None = None


@dataclass(frozen=True, slots=True)
class MergePlace:
    """The review of a returned package, or (without a path) of the conflicts that earlier merges left open."""

    path: Path | None = None


@dataclass(frozen=True, slots=True)
class BackupsPlace:
    """The backups: their list, restoring, the second place."""


@dataclass(frozen=True, slots=True)
class BinPlace:
    """What was deleted and can be brought back."""


@dataclass(frozen=True, slots=True)
class KeysPlace:
    """Changing the passphrase, and making a new recovery key."""


Place = (
    HomePlace | AlertsPlace | ListPlace | RecordPlace | PaperPlace | SettingsPlace | HelpPlace | TripsPlace | PackPlace
    | MergePlace | BackupsPlace | BinPlace | KeysPlace
)  # fmt: skip


@runtime_checkable
class Page(Protocol):
    """What the shell asks of every page (a QWidget): words for the bar, leave to go, and its state to come back to."""

    def title(self) -> str:
        """Name the page in the top bar."""

    def crumb(self) -> str:
        """Name the page above it, or nothing."""

    def can_leave(self) -> bool:
        """Ask about unsaved work; False keeps the page."""

    def refresh(self, changed: object) -> None:
        """Hear that records changed (services Changed)."""

    def state(self) -> Mapping[str, Any]:
        """Give filter, scroll, selection and open section, to come back to."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up a state given before."""

    def act(self, action: str) -> bool:
        """Do a named action of the key map (save, edit, find, export, print, history, new, delete …); False if it cannot."""
