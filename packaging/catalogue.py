"""Keep the message catalogues of translations/.

    python packaging/catalogue.py extract            write messages.pot from the source
    python packaging/catalogue.py update             extract, bring both catalogues in line with it, and compile
    python packaging/catalogue.py absorb FILE.po ... update, and take Persian from hand-written fragments
    python packaging/catalogue.py compile            write the .mo files that the application reads
    python packaging/catalogue.py check              exit 1 and name everything stale, missing or misspelt

Message ids are the English sentences of the source. Persian has one plural form, because a noun does not change after a number.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from orthography import placeholders, tidy, writing_faults

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
SOURCE = "app"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {"_": None, "_c": ((1, "c"), 2), "_n": (1, 2)}
PLURALS = {"fa": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
# Fixed, so that the same source gives the same bytes on every day and machine.
DAY_ZERO = datetime(2026, 1, 1, tzinfo=UTC)

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of the source: its context, its English forms (two where it counts) and the files that use it."""

    context: str | None
    forms: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def key(self) -> Key:
        """Give what identifies the message in a catalogue."""
        return self.context, self.forms[0]


Translations = dict[Key, tuple[str, ...]]


def main(arguments: list[str]) -> int:
    """Run one command; 0 if all is well, 1 if the check found something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["extract", "update", "absorb", "compile", "check"])
    parser.add_argument("fragments", nargs="*", type=Path, help="hand-written .po files, for absorb")
    options = parser.parse_args(arguments)
    if options.command == "check":
        return report(list(problems()))
    entries = extract()
    write_text(FOLDER / "messages.pot", template(entries))
    if options.command in {"update", "absorb"}:
        update(entries, options.fragments)
    if options.command != "extract":
        compile_all()
    return 0


def extract(root: Path = ROOT) -> list[Entry]:
    """Read every message of the source, in the order of context and id."""
    found: dict[Key, tuple[tuple[str, ...], set[str]]] = {}
    messages = extract_from_dir(root / SOURCE, [("**.py", "python")], keywords=KEYWORDS, directory_filter=lambda _folder: True)
    for name, _line, message, _comments, context in messages:
        forms = (message,) if isinstance(message, str) else tuple(message)
        known, files = found.setdefault((context, forms[0]), (forms, set()))
        found[context, forms[0]] = (max(known, forms, key=len), files)
        files.add(f"{SOURCE}/{Path(name).as_posix()}")
    return [
        Entry(context, forms, tuple(sorted(files)))
        for (context, _), (forms, files) in sorted(found.items(), key=lambda item: (item[0][0] or "", item[0][1]))
    ]


def template(entries: list[Entry]) -> str:
    """Give the text of messages.pot."""
    return po_text(entries, {}, "")


def po_text(entries: list[Entry], translations: Translations, language: str) -> str:
    """Give the text of a catalogue: every entry once, untranslated ones empty; no dates, no line numbers."""
    catalogue = Catalog(locale=language or None, fuzzy=False)
    for entry in entries:
        identity: str | tuple[str, ...] = entry.forms if len(entry.forms) > 1 else entry.forms[0]
        strings = translations.get(entry.key, ())
        value: str | tuple[str, ...] = strings if len(entry.forms) > 1 else "".join(strings[:1])
        places: list[Any] = [(name, None) for name in entry.files]  # Babel's types do not know a place without a line
        catalogue.add(identity, value or None, places, context=entry.context)
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, include_lineno=False)
    return header(language) + body.getvalue().decode("utf-8")


def header(language: str) -> str:
    """Give the head of a catalogue; a template has no language."""
    lines = ["Project-Id-Version: Safir", "MIME-Version: 1.0"]
    lines += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if language:
        lines += [f"Language: {language}", f"Plural-Forms: {PLURALS[language]}"]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def update(entries: list[Entry], fragments: list[Path]) -> None:
    """Rewrite both catalogues: what the source no longer says is dropped, what fragments say is taken."""
    persian = read_translations(po_path("fa"))
    for fragment in fragments:
        absorb(persian, read_translations(fragment), fragment)
    write_text(po_path("fa"), po_text(entries, matched(entries, persian), "fa"))
    write_text(po_path("en"), po_text(entries, {entry.key: entry.forms for entry in entries}, "en"))
    used = {form for entry in entries for form in entry.forms}
    unused = sorted({identity for fragment in fragments for _, identity in read_translations(fragment)} - used)
    for identity in unused:
        print(f"not in the source, dropped: {identity}")


def absorb(persian: Translations, added: Translations, source: Path) -> None:
    """Take every translation of one fragment; a contradiction is named and the later one wins."""
    for key, strings in added.items():
        tidied = tuple(tidy(string) for string in strings)
        if key in persian and persian[key] != tidied:
            print(f"{source.name}: {key[1]!r}: «{persian[key][0]}» becomes «{tidied[0]}»")
        persian[key] = tidied


def matched(entries: list[Entry], persian: Translations) -> Translations:
    """Find each entry's Persian: by its own id, by its plural, or the same words translated without a context."""
    result: Translations = {}
    for entry in entries:
        candidates = [entry.key, *[(entry.context, form) for form in entry.forms], *[(None, form) for form in entry.forms]]
        strings = next((persian[key] for key in candidates if key in persian), ())
        if strings:
            result[entry.key] = strings[:1]
    return result


