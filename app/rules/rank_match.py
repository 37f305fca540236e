"""Rank match: the heads of the two sides should stand no more than one rank apart.

Source: product.md rule 3. Levels count from 1, the highest.
"""

from enum import Enum

from app.core.i18n import Text, _, _c, _n
from app.rules.findings import Finding, Severity, key_of

RULE = "rank_match"
ALLOWED_GAP = 1


class Heads(Enum):
    """Who is compared: on a journey of ours our head and the host, elsewhere (guests, meetings) the heads of both sides."""

    OF_OUR_TRIP = "of_our_trip"
    OF_BOTH_SIDES = "of_both_sides"


def rank_match(
    ours: int | None, theirs: int | None, *, heads: Heads = Heads.OF_OUR_TRIP, key: str = "", allowed_gap: int = ALLOWED_GAP
) -> Finding | None:
    """Warn when the two rank levels differ by more than is allowed; None when they match or one is not known.

    `key` is who the two are, where that is known.
    """
    if ours is None or theirs is None or abs(ours - theirs) <= allowed_gap:
        return None
    direction = _c("rank", "above") if ours < theirs else _c("rank", "below")
    fact = _fact(heads, abs(ours - theirs)).format(direction=direction)
    reason = _n(
        "A difference of more than {n} rank needs a reason.", "A difference of more than {n} ranks needs a reason.", allowed_gap
    )
    why = _why(heads).format(ours=ours, theirs=theirs)
    return Finding(RULE, Severity.WARN, fact=fact, reason=reason, why=why, key=key_of(key, ours, theirs))


def _fact(heads: Heads, gap: int) -> Text:
    if heads is Heads.OF_OUR_TRIP:
        return _n(
            "The head of our delegation stands {n} rank {direction} the host.",
            "The head of our delegation stands {n} ranks {direction} the host.",
            gap,
        )
    return _n(
        "The head of our side stands {n} rank {direction} the head of the other side.",
        "The head of our side stands {n} ranks {direction} the head of the other side.",
        gap,
    )


def _why(heads: Heads) -> Text:
    if heads is Heads.OF_OUR_TRIP:
        return _("Rank of our head: {ours}; rank of the host: {theirs}; 1 is the highest.")
    return _("Rank of the head of our side: {ours}; of the head of the other side: {theirs}; 1 is the highest.")
