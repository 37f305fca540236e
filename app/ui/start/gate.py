"""What the screens before the office can ask for; the composition root fills it, so that nothing heavy is imported here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from app.core.i18n import Text

if TYPE_CHECKING:
    from app.services.office import Office


class Strength(Protocol):
    """How well a passphrase protects: 0 to 4, its word, and what would help."""

    @property
    def score(self) -> int:
        """Give 0 (nothing) to 4 (strong)."""

    @property
    def word(self) -> Text:
        """Give the score in a word."""

    @property
    def reason(self) -> Text | None:
        """Give what would help most."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the first run asks before data is made."""

    office_name: str
    officer_name: str
    zone: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Made:
    """An office just made, and the recovery key to print once."""

    office: "Office"
    recovery_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Who:
    """One who may be at the keyboard."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The ways into an office; every one may raise SafirError, and all but `exists` run beside the window."""

    folder: Path
    exists: Callable[[], bool]
    prepare: Callable[[], None]
    open: Callable[[str], "Office"]
    recover: Callable[[str], "Office"]
    create: Callable[[Beginning], Made]
    receive: Callable[[Path, str], "Office"]
    verify: Callable[[str], None]
    strength: Callable[[str], Strength]
    officers: Callable[["Office"], Sequence[Who]]
    choose: Callable[["Office", Who], None]
    fill_sample: Callable[["Office"], None]
    write_sheet: Callable[[str, str, Path], None]
