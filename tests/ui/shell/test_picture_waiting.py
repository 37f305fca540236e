"""Pictures wait for filled pages, and fail where one never is."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.pictures import NotFilled, arrive
from app.ui.tasks import Tasks


def test_a_picture_waits_until_every_answer_was_given(qtbot: QtBot) -> None:
    given: list[int] = []
    tasks = Tasks(lambda error: pytest.fail(str(error)))
    for number in range(3):
        tasks.run(lambda _job, number=number: number, given.append)  # type: ignore[misc]
    assert not tasks.is_idle
    arrive(lambda: tasks.is_idle, "home")
    assert given == [0, 1, 2]


def test_a_page_that_is_never_filled_fails_by_name(qtbot: QtBot) -> None:
    with pytest.raises(NotFilled, match="fa-light-home"):
        arrive(lambda: False, "fa-light-home", longest=0.1)
