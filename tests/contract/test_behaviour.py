"""What every kind does, from its declaration alone: saved, listed, found, changed, taken back, deleted, sent out."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DatabaseError

from app.core.collation import sort_key
from app.core.errors import SafirError
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.core.text import clean, strip_isolates
from app.records import ALL
from app.schema.choices import codes_of
from app.schema.draft import Draft
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import FileRef, Value
from app.services import changing, editing, history, listing
from app.services.alerts import alerts
from app.services.brief import gather
from app.services.json_values import draft_from_json, to_json
from app.services.list_filters import conditions_of
from app.services.list_query import Condition, Filter, ListQuery
from app.services.reading import completeness
from app.services.search import find, suggest
from app.services.titles import titles
from app.store.errors import StaleRecord
from app.store.journal import ROW, changes_of
from app.store.writing import Deed
from tests.contract.making import FLAGS, TEXTS, Made, Maker, takes_any_text

Kinds = tuple[RecordKind, ...]


def each(kinds: Kinds) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.key)


every_kind = each(ALL)
every_form = each(tuple(kind for kind in ALL if kind.key not in ("rule_override", "attachment")))
every_record = each(tuple(kind for kind in ALL if kind.is_record or kind.is_list))
every_page = each(tuple(kind for kind in ALL if kind.is_record or kind.is_list or kind.is_child))
every_written = each(tuple(kind for kind in ALL if any(field.searchable for field in kind.fields.values())))
every_titled = each(tuple(kind for kind in ALL if kind.title_field.kind is FieldKind.TEXT))


def listed(made: Made, **asked: Any) -> list[UUID]:
    query = ListQuery(made.kind.key, **asked)
    return [row.id for row in listing.rows_at(made.office, query, listing.handles(made.office, query))]


def changes(made: Made, deed: UUID | None) -> list[tuple[UUID, str]]:
    assert deed is not None
    with made.office.store.reading() as session:
        return [(change.record, change.field) for change in changes_of(session, deed)]


def others(made: Made, maker: Maker) -> dict[str, Value]:
    """Give another value for every field that can have one."""
    own = made.open()[1].values
    found = {field.name: maker.other(made.kind, field, own[field.name]) for field in editable(made.kind)}
    return {name: value for name, value in found.items() if value != own[name]}


def editable(kind: RecordKind) -> Iterator[Field]:
    stage = None if kind.stage is None else kind.stage.attribute.key
    return (field for field in kind.fields.values() if field.name not in FLAGS and field.name != stage)


@every_kind
def test_a_filled_record_reads_back_as_it_was_saved(kind: RecordKind, maker: Maker) -> None:
    values = maker.values(kind, 1)
    made = maker.record(kind, **{**values, **({"code": f"read-{kind.key}"} if kind.is_list else {})})
    found = made.open()[1].values
    for name, value in values.items():
        if not (kind.is_list and name == "code"):
            assert found[name] == value, name


@every_kind
def test_a_list_shows_a_record_sorted_by_every_column_both_ways(kind: RecordKind, maker: Maker) -> None:
    pair = {maker.record(kind).id, maker.record(kind).id}
    one = maker.record(kind)
    for name in (*kind.fields, listing.CHANGED) if not kind.is_child else kind.fields:
        up = [record for record in listed(one, sort=name) if record in pair]
        down = [record for record in listed(one, sort=name, descending=True) if record in pair]
        assert set(up) == pair, name
        assert up == down[::-1] or kind.title.key == "record", name


@every_kind
def test_a_list_is_counted_as_it_is_shown(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    assert listing.count(made.office, ListQuery(kind.key)) == len(listed(made)) == len(set(listed(made)))


@every_kind
def test_a_list_shows_every_column(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    query = ListQuery(kind.key, columns=tuple(kind.fields))
    (row,) = listing.rows_at(maker.office, query, listing.handles_of(maker.office, query, [made.id]))
    own = made.open()[1].values
    assert dict(zip(kind.fields, row.values, strict=True)) == {name: own[name] for name in kind.fields}


def a_little(value: Value, step: int) -> Value:
    """Give a value a little before or after."""
    if isinstance(value, Money):
        return Money(value.minor + step, value.currency)
    if isinstance(value, Moment):
        return Moment(value.wall + timedelta(hours=step), value.zone)
    if isinstance(value, PartialDate):
        return PartialDate.of_day(value.first + timedelta(days=step))
    if isinstance(value, date):
        return value + timedelta(days=step)
    return cast("int", value) + step


def piece(maker: Maker, field: Field, value: Value) -> str:
    """Give a piece of the words that a value is shown with."""
    if field.kind in (FieldKind.LINK, FieldKind.OFFICE_LIST, FieldKind.LINKS):
        record = value[0] if isinstance(value, tuple) else value
        return titles(maker.office, [cast("UUID", record)])[cast("UUID", record)].title
    return value.name if isinstance(value, FileRef) else str(value)[-12:]


Asked = Callable[[Maker, Field, Value], tuple[tuple[Value, ...], bool]]

ASKED: Mapping[Condition, Asked] = {
    Condition.IS: lambda _maker, _field, value: (value if isinstance(value, tuple) else (value,), True),
    Condition.IS_NOT: lambda _maker, _field, value: (value if isinstance(value, tuple) else (value,), False),
    Condition.CONTAINS: lambda maker, field, value: ((piece(maker, field, value),), True),
    Condition.BEFORE: lambda _maker, _field, value: ((a_little(value, 1),), True),
    Condition.AFTER: lambda _maker, _field, value: ((a_little(value, -1),), True),
    Condition.BETWEEN: lambda _maker, _field, value: ((a_little(value, -1), a_little(value, 1)), True),
    Condition.EMPTY: lambda _maker, _field, _value: ((), False),
    Condition.FILLED: lambda _maker, _field, _value: ((), True),
}
OPPOSITE = {Condition.BEFORE: Condition.AFTER, Condition.AFTER: Condition.BEFORE}


@every_kind
def test_every_filter_of_every_field_tells_what_it_asks_from_the_rest(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    own = made.open()[1].values
    for field in kind.fields.values():
        value = own[field.name]
        if value is None or (kind.stage is not None and field.name == kind.stage.attribute.key and value == ""):
            continue
        for condition in conditions_of(field):
            values, is_found = ASKED[condition](maker, field, value)
            found = listed(made, filters=(Filter(field.name, condition, values),))
            assert (made.id in found) is is_found, (field.name, condition)
            if condition in OPPOSITE:
                found = listed(made, filters=(Filter(field.name, OPPOSITE[condition], values),))
                assert made.id not in found, (field.name, condition)


@every_kind
def test_a_field_that_is_empty_is_listed_as_empty_and_last(kind: RecordKind, maker: Maker) -> None:
    bare, full = maker.bare(kind), maker.record(kind)
    own = bare.open()[1].values
    for field in kind.fields.values():
        if own[field.name] in (None, ()) and Condition.EMPTY in conditions_of(field) and full.open()[1].values[field.name]:
            assert bare.id in listed(bare, filters=(Filter(field.name, Condition.EMPTY),)), field.name
            for descending in (False, True):
                order = listed(bare, sort=field.name, descending=descending)
                assert order.index(bare.id) > order.index(full.id), field.name


@every_titled
def test_titles_stand_in_persian_order(kind: RecordKind, maker: Maker) -> None:
    names = ("یاسوج", "گرگان", "پاوه", "آمل", "ژاله", "Zürich", "کرج", "چالوس", "تهران", "وین")
    made = {maker.record(kind, **{kind.title.key: f"{name} {kind.key}"}).id: name for name in names}
    some = maker.record(kind)
    order = [made[record] for record in listed(some, sort=kind.title.key) if record in made]
    assert order == sorted(names, key=sort_key)
    assert order.index("پاوه") < order.index("تهران") < order.index("چالوس") < order.index("ژاله") < order.index("کرج")


@each(tuple(kind for kind in ALL if kind.title_field.kind in (FieldKind.LINK, FieldKind.CHOICE)))
def test_titles_that_are_no_text_stand_in_the_order_of_what_they_name(kind: RecordKind, maker: Maker) -> None:
    field = kind.title_field
    target = kind if field.target is None else maker.kind(field.target)
    if field.choices is not None:
        values: list[Value] = list(codes_of(field.choices))
    else:
        values = [maker.record(target, **{target.title.key: name}).id for name in ("پاوه", "گرگان", "یاسوج")]
    made = {maker.record(kind, **{field.name: value}).id: value for value in reversed(values)}
    order = [made[record] for record in listed(maker.record(kind), sort=field.name) if record in made]
    assert order == values


@every_written
def test_a_record_is_found_by_every_searchable_field(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    for number, field in enumerate(field for field in editable(kind) if field.searchable):
        made.change({field.name: f"برف‌روبی ویژهٔ{kind.key.replace('_', '')}{number}"})
        hits = find(maker.office, f"برفروبی ويژه {kind.key.replace('_', '')}{number}", kind=made.top_kind.key)
        assert [hit.id for hit in hits] == [made.top], field.name


@every_form
def test_a_change_of_one_field_is_one_line_of_the_journal(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    changed = others(made, maker)
    assert len(changed) >= len(list(editable(kind))) - 1
    for name, value in changed.items():
        assert changes(made, made.change({name: value}).deed) == [(made.id, name)], name


@every_form
def test_saving_what_is_unchanged_writes_nothing(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    top, _own = made.open()
    assert editing.save(maker.office, top).deed is None


@every_form
def test_a_stale_save_is_refused_and_changes_nothing(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    name = next(field.name for field in editable(kind) if field.kind in TEXTS)
    late_top, late = made.open()
    made.change({name: "نخستین"})
    late.values[name] = "دیرتر"
    with pytest.raises(StaleRecord):
        editing.save(maker.office, late_top)
    assert made.open()[1].values[name] == "نخستین"


@every_form
def test_what_is_required_is_asked_for_by_name(kind: RecordKind, maker: Maker) -> None:
    for number, field in enumerate(field for field in kind.fields.values() if field.required):
        top, own = maker.draft(kind, 9000 + number)
        own.values[field.name] = None
        with pytest.raises(editing.Invalid) as refused:
            editing.save(maker.office, top)
        missing = [problem for problem in refused.value.problems if problem.rule == "required"]
        assert [problem.field for problem in missing] == [field.name]
        assert str(field.label) in str(missing[0].message)
        assert editing.check(maker.office, top)


@every_form
def test_undo_takes_a_new_record_back_and_redo_restores_it(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    before = made.open()[1].values
    history.undo(maker.office)
    with pytest.raises((SafirError, LookupError)):
        made.open()
    assert made.id not in listed(made, archived=True)
    history.redo(maker.office)
    assert made.open()[1].values == before


@every_form
def test_undo_takes_a_change_back_and_redo_repeats_it(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    before = dict(made.open()[1].values)
    after = others(made, maker)
    saved = made.change(after)
    undone = history.undo(maker.office, saved.deed)
    assert undone.refused == ()
    assert made.open()[1].values == before
    history.redo(maker.office)
    assert made.open()[1].values == {**before, **after}


@every_form
def test_history_tells_a_change_in_words(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    name = next(field.name for field in editable(kind) if field.kind in TEXTS)
    saved = made.change({name: "متن تازه"})
    told = history.history(maker.office, made.top_kind.key, made.top)[0]
    assert told.id == saved.deed
    assert [(str(change.field), strip_isolates(change.new)) for change in told.changes] == [
        (str(kind.fields[name].label), "متن تازه")
    ]


def unseen(kind: RecordKind) -> str:
    """Give a word that only one record of one kind holds."""
    return f"ناپدید{kind.key.replace('_', '')}شدنی"


@every_record
def test_a_deleted_record_is_hidden_from_every_reader(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind, **{kind.title.key: unseen(kind)})
    office = maker.office
    count = listing.count(office, ListQuery(kind.key))
    assert [hit.id for hit in find(office, unseen(kind))] == [made.id]
    made.delete()
    assert made.id not in listed(made, archived=True)
    assert listing.count(office, ListQuery(kind.key)) == count - 1
    assert listing.handles_of(office, ListQuery(kind.key), [made.id]).tolist() == []
    assert find(office, unseen(kind)) == ()
    assert suggest(office, kind.key, unseen(kind)) == ()
    assert titles(office, [made.id])[made.id].deleted
    assert made.id not in {alert.id for alert in alerts(office)}
    with pytest.raises(SafirError):
        editing.open_draft(office, kind.key, made.id)
    with pytest.raises(SafirError):
        gather(office, made.id, ceiling=maker.value(kind, kind.fields["label"], 0))  # type: ignore[arg-type]
    changing.restore(office, kind.key, [made.id])
    assert [hit.id for hit in find(office, unseen(kind))] == [made.id]


@each(tuple(kind for kind in ALL if kind.is_child))
def test_a_deleted_row_is_hidden_from_its_owner_and_from_search(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind, notes=unseen(kind))
    assert [hit.id for hit in find(maker.office, unseen(kind))] == [made.top]
    made.delete()
    assert made.id not in listed(made)
    assert find(maker.office, unseen(kind)) == ()
    with pytest.raises(LookupError):
        made.open()


@every_record
def test_an_archived_record_is_out_of_the_way_until_asked_for(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    changing.archive(maker.office, kind.key, [made.id], archived=True)
    assert made.id not in listed(made)
    assert made.id in listed(made, archived=True)
    changing.archive(maker.office, kind.key, [made.id], archived=False)
    assert made.id in listed(made)


@every_form
def test_json_holds_a_record_whole(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    top, own = made.open()
    written = json.loads(json.dumps(to_json(maker.office, made.top_kind, top), ensure_ascii=False))
    read = draft_from_json(maker.office, made.top_kind, written)
    rows = list(same_kind(read, kind.key))
    assert len(rows) == 1
    assert {name: rows[0].values.get(name) or None for name in kind.fields} == {
        name: own.values[name] or None for name in kind.fields
    }


def same_kind(draft: Draft, key: str) -> Iterator[Draft]:
    if draft.kind == key:
        yield draft
        return
    for rows in draft.rows.values():
        for row in rows:
            yield from same_kind(row, key)


@every_page
def test_completeness_counts_from_nothing_to_whole_and_names_what_is_missing(kind: RecordKind, maker: Maker) -> None:
    empty = completeness(maker.office, editing.blank(maker.office, kind.key))
    bare = completeness(maker.office, maker.draft(kind, 50, filled=False)[1])
    full = completeness(maker.office, maker.add_wanted_rows(maker.draft(kind, 51)[1]))
    assert 0 <= empty.percent <= bare.percent <= full.percent == 100
    assert full.gaps == ()
    for gap in empty.gaps:
        panels = maker.office.catalogue.panels(kind.key)
        assert gap.field in kind.fields if gap.panel is None else gap.panel in panels
        assert gap.name.in_("fa") != gap.name.in_("en")


@every_form
def test_control_characters_are_taken_out_of_every_text(kind: RecordKind, maker: Maker) -> None:
    names = [field.name for field in editable(kind) if takes_any_text(field)]
    made = maker.record(kind)
    made.change({name: f"سفر\x00\x07 به\x1b تهران {place}\ud800" for place, name in enumerate(names)})
    for place, name in enumerate(names):
        assert made.open()[1].values[name] == f"سفر به تهران {place}"


MARKUP = "<b onmouseover=\"alert('x')\">&amp;</b>'; DROP TABLE person; -- \u202e%s{0}"


@every_form
def test_hostile_markup_is_text_like_any_other(kind: RecordKind, maker: Maker) -> None:
    names = [field.name for field in editable(kind) if takes_any_text(field)]
    made = maker.record(kind)
    made.change({name: f"{MARKUP}{place}" for place, name in enumerate(names)})
    assert [made.open()[1].values[name] for name in names] == [f"{clean(MARKUP)}{place}" for place in range(len(names))]
    words = " ".join(change.new for change in history.history(maker.office, made.top_kind.key, made.top)[0].changes)
    assert "<b onmouseover" in words


@every_kind
def test_the_journal_only_grows(kind: RecordKind, maker: Maker) -> None:
    made = maker.record(kind)
    for statement in (
        "UPDATE journal_change SET new = 'x' WHERE record = :record",
        "DELETE FROM journal_change WHERE record = :record",
        "UPDATE journal_deed SET use_case = 'x'",
        "DELETE FROM journal_deed",
    ):
        with pytest.raises(DatabaseError), maker.office.doing(Deed("edit", kind.name)) as session:
            session.execute(sql(statement), {"record": made.id.bytes})
    with maker.office.store.reading() as session:
        made_by = session.execute(
            sql("SELECT count(*) FROM journal_change WHERE record = :record AND field = :field"),
            {"record": made.id.bytes, "field": ROW},
        ).scalar_one()
    assert made_by == 1
