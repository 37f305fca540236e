"""Random paragraphs, far denser than people write, come back from the paper in logical order."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from app.papers.document import Document, Paragraph

from .conftest import Paper, paper_of
from .test_render_tough_text import squeezed


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split("|")]


WORDS = _listed(
    """
    هیئتِ ویژهٔ | شهردارِ تهران | معاونت | حمل‌ونقل | گفت‌وگو | نخست‌وزیر | مُهر | قدّ | کرهٔ جنوبی | می‌رود |
    قراردادِ | «طرح C40» | (نه وزارت) | [پیوست «ب»] | بند ۳(الف) | ۱۲۳/الف/۴۵۶ | دانشگاه | و | در | از | با | را |
    سه‌جانبه | اصلاحیه‌ها | مؤسسه | مسئول | رأی | آقای | هیئت | خواهر‌خواندگی
    """
)
NAMES = _listed(
    """
    Han Dong-hyun | Seoul City Hall | UN-Habitat | C40 | TK 871 | IKA | MoU | Kraków | İstanbul | Şükrü Çağlar |
    110 Sejong-daero, Jung-gu, Seoul 04524 | intl@seoul.go.kr | https://www.c40.org/cities |
    tehran.ir/fa/news?id=12 | UCLG-MEWA | Γιώργος | Зарина | 李明 | 김철수 | A4/B5 | St. Petersburg | O'Brien | R&D |
    C++ | (ICLEI) | ISO 37120 | v2.1 | Km 12
    """
)
FIGURES = _listed(
    """
    ۱۴۰۵/۰۹/۱۴ | 2024-08-02 | ۱۰:۳۰ | ۳۶٫۵٪ | ۴۵٪ | +98 21 5555 1234 | ۰۲۱-۵۵۵۵۱۲۳۵ | ۱۲٬۵۰۰٬۰۰۰ ریال | 250 EUR |
    €120–€145 | ۱۲–۱۴ | ۲:۱ | −۵°C | ±۵٪ | (۵۰٪) | ۱٬۲۰۰ m | (داخلی ۴۰۲) | ۸۰ g/m² | 12.5% | $1,250.00 |
    09:30–11:00 | (۷ رأی موافق، ۲ مخالف) | ۳-۲ | ص ۱۷ | (021) 5555-1234 | ۲۴۰×۳۲۰ mm | 35.6892° N, 51.3890° E |
    کدپستی ۱۱۳۶۹-۱۲۳۴۵ | پلاک ۱۲/۳
    """
)
STOPS = ("،", "؛", ":", ".", "؟")


LATIN_STOPS = (",", ";", ":", ".", "?")


def paragraph(chance: random.Random) -> str:
    """Mix words, names and figures as no author would; some end with a sign."""
    return _mixed(chance, (WORDS, NAMES, FIGURES), (6, 2, 3), STOPS)


def english_paragraph(chance: random.Random) -> str:
    """Mix names and Western figures with words of Persian."""
    persian, western = ([piece for piece in pieces if not re.search("[۰-۹]", piece)] for pieces in (WORDS, FIGURES))
    return _mixed(chance, (persian, NAMES, western), (2, 6, 3), LATIN_STOPS)


def _mixed(chance: random.Random, pools: tuple[list[str], ...], weights: tuple[int, ...], stops: tuple[str, ...]) -> str:
    pieces = []
    for _ in range(chance.randint(8, 45)):
        piece = chance.choice(chance.choices(pools, weights)[0])
        pieces.append(piece + (chance.choice(stops) if chance.random() < 0.2 else ""))
    return " ".join(pieces)


@pytest.mark.parametrize("seed", range(4))
def test_dense_mixtures_come_back_in_logical_order(printed: Callable[[Document], Paper], seed: int) -> None:
    chance = random.Random(seed)
    texts = [paragraph(chance) for _ in range(50)]
    found = printed(paper_of(*map(Paragraph, texts))).text()
    lost = [text for text in texts if not _found_in(squeezed(text), found)]
    assert len(lost) <= 1, lost


@pytest.mark.parametrize("seed", range(2))
def test_persian_in_an_english_paper_comes_back_in_logical_order(printed: Callable[[Document], Paper], seed: int) -> None:
    chance = random.Random(seed)
    texts = [english_paragraph(chance) for _ in range(50)]
    paper = paper_of(*map(Paragraph, texts), language="en", title="Meeting brief", label="Confidential")
    found = printed(paper).text()
    lost = [text for text in texts if not _found_in(squeezed(text), found)]
    assert len(lost) <= 1, lost


def _found_in(text: str, found: str) -> bool:
    """Look for a paragraph that may be parted by the end of a page."""
    words = text.split(" ")
    return text in found or any(
        " ".join(words[:cut]) in found and " ".join(words[cut:]) in found for cut in range(1, len(words))
    )


def test_a_mark_that_hangs_over_the_space_takes_no_space_away(printed: Callable[[Document], Paper]) -> None:
    """The kasra of «هیئتِ» reaches over the space behind it, which a justified line may make narrow."""
    for count in range(1, 12):
        text = "در دیدار هیئتِ ویژهٔ تهران با معاون شهردار " + "و " * count + "گفت‌وگو کردند و سپس شهردارِ تهران رفت. " * 3
        assert text.strip() in printed(paper_of(Paragraph(text))).text()
