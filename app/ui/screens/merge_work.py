"""What a merge review asks of the services, beside the window."""

from typing import Any

from app.core.i18n import _n
from app.sync.told import Applied, ConflictInWords, Plan
from app.ui.screens.merge_review import Review
from app.ui.tasks import Job


def read_plan(office: Any, path: Any, passphrase: str | None) -> Plan:  # noqa: ANN401 - handed through to the service
    """Read a package, by its passphrase where the office has no key for it, and say what merging it would do."""
    from app.sync import planning

    return planning.plan(office, path, passphrase=passphrase)


def read_open(office: Any) -> tuple[ConflictInWords, ...]:  # noqa: ANN401
    """Read the conflicts that wait."""
    from app.sync import deciding

    return deciding.open_conflicts(office)


def write_merge(office: Any, review: Review, decisions: Any, job: Job) -> Applied:  # noqa: ANN401
    """Apply a plan as decided, or decide what an earlier merge left open."""
    from app.sync import applying, deciding

    if review.plan is not None:
        return applying.apply(office, review.plan, decisions=decisions, progress=job.tell)
    done = deciding.decide(office, decisions)
    told = _n("{n} conflict was decided.", "{n} conflicts were decided.", done)
    return Applied(None, done, 0, deciding.count_open(office), None, told)
