"""An agreement stands between two parties or more.

Source: product.md, Agreement («parties (two or more)»). Before the signature it may not be settled yet who signs.
"""

from app.core.i18n import _
from app.rules.findings import Finding, Severity, two_sentences
from app.rules.stage_codes import SEALED
from app.rules.stage_names import label_of
from app.rules.transitions import Track, is_open, stage_of

RULE = "parties"
LEAST = 2


def too_few_parties(stage: str, count: int) -> Finding | None:
    """Warn of an agreement that was signed and is not over, with fewer than two parties recorded; raises UnknownStage."""
    if count >= LEAST or stage not in SEALED or not is_open(Track.AGREEMENT, stage):
        return None
    fact = _("Only one party of this agreement is recorded.") if count else _("No party of this agreement is recorded.")
    reason = _("It was signed by two parties or more; record who they are.")
    why = _("Present stage: {stage}.").format(stage=label_of(stage_of(Track.AGREEMENT, stage)))
    counted = _("Parties recorded: {n}; needed from the signature on: {least}.").format(n=count, least=LEAST)
    return Finding(RULE, Severity.WARN, fact=fact, reason=reason, why=two_sentences(why, counted))
