"""Agreement: what two or more bodies signed, until when it binds, and by which day it must be denounced."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _, _c
from app.core.partial_dates import PartialDate
from app.records.common import record_section
from app.rules.stages import AgreementStage
from app.rules.transitions import Track
from app.rules.vocabulary import PeriodCalendar, PeriodUnit, RenewalMode
from app.schema.choices import Labelled, Verdict
from app.schema.draft import Draft, Problem, problem
from app.schema.fields import choice, day, file, integer, link, links, long_text, office_list, rating, text
from app.schema.kinds import Group, Panel, RecordKind, Section, Sort, Stage
from app.schema.record import Child, Record, owner_link
from app.schema.values import FileRef


class SourceCertainty(Labelled):
    """How sure the source of an agreement is."""

    CONFIRMED = "confirmed", _("Confirmed")
    ANNOUNCED = "announced", _("Announced")
    YEAR_INFERRED = "year_inferred", _("Year inferred")
    YEAR_UNKNOWN = "year_unknown", _("Year unknown")
    UNCERTAIN = "uncertain", _("Sources disagree")


class Binding(Verdict):
    """Whether an agreement binds in law."""

    BINDING = "binding", _("Binding")
    NOT_BINDING = "not_binding", _("Not binding")


class Tie(Labelled):
    """How one agreement stands to an earlier one."""

    RENEWS = "renews", _("Renews")
    AMENDS = "amends", _("Amends")
    IMPLEMENTS = "implements", _("Implements")
    REPLACES = "replaces", _("Replaces")


class Recommendation(Labelled):
    """What a review recommends."""

    REVIVE = "revive", _("Revive")
    RENEW = "renew", _c("recommendation", "Renew")
    DOWNGRADE = "downgrade", _("Downgrade")
    LET_LAPSE = "let_lapse", _("Let it lapse")


class Party(Child):
    """A body that signed, with its signatory and witness."""

    __tablename__ = "party"
    owner_key = "agreement"

    owner: Mapped[UUID] = owner_link("agreement")
    body: Mapped[UUID] = link(_("Party"), "counterpart", panel="agreements")
    signatory: Mapped[UUID | None] = link(_("Signatory"), "person", wanted=True)
    post: Mapped[UUID | None] = link(_("Post at signature"), "post", wanted=True)
    witness: Mapped[UUID | None] = link(_("Witness"), "person")


PARTIES = RecordKind(
    model=Party,
    name=_("Party"),
    plural=_("Parties"),
    icon="signature",
    group=Group.HIDDEN,
    title=Party.body,
    columns=(Party.body, Party.signatory, Party.post, Party.witness),
    sort=Sort(Party.rank),
    form=(Section(_("Party"), (Party.body, Party.signatory, Party.post, Party.witness, Party.notes)),),
    owner="agreement",
    panel="parties",
)


class AgreementTie(Child):
    """A link of the chain: this agreement renews, amends, implements or replaces another."""

    __tablename__ = "agreement_tie"
    owner_key = "agreement"

    owner: Mapped[UUID] = owner_link("agreement")
    tie: Mapped[Tie] = choice(_("Tie"), Tie, default=lambda: Tie.RENEWS)
    earlier: Mapped[UUID] = link(_("Earlier agreement"), "agreement", panel="later")


AGREEMENT_TIES = RecordKind(
    model=AgreementTie,
    name=_("Tie"),
    plural=_("Chain"),
    icon="link-2",
    group=Group.HIDDEN,
    title=AgreementTie.earlier,
    columns=(AgreementTie.tie, AgreementTie.earlier),
    sort=Sort(AgreementTie.rank),
    form=(Section(_("Tie"), (AgreementTie.tie, AgreementTie.earlier, AgreementTie.notes)),),
    owner="agreement",
    panel="chain",
)


class AgreementClearance(Child):
    """One permission that an agreement needed, with its letters and day."""

    __tablename__ = "agreement_clearance"
    owner_key = "agreement"

    owner: Mapped[UUID] = owner_link("agreement")
    authority: Mapped[str] = text(_("Authority"), searchable=True)
    letter: Mapped[str | None] = text(_("Letter (number)"), code=True, searchable=True)
    cleared_on: Mapped[PartialDate | None] = day(_("Cleared on"), partial=True, wanted=True)


AGREEMENT_CLEARANCES = RecordKind(
    model=AgreementClearance,
    name=_("Clearance of an agreement"),
    plural=_("Clearances"),
    icon="shield-check",
    group=Group.HIDDEN,
    title=AgreementClearance.authority,
    columns=(AgreementClearance.authority, AgreementClearance.letter, AgreementClearance.cleared_on),
    sort=Sort(AgreementClearance.rank),
    form=(
        Section(
            _("Clearance"),
            (AgreementClearance.authority, AgreementClearance.letter, AgreementClearance.cleared_on, AgreementClearance.notes),
        ),
    ),
    owner="agreement",
    panel="clearances",
)


class Agreement(Record):
    """A signed understanding between Tehran and one or more counterparts, or the proposal of one."""

    __tablename__ = "agreement"

    register_number: Mapped[str | None] = text(_("Register number"), code=True, searchable=True)
    title_fa: Mapped[str] = text(_("Title"), searchable=True)
    title_en: Mapped[str | None] = text(_("English title"), searchable=True, latin=True, english=True, wanted=True)
    title_native: Mapped[str | None] = text(_("Native title"), searchable=True)
    type: Mapped[UUID | None] = office_list(_("Type of agreement"), "agreement_type", wanted=True)
    binding: Mapped[Binding | None] = choice(_("Binding or not"), Binding)
    level: Mapped[str | None] = text(_("Level"))
    stage: Mapped[AgreementStage] = choice(_("Stage"), AgreementStage, default=lambda: AgreementStage.IDEA, index=True)
    proposed_on: Mapped[PartialDate | None] = day(_("Proposed on"), partial=True)
    council_decision_on: Mapped[PartialDate | None] = day(_("Council decision on"), partial=True)
    initialled_on: Mapped[PartialDate | None] = day(_("Initialled on"), partial=True)
    signed_on: Mapped[PartialDate | None] = day(_("Signed on"), partial=True, index=True, wanted=True)
    in_force_on: Mapped[PartialDate | None] = day(_("In force on"), partial=True, wanted=True)
    expires_on: Mapped[PartialDate | None] = day(_("Expires on"), partial=True, index=True)
    notice_given_on: Mapped[PartialDate | None] = day(_("Notice given on"), partial=True)
    ended_on: Mapped[PartialDate | None] = day(_("Ended on"), partial=True)
    place_signed: Mapped[str | None] = text(_("Place of signature"), searchable=True, wanted=True)
    legal_basis: Mapped[str | None] = text(_("Legal basis"), searchable=True)
    council_resolution: Mapped[str | None] = text(_("Council resolution (number)"), code=True, searchable=True)
    council_resolution_on: Mapped[date | None] = day(_("Date of the council resolution"))
    duration_number: Mapped[int | None] = integer(_("Duration"), wanted=True)
    duration_unit: Mapped[PeriodUnit | None] = choice(_("Unit of the duration"), PeriodUnit)
    notice_number: Mapped[int | None] = integer(_("Notice period"), wanted=True)
    notice_unit: Mapped[PeriodUnit | None] = choice(_("Unit of the notice period"), PeriodUnit)
    period_calendar: Mapped[PeriodCalendar] = choice(
        _("Calendar of its periods"), PeriodCalendar, default=lambda: PeriodCalendar.GREGORIAN
    )
    force_condition: Mapped[str | None] = text(_("Condition of entry into force"))
    originals: Mapped[int | None] = integer(_("Number of originals"))
    renewal: Mapped[RenewalMode | None] = choice(_("Renewal"), RenewalMode, wanted=True)
    renewal_years: Mapped[int | None] = integer(_("Each time for (years)"))
    source: Mapped[str | None] = long_text(_("Source"), searchable=True)
    certainty: Mapped[SourceCertainty | None] = choice(_("Certainty of the source"), SourceCertainty)
    authentic_languages: Mapped[str | None] = text(_("Authentic languages"))
    prevailing_text: Mapped[str | None] = text(_("Prevailing text"))
    paper_place: Mapped[str | None] = text(_("Place of the paper original"), searchable=True)
    scan: Mapped[FileRef | None] = file(_("Scan"), wanted=True, sealed=True)
    dispute_clause: Mapped[str | None] = long_text(_("Dispute clause"), searchable=True, sealed=True)
    end_clause: Mapped[str | None] = long_text(_("End clause"), searchable=True, sealed=True)
    domains = links(_("Domains"), "domain", wanted=True)
    joint_committee: Mapped[str | None] = text(_("Joint committee"), searchable=True)
    review_value: Mapped[int | None] = rating(_("Value"))
    recommendation: Mapped[Recommendation | None] = choice(_("Recommendation"), Recommendation)
    reviewed_on: Mapped[date | None] = day(_("Reviewed on"))


def ends_after_signing(draft: Draft) -> Iterator[Problem]:
    """Refuse an agreement that expires before it was signed; partial days count by their first and last day."""
    signed, expires = draft[Agreement.signed_on], draft[Agreement.expires_on]
    if signed and expires and expires.last < signed.first:
        yield problem(Agreement.expires_on, _("The agreement expires before it was signed."))


def periods_have_units(draft: Draft) -> Iterator[Problem]:
    """Refuse a number of days, months or years without its unit, and a number below one."""
    for number, unit in ((Agreement.duration_number, Agreement.duration_unit), (Agreement.notice_number, Agreement.notice_unit)):
        value = draft[number]
        if value is not None and value < 1:
            yield problem(number, _("This number must be at least one."))
        elif value is not None and draft[unit] is None:
            yield problem(unit, _("Say whether the period is in days, months or years."))


def _renews_by_itself(draft: Draft) -> bool:
    return draft[Agreement.stage] not in (AgreementStage.IDEA, AgreementStage.PROPOSAL)


AGREEMENTS = RecordKind(
    model=Agreement,
    name=_("Agreement"),
    plural=_("Agreements"),
    icon="file-check-2",
    group=Group.DIPLOMACY,
    title=Agreement.title_fa,
    columns=(
        Agreement.title_fa,
        Agreement.type,
        Agreement.stage,
        Agreement.signed_on,
        Agreement.expires_on,
        Agreement.certainty,
    ),
    sort=Sort(Agreement.signed_on, descending=True),
    filters=(Agreement.stage, Agreement.type, Agreement.domains, Agreement.signed_on, Agreement.expires_on, Agreement.certainty),
    rules=(ends_after_signing, periods_have_units),
    stage=Stage(Agreement.stage, lambda _draft: Track.AGREEMENT),
    facts=(Agreement.title_en, Agreement.register_number, Agreement.signed_on),
    form=(
        Section(
            _("Details"),
            (
                Agreement.title_fa,
                Agreement.title_en,
                Agreement.title_native,
                Agreement.type,
                Agreement.stage,
                Agreement.register_number,
                Agreement.binding,
                Agreement.level,
                Agreement.domains,
                Agreement.joint_committee,
            ),
        ),
        Section(_("Parties and signature"), (Panel("parties", wanted=2), Agreement.place_signed, Agreement.legal_basis)),
        Section(
            _("Dates"),
            (
                Agreement.proposed_on,
                Agreement.council_decision_on,
                Agreement.initialled_on,
                Agreement.signed_on,
                Agreement.in_force_on,
                Agreement.expires_on,
                Agreement.notice_given_on,
                Agreement.ended_on,
                Agreement.council_resolution,
                Agreement.council_resolution_on,
                Panel("clearances"),
            ),
        ),
        Section(
            _("Duration and notice"),
            (
                Agreement.renewal,
                Agreement.renewal_years,
                Agreement.duration_number,
                Agreement.duration_unit,
                Agreement.notice_number,
                Agreement.notice_unit,
                Agreement.period_calendar,
                Agreement.force_condition,
            ),
        ),
        Section(_("Promise ledger"), (Panel("obligations"),)),
        Section(
            _("Documents"),
            (
                Agreement.scan,
                Agreement.paper_place,
                Agreement.originals,
                Agreement.authentic_languages,
                Agreement.prevailing_text,
                Agreement.dispute_clause,
                Agreement.end_clause,
                Agreement.source,
                Agreement.certainty,
            ),
        ),
        Section(_("Chain"), (Panel("chain"), Panel("later"), Panel("meetings"))),
        Section(_("Review"), (Agreement.review_value, Agreement.recommendation, Agreement.reviewed_on), _renews_by_itself),
        record_section(Agreement),
    ),
)
ROWS = (PARTIES, AGREEMENT_TIES, AGREEMENT_CLEARANCES)
