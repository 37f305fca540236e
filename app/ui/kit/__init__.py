"""Small parts that every screen is made of: they know no business words, load nothing and save nothing.

Decisions: parts paint themselves from the theme at every paint and know leading and trailing only; texts come in
through constructors and are plain; a group of buttons is one tab stop; whatever takes the focus has an accessible name.
A part is imported when its name is first asked for, so that the lock pays for its own parts only.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.kit.bars import FootBar, SaveBar, SaveBarWords, Toolbar, TopBar
    from app.ui.kit.buttons import (
        Button,
        DangerButton,
        IconButton,
        PrimaryButton,
        QuietButton,
        Segmented,
        SmallButton,
        SplitButton,
        named_with_keys,
    )
    from app.ui.kit.chain import ChainNode, ChainStrip
    from app.ui.kit.drawers import Drawer, SidePanel
    from app.ui.kit.empty_state import EmptyState
    from app.ui.kit.fields import CommandBox, FilterChip, SearchBox
    from app.ui.kit.ground import Card, CardHead, Fact, HLine, Icon, NoteBar, OpenPlace, SideHead, Spacer, TintCard, VLine
    from app.ui.kit.label import CodeLabel, Label
    from app.ui.kit.layouts import (
        Columns,
        FlowLayout,
        Item,
        ScrollBox,
        ScrollPage,
        at_rest,
        column,
        empty,
        put,
        row,
        set_side_margins,
    )
    from app.ui.kit.marks import Avatar, CountBadge, IconTile, LabelBadge, Meter, Pill, Ring
    from app.ui.kit.menus import Menu
    from app.ui.kit.notice import NoticePoint, NoticeSpan, NoticeStrip
    from app.ui.kit.over import ProgressSheet, ProgressWords, Raised, Toast, fade_in
    from app.ui.kit.rail import Rail, RailEntry, RailGroup, RailSize, RailWords
    from app.ui.kit.rows import Alert, AlertRow, Event, EventRow, MeterRow, Person, PersonChip, Row, Stat, StatFigure, StatRow
    from app.ui.kit.stages import Stage, StageState, StageStrip
    from app.ui.kit.tabs import TabBar
    from app.ui.kit.words import Words

_PLACES = {
    "bars": "FootBar SaveBar SaveBarWords Toolbar TopBar",
    "buttons": "Button DangerButton IconButton PrimaryButton QuietButton Segmented SmallButton SplitButton named_with_keys",
    "chain": "ChainNode ChainStrip",
    "drawers": "Drawer SidePanel",
    "empty_state": "EmptyState",
    "fields": "CommandBox FilterChip SearchBox",
    "ground": "Card CardHead Fact HLine Icon NoteBar OpenPlace SideHead Spacer TintCard VLine",
    "label": "CodeLabel Label",
    "layouts": "Columns FlowLayout Item ScrollBox ScrollPage at_rest column empty put row set_side_margins",
    "marks": "Avatar CountBadge IconTile LabelBadge Meter Pill Ring",
    "menus": "Menu",
    "notice": "NoticePoint NoticeSpan NoticeStrip",
    "over": "ProgressSheet ProgressWords Raised Toast fade_in",
    "rail": "Rail RailEntry RailGroup RailSize RailWords",
    "rows": "Alert AlertRow Event EventRow MeterRow Person PersonChip Row Stat StatFigure StatRow",
    "stages": "Stage StageState StageStrip",
    "tabs": "TabBar",
    "words": "Words",
}
_HOMES = {name: place for place, names in _PLACES.items() for name in names.split()}

__all__ = [
    "Alert",
    "AlertRow",
    "Avatar",
    "Button",
    "Card",
    "CardHead",
    "ChainNode",
    "ChainStrip",
    "CodeLabel",
    "Columns",
    "CommandBox",
    "CountBadge",
    "DangerButton",
    "Drawer",
    "EmptyState",
    "Event",
    "EventRow",
    "Fact",
    "FilterChip",
    "FlowLayout",
    "FootBar",
    "HLine",
    "Icon",
    "IconButton",
    "IconTile",
    "Item",
    "Label",
    "LabelBadge",
    "Menu",
    "Meter",
    "MeterRow",
    "NoteBar",
    "NoticePoint",
    "NoticeSpan",
    "NoticeStrip",
    "OpenPlace",
    "Person",
    "PersonChip",
    "Pill",
    "PrimaryButton",
    "ProgressSheet",
    "ProgressWords",
    "QuietButton",
    "Rail",
    "RailEntry",
    "RailGroup",
    "RailSize",
    "RailWords",
    "Raised",
    "Ring",
    "Row",
    "SaveBar",
    "SaveBarWords",
    "ScrollBox",
    "ScrollPage",
    "SearchBox",
    "Segmented",
    "SideHead",
    "SidePanel",
    "SmallButton",
    "Spacer",
    "SplitButton",
    "Stage",
    "StageState",
    "StageStrip",
    "Stat",
    "StatFigure",
    "StatRow",
    "TabBar",
    "TintCard",
    "Toast",
    "Toolbar",
    "TopBar",
    "VLine",
    "Words",
    "at_rest",
    "column",
    "empty",
    "fade_in",
    "named_with_keys",
    "put",
    "row",
    "set_side_margins",
]


def __getattr__(name: str) -> object:
    """Import the part of a name; AttributeError for a name the kit does not have."""
    place = _HOMES.get(name)
    if place is None:
        raise AttributeError(name)
    part: object = getattr(import_module(f"{__name__}.{place}"), name)
    globals()[name] = part  # the next asking does not come here
    return part