def read_translations(path: Path) -> Translations:
    """Read what a catalogue translates, without empty and fuzzy entries; a missing file translates nothing."""
    if not path.exists():
        return {}
    result: Translations = {}
    for message in read_catalogue(path):
        strings = forms_of(message.string)
        if message.id and strings and strings[0] and not message.fuzzy:
            result[message.context or None, forms_of(message.id)[0]] = tuple(string for string in strings if string)
    return result


def read_catalogue(path: Path) -> Catalog:
    """Read a .po file strictly: a syntax error is an error here, too."""
    own = next((language for language in PLURALS if po_path(language) == path), None)
    with path.open("rb") as file:
        return read_po(file, locale=own, abort_invalid=True)


def po_path(language: str) -> Path:
    """Give the place of a language's catalogue."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def compile_all() -> None:
    """Write both .mo files."""
    for language in PLURALS:
        po_path(language).with_suffix(".mo").write_bytes(compiled(language))


def compiled(language: str) -> bytes:
    """Give the bytes of a language's .mo file."""
    catalogue = Catalog(locale=language, project="Safir", creation_date=DAY_ZERO, revision_date=DAY_ZERO, fuzzy=False)
    for message in read_catalogue(po_path(language)):
        if message.id:
            catalogue.add(message.id, message.string, context=message.context)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def problems() -> Iterator[str]:
    """Name everything that is stale, missing or misspelt."""
    entries = extract()
    if read_text(FOLDER / "messages.pot") != template(entries):
        yield "messages.pot is older than the source: run update"
    for language in PLURALS:
        yield from catalogue_problems(language, entries)


def catalogue_problems(language: str, entries: list[Entry]) -> Iterator[str]:
    """Name what is wrong with one language's catalogue."""
    path = po_path(language)
    if not path.exists():
        yield f"{language}: there is no catalogue: run update"
        return
    messages = {(message.context or None, forms_of(message.id)[0]): message for message in read_catalogue(path) if message.id}
    for key in sorted(messages.keys() - {entry.key for entry in entries}, key=str):
        yield f"{language}: no longer used: {key[1]!r}: run update"
    for entry in entries:
        message = messages.get(entry.key)
        if message is None or not any(forms_of(message.string)):
            yield f"{language}: not translated: {entry.key[1]!r} ({', '.join(entry.files)})"
            continue
        yield from (f"{language}: {fault}: {entry.forms[0]!r}" for fault in message_faults(language, entry, message))
    mo = path.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(language):
        yield f"{language}: messages.mo is older than messages.po: run compile"


def message_faults(language: str, entry: Entry, message: Message) -> Iterator[str]:
    """Name what is wrong with one translation."""
    if message.fuzzy:
        yield "fuzzy"
    strings = forms_of(message.string)
    if language == "en" and strings != entry.forms:
        yield "the English catalogue must repeat the source"
    if placeholders(strings[-1]) != placeholders(entry.forms[-1]):
        yield f"placeholders differ from {sorted(placeholders(entry.forms[-1]))}: {strings[-1]}"
    if edges(strings[-1]) != edges(entry.forms[-1]):
        yield "the spaces at the ends differ"
    if language == "fa":
        for string in strings:
            yield from (f"{fault} in «{string}»" for fault in writing_faults(string))


def edges(text: str) -> tuple[str, str]:
    """Give the white space before and after a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def forms_of(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Give the forms of an id or a translation; one where nothing is counted."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def report(found: list[str]) -> int:
    """Print the problems and give the exit code."""
    for problem in found:
        print(problem)
    print(f"catalogues: {len(found)} problem(s)" if found else "catalogues: complete")
    return 1 if found else 0


def read_text(path: Path) -> str:
    """Give a file's text, or nothing where there is no file."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with the same line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # messages quote Persian on any console
    raise SystemExit(main(sys.argv[1:]))
