"""The promises between two sides are found by what they are linked to, however many records there are."""

from app.core.ids import shipped_id
from app.rules.labels import Confidentiality
from app.services.office import Office
from app.services.paper_promises import between
from app.services.paper_source import reading


def test_no_table_is_read_through(office: Office) -> None:
    body, meeting = shipped_id("sample", "city_seoul"), shipped_id("sample", "m_seoul_next")
    with reading(office, Confidentiality.SECRET) as source:
        wanted = between(source, (body,), meeting=meeting)
        made = wanted.compile(source.session.get_bind(), compile_kwargs={"render_postcompile": True})
        values = tuple(str(made.params[name]) for name in made.positiontup or ())
        plan = source.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {made}", values)
        steps = [step[-1] for step in plan]
    assert sum(step.startswith("SEARCH") for step in steps) >= 10
    assert not any(step.startswith("SCAN") or "deleted_at" in step for step in steps), steps
