"""The register of what is out: with whom, until when, and whether it came back."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import language
from app.services.editing import office_moment
from app.services.office import Office
from app.services.titles import titles_in
from app.sync.check_outs import CheckOut, all_check_outs, change_check_out, check_out_of, records_in, standing_merges
from app.sync.errors import UnknownCheckOut
from app.sync.kept_merges import kept_conflicts
from app.sync.told import CheckedOut, OutState


def register(office: Office) -> tuple[CheckedOut, ...]:
    """List every package that left this office, newest first."""
    with office.store.reading() as session:
        outs = [out for out in all_check_outs(session) if not out.is_trip]
        officers = {out.packed_by for out in outs if out.packed_by is not None}
        names = {record: title.title for record, title in titles_in(session, office.catalogue, officers, lang=language()).items()}
        waiting: dict[UUID, int] = {}
        for conflict in kept_conflicts(session):
            waiting[conflict.check_out] = waiting.get(conflict.check_out, 0) + conflict.is_open
        return tuple(
            _line(session, office, out, by=names.get(out.packed_by, "") if out.packed_by else "", waiting=waiting.get(out.id, 0))
            for out in outs
        )


def close(office: Office, check_out: UUID, *, is_lost: bool = False) -> None:
    """Close a check-out that came home for good, or that was lost; its packages are refused from now on.

    Raises UnknownCheckOut.
    """
    _set_state(office, check_out, OutState.LOST if is_lost else OutState.CLOSED)


def reopen(office: Office, check_out: UUID) -> None:
    """Take a closed or lost check-out up again, when it was found; raises UnknownCheckOut."""
    _set_state(office, check_out, None)


def _set_state(office: Office, check_out: UUID, state: OutState | None) -> None:
    with office.store.reading() as session:
        known = check_out_of(session, check_out)
        came_back = bool(standing_merges(session, check_out))
    if known is None:
        raise UnknownCheckOut(str(check_out))
    wanted = state or (OutState.BACK if came_back else OutState.OUT)
    with office.store.unjournaled() as connection:
        change_check_out(connection, check_out, state=str(wanted))


def _line(session: Session, office: Office, out: CheckOut, *, by: str, waiting: int) -> CheckedOut:
    merges = standing_merges(session, out.id)
    state = out.state
    if state is OutState.BACK and not merges:
        state = OutState.OUT  # its merge was taken back
    is_late = state is OutState.OUT and out.until is not None and out.until < office.today()
    return CheckedOut(
        out.id,
        out.delegation,
        out.title,
        out.to_whom,
        out.until,
        office_moment(office, out.packed_at),
        by,
        sum(records_in(session, out.copy).values()),
        state,
        office_moment(office, merges[-1].returned_at) if merges else None,
        is_late,
        waiting,
    )
