"""The registers of the office: its agreements, what each owner has to do, and the gifts of a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.core.calendars import Calendar, add_months, day_of, parts_of
from app.records.agreement import Agreement
from app.records.delegation import Delegation
from app.records.delegation_rows import GiftDirection
from app.records.follow_up import FollowUp
from app.records.lists import Officer
from app.records.person import Person
from app.rules.followups import in_ledger_order
from app.rules.gates import counts_as_agreement
from app.rules.vocabulary import Side
from app.services.brief_names import Named
from app.services.paper_agreements import AgreementFact, told
from app.services.paper_person import GiftFact, gifts_where
from app.services.paper_promises import STILL_OWED, Promised, promised
from app.services.paper_source import Source
from app.store.tables import living


@dataclass(frozen=True, slots=True)
class AgreementRegister:
    """All agreements that are kept, proposals apart, and the promises made in them that are still owed."""

    agreements: tuple[AgreementFact, ...]
    proposals: tuple[AgreementFact, ...]
    obligations: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class OwnerSheet:
    """What one owner has to do, the late first; `owner` is None where nobody is named."""

    owner: Named | None
    promises: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class GiftRegister:
    """The gifts of an Iranian year by the day of their trips; `undated` ones have a trip without a day."""

    year: int
    gifts: tuple[GiftFact, ...]
    undated: tuple[GiftFact, ...]

    @property
    def given(self) -> tuple[GiftFact, ...]:
        """Give the gifts of ours to them."""
        return tuple(gift for gift in self.gifts if gift.direction is GiftDirection.GIVEN)

    @property
    def received(self) -> tuple[GiftFact, ...]:
        """Give the gifts of theirs to us."""
        return tuple(gift for gift in self.gifts if gift.direction is GiftDirection.RECEIVED)


def agreement_register(source: Source) -> AgreementRegister:
    """Gather the register of agreements in order of signature, the oldest first; without a day last."""
    kept = select(Agreement.id).where(living(Agreement), Agreement.archived.is_(False))
    facts = told(source, kept.order_by(Agreement.signed_on.is_(None), Agreement.signed_on, Agreement.title_fa, Agreement.id))
    owed = select(FollowUp.id).where(
        living(FollowUp), FollowUp.archived.is_(False), FollowUp.agreement.is_not(None), FollowUp.state.in_(STILL_OWED)
    )
    made = tuple(fact for fact in facts if fact.state is not None and counts_as_agreement(fact.state))
    proposals = tuple(fact for fact in facts if fact.state is None or not counts_as_agreement(fact.state))
    shown = {fact.key for fact in facts}
    drafts = [draft for draft in source.chosen(FollowUp, owed) if draft[FollowUp.agreement] in shown]
    return AgreementRegister(made, proposals, promised(source, drafts))


def follow_up_sheets(source: Source, owner: UUID | None = None) -> tuple[OwnerSheet, ...]:
    """Gather what is still owed by owner, in the order of their names; of one person or officer, or of all.

    A promise of theirs stands on the sheet of the officer who sees to it. An officer who is also entered as a person is one
    owner. Raises NoSuchRecord for an owner that is neither.
    """
    if owner is not None:
        _needed_owner(source, owner)
    wanted = select(FollowUp.id, FollowUp.side, FollowUp.owner_person, FollowUp.officer).where(
        living(FollowUp), FollowUp.archived.is_(False), FollowUp.state.in_(STILL_OWED)
    )
    whose, owners = _whose(source), {}
    for row in source.session.execute(wanted.order_by(FollowUp.due_on, FollowUp.id)):
        officer = whose.get(row.officer, row.officer)
        sees_to_it = (officer or row.owner_person) if row.side is Side.THEIRS else (row.owner_person or officer)
        if owner is None or whose.get(owner, owner) in (sees_to_it, row.owner_person):
            owners[row.id] = sees_to_it if owner is None else whose.get(owner, owner)
    return _by_owner(source, promised(source, source.drafts(FollowUp, owners)), owners)


def _needed_owner(source: Source, owner: UUID) -> None:
    is_officer = source.session.get(Officer, owner) is not None
    source.needed(Officer if is_officer else Person, owner)


def _whose(source: Source) -> dict[UUID, UUID]:
    """Tell which person an officer is, or the officer alone."""
    wanted = select(Officer.id, Officer.person).where(living(Officer))
    return {officer: person or officer for officer, person in source.session.execute(wanted)}


def _by_owner(source: Source, made: tuple[Promised, ...], owners: dict[UUID, UUID | None]) -> tuple[OwnerSheet, ...]:
    groups: dict[Named | None, list[Promised]] = defaultdict(list)
    for promise in made:
        groups[source.book.name(owners.get(promise.key) if promise.key else None)].append(promise)
    named = sorted((owner for owner in groups if owner is not None), key=lambda owner: owner.fa)
    every = [*named, *([None] if None in groups else [])]
    return tuple(OwnerSheet(owner, _in_order(groups[owner], source.today)) for owner in every)


def _in_order(promises: list[Promised], today: date) -> tuple[Promised, ...]:
    by_rule = {id(promise.rule): promise for promise in promises}
    ordered = in_ledger_order((promise.rule for promise in promises if promise.rule), today)
    return tuple(by_rule[id(rule)] for rule in ordered)


def gift_register(source: Source, year: int | None = None) -> GiftRegister:
    """Gather the gifts of an Iranian year, by default that of the paper's day; raises ImpossibleDay for no such year."""
    chosen = year or parts_of(source.today, Calendar.JALALI).year
    first = day_of(chosen, 1, 1, Calendar.JALALI)
    following = add_months(first, 12, Calendar.JALALI)
    within = or_(
        and_(Delegation.starts_on >= first, Delegation.starts_on < following),
        and_(Delegation.starts_on.is_(None), Delegation.ends_on >= first, Delegation.ends_on < following),
    )
    undated = and_(Delegation.starts_on.is_(None), Delegation.ends_on.is_(None))
    return GiftRegister(chosen, tuple(gifts_where(source, within)), tuple(gifts_where(source, undated)))
