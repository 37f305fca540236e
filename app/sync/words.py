"""The sentences of packages and merges (glossary 48 to 53)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.i18n import Text, _, _n
from app.core.moments import Moment
from app.rules.labels import confidentiality_name
from app.sync.merge import Nature

if TYPE_CHECKING:
    from app.sync.told import Packed, Plan

NATURES: Mapping[Nature, Text] = {
    Nature.BOTH_CHANGED: _(
        "Since the package left, this value was changed both in the office and on the trip. "
        "Choose one of them; the other stays in the history."
    ),
    Nature.DELETED_HERE: _("This item was deleted in the office and edited on the trip. It is kept until you decide."),
    Nature.DELETED_THERE: _("This item was deleted on the trip and edited or needed in the office. It is kept until you decide."),
    Nature.SAME_VALUE: _("Two items have this value, which only one may have. Both are kept until you give one of them another."),
    Nature.CIRCLE: _("With this value the item stands above itself. It is kept until you choose another."),
}
"""Why each conflict is one."""


def packed_message(packed: "Packed") -> Text:
    """Say what was packed, and what the ceiling left out."""
    made = _n(
        "The travel package “{trip}” was made with {n} item.",
        "The travel package “{trip}” was made with {n} items.",
        packed.records,
    ).format(trip=packed.title)
    if not packed.left_out:
        return made
    left_out = _n(
        "{n} item above the ceiling “{label}” is not in it.",
        "{n} items above the ceiling “{label}” are not in it.",
        packed.left_out,
    ).format(label=confidentiality_name(packed.ceiling))
    return _("{first} {second}").format(first=made, second=left_out)


def plan_message(plan: "Plan") -> Text:
    """Say what a merge would do; nothing has changed."""
    if plan.already is not None:
        return _("This package was already merged on {time}; nothing changes.").format(time=plan.already)
    return _("Nothing has changed yet. {clean} changes without conflict, {new} new items, {conflicts} conflicts.").format(
        clean=plan.clean, new=plan.new, conflicts=len(plan.conflicts)
    )


def applied_message(changes: int, backup_at: Moment | None) -> Text:
    """Say what a merge did."""
    if backup_at is None:
        return _("Nothing had to be changed; the office already has all of it.")
    done = _n(
        "{n} change was applied and the counts of both sides agree. Backup before the merge: {time}.",
        "{n} changes were applied and the counts of both sides agree. Backup before the merge: {time}.",
        changes,
    )
    return done.format(time=backup_at)
