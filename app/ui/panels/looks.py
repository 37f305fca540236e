"""What a row of a panel says when it is read: title, second line, pill, side, days late; worded for a whole panel at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import UUID

from app.core.calendars import format_day
from app.core.i18n import Text, _, _n, language
from app.core.moments import Moment, format_clock
from app.core.text import isolate
from app.core.zones import city_of
from app.rules.stages import UnknownStage, is_open
from app.rules.vocabulary import Side
from app.schema.choices import choice_family, choice_label
from app.schema.draft import Draft
from app.schema.fields import Field, FieldKind, field_of
from app.schema.kinds import PanelRows, RecordKind
from app.schema.values import Value
from app.services.office import Office
from app.services.titles import owners
from app.services.wording import cells
from app.ui.kit.words import Words

# Letters below which a text is taken for a mere "yes" or "ok".
_TELLING = 5


@dataclass(frozen=True, slots=True)
class RowLook:
    """One row in words."""

    title: str
    sub: str
    icon: str
    pill: Words = ""
    family: str = "neutral"
    side: Side = Side.OURS
    late: int = 0
    done: bool = False
    link: bool = False
    time: str = ""
    day: str = ""
    due: date | None = None
    target: UUID | None = None
    """The record that names the row, where it is a link."""

    @property
    def spoken(self) -> str:
        """Say the whole row to a screen reader."""
        return " · ".join(str(part) for part in (self.day, self.time, self.title, self.sub, self.pill) if str(part))


def side_field(kind: RecordKind) -> Field | None:
    """Give the field that tells our rows from theirs, where the kind has one."""
    return next((field for field in kind.of_kind(FieldKind.CHOICE) if field.choices is Side), None)


def is_ledger(kind: RecordKind) -> bool:
    """Tell kinds whose rows are promised by a side and fall due."""
    return side_field(kind) is not None and kind.stage is not None


def looks(office: Office, rows: PanelRows, drafts: Sequence[Draft]) -> tuple[RowLook, ...]:
    """Word all rows of a panel with one look-up of names."""
    kind = rows.kind
    fields = tuple(_told_fields(rows))
    pairs = [(field, draft.values.get(field.name)) for draft in drafts for field in fields]
    words = iter(cells(office, pairs, lang=language()))
    found = tuple(_look(kind, draft, {field.name: next(words) for field in fields}) for draft in drafts)
    return _under_owners(office, kind, drafts, looks=found) if kind.is_child and rows.via != "owner" else found


def _under_owners(
    office: Office, kind: RecordKind, drafts: Sequence[Draft], *, looks: tuple[RowLook, ...]
) -> tuple[RowLook, ...]:
    """Name rows that live in another record by that record: this side of the link is known already."""
    named = owners(office, kind.key, [draft.id for draft in drafts if draft.id is not None])
    found = []
    for draft, look in zip(drafts, looks, strict=True):
        owner = named.get(draft.id) if draft.id is not None else None
        if owner is None:
            found.append(look)
        else:
            sub = " · ".join(part for part in (owner.subtitle, look.sub) if part)
            found.append(replace(look, title=owner.title, sub=sub, icon=office.catalogue[owner.kind].icon, link=False))
    return tuple(found)


def _told_fields(rows: PanelRows) -> Iterator[Field]:
    """Choose the title and the columns, but not the column that only says whose rows these are."""
    kind = rows.kind
    title = kind.title_field
    yield title
    for attribute in kind.columns:
        field = field_of(attribute)
        if field.name not in (title.name, rows.via):
            yield field


def _look(kind: RecordKind, draft: Draft, words: dict[str, str]) -> RowLook:
    title = kind.title_field
    marked = _mark_field(kind, draft)
    side = side_field(kind)
    clock = _clock_field(kind)
    quiet = {title.name, *(found.name for found in (marked, side, clock) if found is not None)}
    told = [name for name, said in words.items() if said and name not in quiet and _says(draft, kind, name)]
    start = draft.values.get(clock.name) if clock is not None else None
    subs = [_named(kind.fields[name], _clock_only(draft.values.get(name), start) or words[name]) for name in told]
    mark = draft.values.get(marked.name) if marked is not None else None
    ours = draft.values.get(side.name) if side is not None else None
    return RowLook(
        words[title.name] or str(_("New {kind}").format(kind=kind.name)),
        " · ".join(subs),
        kind.icon,
        choice_label(mark) if isinstance(mark, Enum) else "",
        choice_family(mark) if isinstance(mark, Enum) else "neutral",
        ours if isinstance(ours, Side) else Side.OURS,
        days_late(kind, draft),
        _is_done(kind, draft),
        title.kind is FieldKind.LINK,
        *_when(draft.values.get(clock.name) if clock is not None else None),
        due if isinstance(due := draft.values.get(kind.sort.by.key), date) else None,
        named if isinstance(named := draft.values.get(title.name), UUID) else None,
    )


def _when(value: Value) -> tuple[str, str]:
    """Say the clock of the place, and beneath it the day and the city."""
    if not isinstance(value, Moment):
        return "", ""
    lang = language()
    return format_clock(value, lang), f"{format_day(value.day, lang)} · {isolate(city_of(value.zone, lang))}"


def _clock_only(value: Value, start: Value) -> str:
    """Leave out the day and the zone of a moment that are those of the row's beginning."""
    if not isinstance(value, Moment) or not isinstance(start, Moment):
        return ""
    return format_clock(value, language()) if (value.day, value.zone) == (start.day, start.zone) else ""


