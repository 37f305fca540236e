"""What stands open against the rows of a list: the findings of each record that nobody went past, and its next clearance.

A page of rows costs a few statements, whatever its length; the page of the record says the same one by one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.core.i18n import Text, _, _n
from app.records.delegation import Delegation
from app.records.meeting import Meeting
from app.rules.clearances import SOON_DAYS, Deadline, Standing
from app.rules.findings import Finding, Severity
from app.services import journey_findings, meeting_findings
from app.services.gone_past import Known, is_gone_past, overridden_of
from app.services.journey_rules import BEFORE_APPROVAL, deadlines
from app.services.journeys import journeys
from app.services.office import Office

_NOTHING: Known = frozenset()


@dataclass(frozen=True, slots=True)
class NextClearance:
    """The earliest clearance that has not come yet; `left` days from today to its day, below 0 when it is late."""

    deadline: Deadline
    left: int

    @property
    def severity(self) -> Severity:
        """Tell how pressing it is."""
        return Severity.BAD if self.left < 0 else Severity.WARN if self.left <= SOON_DAYS else Severity.INFO

    @property
    def words(self) -> Text:
        """Say whose it is and how late, or how long there is."""
        if self.left < 0:
            said = _n("{authority}: {n} day late", "{authority}: {n} days late", -self.left)
        elif self.left:
            said = _n("{authority}: {n} day left", "{authority}: {n} days left", self.left)
        else:
            said = _("{authority}: today is the last day")
        return said.format(authority=self.deadline.step.authority)


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """What stands against one record, the worst first, and its next clearance where it is a journey that waits for one."""

    findings: tuple[Finding, ...]
    clearance: NextClearance | None = None

    @property
    def severity(self) -> Severity:
        """Give the severity of the worst finding."""
        return self.findings[0].severity if self.findings else Severity.INFO


def of_delegations(office: Office, ids: Iterable[UUID]) -> Mapping[UUID, OpenFindings]:
    """Look at some delegations; those against which nothing stands are in it, too."""
    wanted = list(ids)
    found: dict[UUID, OpenFindings] = {}
    with office.store.reading() as session:
        known = overridden_of(session, office.catalogue, wanted)
        read = journeys(session, Delegation.id.in_(wanted))
        for looked in journey_findings.look_at(office, session, read, today=office.today()):
            record = looked.journey.id
            if record is not None:
                standing = _standing(looked.found, known.get(record, _NOTHING))
                found[record] = OpenFindings(standing, _next_clearance(looked))
    return found


def _next_clearance(looked: journey_findings.Looked) -> NextClearance | None:
    """Choose among the clearances asked for and, before approval, those that the travellers need."""
    journey, today = looked.journey, looked.around.today
    if not journey.is_ours or journey.first is None or journey.first < today:
        return None
    waiting = [
        deadline
        for _known, asked, deadline in deadlines(journey, looked.around)
        if deadline is not None
        and deadline.standing in (Standing.LATE, Standing.IN_TIME)
        and (asked is not None or journey.stage in BEFORE_APPROVAL)
    ]
    first = min(waiting, key=lambda deadline: deadline.needed_by, default=None)
    return None if first is None else NextClearance(first, (first.needed_by - today).days)


def of_meetings(office: Office, ids: Iterable[UUID]) -> Mapping[UUID, OpenFindings]:
    """Look at some meetings; those against which nothing stands are in it, too."""
    wanted = list(ids)
    found: dict[UUID, OpenFindings] = {}
    with office.store.reading() as session:
        known = overridden_of(session, office.catalogue, wanted)
        read = meeting_findings.gatherings(office, session, Meeting.id.in_(wanted))
        for gathering, said in meeting_findings.look_at(office, session, read, today=office.today()):
            if gathering.id is not None:
                found[gathering.id] = OpenFindings(_standing(said, known.get(gathering.id, _NOTHING)))
    return found


def _standing(found: Iterable[Finding], known: Known) -> tuple[Finding, ...]:
    return tuple(finding for finding in found if not is_gone_past(finding, known))
