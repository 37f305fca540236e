"""Every colour pair of the design is legible in both themes."""

import pytest

from app.ui.theme.tokens import DARK, FAMILIES, LIGHT, TONES, Tokens, Tone, contrast

GROUNDS: tuple[Tone, ...] = ("surface", "canvas", "sunken")
TEXTS: tuple[Tone, ...] = ("text", "text_2", "text_3", "primary", "brass")
TEXT_PAIRS: list[tuple[Tone, Tone]] = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    ("text", "select"), ("primary", "primary_soft"), ("text_2", "primary_soft"), ("on_primary", "primary"),
    ("on_primary", "primary_hover"), ("rail_text", "rail"), ("rail_on", "rail_active"), ("rail_group", "rail"),
    ("normal", "normal_ground"), ("confidential", "confidential_ground"), ("secret", "secret_ground"),
    ("ours", "ours_soft"), ("theirs", "theirs_soft"), ("ours", "surface"), ("theirs", "surface"), ("text", "ours_soft"),
    ("text", "theirs_soft"), ("text", "warn_ground"), ("text", "bad_ground"), ("text_2", "warn_ground"),
    ("text_2", "bad_ground"), ("text", "info_ground"), ("text_2", "info_ground"),
    ("bad", "surface"), ("warn", "surface"), ("good", "surface"), ("info", "surface"),
]  # fmt: skip
PART_PAIRS: list[tuple[Tone, Tone]] = [
    ("edge", "surface"), ("edge", "canvas"), ("edge", "sunken"), ("brass_line", "surface"), ("rail_mark", "rail"),
    ("rail_mark", "rail_active"), ("primary", "canvas"), ("secret_ground", "surface"), ("confidential_ground", "surface"),
]  # fmt: skip
MEASURED: list[tuple[Tone, Tone, float, float]] = [
    ("edge", "surface", 3.47, 4.21), ("edge", "sunken", 3.02, 3.77), ("text", "surface", 15.82, 14.07),
    ("text_2", "surface", 7.79, 8.96), ("text_3", "surface", 5.53, 6.51), ("text_3", "sunken", 4.81, 5.84),
    ("primary", "surface", 7.64, 8.04), ("on_primary", "primary_hover", 9.90, 9.51), ("on_primary", "primary", 7.64, 7.87),
    ("primary", "primary_soft", 6.38, 6.14), ("text", "select", 13.13, 10.11), ("brass", "surface", 5.47, 9.00),
    ("brass_line", "surface", 3.30, 6.23), ("rail_text", "rail", 9.38, 10.58), ("rail_on", "rail_active", 8.81, 11.91),
    ("rail_group", "rail", 6.22, 6.33), ("rail_mark", "rail_active", 4.88, 6.59), ("ours", "ours_soft", 6.38, 6.08),
    ("theirs", "theirs_soft", 6.64, 6.95), ("confidential", "confidential_ground", 6.00, 9.87),
    ("secret", "secret_ground", 8.50, 8.49),
]  # fmt: skip


def ratio(tokens: Tokens, first: Tone, second: Tone) -> float:
    return contrast(tokens.hex_of(first), tokens.hex_of(second))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_pair_is_legible(tokens: Tokens, text: Tone, ground: Tone) -> None:
    assert ratio(tokens, text, ground) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("part", "ground"), PART_PAIRS)
def test_every_part_stands_out(tokens: Tokens, part: Tone, ground: Tone) -> None:
    assert ratio(tokens, part, ground) >= 3.0


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", FAMILIES)
def test_every_state_is_legible_and_its_dot_is_seen(tokens: Tokens, name: str) -> None:
    family = tokens.family(name)  # type: ignore[arg-type]
    assert contrast(family.text, family.ground) >= 6.67 - 0.005
    assert contrast(family.dot, tokens.surface) >= (5.60 if tokens.is_dark else 4.06) - 0.005


@pytest.mark.parametrize(("first", "second", "light", "dark"), MEASURED)
def test_the_measured_ratios_of_the_design_still_hold(first: Tone, second: Tone, light: float, dark: float) -> None:
    assert ratio(LIGHT, first, second) == pytest.approx(light, abs=0.006)
    assert ratio(DARK, first, second) == pytest.approx(dark, abs=0.006)


def test_the_worst_pairs_are_the_ones_the_design_names() -> None:
    assert min(ratio(LIGHT, *pair) for pair in TEXT_PAIRS) == pytest.approx(4.76, abs=0.006)
    assert min(ratio(DARK, *pair) for pair in TEXT_PAIRS) == pytest.approx(5.84, abs=0.006)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_tone_has_a_colour(tokens: Tokens) -> None:
    assert all(tokens.hex_of(tone).startswith("#") and len(tokens.hex_of(tone)) == 7 for tone in TONES)
