"""How long a long brief takes on paper: `python tests/benchmarks/brief.py` prints milliseconds of CPU a page (budget: 30)."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.core.ids import shipped_id
from app.core.settings import Settings
from app.papers.meeting_brief import meeting_brief
from app.papers.render_pdf.render import render_pdf
from app.records import ALL
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.services import reference, sample
from app.services.brief import BriefFacts, gather
from app.services.office import Office, this_actor
from app.store.store import Store
from tests.benchmarks.data import Words

BUDGET = 30.0
POINTS = 100


def long_facts(folder: Path) -> BriefFacts:
    """Gather the brief of the sample and lengthen its preparation until it fills a hundred pages."""
    store = Store.create(folder / "store", bytes(range(32)), Catalogue(ALL))
    office = Office(store.catalogue, store, this_actor(), Settings(office_name="دفتر امور بین‌الملل"))
    reference.load(office)
    sample.fill(office)
    facts = gather(office, shipped_id("sample", "m_seoul_next"), ceiling=Confidentiality.SECRET)
    office.close()
    words = Words()
    made: dict[str, Any] = {
        name: tuple(words.text(60) for _point in range(POINTS))
        for name in ("our_objectives", "arguments", "tactical_arguments", "their_aims", "our_response", "press_line")
    }
    if facts.points is None or facts.last_met is None:
        raise SystemExit("the sample has no preparation")
    promises = tuple(replace(promise, what=words.text(20)) for promise in facts.last_met.promises * 60)
    met = replace(facts.last_met, promises=promises)
    return replace(facts, points=replace(facts.points, **made), last_met=met)


def main() -> int:
    """Print the figure; exit status 1 when it is over the budget."""
    with tempfile.TemporaryDirectory() as folder:
        facts = long_facts(Path(folder))
        begun = process_time()
        document, _missing = meeting_brief(facts, "fa")
        pages = render_pdf(document, Path(folder) / "brief.pdf").pages
        spent = (process_time() - begun) * 1000 / pages
    sys.stdout.write(f"{pages} pages, {spent:.1f} ms of CPU a page (budget {BUDGET:.0f})\n")
    return 0 if spent <= BUDGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
