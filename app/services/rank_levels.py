"""Which rank people hold on a day: as recorded, else that of the post named with them, else that of a post held then."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.records.lists import Rank, Seat
from app.records.person import Post
from app.store.tables import living


def levels(session: Session, ranks: Iterable[UUID | None]) -> dict[UUID, int]:
    """Read the levels of ranks; 1 is the highest."""
    wanted = [rank for rank in ranks if rank]
    rows = session.execute(select(Rank.id, Rank.level).where(Rank.id.in_(wanted), Rank.level.is_not(None)))
    return {rank: level for rank, level in rows if level is not None}


def level_of(session: Session, person: UUID | None, *, post: UUID | None, day: date) -> int | None:
    """Give the level of a person on a day: of the post named, else the highest of the posts held then."""
    named = _level_of_post(session, post)
    if named is not None or person is None:
        return named
    return levels_held(session, (person,), day).get(person)


def _level_of_post(session: Session, post: UUID | None) -> int | None:
    if post is None:
        return None
    row = session.execute(_posts().where(Post.id == post)).one_or_none()
    return None if row is None else _level(row)


def levels_held(session: Session, people: Collection[UUID], day: date) -> dict[UUID, int]:
    """Give the highest level that people hold on a day by their posts; partial days count whole."""
    found: dict[UUID, int] = {}
    for row in session.execute(_posts().where(Post.person.in_(people), living(Post))):
        level = _level(row)
        if level is None or (row.held_from and row.held_from.first > day) or (row.held_to and row.held_to.last < day):
            continue
        found[row.person] = min(level, found.get(row.person, level))
    return found


def _posts() -> Select[Any]:
    columns: tuple[Any, ...] = (
        Post.person, Post.held_from, Post.held_to, Rank.level.label("by_rank"), Seat.level.label("by_seat"),
    )  # fmt: skip
    joined = select(*columns).select_from(Post).outerjoin(Rank, Rank.id == Post.rank)
    return joined.outerjoin(Seat, Seat.id == Post.seat)


def _level(row: Any) -> int | None:  # noqa: ANN401 - a row of `_posts`
    """Take the level of the post's own rank; without one that of its seat."""
    found: int | None = row.by_rank if row.by_rank is not None else row.by_seat
    return found
