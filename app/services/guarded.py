"""What stands over a change: approved minutes are locked until they are reopened, a signed text changes only with a reason."""

from typing import Any, Final

from sqlalchemy.orm import Session

from app.core.i18n import Text, _
from app.rules.stage_codes import SEALED
from app.rules.stages import MeetingStage
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Row
from app.store.journal import DELETED, ROW
from app.store.writing import Change

LOCKED_STAGES: Final = frozenset((MeetingStage.MINUTES_APPROVED, MeetingStage.CLOSED))
SIGNED_SENTENCE: Final[Text] = _("The text is signed. Changing “{field}” asks for a reason, which history keeps.")
LOCKED_SENTENCE: Final[Text] = _("The minutes are approved and locked. To change anything, reopen them first.")


def record_over(session: Session, catalogue: Catalogue, change: Change) -> tuple[RecordKind, Any]:
    """Give the record that a change belongs to, for a row the one it lives in; None where it is not in the file."""
    kind = catalogue[change.kind]
    row: Any = session.get(kind.model, change.record)
    while row is not None and kind.owner is not None:
        kind = catalogue[kind.owner]
        row = session.get(kind.model, row.owner)
    return kind, row


def is_signed(kind: RecordKind, row: Row | None, name: str) -> bool:
    """Tell whether a record in the file is signed and a sealed field of it holds something."""
    field = kind.fields.get(name)
    if field is None or not field.sealed or kind.stage is None or row is None:
        return False
    return getattr(row, kind.stage.attribute.key) in SEALED and getattr(row, name) is not None


def is_locked(session: Session, catalogue: Catalogue, change: Change) -> bool:
    """Tell whether a change touches what approved minutes lock: labels, tags, notes and the stage itself stay free."""
    if change.kind not in catalogue:
        return False
    kind, row = record_over(session, catalogue, change)
    if kind.stage is None or row is None or getattr(row, kind.stage.attribute.key) not in LOCKED_STAGES:
        return False
    if row.id != change.record:
        return True
    field = kind.fields.get(change.field)
    return change.field not in {ROW, DELETED, kind.stage.attribute.key} and field is not None and not field.common
