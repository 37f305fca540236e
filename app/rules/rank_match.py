"""Rank match: the head of our delegation and the host should stand no more than one rank apart.

Source: product.md rule 3. Levels count from 1, the highest.
"""

from app.core.i18n import _, _c, _n
from app.rules.findings import Finding, Severity

RULE = "rank_match"
ALLOWED_GAP = 1


def rank_match(ours: int | None, theirs: int | None, *, allowed_gap: int = ALLOWED_GAP) -> Finding | None:
    """Warn when the two rank levels differ by more than is allowed; None when they match or one is not known."""
    if ours is None or theirs is None or abs(ours - theirs) <= allowed_gap:
        return None
    direction = _c("rank", "above") if ours < theirs else _c("rank", "below")
    gap = abs(ours - theirs)
    fact = _n(
        "The head of our delegation stands {n} rank {direction} the host.",
        "The head of our delegation stands {n} ranks {direction} the host.",
        gap,
    )
    reason = _n(
        "A difference of more than {n} rank needs a reason.", "A difference of more than {n} ranks needs a reason.", allowed_gap
    )
    why = _("Rank of our head: {ours}; rank of the host: {theirs}; 1 is the highest.").format(ours=ours, theirs=theirs)
    return Finding(RULE, Severity.WARN, fact=fact.format(direction=direction), reason=reason, why=why)
