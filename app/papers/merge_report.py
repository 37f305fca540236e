"""The report of a merge: what came home, what was decided, with room for two signatures. Made from a plan, before or after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Language, Text, _, _c
from app.core.moments import Moment, format_moment
from app.core.numbers import format_integer
from app.papers.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    LabelGrade,
    NoteLines,
    Paragraph,
    Run,
    Table,
    Tone,
    TwoColumnFacts,
    Words,
)
from app.rules.labels import confidentiality_name
from app.services.office import Office
from app.sync.told import ConflictInWords, Origin, Plan, RecordChanges


def merge_report(office: Office, plan: Plan) -> Document:
    """Compose the report of a merge in the language of the plan (`planning.plan` before it, `applying.told` after)."""
    lang = plan.lang
    title = _("Report of the merge: {trip}").format(trip=plan.title).in_(lang)
    return Document(
        title=title,
        language=lang,
        label=confidentiality_name(plan.label).in_(lang),
        grade=LabelGrade(plan.label.value),
        as_of=format_day(office.today(), lang, style=DayStyle.LONG),
        head=office.settings.office_name,
        blocks=tuple(_blocks(office, plan, title)),
    )


def write_merge_report(office: Office, plan: Plan, target: Path) -> int:
    """Write the report as PDF; gives its pages. Raises the errors of `render_pdf`."""
    from app.papers.render_pdf.render import render_pdf

    return render_pdf(merge_report(office, plan), target).pages


def _blocks(office: Office, plan: Plan, title: str) -> Iterator[Block]:
    lang = plan.lang
    yield Heading(title)
    yield TwoColumnFacts(tuple(_facts(plan)))
    yield Heading(_("Conflicts").in_(lang), 2)
    yield _conflicts(plan)
    new = [record for record in plan.records if record.is_new]
    changed = [record for record in plan.records if not record.is_new]
    yield Heading(_("New items").in_(lang), 2)
    items: tuple[Words, ...] = tuple(_new(office, record, lang) for record in new)
    yield Bullets(items) if items else Paragraph(_("None").in_(lang), Tone.MUTED)
    yield Heading(_("Changes without conflict").in_(lang), 2)
    yield _changes(changed, lang)
    yield Heading(_("Signatures").in_(lang), 2)
    if plan.deed is not None:
        yield Paragraph(_("The counts of the package and of the office were compared and agree.").in_(lang), Tone.MUTED)
    for signer in (_("For the trip (name, date, signature)"), _("For the office (name, date, signature)")):
        yield Paragraph((Run(signer.in_(lang), bold=True),))
        yield NoteLines(2)


def _new(office: Office, record: RecordChanges, lang: Language) -> Words:
    kind, told = office.catalogue[record.kind].name.in_(lang), _said(_first(record), lang)
    return (Run(f"{kind}: "), Run(record.title, bold=True), *((Run(f" ({told})"),) if told else ()))


def _facts(plan: Plan) -> Iterator[tuple[str, Words]]:
    lang = plan.lang
    yield _("Traveller").in_(lang), (Run(plan.to_whom),)
    yield _("Package left").in_(lang), (Run(_when(plan.packed_at, lang)),)
    yield _("Package came back").in_(lang), (Run(_when(plan.returned_at, lang)),)
    if plan.already is not None:
        yield _("Merged").in_(lang), (Run(_when(plan.already, lang)),)
    yield _("Changes in the package").in_(lang), (Run(format_integer(plan.changes, lang)),)
    yield _("Without conflict").in_(lang), (Run(format_integer(plan.clean, lang)),)
    yield _("New items").in_(lang), (Run(format_integer(plan.new, lang)),)
    yield _("Conflicts").in_(lang), (Run(format_integer(len(plan.conflicts), lang)),)


def _conflicts(plan: Plan) -> Table:
    lang = plan.lang
    heads = (_("Item"), _("When it left"), _("Trip value"), _("Office value"))
    rows = tuple(_conflict(conflict, lang) for conflict in plan.conflicts)
    return Table(_columns(heads, (1.2, 1.0, 1.4, 1.4), lang), rows, empty=_("There were no conflicts.").in_(lang))


def _conflict(conflict: ConflictInWords, lang: Language) -> tuple[Words, ...]:
    item = (Run(conflict.title, bold=True), Run("\n"), Run(conflict.label.in_(lang)))
    sides = (_side(side.words, side.origin, lang) for side in (conflict.theirs, conflict.ours))
    return (item, conflict.base or "—", *sides)


def _side(words: str, origin: Origin, lang: Language) -> Words:
    told = _said(origin, lang)
    return (Run(words or "—"), Run(f"\n{told}")) if told else words or "—"


def _changes(records: list[RecordChanges], lang: Language) -> Table:
    heads = (_("Item"), _("Before"), _("After"), _("By whom, when"))
    rows: tuple[tuple[Words, ...], ...] = tuple(
        (
            (Run(record.title, bold=True), Run("\n"), Run(line.label.in_(lang))),
            line.old or "—",
            line.new or "—",
            _said(line.origin, lang) or "—",
        )
        for record in records
        for line in record.lines
    )
    return Table(_columns(heads, (1.2, 1.4, 1.4, 0.9), lang), rows, empty=_("Nothing else was changed.").in_(lang))


def _columns(heads: tuple[Text, ...], weights: tuple[float, ...], lang: Language) -> tuple[Column, ...]:
    return tuple(Column(head.in_(lang), weight) for head, weight in zip(heads, weights, strict=True))


def _first(record: RecordChanges) -> Origin:
    return record.lines[0].origin if record.lines else Origin()


def _said(origin: Origin, lang: Language) -> str:
    if origin.at is None:
        return origin.who
    comma = _c("between items of a list", ", ").in_(lang)
    return comma.join(part for part in (origin.who, _when(origin.at, lang)) if part)


def _when(moment: Moment, lang: Language) -> str:
    return format_moment(moment, lang)
