"""The chain of an agreement: what it renews, amends, implements or replaces, and what came after it; whose its parties are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement, AgreementTie, Tie
from app.records.counterpart import Counterpart
from app.rules.stages import AgreementStage
from app.rules.vocabulary import Side
from app.services.office import Office
from app.store.tables import living

_MOST: Final = 12
_DAYLESS: Final = "9999"


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One agreement of a chain; `tie` says how it stands to the one it points back to, None for the first."""

    id: UUID
    title: str
    stage: AgreementStage
    signed_on: PartialDate | None
    tie: Tie | None


def chain(office: Office, agreement: UUID) -> tuple[ChainLink, ...]:
    """Give the chain that an agreement stands in, itself among it, in order of signature; empty when it stands alone."""
    with office.store.reading() as session:
        ties = _ties(session, agreement)
        ids = {agreement, *(end for owner, earlier, _tie in ties for end in (owner, earlier))}
        wanted = select(Agreement.id, Agreement.title_fa, Agreement.stage, Agreement.signed_on)
        rows = session.execute(wanted.where(Agreement.id.in_(ids), living(Agreement))).all()
    how = {owner: tie for owner, _earlier, tie in ties}
    links = [ChainLink(record, title, stage, signed, how.get(record)) for record, title, stage, signed in rows]
    return tuple(sorted(links, key=_by_signature)) if len(links) > 1 else ()


def _by_signature(link: ChainLink) -> tuple[str, str]:
    return (link.signed_on.first.isoformat() if link.signed_on else _DAYLESS, link.title)


def _ties(session: Session, agreement: UUID) -> list[tuple[UUID, UUID, Tie]]:
    """Follow ties both ways until nothing new is found; a ring ends as any other chain."""
    known: set[UUID] = set()
    found: dict[tuple[UUID, UUID], Tie] = {}
    waiting = {agreement}
    while waiting and len(known) < _MOST:
        known |= waiting
        wanted = select(AgreementTie.owner, AgreementTie.earlier, AgreementTie.tie)
        near = or_(AgreementTie.owner.in_(waiting), AgreementTie.earlier.in_(waiting))
        for owner, earlier, tie in session.execute(wanted.where(near, living(AgreementTie))):
            found[owner, earlier] = tie
        waiting = {end for pair in found for end in pair} - known
    return [(owner, earlier, tie) for (owner, earlier), tie in found.items()]


def sides(office: Office, counterparts: Iterable[UUID]) -> dict[UUID, Side]:
    """Tell which bodies are Tehran's own."""
    wanted = select(Counterpart.id, Counterpart.side).where(Counterpart.id.in_(tuple(counterparts)))
    with office.store.reading() as session:
        return dict(session.execute(wanted).all())
