"""What every kind becomes in Excel: one row with cells of the right type, never above the ceiling, never a formula."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook

from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.core.zones import city_of
from app.exchange.excel_out import Exported, export_list
from app.records import ALL
from app.rules.labels import Confidentiality
from app.schema.fields import FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import FileRef, Place, Value
from app.services.editing import save
from app.services.list_query import ListQuery
from app.services.titles import titles
from tests.contract.making import Made, Maker, takes_any_text

every_kind = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
every_labelled = pytest.mark.parametrize("kind", [kind for kind in ALL if "label" in kind.fields], ids=lambda kind: kind.key)


def sheet_of(made: Made, folder: Path, ceiling: Confidentiality = Confidentiality.SECRET) -> tuple[Exported, list[Any]]:
    """Export one record with every field, and give its cells; none when nothing came out."""
    query = ListQuery(made.kind.key, columns=tuple(made.kind.fields))
    done = export_list(made.office, query, folder / "list.xlsx", lang="fa", ceiling=ceiling, ids=[made.id])
    rows = list(load_workbook(folder / "list.xlsx").worksheets[0].iter_rows(min_row=2))
    return done, list(rows[0]) if done.rows else []


def _moment(value: Value) -> list[Any]:
    return [str, cast("Moment", value).at("Asia/Tehran")]


def _day(value: Value) -> list[Any]:
    day = value.first if isinstance(value, PartialDate) else cast("date", value)
    return [str, datetime(day.year, day.month, day.day)]  # noqa: DTZ001 - a cell has no zone


def _place(value: Value) -> list[Any]:
    place = cast("Place", value)
    return [place.latitude, place.longitude]


def _amount(value: Value) -> list[Any]:
    money = cast("Money", value)
    return [float(money.amount), money.currency]


def _words(_value: Value) -> list[Any]:
    return [str]


def _number(value: Value) -> list[Any]:
    return [value]


CELLS: Mapping[FieldKind, Callable[[Value], list[Any]]] = {
    FieldKind.TEXT: _number,
    FieldKind.LONG_TEXT: _number,
    FieldKind.CONTACT: _number,
    FieldKind.INTEGER: _number,
    FieldKind.RATING: _number,
    FieldKind.AMOUNT: _amount,
    FieldKind.DAY: _day,
    FieldKind.MOMENT: _moment,
    FieldKind.YES_NO: _words,
    FieldKind.CHOICE: _words,
    FieldKind.OFFICE_LIST: _words,
    FieldKind.LINK: _words,
    FieldKind.LINKS: _words,
    FieldKind.PLACE: _place,
    FieldKind.FILE: lambda value: [cast("FileRef", value).name],
}


@every_kind
def test_a_sheet_holds_every_field_with_its_own_type(kind: RecordKind, maker: Maker, tmp_path: Path) -> None:
    made = maker.record(kind)
    done, cells = sheet_of(made, tmp_path)
    assert (done.rows, done.left_out, done.cut) == (1, 0, 0)
    own = made.open()[1].values
    at = 0
    for name, field in kind.fields.items():
        shown = city_of(str(own[name]), "fa") if field.zone and own[name] is not None else own[name]
        for wanted in CELLS[field.kind](shown) if shown is not None else []:
            value = cells[at].value
            if wanted is str:
                assert value is None or (isinstance(value, str) and value), name
            else:
                assert value == wanted, name
                assert isinstance(value, str) is isinstance(wanted, str), name
            at += 1
        if own[name] is None:
            at += 1
            at += field.kind in (FieldKind.DAY, FieldKind.MOMENT, FieldKind.AMOUNT, FieldKind.PLACE)
    assert at == len(cells)


@every_kind
def test_links_are_written_by_their_names(kind: RecordKind, maker: Maker, tmp_path: Path) -> None:
    made = maker.record(kind)
    _done, cells = sheet_of(made, tmp_path)
    shown = {cell.value for cell in cells}
    own = made.open()[1].values
    for field in kind.of_kind(FieldKind.LINK, FieldKind.OFFICE_LIST):
        record = own[field.name]
        if record is not None:
            names = titles(maker.office, [cast("Any", record)])
            assert names[cast("Any", record)].title in shown, field.name


@every_labelled
def test_a_label_above_the_ceiling_keeps_a_record_out(kind: RecordKind, maker: Maker, tmp_path: Path) -> None:
    made = maker.record(kind, label=Confidentiality.SECRET)
    done, _cells = sheet_of(made, tmp_path, Confidentiality.CONFIDENTIAL)
    assert (done.rows, done.left_out) == (0, 1)
    done, cells = sheet_of(made, tmp_path, Confidentiality.SECRET)
    assert (done.rows, done.left_out, done.label) == (1, 0, Confidentiality.SECRET)
    assert cells


@every_kind
def test_no_text_becomes_a_formula(kind: RecordKind, maker: Maker, tmp_path: Path) -> None:
    names = [field.name for field in kind.fields.values() if takes_any_text(field)]
    made = maker.record(kind, **{name: f'=HYPERLINK("http://x","{place}")' for place, name in enumerate(names)})
    _done, cells = sheet_of(made, tmp_path)
    texts = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=HYPERLINK")]
    assert len(texts) == len(names)
    assert {cell.data_type for cell in texts} == {"s"}


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.is_child], ids=lambda kind: kind.key)
def test_a_row_leaves_under_the_label_of_its_owner(kind: RecordKind, maker: Maker, tmp_path: Path) -> None:
    made = maker.record(kind)
    top, _own = made.open()
    top.values["label"] = Confidentiality.SECRET
    save(maker.office, top)
    done, _cells = sheet_of(made, tmp_path, Confidentiality.CONFIDENTIAL)
    assert (done.rows, done.left_out) == (0, 1)
