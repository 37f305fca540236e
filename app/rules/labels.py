"""Confidentiality: the effective label of a part, of a whole, and what an exit leaves out.

Rule 14: the label of a paper is the highest label in it; each exit has a ceiling chosen first, and what stands above it
is left out with its trace. Labels govern exits, not the eyes of those who opened the store.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.core.i18n import Text, _, _c, _n

T = TypeVar("T")


class Confidentiality(StrEnum):
    """The three labels of the office; compare them by `level`, never as text."""

    NORMAL = "normal"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105

    @property
    def level(self) -> int:
        """Give 0, 1 or 2; a higher label has a higher level."""
        return _ORDER.index(self)


_ORDER = (Confidentiality.NORMAL, Confidentiality.CONFIDENTIAL, Confidentiality.SECRET)
_NAMES = {
    Confidentiality.NORMAL: _c("confidentiality", "Normal"),
    Confidentiality.CONFIDENTIAL: _c("confidentiality", "Confidential"),
    Confidentiality.SECRET: _c("confidentiality", "Secret"),
}


def confidentiality_name(label: Confidentiality) -> Text:
    """Name a label as the badge and the head of a paper show it."""
    return _NAMES[label]


def highest(labels: Iterable[Confidentiality]) -> Confidentiality:
    """Give the label of a whole: the highest of its parts, normal when it has none."""
    return max(labels, key=lambda label: label.level, default=Confidentiality.NORMAL)


def effective(owner: Confidentiality, own: Confidentiality | None = None) -> Confidentiality:
    """Give the label of a child row or attachment: its owner's, unless its own raises it."""
    return owner if own is None else highest((owner, own))


def is_above(label: Confidentiality, ceiling: Confidentiality) -> bool:
    """Tell whether something so labelled must stay out of an exit with this ceiling."""
    return label.level > ceiling.level


@dataclass(frozen=True, slots=True)
class Sifted(Generic[T]):
    """What passes a ceiling, in the order given, and what is left out with its trace."""

    kept: tuple[T, ...]
    left_out: tuple[T, ...]
    ceiling: Confidentiality

    @property
    def notice(self) -> Text | None:
        """Tell the author how many items were left out; None when all passed."""
        if not self.left_out:
            return None
        sentence = _n(
            "{n} item above the ceiling “{label}” is not shown.",
            "{n} items above the ceiling “{label}” are not shown.",
            len(self.left_out),
        )
        return sentence.format(label=confidentiality_name(self.ceiling))


def sift(items: Iterable[T], ceiling: Confidentiality, *, label_of: Callable[[T], Confidentiality]) -> Sifted[T]:
    """Part the items that may leave under this ceiling from those that may not."""
    everything = tuple(items)
    return Sifted(
        kept=tuple(item for item in everything if not is_above(label_of(item), ceiling)),
        left_out=tuple(item for item in everything if is_above(label_of(item), ceiling)),
        ceiling=ceiling,
    )


def label_reason(label: Confidentiality, item: Text | str) -> Text:
    """Say which item gives a paper its label."""
    return _("The label of this paper is “{label}” because {item} stands in it.").format(
        label=confidentiality_name(label), item=item
    )
