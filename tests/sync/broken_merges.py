"""Deliberately broken variants of the merge: the model must catch each. A variant changes one rule and leaves the rest whole."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from app.sync import merge as real
from app.sync.merge import Around, Merged, Nature
from app.sync.rows import PackedRow, Rows, Shapes, set_of, set_text

Merge = Callable[..., Merged]


class _Variant:
    """Runs the real merge with a piece of it replaced."""

    def __init__(self, **pieces: Any) -> None:
        self.pieces = pieces

    def __call__(self, base: Rows, theirs: Rows, current: Rows, *, shapes: Shapes, around: Around | None = None) -> Merged:
        work_class: Any = real._Work
        kept = {name: getattr(work_class, name) for name in self.pieces}
        for name, piece in self.pieces.items():
            setattr(work_class, name, piece(kept[name]))
        try:
            return real.merge(base, theirs, current, shapes=shapes, around=around)
        finally:
            for name, piece in kept.items():
                setattr(work_class, name, piece)


def _before(change: Callable[[Rows, Rows, Rows], tuple[Rows, Rows, Rows]]) -> Merge:
    def merged(base: Rows, theirs: Rows, current: Rows, *, shapes: Shapes, around: Around | None = None) -> Merged:
        return real.merge(*change(base, theirs, current), shapes=shapes, around=around)

    return merged


def _after(change: Callable[[Merged], Merged]) -> Merge:
    def merged(base: Rows, theirs: Rows, current: Rows, *, shapes: Shapes, around: Around | None = None) -> Merged:
        return change(real.merge(base, theirs, current, shapes=shapes, around=around))

    return merged


def _nothing(_real: Any) -> Any:
    return lambda *_arguments, **_named: None


def _theirs_wins(work: Any, row: PackedRow, name: str, *, base: str | None) -> None:
    work._take(row, name, row.values.get(name))


def _ours_wins(work: Any, row: PackedRow, name: str, *, base: str | None) -> None:
    if work.rows[row.id].values.get(name) == base:
        work._take(row, name, row.values.get(name))


def _whole_row(_real: Any) -> Any:
    def bring(work: Any, row: PackedRow) -> None:
        work.copies[row.id] = row
        for name in work._names(row) if row.id in work.rows else ():
            work._take(row, name, row.values.get(name))
        if row.id not in work.rows:
            work._add(row)

    return bring


def _no_conflict(*natures: Nature) -> Merge:
    return _after(lambda merged: replace(merged, conflicts=tuple(c for c in merged.conflicts if c.nature not in natures)))


def _links_as_one_value(_real: Any) -> Any:
    def merge_set(work: Any, row: PackedRow, name: str, *, base: tuple[UUID, ...]) -> None:
        work._take(row, name, row.values.get(name))

    return merge_set


def _links_only_grow(_real: Any) -> Any:
    def merge_set(work: Any, row: PackedRow, name: str, *, base: tuple[UUID, ...]) -> None:
        theirs, ours = set_of(row.values.get(name)), set_of(work.rows[row.id].values.get(name))
        work.needed.update(dict.fromkeys(theirs))
        work._take(row, name, set_text(dict.fromkeys([*ours, *theirs])))

    return merge_set


def _links_in_order_of_arrival(_real: Any) -> Any:
    def merge_set(work: Any, row: PackedRow, name: str, *, base: tuple[UUID, ...]) -> None:
        theirs, ours = set_of(row.values.get(name)), set_of(work.rows[row.id].values.get(name))
        gone = set(base) - set(theirs)
        new = [target for target in theirs if target not in base]
        work.needed.update(dict.fromkeys(new))
        work._take(row, name, set_text(dict.fromkeys([*(t for t in ours if t not in gone), *new])))

    return merge_set


def _delete_all(_real: Any) -> Any:
    def delete(work: Any, gone: Any) -> None:
        for row in gone:
            if row.id in work.rows and not work.rows[row.id].deleted:
                work.rows[row.id] = replace(work.rows[row.id], deleted=True)
                work._change(row, "deleted_at", None, "true")

    return delete


def _last_place_wins(real_field: Any) -> Any:
    def merge_field(work: Any, row: PackedRow, name: str, *, base: str | None) -> None:
        if work.shapes[row.kind].lives_in and name == "rank":
            work._take(row, name, row.values.get(name))
        else:
            real_field(work, row, name, base=base)

    return merge_field


def _no_base(base: Rows, theirs: Rows, current: Rows) -> tuple[Rows, Rows, Rows]:
    return {}, theirs, current


def _base_is_office(base: Rows, theirs: Rows, current: Rows) -> tuple[Rows, Rows, Rows]:
    return current, theirs, current


def _only_known(base: Rows, theirs: Rows, current: Rows) -> tuple[Rows, Rows, Rows]:
    return base, {record: row for record, row in theirs.items() if record in base}, current


def _without_half(base: Rows, theirs: Rows, current: Rows) -> tuple[Rows, Rows, Rows]:
    return base, dict(sorted(theirs.items())[: len(theirs) * 9 // 10]), current


def _no_deletions(base: Rows, theirs: Rows, current: Rows) -> tuple[Rows, Rows, Rows]:
    return base, {record: replace(row, deleted=False) for record, row in theirs.items()}, current


def _silent_revive(real_revive: Any) -> Any:
    return lambda work, record, **_asked: real_revive(work, record, asked=False)


def _deletes_held(base: Rows, theirs: Rows, current: Rows, *, shapes: Shapes, around: Around | None = None) -> Merged:
    known = around or Around()
    return real.merge(base, theirs, current, shapes=shapes, around=Around(frozenset(), known.having, known.above))


def _blind(base: Rows, theirs: Rows, current: Rows, *, shapes: Shapes, around: Around | None = None) -> Merged:
    return real.merge(base, theirs, current, shapes=shapes, around=Around(around.held if around else frozenset()))


def _conflict_takes_theirs(real_field: Any) -> Any:
    def merge_field(work: Any, row: PackedRow, name: str, *, base: str | None) -> None:
        real_field(work, row, name, base=base)
        if (row.id, name) in work.conflicts:
            work._take(row, name, row.values.get(name))

    return merge_field


def _empty_never_wins(real_field: Any) -> Any:
    def merge_field(work: Any, row: PackedRow, name: str, *, base: str | None) -> None:
        if row.values.get(name) is not None:
            real_field(work, row, name, base=base)

    return merge_field


def _alone_revive(real_revive: Any) -> Any:
    """Bring a record back without what it newly points to: the fault that the first 20,000 worlds found."""

    def revive(work: Any, record: UUID, **asked: Any) -> None:
        waiting = dict(work.needed)
        real_revive(work, record, **asked)
        owners = dict.fromkeys(work._owners(work.rows[record]))
        work.needed.clear()
        work.needed.update(waiting | owners)

    return revive


BROKEN: Mapping[str, Merge] = {
    "the trip always wins": _Variant(_field=lambda _real: _theirs_wins),
    "the office always wins": _Variant(_field=lambda _real: _ours_wins),
    "whole records win": _Variant(bring=_whole_row),
    "conflicts are kept secret": _no_conflict(Nature.BOTH_CHANGED),
    "a conflict takes the value of the trip as well": _Variant(_field=_conflict_takes_theirs),
    "an emptied value is taken for none": _Variant(_field=_empty_never_wins),
    "links are one value": _Variant(_set=_links_as_one_value),
    "links only grow": _Variant(_set=_links_only_grow),
    "links stand in the order of arrival": _Variant(_set=_links_in_order_of_arrival),
    "links are forgotten": _Variant(_set=_nothing),
    "the last place in a list wins": _Variant(_field=_last_place_wins),
    "deletions win over edits": _Variant(delete=_delete_all),
    "deletions are forgotten": _Variant(delete=_nothing),
    "deletions do not travel": _before(_no_deletions),
    "edits of a deleted record are lost": _Variant(revive=_nothing),
    "a return from the bin is told nobody": _Variant(revive=_silent_revive),
    "a return from the bin comes alone": _Variant(revive=_alone_revive),
    "refused deletions are told nobody": _no_conflict(Nature.DELETED_THERE),
    "returns from the bin are no conflict": _no_conflict(Nature.DELETED_HERE),
    "nothing needed comes back": _Variant(raise_needed=_nothing),
    "owners are forgotten": _Variant(_owners=lambda _real: lambda _work, _row: ()),
    "what points to a record does not hold it": _Variant(_pointing=lambda _real: lambda _work, _targets: {}),
    "the world outside does not hold a record": _deletes_held,
    "twins are let in": _Variant(find_same_values=_nothing),
    "rings are let in": _Variant(find_circles=_nothing),
    "what stands outside is not seen": _blind,
    "there is no base": _before(_no_base),
    "the base is the office": _before(_base_is_office),
    "new records stay away": _before(_only_known),
    "the end of a package is not read": _before(_without_half),
}
