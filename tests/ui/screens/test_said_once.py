"""What the cards of an agreement say is not said again below, and every tab still leads to where it is said."""

import pytest
from pytestqt.qtbot import QtBot

from app.rules.labels import Confidentiality
from app.rules.vocabulary import Side
from app.schema.choices import choice_family
from app.services import editing
from app.services.listing import ListQuery, first_rows
from app.ui.kit import FootBar
from app.ui.screens.agreement_cards import ChainCard, DetailsCard
from app.ui.screens.agreement_page import AgreementPage
from app.ui.screens.delegation_page import DelegationPage
from app.ui.screens.pack_page import PackPage
from app.ui.shell.places import PackPlace, RecordPlace
from app.ui.shell.screens import make_page
from app.ui.theme import DARK, LIGHT
from tests.ui.screens.seen import Stage, words


@pytest.fixture
def page(staged: Stage, qtbot: QtBot) -> AgreementPage:
    rows = first_rows(staged.context.office, ListQuery("agreement"), limit=20)
    drafts = {row.id: editing.open_draft(staged.context.office, "agreement", row.id) for row in rows}
    found = next(record for record, draft in drafts.items() if draft.values.get("notice_number") == 90)
    made = make_page(staged.context, RecordPlace("agreement", found))
    assert isinstance(made, AgreementPage)
    qtbot.addWidget(made)
    made.resize(1170, 714)
    made.show()
    made.rest()
    return made


def test_what_the_cards_say_is_not_said_again(page: AgreementPage) -> None:
    for block in page.body.blocks.values():
        for name in ("parties", "obligations", "chain", "later"):
            if name in block.panels:
                assert not block.panels[name].isVisible()
    page.edit()
    page.body.finish()
    shown = [name for block in page.body.blocks.values() for name, card in block.panels.items() if card.isVisible()]
    assert {"parties", "obligations", "chain", "later"} <= set(shown)


def test_a_number_and_its_unit_are_one_value(page: AgreementPage) -> None:
    assert "۹۰ روز پیش از پایان" in words(page.findChildren(DetailsCard)[0])


def test_the_tab_of_a_told_section_leads_to_its_card(page: AgreementPage) -> None:
    key = next(key for key, block in page.body.blocks.items() if "chain" in block.panel_names)
    assert key in page.body.tabs.keys
    block = page.body.blocks[key]
    if block.isHidden():
        assert page.body.place_of(block) is page.findChildren(ChainCard)[0]
    details = next(block for block in page.body.blocks.values() if block.section.items[0].key == "title_fa")  # type: ignore[union-attr]
    assert page.body.place_of(details) is page.findChildren(DetailsCard)[0]
    assert page.body.tabs.current == page.body.tabs.keys[0]


def test_a_tab_counts_the_panel_it_is_named_after(staged: Stage, qtbot: QtBot) -> None:
    for row in first_rows(staged.context.office, ListQuery("delegation"), limit=20):
        draft = editing.open_draft(staged.context.office, "delegation", row.id)
        lines, meetings = len(list(draft.living("itinerary"))), len(list(draft.living("meetings")))
        if lines and meetings:
            break
    made = make_page(staged.context, RecordPlace("delegation", row.id))
    assert isinstance(made, DelegationPage)
    qtbot.addWidget(made)
    key = next(key for key, block in made.body.blocks.items() if "itinerary" in block.panel_names)
    told = {tab: count for tab, _title, count in made.body.tabs_shown}
    assert told[key] == str(lines).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    made.rest()


def test_a_side_is_a_pill_in_its_own_colours() -> None:
    assert [choice_family(side) for side in Side] == ["ours", "theirs"]
    for tokens in (LIGHT, DARK):
        assert tokens.hex_of("theirs_ground") == tokens.theirs_soft
        assert tokens.hex_of("ours_dot") == tokens.ours


def test_packing_begins_at_the_label_of_the_trip(staged: Stage, qtbot: QtBot) -> None:
    office = staged.context.office
    trip = first_rows(office, ListQuery("delegation"), limit=1)[0].id
    draft = editing.open_draft(office, "delegation", trip)
    draft.values["label"] = Confidentiality.CONFIDENTIAL
    editing.save(office, draft)
    page = PackPage(staged.context, PackPlace(trip))
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    assert page.ceiling is Confidentiality.CONFIDENTIAL
    foot = page.findChildren(FootBar)[0]
    assert foot.isVisible()
    assert foot.geometry().bottom() == page.height() - 1
    assert page.pack_button.isVisible()
