"""What every declaration must keep, kind by kind; a new kind arrives tested."""

import pytest
from sqlalchemy import String

from app.core.i18n import Language, Text
from app.records import ALL
from app.schema.choices import choice_family, choice_label, codes_of
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, Group, Panel, RecordKind
from app.schema.record import Child

CATALOGUE = Catalogue(ALL)
every_kind = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)


@every_kind
def test_names_are_translatable_texts(kind: RecordKind) -> None:
    assert isinstance(kind.name, Text)
    assert isinstance(kind.plural, Text)
    assert kind.name.in_("fa") != kind.name.in_("en")


@every_kind
def test_every_field_has_its_own_label_in_both_languages(kind: RecordKind) -> None:
    for field in kind.fields.values():
        assert field.label.in_("en"), field.name
        assert not field.label.in_("fa").isascii(), field.name


@every_kind
def test_link_targets_exist(kind: RecordKind) -> None:
    for field in kind.of_kind(FieldKind.LINK, FieldKind.LINKS, FieldKind.OFFICE_LIST):
        assert field.target in CATALOGUE, field.name


@every_kind
def test_office_list_fields_point_to_lists_and_links_do_not(kind: RecordKind) -> None:
    for field in kind.of_kind(FieldKind.OFFICE_LIST):
        assert CATALOGUE[str(field.target)].is_list, field.name
    for field in kind.of_kind(FieldKind.LINK):
        assert not CATALOGUE[str(field.target)].is_list, field.name


@every_kind
def test_choices_have_codes_labels_and_a_family(kind: RecordKind) -> None:
    for field in kind.of_kind(FieldKind.CHOICE):
        assert field.choices is not None
        assert len(set(codes_of(field.choices))) == len(list(field.choices)) > 1
        for member in field.choices:
            assert choice_label(member).in_("fa")
            assert choice_family(member) in {"neutral", "info", "work", "warn", "good", "bad", "pause", "ours", "theirs"}


@every_kind
def test_the_form_shows_every_field_once(kind: RecordKind) -> None:
    shown = [item.key for section in kind.form for item in section.items if not isinstance(item, Panel)]
    assert len(shown) == len(set(shown))
    if kind.group is Group.HIDDEN:
        return
    assert {field.name for field in kind.fields.values() if field.required} <= set(shown)
    assert set(kind.fields) - set(shown) <= {"label", "notes", "flag", "seats"}


@every_kind
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_no_two_fields_of_a_kind_have_the_same_label(kind: RecordKind, lang: Language) -> None:
    labels = [field.label.in_(lang) for field in kind.fields.values()]
    assert not [label for label in labels if labels.count(label) > 1]


@every_kind
def test_the_form_names_panels_that_exist(kind: RecordKind) -> None:
    for section in kind.form:
        for item in section.items:
            if isinstance(item, Panel):
                assert item.name in CATALOGUE.panels(kind.key)


@every_kind
def test_columns_filters_facts_and_order_are_fields_of_the_kind(kind: RecordKind) -> None:
    for attribute in (*kind.columns, *kind.filters, *kind.facts, kind.title):
        assert attribute.key in kind.fields
    assert kind.sort.by.key in kind.fields or kind.sort.by.key == "rank"


@every_kind
def test_the_title_comes_first_in_a_list(kind: RecordKind) -> None:
    if kind.group is not Group.HIDDEN:
        assert kind.columns[0].key == kind.title.key


@every_kind
def test_a_child_names_its_owner_and_its_panel(kind: RecordKind) -> None:
    if issubclass(kind.model, Child):
        assert kind.owner == kind.model.owner_key
        assert kind.owner in CATALOGUE
        assert kind.panel in CATALOGUE.panels(kind.owner)
    else:
        assert kind.owner is None
        assert kind.panel is None


@every_kind
def test_labels_and_notes_stand_on_every_kind_that_leaves_the_office(kind: RecordKind) -> None:
    if kind.key not in {"rule_override", "saved_view"}:
        assert {"label", "notes"} <= set(kind.fields)


@every_kind
def test_searchable_fields_hold_text(kind: RecordKind) -> None:
    for field in kind.fields.values():
        if field.searchable:
            assert field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT}, field.name


@every_kind
def test_a_page_has_searchable_text_and_completeness(kind: RecordKind) -> None:
    if kind.group not in (Group.HIDDEN, Group.LISTS):
        assert any(field.searchable for field in kind.fields.values())
        assert any(field.wanted for field in kind.fields.values())


@every_kind
def test_defaults_fit_their_field(kind: RecordKind) -> None:
    for field in kind.fields.values():
        if field.default is not None and field.kind is FieldKind.CHOICE:
            assert field.default() in list(field.choices or ())


@every_kind
def test_stages_start_on_their_track(kind: RecordKind) -> None:
    if kind.stage is None:
        return
    field = kind.fields[kind.stage.attribute.key]
    assert field.kind is FieldKind.CHOICE


@every_kind
def test_column_names_are_plain_snake_case(kind: RecordKind) -> None:
    for name in kind.fields:
        assert name == name.lower()
        assert name.isidentifier()


@every_kind
def test_text_columns_have_no_length_that_would_cut_a_word(kind: RecordKind) -> None:
    for field in kind.of_kind(FieldKind.TEXT, FieldKind.LONG_TEXT):
        column = kind.model.__table__.c[field.name]
        assert isinstance(column.type, String)
        assert column.type.length is None


def test_keys_scripts_rely_on_stay() -> None:
    promised = {
        "counterpart": {"name_fa", "name_en", "kind"},
        "person": {"name_fa", "name_latin"},
        "post": set(),
        "delegation": {"title", "direction", "starts_on", "ends_on"},
        "meeting": {"subject", "starts_at", "minutes", "kind", "stage"},
        "agreement": {"title_fa", "title_en", "type", "stage", "signed_on"},
        "follow_up": {"what", "side", "due_on", "state"},
    }
    for key, names in promised.items():
        assert names | {"notes", "label"} <= set(CATALOGUE[key].fields)


def test_a_kind_has_at_most_fifteen_attributes() -> None:
    assert len(RecordKind.__dataclass_fields__) <= 15