def _named(field: Field, said: str) -> str:
    """Name days, figures and single short words, which say nothing alone."""
    figures = (FieldKind.DAY, FieldKind.INTEGER, FieldKind.AMOUNT, FieldKind.MOMENT)
    alone = field.kind not in figures and not (field.kind is FieldKind.TEXT and len(said) < _TELLING)
    return said if alone else f"{field.label} {isolate(said)}"


def _says(draft: Draft, kind: RecordKind, name: str) -> bool:
    """Leave out a no: a row lists what is the case."""
    return kind.fields[name].kind is not FieldKind.YES_NO or bool(draft.values.get(name))


def _mark_field(kind: RecordKind, draft: Draft) -> Field | None:
    """Choose the stage for the pill, or the first choice that has a value."""
    stage = kind.stage
    if stage is not None and draft.values.get(stage.attribute.key) is not None:
        return kind.fields[stage.attribute.key]
    side = side_field(kind)
    title = kind.title_field.name
    columns = [kind.fields[attribute.key] for attribute in kind.columns if attribute.key in kind.fields]
    choices = [field for field in columns if field.kind is FieldKind.CHOICE and field != side and field.name != title]
    return next((field for field in choices if draft.values.get(field.name) is not None), None)


def _clock_field(kind: RecordKind) -> Field | None:
    """Give the moment by which rows are sorted: it stands before the row."""
    field = kind.fields.get(kind.sort.by.key)
    return field if field is not None and field.kind is FieldKind.MOMENT else None


def days_late(kind: RecordKind, draft: Draft) -> int:
    """Count the days since an open promise fell due; 0 for anything else."""
    due: Value = draft.values.get(kind.sort.by.key)
    if not is_ledger(kind) or not isinstance(due, date) or _is_done(kind, draft):
        return 0
    return max(0, (draft.today - due).days)


def _is_done(kind: RecordKind, draft: Draft) -> bool:
    stage = kind.stage
    # A visa or a clearance that was given is no less to read; only promises are over when they are kept.
    if stage is None or not is_ledger(kind):
        return False
    try:
        return not is_open(stage.track(draft), stage.now(draft))
    except UnknownStage:
        return False


def ledger_order(look: RowLook) -> tuple[int, int]:
    """Put the late first, the worst on top; then what falls due, what has no date, and the done last."""
    if look.done:
        return (3, 0)
    if look.late:
        return (0, -look.late)
    return (1, look.due.toordinal()) if look.due is not None else (2, 0)


def count_words(count: int) -> Text:
    """Count rows in a head."""
    return _n("{n} item", "{n} items", count)
