"""What is left of a text when spelling does not matter.

``marked`` is the one form that everything here is cut from: folded letters and digits, with a mark wherever something else
stood: a space (``HARD``: between words), a half-space (``SOFT``: between the parts of one word) or a bar (``STOP``: between
sentences and fields). ``tight`` is ``marked`` without the two lighter marks, so what a matcher accepts is always
a run of ``tight`` and an index of it misses nothing.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from itertools import compress

from app.core.text import ZWNJ

HARD = " "
SOFT = ZWNJ
STOP = "|"

_SPECIAL = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ٱ": "ا",
    "ء": "", "ـ": "", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "e",
    "ŋ": "n", "ŧ": "t",
}  # fmt: skip
# Zero-width marks vanish; the half-space alone leaves a trace in ``marked``.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STOPS = frozenset('.؟!?؛;:()«»"\n|۔…')

# One word with hamza on two different seats. The second spelling is the one we write (glossary, section 1) and the one that is
# kept in the index. Both sides of a pair are equally long, which keeps positions.
SEATS = (("هیات", "هییت"), ("مساله", "مسیله"), ("مسوول", "مسیول"), ("جرات", "جریت"), ("شوون", "شیون"), ("رووس", "ریوس"))
_SEAT = dict(SEATS)
# Patterns begin with a letter or a space and look back afterwards: ten times faster than looking back at every letter.
_ON_OTHER_SEAT = re.compile(rf"[همجشر](?<![^ {SOFT}|].)(?:{'|'.join(word[1:] for word in _SEAT)})")

# One word in two current spellings: as much of it as tells them apart, folded. The first is that of the Academy («فرهنگ املایی خط
# فارسی»: گفت‌وگو، جست‌وجو، شست‌وشو، اتاق، بلیت، امپراتور، اتریش، سؤال، نشئت), but for «مسائل», the plural of «مسئله».
# Texts stay as they are in the index; a query is looked for in both spellings. Both begin with the same letter.
SPELLINGS = (
    ("گفتوگ", "گفتگ"), ("جستوج", "جستج"), ("شستوش", "شستش"), ("اتاق", "اطاق"), ("بلیت", "بلیط"), ("امپرات", "امپراط"),
    ("اتریش", "اطریش"), ("سوال", "سیوال"), ("نشیت", "نشات"), ("مسایل", "مسیله"),
)  # fmt: skip

# Endings that people write detached from their word, and the verb prefixes written detached from theirs.
_DETACHED = "ها|های|هایی|هایم|هایت|هایش|هایمان|هایتان|هایشان|تر|تری|ترین|ترین‌ها|ای|ی|یی|ام|ات|اش|اند"
_AFTER_WORD = re.compile(rf" (?<=[^ |] )(?=(?:{_DETACHED})(?:[ |]|$))")
_BEFORE_VERB = re.compile(r"می (?=[^\W\d])(?:(?<!\wمی )|(?<!\wنمی )(?<=نمی ))")

# Who lays down policy is often spelt as if he paid it; the first letter of the second part is the only difference.
_LAYING = re.compile(rf"((?:سیاست|قانون|سرمایه|بنیان|تاثیر|ارزش)[ {SOFT}]?)گزار")
_EZAFE = f"ه{SOFT}ی"

_TWO_FIGURES = 2
_DIGIT = re.compile(r"\d")
_LETTER_AFTER = re.compile(r"\d(?=[^\W\d])")
_LETTER_BEFORE = re.compile(r"\d(?<=[^\W\d].)")
_MARKS = re.compile(rf"[ {SOFT}|]{{2,}}")

# The plural is the only ending taken from a query: what is longer is found by its beginning anyway.
_PLURAL = re.compile(r"(.{3,}?)های?(?:ی|م|ت|ش|مان|تان|شان)?")
_NOT_PLURAL = frozenset(("انتها", "منتها", "اشتها", "انتهای", "منتهای", "اشتهای", "ابتهای"))


class _PerCharacter(dict[int, str]):
    """A translation table that learns each character when it first meets it."""

    def __init__(self, learn: Callable[[str], str]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, point: int) -> str:
        self[point] = folded = self._learn(chr(point))
        return folded


def _folded(letter: str) -> str:
    """Fold one character: compatibility form, case, one shape for each letter, ASCII digits, no marks."""
    if _INVISIBLE.match(letter):
        return ""
    text = unicodedata.normalize("NFKD", letter).casefold()
    # Case folding can bring composed letters back.
    return "".join(_simple(part) for part in unicodedata.normalize("NFKD", text))


def _simple(part: str) -> str:
    if unicodedata.combining(part) or "\u06d6" <= part <= "\u06ed":
        return ""
    return str(unicodedata.decimal(part)) if part.isdecimal() else _SPECIAL.get(part, part)


def _marked(letter: str) -> str:
    """Fold one character and write a mark for what is neither letter nor digit."""
    if letter in _STOPS:
        return STOP
    if letter == ZWNJ:
        return SOFT
    return "".join(part if part.isalnum() else HARD for part in _folded(letter))


class _Table:
    """A fold of texts, letter by letter, five times faster where all letters are usual ones.

    Usual letters are numbered by the codec that the library has for old character sets, and read back as what they fold to.
    """

    def __init__(self, learn: Callable[[str], str]) -> None:
        self.of = _PerCharacter(learn)
        folds = {letter: self.of[ord(letter)] for letter in _USUAL}
        usual = [letter for letter, fold in folds.items() if len(fold) <= 1][:_BYTES]
        self._numbers = codecs.charmap_build("".join(usual).ljust(_BYTES, _NOTHING))
        self._folds = "".join(folds[letter] or _NOTHING for letter in usual).ljust(_BYTES, _NOTHING)
        self._letters = bytes(fold not in _NO_LETTER for fold in self._folds)

    def __call__(self, text: str) -> str:
        """Fold a text."""
        try:
            return codecs.charmap_decode(self._numbered(text), "ignore", self._folds)[0]
        except UnicodeEncodeError:
            return text.translate(self.of)

    def origins(self, text: str) -> list[int]:
        """Give the place of origin of each letter and digit of the fold."""
        try:
            return list(compress(range(len(text)), self._numbered(text).translate(self._letters)))
        except UnicodeEncodeError:
            return [place for place, letter in enumerate(text) for part in self.of[ord(letter)] if part not in _NO_LETTER]

    def _numbered(self, text: str) -> bytes:
        return codecs.charmap_encode(text, "strict", self._numbers)[0]


_BYTES = 256
_NOTHING = "\ufffe"
"""Means no letter to the codec, and is none in Unicode."""
_NO_LETTER = frozenset((HARD, SOFT, STOP, _NOTHING))
_USUAL = "".join(
    (
        *map(chr, range(0x80)), "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیأإئؤۀيىكةءٱـ", "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩",
        "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670\u200c\u200e\u200f\u2066\u2067\u2068\u2069",
        "\xa0«»،؛؟…–—٪٫٬’“”•", *map(chr, range(0xC0, 0x180)),
    )
)  # fmt: skip
"""NUL stands first, where the codec wants it."""

_FOLDS = _Table(_folded)
_MARKED = _Table(_marked)


def fold_chars(text: str) -> str:
    """Fold letter by letter: ي ك ة, hamza seats, diacritics, tatweel, case, accents and digits stop to matter.

    Spaces and punctuation stay; half-spaces and direction marks vanish.
    """
    return _FOLDS(text)


def marked(text: str) -> str:
    """Fold a text and mark where words, parts of words and sentences begin; it neither begins nor ends with a mark."""
    text = _MARKED(text)
    if _DIGIT.search(text):
        text = _LETTER_BEFORE.sub(rf"{SOFT}\g<0>", _LETTER_AFTER.sub(rf"\g<0>{SOFT}", text))
    text = _MARKS.sub(_heaviest, text).strip(" |" + SOFT)
    text = _AFTER_WORD.sub(SOFT, text)
    if "می " in text:
        text = _BEFORE_VERB.sub(f"می{SOFT}", text)
    if "گزار" in text:
        text = _LAYING.sub(r"\1گذار", text)
    return _ON_OTHER_SEAT.sub(_written, text)


def _written(word: re.Match[str]) -> str:
    return _SEAT.get(word[0], word[0])


def _heaviest(marks: re.Match[str]) -> str:
    return STOP if STOP in marks[0] else HARD if HARD in marks[0] else SOFT


def words(text: str) -> list[str]:
    """List the folded words: parts joined by a half-space, and detached endings, belong to their word."""
    return marked(text).replace(SOFT, "").replace(STOP, HARD).split()


def plain_words(text: str) -> list[str]:
    """List the folded words in their plain form, which every honest match holds."""
    return [plain_form(word).replace(SOFT, "") for word in marked(text).replace(STOP, HARD).split()]


def tight(text: str) -> str:
    """Fold a text to its letters and digits alone, without any space; sentences and fields are parted by ``|``.

    «بین‌المللی», «بین المللی» and «بينالمللي» give the same value.
    """
    return marked(text).replace(HARD, "").replace(SOFT, "")


def stem(word: str) -> str:
    """Take the plural ending (ها، های، هایی، هایش …) off a folded word when three letters or more remain."""
    found = None if word in _NOT_PLURAL else _PLURAL.fullmatch(word)
    return found[1] if found else word


def plain_form(word: str) -> str:
    """Take off a marked word what some write and some do not: «ه‌ی» for «هٔ», and the nought before a one-figure number."""
    if word.endswith(_EZAFE):
        return word[: -len(_EZAFE) + 1]
    return word[1] if len(word) == _TWO_FIGURES and word[0] == "0" and word[1].isdecimal() else word


def origins(text: str) -> list[int]:
    """Give, for each letter of ``tight`` without its bars, the place in the text it came from."""
    return _MARKED.origins(text)
