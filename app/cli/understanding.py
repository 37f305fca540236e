"""How a command line is understood, and said not to be: in the language of the command, like every other sentence."""

import argparse
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NoReturn

from typing_extensions import override

from app.cli.errors import NotText
from app.core.i18n import Text, _, plain, use_language
from app.core.text import ltr, strip_isolates

_ARGUMENT = r"argument (?P<name>[^:]+): "
_REASONS: Final[tuple[tuple[str, Text], ...]] = (
    (r"the following arguments are required: (?P<name>.+)", _("{name} is missing.")),
    (r"unrecognized arguments: (?P<name>.+)", _("{name} is not known here.")),
    (
        _ARGUMENT + r"invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)",
        _("{value} is no choice for {name}. The choices are: {choices}."),
    ),
    (_ARGUMENT + r"expected .*argument.*", _("{name} needs a value.")),
    (_ARGUMENT + r"invalid \w+ value: (?P<value>.+)", _("{value} is no value for {name}.")),
    (_ARGUMENT + r"not allowed with argument (?P<other>.+)", _("{name} and {other} do not go together.")),
    (r"ambiguous option: (?P<name>.+?) could match (?P<choices>.+)", _("{name} may mean several options: {choices}.")),
)
_SIGNED: Final = ("--sort",)
"""Options whose value may begin with a minus."""


class Parser(argparse.ArgumentParser):
    """A parser that says in the words of the office what it did not understand."""

    @override
    def error(self, message: str) -> NoReturn:
        """Say why a command line was not understood and end with status 2."""
        self.print_usage(sys.stderr)
        sentence = _("The command was not understood. {reason}").format(reason=_reason(message))
        self.exit(2, f"{strip_isolates(str(sentence))}\n")


def _reason(message: str) -> Text:
    for pattern, sentence in _REASONS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return sentence.format(**{name: ltr(value) for name, value in found.groupdict().items()})
    return plain(message)


def at_least_one(text: str) -> int:
    """Read a count: a whole number from 1 on."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def understood(argv: Sequence[str]) -> list[str]:
    """Make words of the command line that a parser takes as they were meant, and speak its language from here on.

    Raises NotText for bytes that are no UTF-8.
    """
    words = [_as_text(word) for word in argv]
    for word, following in pairwise([*words, ""]):
        lang = following if word == "--lang" else word.removeprefix("--lang=")
        if lang in ("fa", "en") and word.startswith("--lang"):
            use_language("en" if lang == "en" else "fa")
    found: list[str] = []
    for word in words:
        if found and found[-1] in _SIGNED and re.match(r"-[^-]", word):
            found[-1] += f"={word}"
        else:
            found.append(word)
    return found


def _as_text(word: str) -> str:
    # A locale that is not UTF-8 hands Persian letters over as escaped bytes.
    try:
        return word.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError as error:
        raise NotText(word) from error
