"""The order of names and words as ICU's Persian collation puts them, over the names and words that Safir ships."""

import csv
import random
import re
from pathlib import Path

import pytest

from app.cli.run import run
from app.core.collation import sort_key
from app.core.icu_bridge import icu
from app.core.paths import resources


def names_and_words() -> list[str]:
    """Gather Persian names of countries, cities and networks, and the words of the article."""
    data = resources() / "data"
    found: set[str] = set()
    for name in ("countries", "cities", "networks"):
        with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row["name_fa"] for row in csv.DictReader(file) if row["name_fa"]}
    article = (data / "roadmap-article.txt").read_text("utf-8")
    return sorted(found | set(re.findall(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*", article)))


def in_order(lines: list[str]) -> list[str]:
    collator = icu.Collator.createInstance(icu.Locale("fa"))
    return sorted(lines, key=collator.getSortKey)


def test_names_and_words_stand_in_the_order_of_icu() -> None:
    lines = names_and_words()
    assert len(lines) >= 476
    random.Random(476).shuffle(lines)
    assert [sort_key(line) for line in sorted(lines, key=sort_key)] == [sort_key(line) for line in in_order(lines)]


def test_the_command_sorts_a_file_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = names_and_words()
    random.Random(476).shuffle(lines)
    source = tmp_path / "names.txt"
    source.write_text("\n".join(lines) + "\n", "utf-8")
    assert run(["sort", str(source)]) == 0
    assert capsys.readouterr().out.splitlines() == in_order(lines)
