"""Confidentiality of parts, wholes and exits."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.labels import Confidentiality, confidentiality_name, effective, highest, is_above, label_reason, sift

NORMAL, CONFIDENTIAL, SECRET = Confidentiality
LABELS = st.sampled_from(Confidentiality)


def test_labels_rise_from_normal_to_secret() -> None:
    assert [label.level for label in Confidentiality] == [0, 1, 2]
    assert [label.value for label in Confidentiality] == ["normal", "confidential", "secret"]


def test_an_empty_paper_is_normal() -> None:
    assert highest(()) is NORMAL


def test_an_attachment_has_its_owners_label_unless_raised() -> None:
    assert effective(CONFIDENTIAL) is CONFIDENTIAL
    assert effective(CONFIDENTIAL, SECRET) is SECRET
    assert effective(CONFIDENTIAL, NORMAL) is CONFIDENTIAL


@given(st.lists(LABELS, min_size=1))
def test_the_label_of_a_whole_is_one_of_its_parts_and_none_is_above_it(labels: list[Confidentiality]) -> None:
    whole = highest(labels)
    assert whole in labels
    assert not any(is_above(label, whole) for label in labels)


@given(st.lists(LABELS), LABELS)
def test_nothing_above_the_ceiling_passes_and_nothing_is_lost(labels: list[Confidentiality], ceiling: Confidentiality) -> None:
    sifted = sift(labels, ceiling, label_of=lambda label: label)
    assert not is_above(highest(sifted.kept), ceiling)
    assert all(is_above(label, ceiling) for label in sifted.left_out)
    assert sorted(sifted.kept + sifted.left_out) == sorted(labels)


def test_the_author_is_told_how_many_items_were_left_out() -> None:
    sifted = sift([NORMAL, SECRET, SECRET], CONFIDENTIAL, label_of=lambda label: label)
    assert sifted.notice is not None
    assert sifted.notice.in_("en") == "2 items above the ceiling “Confidential” are not shown."


def test_nothing_left_out_needs_no_notice() -> None:
    assert sift([NORMAL], NORMAL, label_of=lambda label: label).notice is None


def test_the_reason_of_a_paper_names_the_item() -> None:
    assert "“Secret”" in label_reason(SECRET, confidentiality_name(NORMAL)).in_("en")
