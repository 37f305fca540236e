"""The colours of the window: one frozen dataclass, a light and a dark instance, and no other hex anywhere."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

FamilyName: TypeAlias = Literal["neutral", "info", "work", "warn", "good", "bad", "pause"]
Side: TypeAlias = Literal["ours", "theirs"]
PillName: TypeAlias = FamilyName | Side
Level: TypeAlias = Literal["normal", "confidential", "secret"]
Tone: TypeAlias = Literal[
    "canvas", "surface", "sunken", "line", "edge", "text", "text_2", "text_3", "primary", "primary_hover", "on_primary",
    "primary_soft", "select", "brass", "brass_line", "rail", "rail_active", "rail_text", "rail_on", "rail_group", "rail_mark",
    "ours", "ours_soft", "ours_ground", "ours_dot", "theirs", "theirs_soft", "theirs_ground", "theirs_dot", "shadow",
    "neutral", "neutral_ground", "neutral_dot", "info", "info_ground", "info_dot", "work", "work_ground", "work_dot",
    "warn", "warn_ground", "warn_dot", "good", "good_ground", "good_dot", "bad", "bad_ground", "bad_dot",
    "pause", "pause_ground", "pause_dot",
    "normal", "normal_ground", "confidential", "confidential_ground", "secret", "secret_ground",
]  # fmt: skip

PAPER = "#FFFFFF"
"""The ground of a printed page, in both themes: a paper looks on the screen as it will in the hand."""


@dataclass(frozen=True, slots=True)
class Family:
    """Hold the three colours of one state: its words, the soft ground under them, and the dot."""

    text: str
    ground: str
    dot: str


@dataclass(frozen=True, slots=True)
class LabelColours:
    """Hold the words and the ground of one confidentiality label."""

    text: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Name every colour of one theme (#RRGGBB); the source of each is the token table of the design."""

    is_dark: bool
    canvas: str
    surface: str
    sunken: str
    line: str
    edge: str
    text: str
    text_2: str
    text_3: str
    primary: str
    primary_hover: str
    on_primary: str
    primary_soft: str
    select: str
    brass: str
    brass_line: str
    rail: str
    rail_active: str
    rail_text: str
    rail_on: str
    rail_group: str
    rail_mark: str
    ours: str
    ours_soft: str
    theirs: str
    theirs_soft: str
    neutral: Family
    info: Family
    work: Family
    warn: Family
    good: Family
    bad: Family
    pause: Family
    normal: LabelColours
    confidential: LabelColours
    secret: LabelColours
    shadow: str
    shadow_alpha: float

    def family(self, name: FamilyName) -> Family:
        """Return the colours of one state family."""
        family: Family = getattr(self, name)
        return family

    def label(self, level: Level) -> LabelColours:
        """Return the colours of one confidentiality label."""
        label: LabelColours = getattr(self, level)
        return label

    def hex_of(self, tone: Tone) -> str:
        """Return #RRGGBB of a tone; a bare family or label name means its words.

        A side is a pill as well: its own colour on its soft ground.
        """
        name, _, part = tone.rpartition("_")
        if name in SIDES and part in ("ground", "dot"):
            return str(getattr(self, f"{name}_soft" if part == "ground" else name))
        if part in ("ground", "dot"):
            return str(getattr(getattr(self, name), part))
        value = getattr(self, tone)
        return value if isinstance(value, str) else str(value.text)


TONES: tuple[Tone, ...] = get_args(Tone)
FAMILIES: tuple[FamilyName, ...] = get_args(FamilyName)
SIDES: tuple[Side, ...] = get_args(Side)
LEVELS: tuple[Level, ...] = get_args(Level)

LIGHT = Tokens(
    is_dark=False,
    canvas="#F3F6F6", surface="#FFFFFF", sunken="#EBF0F0", line="#D8E0E1", edge="#7E8C91",
    text="#14252A", text_2="#44555B", text_3="#5C6B71",
    primary="#0E5C68", primary_hover="#0A4A54", on_primary="#FFFFFF", primary_soft="#DCEEF0", select="#DDEDEF",
    brass="#8A6212", brass_line="#B3862B",
    rail="#0C3841", rail_active="#175160", rail_text="#CFE1E4", rail_on="#FFFFFF", rail_group="#9DBBC1", rail_mark="#E3BC5E",
    ours="#0E5C68", ours_soft="#DCEEF0", theirs="#7A3B62", theirs_soft="#F5E6EF",
    neutral=Family("#42535A", "#E6EBEC", "#6B7A80"),
    info=Family("#1A4C8C", "#E0EBFA", "#2F6FBF"),
    work=Family("#0B525D", "#D8EDEF", "#0E7C8B"),
    warn=Family("#734600", "#FCEED0", "#B0700A"),
    good=Family("#1A5A31", "#DDF2E3", "#2A8548"),
    bad=Family("#97191B", "#FCE3E1", "#C6322D"),
    pause=Family("#553A8E", "#EBE5F8", "#7A5AC0"),
    normal=LabelColours("#42535A", "#FFFFFF"),
    confidential=LabelColours("#FFFFFF", "#8F5600"),
    secret=LabelColours("#FFFFFF", "#97191B"),
    shadow="#14252A", shadow_alpha=0.18,
)  # fmt: skip

DARK = Tokens(
    is_dark=True,
    canvas="#0F181B", surface="#162226", sunken="#1D2B30", line="#2C3C42", edge="#71858C",
    text="#E8F0F1", text_2="#B4C3C7", text_3="#95A7AD",
    primary="#63C5CB", primary_hover="#86D5DA", on_primary="#05262B", primary_soft="#16393F", select="#1B3D44",
    brass="#E3BC5E", brass_line="#C49A41",
    rail="#0A1D22", rail_active="#163C44", rail_text="#B9CED2", rail_on="#FFFFFF", rail_group="#86A1A7", rail_mark="#E3BC5E",
    ours="#63C5CB", ours_soft="#123A41", theirs="#E6A3CB", theirs_soft="#43203A",
    neutral=Family("#C3CFD2", "#2A383D", "#8FA0A6"),
    info=Family("#A9CCFA", "#1B3354", "#5F9BEA"),
    work=Family("#8FDDE2", "#123D44", "#3FA9B2"),
    warn=Family("#F4CF83", "#43310C", "#D29A35"),
    good=Family("#93DDA9", "#163A24", "#4BB06D"),
    bad=Family("#FFB4AE", "#4D1C1C", "#F0716A"),
    pause=Family("#CDBBF7", "#33265A", "#A487EA"),
    normal=LabelColours("#C3CFD2", "#162226"),
    confidential=LabelColours("#2B1D00", "#F0C266"),
    secret=LabelColours("#3A0708", "#FF9A94"),
    shadow="#000000", shadow_alpha=0.45,
)  # fmt: skip


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio (1 to 21) of two #RRGGBB colours."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
