"""A kind that exists only in this file goes through list, form, search, Excel, journal and JSON; nothing else is touched."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Mapped

from app.core.i18n import plain
from app.core.money import Money
from app.exchange.excel_out import export_list
from app.records import ALL
from app.records.common import record_section
from app.rules.labels import Confidentiality
from app.schema.choices import Labelled
from app.schema.fields import amount, choice, day, integer, link, long_text, text
from app.schema.kinds import Catalogue, Group, Panel, RecordKind, Section, Sort
from app.schema.record import Base, Child, Record, owner_link
from app.services import editing, history, listing
from app.services.json_values import draft_from_json, kinds_json, to_json
from app.services.list_query import Condition, Filter, ListQuery
from app.services.reading import completeness
from app.services.search import find, suggest
from app.store.writing import Deed
from app.ui.context import Context
from app.ui.form.page import FormPage
from app.ui.shell.places import RecordPlace
from app.ui.theme import apply_theme
from tests.contract.making import Maker, an_office
from tests.ui.form.hands import key, named, nameless, type_into
from tests.ui.form.making import Answers


class Growth(Labelled):
    """How a tree of friendship does."""

    YOUNG = "young", plain("نهال")
    GROWN = "grown", plain("بالیده")


class FriendshipTree(Record):
    """A tree that a guest planted."""

    __tablename__ = "friendship_tree"

    name: Mapped[str] = text(plain("نام درخت"), searchable=True)
    growth: Mapped[Growth] = choice(plain("حال درخت"), Growth, default=lambda: Growth.YOUNG)
    planted_on: Mapped[date | None] = day(plain("روز کاشت"), wanted=True)
    height: Mapped[int | None] = integer(plain("بلندی (سانتی‌متر)"))
    cost: Mapped[Money | None] = amount(plain("هزینه"))
    planter: Mapped[UUID | None] = link(plain("کاشته به دست"), "person", panel="trees")
    story: Mapped[str | None] = long_text(plain("داستان"), searchable=True, wanted=True)


class Watering(Child):
    """One watering of it."""

    __tablename__ = "watering"
    owner_key = "friendship_tree"

    owner: Mapped[UUID] = owner_link("friendship_tree")
    gardener: Mapped[str] = text(plain("باغبان"), searchable=True)


TREES = RecordKind(
    model=FriendshipTree,
    name=plain("درخت دوستی"),
    plural=plain("درختان دوستی"),
    icon="globe",
    group=Group.RELATIONS,
    title=FriendshipTree.name,
    columns=(
        FriendshipTree.name,
        FriendshipTree.growth,
        FriendshipTree.planted_on,
        FriendshipTree.height,
        FriendshipTree.planter,
    ),
    filters=(FriendshipTree.growth, FriendshipTree.planted_on),
    sort=Sort(FriendshipTree.name),
    form=(
        Section(
            plain("درخت"),
            (
                FriendshipTree.name,
                FriendshipTree.growth,
                FriendshipTree.planted_on,
                FriendshipTree.height,
                FriendshipTree.cost,
                FriendshipTree.planter,
                FriendshipTree.story,
                Panel("waterings"),
            ),
        ),
        record_section(FriendshipTree),
    ),
)
WATERINGS = RecordKind(
    model=Watering,
    name=plain("آبیاری"),
    plural=plain("آبیاری‌ها"),
    icon="globe",
    group=Group.HIDDEN,
    title=Watering.gardener,
    columns=(Watering.gardener,),
    sort=Sort(Watering.rank),
    form=(Section(plain("آبیاری"), (Watering.gardener, Watering.notes)),),
    owner="friendship_tree",
    panel="waterings",
)


TABLES = [Base.metadata.tables[name] for name in ("friendship_tree", "watering")]


@pytest.fixture(scope="module", autouse=True)
def gone_afterwards() -> Iterator[None]:
    """Take the tables out of the metadata again, so that no other store has them."""
    yield
    for table in reversed(TABLES):
        Base.metadata.remove(table)


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[Maker]:
    """Give a maker in an office that has the kind."""
    with an_office(tmp_path, Catalogue((*ALL, TREES, WATERINGS))) as office:
        with office.doing(Deed("migrate", TREES.plural)) as session:  # what its migration would do
            Base.metadata.create_all(session.connection(), TABLES)
        yield Maker(office)


def names(maker: Maker, **asked: Any) -> list[str]:
    return [str(row.values[0]) for row in listing.first_rows(maker.office, ListQuery("friendship_tree", **asked))]


def test_it_is_listed_sorted_and_filtered(maker: Maker) -> None:
    for name, height in (("یاس", 30), ("گردو", 20), ("پسته", 10)):
        maker.record(TREES, name=name, height=height)
    assert names(maker) == ["پسته", "گردو", "یاس"]
    assert names(maker, sort="height", descending=True) == ["یاس", "گردو", "پسته"]
    assert names(maker, filters=(Filter("height", Condition.AFTER, (15,)),)) == ["گردو", "یاس"]
    assert names(maker, text="گردو") == ["گردو"]


def test_it_is_found_by_its_own_words_and_by_those_of_its_rows(maker: Maker) -> None:
    made = maker.record(TREES, name="سرو نقره‌ای", story="یادگار شهردار سئول")
    row = maker.record(WATERINGS, gardener="باغبان‌باشی")
    assert [hit.id for hit in find(maker.office, "سرو نقره ای")] == [made.id]
    assert [hit.id for hit in find(maker.office, "يادگار سئول")] == [made.id]
    (hit,) = find(maker.office, "باغبان باشی")
    assert (hit.id, hit.panel) == (row.top, WATERINGS.plural)
    assert suggest(maker.office, "friendship_tree", "سرو")[0].id == made.id


def test_a_change_is_journaled_told_and_taken_back(maker: Maker) -> None:
    made = maker.record(TREES, height=10)
    made.change({"height": 55})
    told = history.history(maker.office, "friendship_tree", made.id)[0].changes
    assert [(str(change.field), change.old, change.new) for change in told] == [("بلندی (سانتی‌متر)", "۱۰", "۵۵")]
    history.undo(maker.office)
    assert made.open()[1].values["height"] == 10


def test_it_goes_to_excel_and_to_json_and_back(maker: Maker, tmp_path: Path) -> None:
    made = maker.record(TREES, name="ارغوان", planted_on=date(2025, 3, 21), height=120)
    query = ListQuery("friendship_tree", columns=("name", "planted_on", "height"))
    done = export_list(maker.office, query, tmp_path / "trees.xlsx", lang="fa", ceiling=Confidentiality.NORMAL)
    sheet = load_workbook(tmp_path / "trees.xlsx").worksheets[0]
    assert done.rows == 1
    assert [cell.value for cell in sheet[2]] == ["ارغوان", "۱۴۰۴/۰۱/۰۱", datetime.fromisoformat("2025-03-21"), 120]
    draft = made.open()[0]
    written = to_json(maker.office, TREES, draft)
    assert draft_from_json(maker.office, TREES, written).values == draft.values
    assert "friendship_tree" in {described["key"] for described in kinds_json(maker.office.catalogue)}


def test_it_stands_in_the_panel_of_what_it_links_to_and_knows_what_is_missing(maker: Maker) -> None:
    made = maker.record(TREES)
    person = made.open()[1].values["planter"]
    assert isinstance(person, UUID)
    assert [row.id for row in editing.open_draft(maker.office, "person", person).rows["trees"]] == [made.id]
    empty = completeness(maker.office, editing.blank(maker.office, "friendship_tree"))
    assert {gap.field for gap in empty.gaps} == {"name", "planted_on", "story"}


def test_it_has_a_form_that_saves(maker: Maker, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    apply_theme(qapp, "light", language="fa")
    office = maker.office
    context = Context(office, Answers(), office.settings, settings_path=tmp_path / "settings.json")
    page = FormPage(context, RecordPlace("friendship_tree"))
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitExposed(page)
    type_into(named(page, QLineEdit, "نام درخت"), "بید مجنون")
    type_into(named(page, QLineEdit, "روز کاشت"), "۱۵ اسفند ۱۴۰۳")
    key(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.summary.isHidden(), page.summary.lines()
    assert nameless(page) == []
    (row,) = listing.first_rows(office, ListQuery("friendship_tree"))
    assert row.values[:3] == ("بید مجنون", Growth.YOUNG, date(2025, 3, 5))
