"""Persian orthography of the catalogue: what is mended silently, and what a person must mend.

The choices are those of the Academy of Persian Language as the office uses them: half-space, «هٔ», Persian digits and punctuation.
"""

import re
import string
from collections.abc import Iterator

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
PERSIAN = "\u0621-\u063a\u0641-\u065f\u0670-\u06d3\u06f0-\u06f9"
BREAKING = "آأؤإادذرزژو"  # letters that never join the next one, so that a half-space after them shows nothing

SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "هٔ"})

PATTERNS = (
    ("an Arabic letter (ي ك ة ۀ)", re.compile("[يىكةۀ]")),
    ("an Arabic digit", re.compile("[٠-٩]")),
    ("a Latin digit", re.compile("[0-9]")),
    ("an ASCII quote", re.compile("[\"']")),
    ("an ASCII percent sign", re.compile("%")),
    ("an ASCII comma", re.compile(",")),
    ("an ASCII semicolon", re.compile(";")),
    ("an ASCII question mark", re.compile(r"\?")),
    ("«ه‌ی» instead of «هٔ»", re.compile(f"ه{ZWNJ}ی(?![{PERSIAN}])")),
    ("a space before punctuation", re.compile(r"\s(?:[،؛؟!٪»)]|[:.](?![A-Za-z*]))")),
    ("a space after an opening mark", re.compile(r"[«(]\s")),
    ("no space after punctuation", re.compile(f"[،؛؟](?=[{PERSIAN}])")),
    ("a half-space at an edge", re.compile(f"(?:^|[\\s{ZWNJ}]){ZWNJ}|{ZWNJ}(?:$|[\\s.،؛:؟»])")),
    ("a half-space after a letter that does not join", re.compile(f"[{BREAKING}]{ZWNJ}")),
    ("a space after «می» or «نمی»", re.compile(rf"(?<![{PERSIAN}{ZWNJ}])ن?می (?=[{PERSIAN}])")),
    ("a space before «ها»", re.compile(rf"(?<=[{PERSIAN}]) ها(?:ی|یی|یم|یتان|یشان)?(?![{PERSIAN}{ZWNJ}])")),
    ("two spaces", re.compile("  ")),
)

AVOIDED = {
    "هیأت": "هیئت",
    "توافقنامه": "توافق‌نامه",
    "تفاهمنامه": "تفاهم‌نامه",
    "خواهر خواندگی": "خواهرخواندگی",
    "پی‌گیری": "پیگیری",
    "صورتجلسه": "صورت‌جلسه",
    "صورت جلسه": "صورت‌جلسه",
    "پیشنویس": "پیش‌نویس",
    "پیش نویس": "پیش‌نویس",
    "جستجو": "جست‌وجو",
    "گفتگو": "گفت‌وگو",
    "بین المللی": "بین‌المللی",
    "ویزا": "روادید",
    "پاسپورت": "گذرنامه",
    "ایمیل": "رایانامه",
    "پسورد": "گذرواژه",
    "رمز عبور": "گذرواژه",
    "اکانت": "حساب",
    "رکورد": "مورد",
    "فیلد": "its own name",
    "دیتا": "داده",
    "آپدیت": "به‌روزرسانی",
    "کنسل": "لغو",
    "بک‌آپ": "پشتیبان",
    "لطفا": "nothing",
    "می‌باشد": "است",
    "میباشد": "است",
    "میشود": "می‌شود",
    "تایید": "تأیید",
    "جزییات": "جزئیات",
    "مسوول": "مسئول",
    "ماموریت": "مأموریت",
    "سوال": "سؤال",
}

# A run of Latin letters with what stands between them (Excel, Ctrl+Z, ISO 4217, UTF-8, https://example.org).
LATIN_RUN = re.compile(r"[.*]?[A-Za-z0-9][A-Za-z0-9 ._+\-/:@#&*]*")
# A whole word, bare or with a plural or possessive ending.
WORD = f"(?<![{PERSIAN}{ZWNJ}])%s(?:ات|ها|های|هایی|ی|م)?(?![{PERSIAN}])"


def placeholders(text: str) -> frozenset[str]:
    """Name the fields in braces; unbalanced braces count as a field of their own, so that no translation matches them."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({f"unbalanced braces in {text!r}"})


def tidy(text: str) -> str:
    """Mend what has only one right form: Arabic letters, and half-spaces that show nothing."""
    return re.sub(f"(?<=[{BREAKING}]){ZWNJ}+", "", text.translate(SAME_LETTER))


def writing_faults(text: str) -> Iterator[str]:
    """Name each fault of a Persian text; Latin words, codes and placeholders are left alone."""
    # What stands in a left-to-right isolate is a code, a key or a file name: it keeps its own signs.
    prose = re.sub("\u2066[^\u2069]*\u2069", "…", text)
    bare = LATIN_RUN.sub(_letters_only, re.sub(r"\{[^{}]*\}", "…", prose))
    for name, pattern in PATTERNS:
        if pattern.search(bare):
            yield name
    for word, better in AVOIDED.items():
        if re.search(WORD % re.escape(word), bare):
            yield f"«{word}», better: {better}"
    if len(re.findall("[a-z]{2,}", re.sub(r"\{[^{}]*\}", "", text))) > 1 and not re.search(f"[{PERSIAN}]", text):
        yield "left in English"


def _letters_only(run: re.Match[str]) -> str:
    """Keep a run of digits in sight; hide a run that has a Latin letter, but not the space around it."""
    text = run.group()
    if not re.search("[A-Za-z]", text):
        return text
    return "A" + (" " if text.endswith(" ") else "") + (text[-1] if text[-1] in ":." else "")
