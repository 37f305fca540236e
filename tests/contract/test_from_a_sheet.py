"""What every kind copies as a table is read again from the table: the same value for every field, in both languages."""

from dataclasses import replace

import pytest

from app.core.i18n import Language
from app.core.partial_dates import PartialDate
from app.records import ALL
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import Place, Value
from app.services.pasting import fields_to_paste
from app.services.typed_values import Typed, value_from_words
from app.services.wording import cell_text
from app.ui.list.copying import copied
from tests.contract.making import Maker

every_form = pytest.mark.parametrize(
    "kind", [kind for kind in ALL if kind.key not in ("rule_override", "attachment")], ids=lambda kind: kind.key
)


def comparable(field: Field, value: Value) -> object:
    """Bring a value to what a cell of one line can hold of it."""
    if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT):
        return " ".join(str(value).split())
    if isinstance(value, Place):
        return (round(value.latitude, 4), round(value.longitude, 4))
    if isinstance(value, PartialDate):
        return (value.first, value.last, value.bound)
    return value


@every_form
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_copied_cell_is_read_again(maker: Maker, kind: RecordKind, lang: Language) -> None:
    made = maker.record(kind)
    _top, own = made.open()
    for field in fields_to_paste(tuple(kind.fields.values())):
        value = own.values.get(field.name)
        if value in (None, "", ()):
            continue
        words = copied(field, value, cell_text(maker.office, field, value, lang=lang))
        read = value_from_words(Typed(maker.office, replace(field, panel=None), words, own.values))
        assert comparable(field, read) == comparable(field, value), (field.name, words)
