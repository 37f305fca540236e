"""What is told at first sight agrees with the matcher."""

from random import Random

import pytest

from app.core.folding import Matcher, tight
from app.services.first_sight import FirstSight

TEXTS = (
    "سازمان حمل‌ونقل شهرداری",
    "همه‌گیری و همهگیری",
    "جلسهٔ ۲۷مرداد و 14 مهر",
    "هیأت و هیئت اعزامی، مسأله و مسئله",
    "می رود و نمی‌رود؛ کتاب ها و کتاب‌هایی",
    "راه اندازی خطِ مترو (تهران)",
    "São Paulo و Tehran-Seoul",
    "مسئول همکاری‌های بین‌المللی؛ سئول",
    "پل روسی و پلِ پارسی، کوپلیمر",
    "a_b c2d دوم",
    "کتابخانه و کتابچه، کتاب‌هایشان؛ کتابهای‌مان، کتاب هایم و کتابه‌ا",
    "پلهای شهر، پلکان، پل‌سازی و پلِ‌شان؛ خانه‌ها، خانه هایش و خانهای",
    "نامهٔ تهران، نامه‌نگاری، نامه‌ای و نام‌ها",
    "هیأت مدیره، هیئت‌ها و عضو هیات",
    "مسؤول و مسئولان، مسأله‌ای از مسائل؛ جرأت، شؤون و رؤوس",
    "گفت‌وگو و گفتگو، گفت و گوی جست‌وجوها؛ جستجو و شستشو",
    "اتاق و اطاقها، بلیط و بلیتِ امپراطوری، سؤال و سئوال",
)
QUERIES = (
    "حمل و نقل", "سازمان حمل و نقل", "همه گیر", "۲۷ مرداد", "27 مر", "هییت", "هیات", "مساله", "می‌رود", "کتاب‌ها", "راهاندازی",
    "راه اندازی", "مترو تهران", "sao", "seoul", "سئول", "گاری ها", "پل روسی", "پل پار", "بین المللی", "بینالمللی", "b c", "2 d",
    "دوم", "و", "14", "لیمر", "رو", "پل‌ها", "پل‌های", "کتاب های", "کتابهایی", "شهردار‌ها", "سازمان‌ها حمل", "راه‌ها اندازی",
    "همکاری ها بین‌المللی", "خانه‌هایش", "نامه‌ها",
    "هیأت", "هیئت مدیره", "هیات‌ها", "مدیره هیأت", "مسؤول", "مسئولان", "مسأله", "مسائل", "جرات", "شئون", "رئوس", "و رووس",
    "گفتگو", "گفت‌وگو", "گفت و گو", "گفت گو", "گفت وگو", "جستجوها", "شست‌وشو", "اطاق", "اتاق و", "بلیت امپراتوری", "سوال و",
)  # fmt: skip


def agree(query: str, title: str, body: str) -> None:
    """Check that nothing said at first sight contradicts the matcher."""
    rank = Matcher(query).rank(title, body)
    sight = FirstSight(query)
    folded = f"{tight(title)}|{tight(body)}"
    if rank is not None:
        assert not sight.hardly(title, body, folded=folded), (query, title, body)
    if sight.surely(title, body):
        assert rank is not None, (query, title, body)


@pytest.mark.parametrize("query", QUERIES)
def test_first_sight_never_contradicts_the_matcher(query: str) -> None:
    for title in TEXTS:
        for body in ("", *TEXTS):
            agree(query, title, body)


def test_pieces_of_texts_are_judged_alike() -> None:
    random = Random(4)
    everything = " ".join(TEXTS)
    for _turn in range(4_000):
        start = random.randrange(len(everything))
        piece = everything[start : start + random.randint(1, 14)]
        if random.random() < 0.4:
            piece = piece.replace("\u200c", random.choice(("", " "))).replace(" ", random.choice(("", " ", "\u200c")), 1)
        if random.random() < 0.2:
            piece += random.choice(("ها", "\u200cها", " ها", "\u200cهای", "هایی", "هایشان"))
        agree(piece, random.choice(TEXTS), random.choice(TEXTS))


def test_words_that_only_begin_like_a_plural_are_refused_at_once() -> None:
    assert FirstSight("کتاب‌های").hardly("کتابخانهٔ مرکزی", "", folded=tight("کتابخانهٔ مرکزی"))
    assert not FirstSight("کتاب‌های").hardly("کتابمان", "", folded=tight("کتابمان"))


def test_a_word_of_several_spellings_is_judged_at_once_as_well() -> None:
    for query in ("هیأت مدیره", "گفتگو", "اطاق"):
        assert FirstSight(query).hardly("دیدار تهران", "", folded=tight("دیدار تهران"))
    assert FirstSight("هیئت").surely("هیئت مدیره", "")


def test_a_word_inside_another_is_refused_at_once() -> None:
    assert FirstSight("سئول").hardly("مسئول پیگیری", "", folded=tight("مسئول پیگیری"))
    assert FirstSight("دیدار").surely("دیدار تهران", "")
    assert not FirstSight("").hardly("", "")
