"""Search as a script uses it, measured: queries that were written down for texts of their own are run through `search --from`.

`searching/texts.txt` holds one text a line; `searching/queries.tsv` says of each query of which class it is, and the number of a
text that must be found by it, or none when nothing may be found.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from app.cli.run import run

DATA = Path(__file__).parent / "searching"
TEXTS = (DATA / "texts.txt").read_text(encoding="utf-8").splitlines()
PASSPHRASE = "رود کوه باران ۱۴۰۵ چنار"
Case = tuple[str, int, str]


def cases() -> Iterator[Case]:
    """Give class, number of the text or 0, and query."""
    with (DATA / "queries.tsv").open(encoding="utf-8", newline="") as file:
        for kind, number, query in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield kind, int(number or 0), query


@dataclass
class Stored:
    """An office with one follow-up a text, and the number of each text by the id of its record."""

    store: Path
    numbers: dict[str, int]

    def answers(self, queries: list[str]) -> list[set[int]]:
        """Ask all queries at once; give the numbers of the texts found by each, 0 for another record."""
        source = self.store.parent / "queries.txt"
        source.write_text("\n".join(queries) + "\n", encoding="utf-8")
        answers = said("search", "--from", str(source), "--store", str(self.store), "--limit", "100")
        assert [answer["query"] for answer in answers] == queries
        return [{self.numbers.get(hit["id"], 0) for hit in answer["hits"]} for answer in answers]


def said(*argv: str) -> list[dict[str, Any]]:
    """Run a command and read what it prints."""
    with redirect_stdout(StringIO()) as out:
        assert run([*argv, "--json"]) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    """Keep every text; half of them below the title."""
    folder = tmp_path_factory.mktemp("searching")
    rows = [{"what": text} if at % 2 else {"what": "—", "notes": text} for at, text in enumerate(TEXTS)]
    (folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAFIR_PASSPHRASE", PASSPHRASE)
        said("init", "--store", str(folder / "store"))
        made = said("add", "follow_up", "--from", str(folder / "rows.json"), "--store", str(folder / "store"))
        yield Stored(folder / "store", {each["id"]: number for number, each in enumerate(made, 1)})


def test_the_stated_queries_find_what_they_must_and_nothing_else(stored: Stored) -> None:
    every = list(cases())
    found = stored.answers([query for _kind, _number, query in every])
    right, wrong = defaultdict[str, int](int), defaultdict[str, list[str]](list)
    for (kind, number, query), hits in zip(every, found, strict=True):
        if (number in hits) if number else not hits:
            right[kind] += 1
        else:
            wrong[kind].append(query)
    must = {kind for kind, number, _query in every if number}
    asked, lost = sum(number > 0 for _kind, number, _query in every), sum(len(wrong[kind]) for kind in must)
    assert asked >= 300
    assert lost <= 0.03 * asked, wrong
    assert wrong["spellings"] == []
    assert wrong["absent"] == wrong["near"] == []
    assert len(wrong["across"]) <= 0.1 * (right["across"] + len(wrong["across"])), wrong["across"]


def test_lines_without_letters_find_nothing(stored: Stored) -> None:
    assert stored.answers(["!!!", "", "  ", ".", "%", "هیئت"])[:5] == [set()] * 5
    assert said("search", "!!!", "--store", str(stored.store))[0]["hits"] == []
