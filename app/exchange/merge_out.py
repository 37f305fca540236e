"""The report of a merge as a workbook: one sheet of changes, one of conflicts with room for the decision and two signatures."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.core.i18n import Text, _
from app.core.moments import format_moment
from app.core.text import strip_isolates
from app.exchange.cells import Cell, CellKind, Column
from app.exchange.excel_out import Exported, write_workbook
from app.exchange.tables import Table, TableRow
from app.services.office import Office
from app.sync.told import Origin, Plan


def write_merge_workbook(office: Office, plan: Plan, target: Path) -> Exported:
    """Write the report of a merge as a workbook in the language of the plan; raises TargetOpen, WorkbookNotWritten."""
    return write_workbook(office, [_changes(plan), _conflicts(plan), _signatures(plan)], target, lang=plan.lang)


def _changes(plan: Plan) -> Table:
    rows = [
        (record.title, line.label.in_(plan.lang), line.old, line.new, *_origin(plan, line.origin))
        for record in plan.records
        for line in record.lines
    ]
    heads = (_("Item"), _("Field"), _("Before"), _("After"), _("By whom"), _("When"), _("Why"))
    return _table(plan, _("Changes"), heads, rows)


def _conflicts(plan: Plan) -> Table:
    rows = [
        (
            conflict.title, conflict.label.in_(plan.lang), conflict.base,
            conflict.theirs.words, *_origin(plan, conflict.theirs.origin),
            conflict.ours.words, *_origin(plan, conflict.ours.origin), "",
        )
        for conflict in plan.conflicts
    ]  # fmt: skip
    heads = (
        _("Item"), _("Field"), _("When it left"), _("Trip value"), _("By whom"), _("When"), _("Why"),
        _("Office value"), _("By whom"), _("When"), _("Why"), _("Decision"),
    )  # fmt: skip
    return _table(plan, _("Conflicts"), heads, rows)


def _signatures(plan: Plan) -> Table:
    signers = (_("For the trip"), _("For the office"))
    rows = [(signer.in_(plan.lang), "", "", "") for signer in signers]
    heads = (_("Signatures"), _("Name"), _("Date"), _("Signature"))
    return _table(plan, _("Signatures"), heads, rows)


def _table(plan: Plan, title: Text, heads: tuple[Text, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    columns = tuple(Column(head.in_(plan.lang), CellKind.TEXT, 12) for head in heads)
    return Table(title.in_(plan.lang), columns, _rows(plan, rows), len(rows))


def _rows(plan: Plan, rows: Sequence[tuple[str, ...]]) -> Iterator[TableRow]:
    for row in rows:
        cells: tuple[Cell, ...] = tuple(strip_isolates(text) or None for text in row)
        yield TableRow(cells, label=plan.label)


def _origin(plan: Plan, origin: Origin) -> tuple[str, str, str]:
    return origin.who, format_moment(origin.at, plan.lang) if origin.at else "", origin.why
