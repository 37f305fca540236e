"""The constants of Python outlive a binding that does not count them."""

from PySide6.QtCore import QObject, Signal

import app.ui  # noqa: F401 - the import is what keeps them


class Speaker(QObject):
    said = Signal(bool)


def test_ten_thousand_signals_do_not_use_up_true_and_false() -> None:
    speaker = Speaker()
    heard: list[bool] = []
    speaker.said.connect(heard.append)
    for turn in range(10_000):
        speaker.said.emit(turn % 2 == 0)
    assert heard.count(True) == heard.count(False) == 5_000
