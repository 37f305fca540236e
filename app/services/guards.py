"""The guards of a delegation: what each rule found, what somebody went past, what is in order and what could not be looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import Text, _c, _n, language
from app.records.delegation import Delegation, Direction
from app.records.delegation_rows import Member
from app.rules import overlap, passport, quorum, rank_match, repeats
from app.rules.findings import Finding, by_urgency, key_of
from app.schema.draft import Draft
from app.schema.fields import Attribute, field_of
from app.services import presences
from app.services.gone_past import GonePast, gone_past_in
from app.services.journey_rules import BEFORE_APPROVAL, Surroundings, journey_findings, people_of, repeat_findings
from app.services.journeys import NOT_GOING, Journey, holdings, journey_of, journeys, known_steps
from app.services.office import Office
from app.services.rank_levels import level_of, levels
from app.services.titles import titles_in

_REPEAT_DAYS: Final = 740
"""Two Solar Hijri years and a margin; the rule itself counts exactly."""


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
        journey, around = _surrounded(office, session, draft)
        found = sorted(_found(office, session, journey, around), key=by_urgency)
        kept = gone_past_in(session, office.catalogue, draft.id)
        missing = dict(_missing(draft, journey, around))
    standing: list[Finding] = []
    passed = list(_explained(journey, around))
    for finding in found:
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
    journey, around = _surrounded(office, session, draft)
    yield from _found(office, session, journey, around)


def _found(office: Office, session: Session, journey: Journey, around: Surroundings) -> Iterator[Finding]:
    yield from journey_findings(journey, around)
    if journey.is_ours and journey.days is not None and journey.days[1] >= around.today:
        meetings = presences.of_meetings(session, *presences.around(*journey.days, office.zone))
        elsewhere = (*presences.of_journeys(around.others), *meetings)
        yield from presences.clashes_with(presences.of_journeys([journey]), elsewhere, around.names)


def _surrounded(office: Office, session: Session, draft: Draft) -> tuple[Journey, Surroundings]:
    journey = journey_of(draft)
    others = _other_journeys(session, journey)
    people = people_of((journey, *others))
    names = {record: title.title for record, title in titles_in(session, office.catalogue, people, lang=language()).items()}
    head, host = _ranks(session, draft)
    around = Surroundings(
        draft.today,
        office.settings.council_limit,
        office.settings.report_days,
        names=names,
        held=holdings(session, people),
        steps=known_steps(session),
        others=others,
        head=head,
        host=host,
        heads=key_of(draft[Delegation.head], draft[Delegation.host]),
    )
    return journey, around


def _ranks(session: Session, draft: Draft) -> tuple[int | None, int | None]:
    """Give the levels of head and host: as recorded, else by the posts of the day of departure (today while it is not set)."""
    day = draft[Delegation.starts_on] or draft.today
    by_rank = levels(session, (draft[Delegation.head_rank], draft[Delegation.host_rank]))
    head, host = draft[Delegation.head], draft[Delegation.host]
    then = next((row[Member.post] for row in draft.living("members") if head and row[Member.person] == head), None)
    return (
        _recorded(by_rank, draft[Delegation.head_rank]) or level_of(session, head, post=then, day=day),
        _recorded(by_rank, draft[Delegation.host_rank]) or level_of(session, host, post=None, day=day),
    )


def _recorded(by_rank: Mapping[UUID, int], rank: UUID | None) -> int | None:
    return by_rank.get(rank) if rank is not None else None


def _other_journeys(session: Session, journey: Journey) -> tuple[Journey, ...]:
    """Read journeys that overlap this one, and those that began in the two years before it."""
    if journey.days is None:
        return ()
    first, last = journey.days
    since = first - timedelta(days=_REPEAT_DAYS)
    others = journeys(session, Delegation.starts_on >= since, Delegation.starts_on <= last, Delegation.stage.not_in(NOT_GOING))
    return tuple(other for other in others if other.id != journey.id)


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
