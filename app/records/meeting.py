"""Meeting: who met whom, what was prepared, what was said and what was promised."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _
from app.core.moments import Moment
from app.records.common import record_section
from app.rules.labels import Confidentiality
from app.rules.stages import MeetingStage
from app.rules.transitions import Track
from app.rules.vocabulary import Side
from app.schema.choices import Labelled
from app.schema.draft import Draft, Problem, Severity, problem
from app.schema.fields import choice, integer, link, links, long_text, moment, office_list, text, yes_no
from app.schema.kinds import Group, Panel, RecordKind, Section, Sort, Stage
from app.schema.record import Child, Record, owner_link


class MeetingKind(Labelled):
    """The form a meeting takes."""

    COURTESY = "courtesy", _("Courtesy")
    BILATERAL = "bilateral", _("Bilateral")
    MULTILATERAL = "multilateral", _("Multilateral")
    WORKING = "working", _("Working")
    JOINT_COMMITTEE = "joint_committee", _("Joint committee")
    PHONE = "phone", _("By telephone")
    ONLINE = "online", _("Online")
    CEREMONY = "ceremony", _("Ceremony")


class Certainty(Labelled):
    """How sure we are of what we prepared."""

    CERTAIN = "certain", _("Certain")
    LIKELY = "likely", _("Likely")
    UNKNOWN = "unknown", _("Unknown")


class Attendance(Labelled):
    """Whether somebody came."""

    PRESENT = "present", _("Present")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")
    REPLACED = "replaced", _("Replaced")


class Attendee(Child):
    """Somebody of either side at a meeting, with the post held then."""

    __tablename__ = "attendee"
    owner_key = "meeting"

    owner: Mapped[UUID] = owner_link("meeting")
    person: Mapped[UUID] = link(_("Person"), "person", panel="attendances")
    post: Mapped[UUID | None] = link(_("Post then"), "post", wanted=True)
    side: Mapped[Side] = choice(_("Side"), Side, default=lambda: Side.OURS)
    head: Mapped[bool] = yes_no(_("Heads the side"))
    precedence: Mapped[int | None] = integer(_("Precedence"))
    attendance: Mapped[Attendance] = choice(_("Attendance"), Attendance, default=lambda: Attendance.PRESENT)
    replaced_by: Mapped[UUID | None] = link(_("Replaced by"), "person")


ATTENDEES = RecordKind(
    model=Attendee,
    name=_("Attendee"),
    plural=_("Attendees"),
    icon="users",
    group=Group.HIDDEN,
    title=Attendee.person,
    columns=(Attendee.person, Attendee.post, Attendee.side, Attendee.attendance),
    sort=Sort(Attendee.rank),
    form=(
        Section(
            _("Attendee"),
            (
                Attendee.person,
                Attendee.post,
                Attendee.side,
                Attendee.head,
                Attendee.precedence,
                Attendee.attendance,
                Attendee.replaced_by,
                Attendee.notes,
            ),
        ),
    ),
    owner="meeting",
    panel="attendees",
)


class AgendaItem(Child):
    """One point of the agenda and its outcome; its promises are follow-ups that name it."""

    __tablename__ = "agenda_item"
    owner_key = "meeting"

    owner: Mapped[UUID] = owner_link("meeting")
    subject: Mapped[str] = text(_("Agenda item"), searchable=True)
    speaker: Mapped[UUID | None] = link(_("Item owner"), "person")
    minutes_allotted: Mapped[int | None] = integer(_("Time (minutes)"))
    documents: Mapped[str | None] = text(_("Documents"), searchable=True)
    summary: Mapped[str | None] = long_text(_("Summary"), searchable=True, wanted=True)
    decision: Mapped[str | None] = long_text(_("Decision"), searchable=True)
    reservation: Mapped[str | None] = long_text(_("Reservation"), searchable=True)
    shareable: Mapped[bool] = yes_no(_("May be shared"))


AGENDA_ITEMS = RecordKind(
    model=AgendaItem,
    name=_("Agenda item"),
    plural=_("Agenda"),
    icon="list-checks",
    group=Group.HIDDEN,
    title=AgendaItem.subject,
    columns=(AgendaItem.subject, AgendaItem.speaker, AgendaItem.minutes_allotted, AgendaItem.summary, AgendaItem.decision),
    sort=Sort(AgendaItem.rank),
    form=(
        Section(
            _("Agenda item"),
            (
                AgendaItem.subject,
                AgendaItem.speaker,
                AgendaItem.minutes_allotted,
                AgendaItem.documents,
                AgendaItem.summary,
                AgendaItem.shareable,
                AgendaItem.decision,
                AgendaItem.reservation,
                Panel("promises"),
                AgendaItem.label,
            ),
        ),
    ),
    owner="meeting",
    panel="agenda",
)


class Meeting(Record):
    """A talk of any form between the two sides."""

    __tablename__ = "meeting"

    subject: Mapped[str] = text(_("Subject"), searchable=True)
    starts_at: Mapped[Moment] = moment(_("Start"), index=True)
    length_minutes: Mapped[int | None] = integer(_("Length (minutes)"), wanted=True)
    kind: Mapped[MeetingKind] = choice(_("Kind of meeting"), MeetingKind, default=lambda: MeetingKind.BILATERAL)
    stage: Mapped[MeetingStage] = choice(_("Stage"), MeetingStage, default=lambda: MeetingStage.REQUESTED, index=True)
    place: Mapped[str | None] = text(_("Venue"), searchable=True, wanted=True)
    language: Mapped[str | None] = text(_("Language"))
    interpreter: Mapped[UUID | None] = link(_("Interpreter"), "person")
    counterparts = links(_("Counterparts"), "counterpart", wanted=True)
    delegation: Mapped[UUID | None] = link(_("Delegation"), "delegation", panel="meetings")
    agreement: Mapped[UUID | None] = link(_("Agreement"), "agreement", panel="meetings")
    domains = links(_("Domains"), "domain")
    internal: Mapped[bool] = yes_no(_("Internal working meeting"))
    our_objectives: Mapped[str | None] = long_text(_("Our objectives"), searchable=True, wanted=True)
    arguments: Mapped[str | None] = long_text(_("Arguments"), searchable=True, wanted=True)
    tactical_arguments: Mapped[str | None] = long_text(_("Tactical arguments"), searchable=True)
    their_aims: Mapped[str | None] = long_text(_("Their likely aims"), searchable=True, wanted=True)
    our_response: Mapped[str | None] = long_text(_("Our response"), searchable=True)
    press_line: Mapped[str | None] = long_text(_("Press line"), searchable=True)
    points_to_avoid: Mapped[str | None] = long_text(_("Points to avoid"), searchable=True)
    certainty: Mapped[Certainty | None] = choice(_("Certainty"), Certainty)
    preparation_label: Mapped[Confidentiality] = choice(
        _("Confidentiality of the preparation"), Confidentiality, default=lambda: Confidentiality.CONFIDENTIAL
    )
    minutes: Mapped[str | None] = long_text(_("Minutes"), searchable=True)
    readout: Mapped[str | None] = long_text(_("Shareable readout"), searchable=True)
    minutes_number: Mapped[str | None] = text(_("Number of the minutes"), code=True, searchable=True)
    author: Mapped[UUID | None] = office_list(_("Author"), "officer")
    approver: Mapped[UUID | None] = office_list(_("Approver"), "officer")
    next_meeting: Mapped[Moment | None] = moment(_("Next meeting"), wanted=True)


def agenda_fits_the_length(draft: Draft) -> Iterator[Problem]:
    """Warn when the items take longer than the meeting lasts (minutes)."""
    length = draft[Meeting.length_minutes]
    asked = sum(int(str(row.values.get("minutes_allotted") or 0)) for row in draft.living("agenda"))
    if length and asked > length:
        yield problem(
            Meeting.length_minutes,
            _("The agenda takes {asked} minutes; the meeting lasts {length}.").format(asked=asked, length=length),
            rule="agenda_length",
            severity=Severity.WARNING,
        )


def approved_minutes_have_a_text(draft: Draft) -> Iterator[Problem]:
    """Refuse to approve minutes that say nothing."""
    minutes = draft[Meeting.minutes]
    if draft[Meeting.stage] is not MeetingStage.MINUTES_APPROVED or minutes:
        return
    if not any(row.values.get("summary") or row.values.get("decision") for row in draft.living("agenda")):
        yield problem(Meeting.minutes, _("Minutes are approved only with a text or an outcome of the agenda."))


MEETINGS = RecordKind(
    model=Meeting,
    name=_("Meeting"),
    plural=_("Meetings"),
    icon="handshake",
    group=Group.DIPLOMACY,
    title=Meeting.subject,
    columns=(Meeting.subject, Meeting.starts_at, Meeting.counterparts, Meeting.kind, Meeting.place, Meeting.stage),
    sort=Sort(Meeting.starts_at, descending=True),
    filters=(Meeting.stage, Meeting.kind, Meeting.counterparts, Meeting.starts_at, Meeting.delegation, Meeting.domains),
    rules=(agenda_fits_the_length, approved_minutes_have_a_text),
    stage=Stage(Meeting.stage, lambda _draft: Track.MEETING),
    facts=(Meeting.starts_at, Meeting.place, Meeting.language, Meeting.delegation),
    form=(
        Section(
            _("Meeting"),
            (
                Meeting.subject,
                Meeting.starts_at,
                Meeting.length_minutes,
                Meeting.kind,
                Meeting.stage,
                Meeting.place,
                Meeting.language,
                Meeting.interpreter,
                Meeting.counterparts,
                Meeting.delegation,
                Meeting.agreement,
                Meeting.internal,
            ),
        ),
        Section(_("Attendees of both sides"), (Panel("attendees", wanted=2),)),
        Section(_("Agenda and outcomes"), (Panel("agenda"),)),
        Section(
            _("Preparation"),
            (
                Meeting.our_objectives,
                Meeting.arguments,
                Meeting.tactical_arguments,
                Meeting.their_aims,
                Meeting.our_response,
                Meeting.press_line,
                Meeting.points_to_avoid,
                Meeting.certainty,
                Meeting.preparation_label,
            ),
        ),
        Section(
            _("Minutes"),
            (
                Meeting.minutes,
                Meeting.readout,
                Meeting.minutes_number,
                Meeting.author,
                Meeting.approver,
                Meeting.next_meeting,
                Panel("promises"),
            ),
        ),
        Section(_("Domains"), (Meeting.domains,)),
        record_section(Meeting),
    ),
)
ROWS = (ATTENDEES, AGENDA_ITEMS)
