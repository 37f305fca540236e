"""The guards of a delegation: what each rule found, what somebody went past, what is in order and what could not be looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.core.i18n import Text, _c, _n
from app.records.delegation import Delegation, Direction
from app.rules import overlap, passport, quorum, rank_match, repeats
from app.rules.findings import Finding
from app.schema.draft import Draft
from app.schema.fields import Attribute, field_of
from app.services.gone_past import GonePast, gone_past_in
from app.services.journey_findings import Looked, look_at
from app.services.journey_rules import BEFORE_APPROVAL, Surroundings, repeat_findings
from app.services.journeys import Journey, journey_of
from app.services.office import Office


@dataclass(frozen=True, slots=True)
class PassedFinding:
    """A finding that would stand, had somebody not gone past it; `passed` tells the reason, who and when."""

    finding: Finding
    passed: GonePast


@dataclass(frozen=True, slots=True)
class Guards:
    """What the guards of a delegation say.

    `standing` is against it (the worst first), `passed` was gone past with a reason. Of the other guards that concern it,
    `in_order` found nothing, and those of `missing` could not look because these things are not recorded.
    """

    standing: tuple[Finding, ...]
    passed: tuple[PassedFinding, ...]
    in_order: tuple[str, ...]
    missing: Mapping[str, tuple[Text, ...]]


def guards(office: Office, draft: Draft) -> Guards:
    """Look at a delegation, saved or not, with every guard."""
    with office.store.reading() as session:
        looked = _looked(office, session, draft)
        kept = gone_past_in(session, office.catalogue, draft.id)
    journey, around = looked.journey, looked.around
    missing = dict(_missing(draft, journey, around))
    standing: list[Finding] = []
    passed = list(_explained(journey, around))
    for finding in looked.found:
        reason = next((one for one in kept if one.silences(finding)), None)
        if reason is None:
            standing.append(finding)
        else:
            passed.append(PassedFinding(finding, reason))
    said = {finding.rule for finding in (*standing, *(one.finding for one in passed))}
    fine = tuple(rule for rule in missing if not missing[rule] and rule not in said)
    return Guards(tuple(standing), tuple(passed), fine, {rule: what for rule, what in missing.items() if what})


def of_delegation(office: Office, session: Session, draft: Draft) -> Iterator[Finding]:
    """Find what the rules say about a delegation."""
    yield from _looked(office, session, draft).found


def _looked(office: Office, session: Session, draft: Draft) -> Looked:
    return next(look_at(office, session, [journey_of(draft)], today=draft.today))


def _explained(journey: Journey, around: Surroundings) -> Iterator[PassedFinding]:
    """Tell the earlier visit that the file itself explains: the rule is silent then, and yet nothing is in order by itself."""
    if journey.is_ours and journey.repeat_note:
        for finding in repeat_findings(replace(journey, repeat_note=""), around):
            yield PassedFinding(finding, GonePast(finding.rule, finding.fact.in_("fa"), journey.repeat_note, "", None))


def _missing(draft: Draft, journey: Journey, around: Surroundings) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """Walk the guards that concern a delegation as it stands, each with what it needs and does not find."""
    head = () if around.head is not None else (_label(Delegation.head_rank),)
    host = () if around.host is not None else (_label(Delegation.host_rank),)
    if journey.direction is Direction.INCOMING:
        yield rank_match.RULE, (*head, *host)
        return
    if not journey.is_ours:
        return
    days = _absent(draft, Delegation.starts_on, Delegation.ends_on)
    people = () if journey.travellers else (_c("missing for a guard", "members"),)
    if journey.last is None or journey.last >= around.today:
        yield quorum.RULE, (*days, *(people or _seats(journey, around)))
        yield passport.RULE, (*_absent(draft, Delegation.ends_on), *(people or _passports(journey)))
        yield overlap.RULE, (*days, *people)
    yield rank_match.RULE, (*head, *host)
    if journey.stage in BEFORE_APPROVAL:
        yield repeats.RULE, _subject(draft, journey)


def _seats(journey: Journey, around: Surroundings) -> tuple[Text, ...]:
    """Tell that nobody's kind of seat is known, so that a council member among them would not be noticed."""
    known = any(seat.person in journey.travellers for seat in around.held)
    return () if known else (_c("missing for a guard", "kind of seat of the members"),)


def _passports(journey: Journey) -> tuple[Text, ...]:
    known = {person for person, _until in journey.passports}
    count = sum(person not in known for person in journey.travellers)
    return (_n("validity of {n} passport", "validity of {n} passports", count),) if count else ()


def _subject(draft: Draft, journey: Journey) -> tuple[Text, ...]:
    lacking = _absent(draft, Delegation.starts_on, Delegation.owner_body)
    told = bool(journey.purpose or (journey.counterparts and journey.domains))
    return lacking if told else (*lacking, _label(Delegation.purpose))


def _absent(draft: Draft, *attributes: Attribute) -> tuple[Text, ...]:
    return tuple(_label(one) for one in attributes if draft.values.get(field_of(one).name) is None)


def _label(attribute: Attribute) -> Text:
    return field_of(attribute).label
