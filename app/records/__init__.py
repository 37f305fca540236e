"""The record kinds of Safir, one declaration each; `ALL` stands in menu order. No Qt, no database file."""

from app.records import agreement, delegation_rows, meeting
from app.records.agreement import AGREEMENTS
from app.records.counterpart import CITY_FACTS, COUNTERPARTS
from app.records.delegation import DELEGATIONS
from app.records.follow_up import FOLLOW_UPS
from app.records.lists import LISTS
from app.records.meeting import MEETINGS
from app.records.office import ATTACHMENTS, RULE_OVERRIDES, SAVED_VIEWS
from app.records.person import PERSONS, POSTS
from app.schema.kinds import RecordKind

ALL: tuple[RecordKind, ...] = (
    COUNTERPARTS,
    PERSONS,
    POSTS,
    DELEGATIONS,
    MEETINGS,
    AGREEMENTS,
    FOLLOW_UPS,
    CITY_FACTS,
    *delegation_rows.ROWS,
    *meeting.ROWS,
    *agreement.ROWS,
    *LISTS,
    RULE_OVERRIDES,
    ATTACHMENTS,
    SAVED_VIEWS,
)
