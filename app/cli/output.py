"""How commands print: UTF-8, JSON a line for machines, plain lines for people."""

import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.cli.errors import UnreadableSource
from app.core.errors import SafirError
from app.core.refusals import why_unread
from app.core.text import strip_isolates


def speak_utf8() -> None:
    """Make the streams UTF-8, whatever the console's code page; what it cannot show is escaped, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")


def wants_json(*, asked: bool) -> bool:
    """Tell whether to print JSON: when asked, or when no person reads."""
    return asked or not sys.stdout.isatty()


def print_object(found: Mapping[str, object]) -> None:
    """Print one JSON object on one line, Persian as it is."""
    print(json.dumps(found, ensure_ascii=False))


def print_line(text: str) -> None:
    """Print a line for a person; invisible direction marks are left out, consoles show them as boxes."""
    print(strip_isolates(text))


def print_error(error: SafirError, *, as_json: bool) -> None:
    """Say on standard error what did not happen."""
    sentence = strip_isolates(str(error.in_command))
    print(json.dumps({"error": error.code, "message": sentence}, ensure_ascii=False) if as_json else sentence, file=sys.stderr)


def lines_of(source: str) -> Iterator[str]:
    """Read the lines of a file as `text_of` does; an empty line at the end is none."""
    yield from text_of(source).splitlines()


def text_of(source: str) -> str:
    """Read a whole UTF-8 file, or standard input for «-»; raises UnreadableSource."""
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise UnreadableSource(source, why_unread(error)) from error


def json_of(source: str) -> Any:  # noqa: ANN401 - raw JSON
    """Read a file of JSON; raises UnreadableSource."""
    try:
        return json.loads(text_of(source))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(source, why_unread(error)) from error
