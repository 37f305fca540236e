"""Which rank people hold on a day: as recorded, else that of the post named with them, else that of a post held then."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.records.lists import Rank, Seat
from app.records.person import Post
from app.store.tables import living


class Ladder:
    """The ranks of some people, read at once for any number of them; levels count from 1, the highest."""

    def __init__(
        self,
        session: Session,
        people: Iterable[UUID | None],
        *,
        posts: Iterable[UUID | None] = (),
        ranks: Iterable[UUID | None] = (),
    ) -> None:
        self._ranks = _levels(session, {rank for rank in ranks if rank})
        self._named = _of_posts(session, {post for post in posts if post})
        self._held = _held(session, {person for person in people if person})

    def recorded(self, rank: UUID | None) -> int | None:
        """Give the level of a rank that is written down."""
        return self._ranks.get(rank) if rank is not None else None

    def level(self, person: UUID | None, *, post: UUID | None, day: date) -> int | None:
        """Give the level of a person on a day: of the post named, else the highest of the posts held then.

        Partial days count whole.
        """
        named = self._named.get(post) if post is not None else None
        if named is not None or person is None:
            return named
        return min((level for row, level in self._held.get(person, ()) if _is_held(row, day)), default=None)


def _levels(session: Session, ranks: set[UUID]) -> dict[UUID, int]:
    if not ranks:
        return {}
    rows = session.execute(select(Rank.id, Rank.level).where(Rank.id.in_(ranks), Rank.level.is_not(None)))
    return {rank: level for rank, level in rows if level is not None}


def _of_posts(session: Session, posts: set[UUID]) -> dict[UUID, int]:
    rows = session.execute(_posts().where(Post.id.in_(posts))).all() if posts else []
    return {row.id: level for row in rows for level in (_level(row),) if level is not None}


def _held(session: Session, people: set[UUID]) -> dict[UUID, list[tuple[Any, int]]]:
    found: dict[UUID, list[tuple[Any, int]]] = defaultdict(list)
    for row in session.execute(_posts().where(Post.person.in_(people), living(Post))) if people else ():
        level = _level(row)
        if level is not None:
            found[row.person].append((row, level))
    return found


def _is_held(row: Any, day: date) -> bool:  # noqa: ANN401 - a row of `_posts`
    began = not row.held_from or row.held_from.first <= day
    return began and (not row.held_to or day <= row.held_to.last)


def _posts() -> Select[Any]:
    columns: tuple[Any, ...] = (
        Post.id, Post.person, Post.held_from, Post.held_to, Rank.level.label("by_rank"), Seat.level.label("by_seat"),
    )  # fmt: skip
    joined = select(*columns).select_from(Post).outerjoin(Rank, Rank.id == Post.rank)
    return joined.outerjoin(Seat, Seat.id == Post.seat)


def _level(row: Any) -> int | None:  # noqa: ANN401 - a row of `_posts`
    """Take the level of the post's own rank; without one that of its seat."""
    found: int | None = row.by_rank if row.by_rank is not None else row.by_seat
    return found
