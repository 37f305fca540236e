"""The parts of a trip's papers by name, in their order; apart from what writes them, so that a list of papers loads nothing."""

from __future__ import annotations

from app.core.i18n import _, _c
from app.papers.parts import Part

SUMMARY, REQUEST, ASSESSMENT = _("One-page summary"), _("The request"), _("Assessment")
DELEGATION, THEIR_PEOPLE = _("The delegation, by precedence"), _("Whom we meet")
GUESTS, HOSTS = _("The guests, by precedence"), _("Who receives them")
PROGRAMME, MEETINGS = _("Programme day by day"), _("Meeting briefs")
COUNTRY, CITY = _("The country"), _("The city and the counterpart")
HISTORY, AGREEMENTS, PROMISES = _("History of the relation"), _("Agreements and their state"), _("Promises of both sides")
SPEECHES, PRESS, SENSITIVE = _("Speeches, toasts and messages"), _("Press lines"), _("Sensitive points (separate sheet)")
GIFTS, PROTOCOL, CONTACTS = _("Gifts"), _("Protocol notes"), _("Contacts and embassy")
LOGISTICS, NOTES, GAPS = _("Logistics"), _c("paper", "Notes"), _("Gaps")
SUMMED_UP, PURPOSE, PEOPLE_MET = _("Summary of the report"), _("Purpose and whether it was met"), _("People met")
BENEFITS, LEARNT, PROPOSALS = _("Benefits"), _("What was learnt"), _("Proposals")
COSTS, RESULTS, ACCEPTANCE = _("Costs, planned and spent"), _("Promises made on the trip"), _("State of the report")

TRIP_BOOK = (
    Part("summary", SUMMARY),
    Part("delegation", DELEGATION),
    Part("counterparts", THEIR_PEOPLE),
    Part("programme", PROGRAMME),
    Part("country", COUNTRY),
    Part("city", CITY),
    Part("history", HISTORY),
    Part("agreements", AGREEMENTS),
    Part("promises", PROMISES),
    Part("meetings", MEETINGS),
    Part("speeches", SPEECHES),
    Part("press", PRESS),
    Part("sensitive", SENSITIVE),
    Part("gifts", GIFTS),
    Part("protocol", PROTOCOL),
    Part("contacts", CONTACTS),
    Part("logistics", LOGISTICS),
    Part("notes", NOTES),
    Part("gaps", GAPS),
)
VISIT_FILE = (
    Part("request", REQUEST),
    Part("assessment", ASSESSMENT),
    Part("guests", GUESTS),
    Part("hosts", HOSTS),
    Part("programme", PROGRAMME),
    Part("city", CITY),
    Part("history", HISTORY),
    Part("promises", PROMISES),
    Part("meetings", MEETINGS),
    Part("speeches", SPEECHES),
    Part("sensitive", SENSITIVE),
    Part("protocol", PROTOCOL),
    Part("gifts", GIFTS),
    Part("logistics", LOGISTICS),
    Part("contacts", CONTACTS),
    Part("notes", NOTES),
    Part("gaps", GAPS),
)
MISSION_REPORT = (
    Part("summary", SUMMED_UP),
    Part("purpose", PURPOSE),
    Part("people", PEOPLE_MET),
    Part("benefits", BENEFITS),
    Part("learnt", LEARNT),
    Part("proposals", PROPOSALS),
    Part("costs", COSTS),
    Part("promises", RESULTS),
    Part("acceptance", ACCEPTANCE),
)
