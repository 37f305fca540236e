"""Delegation: a trip of ours, or guests of ours, with everything that hangs on it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _
from app.records.common import record_section
from app.rules.stages import DelegationStage
from app.rules.transitions import Track
from app.schema.choices import Labelled
from app.schema.draft import Draft, Problem, problem
from app.schema.fields import choice, day, link, links, long_text, office_list, text, yes_no
from app.schema.kinds import Group, Panel, RecordKind, Section, Sort, Stage
from app.schema.record import Record


class Direction(Labelled):
    """Whether we travel or receive."""

    OUTGOING = "outgoing", _("Outgoing")
    INCOMING = "incoming", _("Incoming")


class Delegation(Record):
    """A journey abroad or a visit received, from proposal to accepted report."""

    __tablename__ = "delegation"

    title: Mapped[str] = text(_("Title"), searchable=True)
    direction: Mapped[Direction] = choice(_("Direction"), Direction, index=True)
    stage: Mapped[DelegationStage] = choice(_("Stage"), DelegationStage, default=lambda: DelegationStage.PROPOSED, index=True)
    purpose: Mapped[str | None] = long_text(_("Purpose"), searchable=True, wanted=True)
    expected_results: Mapped[str | None] = long_text(_("Expected results"), searchable=True, wanted=True)
    counterparts = links(_("Counterparts"), "counterpart", wanted=True)
    inviter: Mapped[UUID | None] = link(_("Inviter"), "counterpart")
    inviter_letter: Mapped[str | None] = text(_("Inviter's letter (number)"), code=True, searchable=True)
    inviter_letter_on: Mapped[date | None] = day(_("Date of the inviter's letter"))
    country: Mapped[UUID | None] = office_list(_("Country"), "country", wanted=True)
    city: Mapped[str | None] = text(_("City"), searchable=True, wanted=True)
    place_zone: Mapped[str | None] = text(_("Time zone there"), code=True, zone=True)
    starts_on: Mapped[date | None] = day(_("Departure"), index=True, wanted=True)
    ends_on: Mapped[date | None] = day(_("Return"), index=True, wanted=True)
    head: Mapped[UUID | None] = link(_("Head of delegation"), "person", wanted=True)
    head_rank: Mapped[UUID | None] = office_list(_("Rank of the head"), "rank", wanted=True)
    host: Mapped[UUID | None] = link(_("Host"), "person")
    host_rank: Mapped[UUID | None] = office_list(_("Rank of the host"), "rank", wanted=True)
    necessity: Mapped[str | None] = long_text(_("Necessity statement"), searchable=True)
    council_resolution: Mapped[str | None] = text(_("Council resolution (number)"), code=True, searchable=True)
    council_resolution_on: Mapped[date | None] = day(_("Date of the council resolution"))
    funder: Mapped[str | None] = text(_("Funder"), searchable=True)
    host_pays: Mapped[bool] = yes_no(_("Paid by the host"))
    domains = links(_("Domains"), "domain")
    repeat_note: Mapped[str | None] = long_text(_("Why again so soon"))
    report_due_on: Mapped[date | None] = day(_("Report due"))
    report_received_on: Mapped[date | None] = day(_("Report received"))
    report_accepted_by: Mapped[UUID | None] = office_list(_("Report accepted by"), "officer")
    report_accepted_on: Mapped[date | None] = day(_("Report accepted on"))
    report_waiver: Mapped[str | None] = long_text(_("Waiver of the report"))
    report_summary: Mapped[str | None] = long_text(_("Summary of the report"), searchable=True)
    purpose_met: Mapped[bool] = yes_no(_("Purpose met"))
    people_met: Mapped[str | None] = long_text(_("People met"), searchable=True)
    benefit_to_us: Mapped[str | None] = long_text(_("Benefit to us"), searchable=True)
    benefit_to_them: Mapped[str | None] = long_text(_("Benefit to them"), searchable=True)
    learnt: Mapped[str | None] = long_text(_("What was learnt"), searchable=True)
    proposals: Mapped[str | None] = long_text(_("Proposals"), searchable=True)
    costs: Mapped[str | None] = long_text(_("Costs in words"))


def returns_after_departure(draft: Draft) -> Iterator[Problem]:
    """Refuse a return before the departure."""
    start, end = draft[Delegation.starts_on], draft[Delegation.ends_on]
    if start and end and end < start:
        yield problem(Delegation.ends_on, _("The return is before the departure."))


def closes_with_a_report(draft: Draft) -> Iterator[Problem]:
    """Refuse to close without an accepted report or a recorded waiver (product.md, rule 7)."""
    if draft[Delegation.stage] is not DelegationStage.CLOSED or draft[Delegation.direction] is Direction.INCOMING:
        return
    if not (draft[Delegation.report_accepted_on] or draft[Delegation.report_waiver]):
        yield problem(
            Delegation.report_accepted_on,
            _("The file was not closed: the mission report is not accepted. Attach the report or record a waiver."),
            rule="report_gate",
        )


def _is_outgoing(draft: Draft) -> bool:
    return draft[Delegation.direction] is not Direction.INCOMING


DELEGATIONS = RecordKind(
    model=Delegation,
    name=_("Delegation"),
    plural=_("Delegations"),
    icon="plane-takeoff",
    group=Group.DIPLOMACY,
    title=Delegation.title,
    columns=(
        Delegation.title,
        Delegation.direction,
        Delegation.city,
        Delegation.starts_on,
        Delegation.ends_on,
        Delegation.head,
        Delegation.stage,
    ),
    sort=Sort(Delegation.starts_on, descending=True),
    filters=(
        Delegation.direction,
        Delegation.stage,
        Delegation.country,
        Delegation.counterparts,
        Delegation.starts_on,
        Delegation.head,
    ),
    rules=(returns_after_departure, closes_with_a_report),
    stage=Stage(Delegation.stage, lambda draft: Track.OUTGOING if _is_outgoing(draft) else Track.INCOMING),
    facts=(Delegation.direction, Delegation.city, Delegation.starts_on, Delegation.ends_on, Delegation.head),
    form=(
        Section(
            _("Overview"),
            (
                Delegation.title,
                Delegation.direction,
                Delegation.stage,
                Delegation.counterparts,
                Delegation.country,
                Delegation.city,
                Delegation.starts_on,
                Delegation.ends_on,
                Delegation.place_zone,
                Delegation.purpose,
                Delegation.expected_results,
            ),
        ),
        Section(_("Members"), (Delegation.head, Delegation.head_rank, Delegation.host, Delegation.host_rank, Panel("members"))),
        Section(_("Programme"), (Panel("itinerary"), Panel("meetings"))),
        Section(
            _("Decision and clearances"),
            (
                Delegation.inviter,
                Delegation.inviter_letter,
                Delegation.inviter_letter_on,
                Delegation.necessity,
                Delegation.council_resolution,
                Delegation.council_resolution_on,
                Delegation.repeat_note,
                Panel("clearances"),
            ),
        ),
        Section(_("Speeches and texts"), (Panel("texts"),)),
        Section(_("Gifts"), (Panel("gifts"),)),
        Section(_("Budget"), (Delegation.funder, Delegation.host_pays, Panel("budget"))),
        Section(_("Contacts"), (Panel("contacts"),)),
        Section(
            _("Mission report"),
            (
                Delegation.report_due_on,
                Delegation.report_received_on,
                Delegation.report_accepted_by,
                Delegation.report_accepted_on,
                Delegation.report_waiver,
                Delegation.purpose_met,
                Delegation.report_summary,
                Delegation.people_met,
                Delegation.benefit_to_us,
                Delegation.benefit_to_them,
                Delegation.learnt,
                Delegation.proposals,
                Delegation.costs,
                Panel("promises"),
            ),
            _is_outgoing,
        ),
        Section(_("Domains"), (Delegation.domains,)),
        record_section(Delegation),
    ),
)
