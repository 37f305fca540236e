"""The parts of papers that an author may leave out, in the order in which they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.i18n import Text, _


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper that may be left out."""

    key: str
    title: Text


MINUTES = (
    Part("attendance", _("Attendance")),
    Part("outcomes", _("What was said")),
    Part("decisions", _("Decisions")),
    Part("promises", _("Promises of both sides")),
    Part("signatures", _("Signatures")),
)
READOUT = (
    Part("attendance", _("Attendance")),
    Part("text", _("Summary of the talks")),
    Part("topics", _("Topics discussed")),
    Part("decisions", _("What was agreed")),
)
DECISIONS = (
    Part("decisions", _("Decisions")),
    Part("promises", _("Who does what until when")),
    Part("signatures", _("Signatures")),
)
PERSON = (
    Part("card", _("Protocol card")),
    Part("biography", _("Biography")),
    Part("posts", _("Posts")),
    Part("meetings", _("Meetings")),
    Part("promises", _("Open promises")),
    Part("gifts", _("Gifts")),
    Part("contact", _("Contact")),
)
CITY = (
    Part("facts", _("City facts")),
    Part("country", _("Country")),
    Part("people", _("People")),
    Part("relation", _("Relation with Tehran")),
    Part("aims", _("Aims and sensitivities")),
)
RELATION = (
    Part("aims", _("Aims and sensitivities")),
    Part("last_met", _("Last meeting")),
    Part("ledger", _("Promise ledger")),
    Part("agreements", _("Agreements")),
    Part("timeline", _("Timeline")),
    Part("gifts", _("Gifts")),
)
AGREEMENTS = (
    Part("summary", _("Summary")),
    Part("register", _("Register")),
    Part("proposals", _("Proposals, not agreements yet")),
    Part("obligations", _("Follow-ups")),
    Part("sources", _("Sources")),
)
FOLLOW_UPS = (Part("late", _("Late")), Part("open", _("Open, not late")))
GIFTS = (
    Part("summary", _("Summary")),
    Part("received", _("Gifts received")),
    Part("given", _("Gifts given")),
    Part("undated", _("Gifts of trips without a day")),
)
