"""The changes of one record in a merge, field by field, in words."""

from uuid import UUID

from app.core.i18n import _
from app.sync.told import RecordChanges
from app.ui.context import Context
from app.ui.screens.merge_review import Review
from app.ui.shell.places import RecordPlace


def show_changes(context: Context, review: Review | None, *, kind: str, record: object) -> None:
    """Tell what the package changes in a record; a record without such changes is opened itself."""
    found = changes_of(review, record)
    if found is None:
        if isinstance(record, UUID):
            context.go(RecordPlace(kind, record))
        return
    name = _("{kind}: {title}").format(kind=context.office.catalogue[kind].name, title=found.title)
    context.dialogs.tell(name, "\n".join(str(line) for line in change_lines(found)))


def changes_of(review: Review | None, record: object) -> RecordChanges | None:
    """Find what a plan changes in a record."""
    records = review.plan.records if review is not None and review.plan is not None else ()
    return next((each for each in records if each.record == record), None)


def change_lines(found: RecordChanges) -> list[object]:
    """Word every changed field of a record, old and new."""
    lines: list[object] = []
    for line in found.lines:
        if line.old:
            lines.append(_("{field}: {old} → {new}").format(field=line.label, old=line.old, new=line.new or "—"))
        else:
            lines.append(_("{field}: {new}").format(field=line.label, new=line.new or "—"))
    return lines
