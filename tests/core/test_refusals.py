"""Why the system refused a file is said in Persian, whatever language the system speaks."""

import errno
import os

import pytest

from app.core.refusals import why_refused


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "دیسک پر است"),
        (errno.EACCES, "اجازهٔ نوشتن در آنجا نیست"),
        (errno.EROFS, "دیسک تنها خواندنی است"),
        (errno.ENOENT, "چنین پوشه‌ای نیست"),
        (errno.EIO, "دیسک خطا می‌دهد"),
    ],
)
def test_a_common_reason_is_said_in_the_office_s_words(number: int, said: str) -> None:
    assert why_refused(OSError(number, os.strerror(number))).in_("fa") == said


@pytest.mark.parametrize(
    ("code", "said"),
    [(32, "برنامهٔ دیگری فایل را در دست دارد"), (112, "دیسک پر است"), (5, "اجازهٔ نوشتن در آنجا نیست")],
)
def test_windows_says_it_by_its_own_numbers(code: int, said: str) -> None:
    error = OSError(errno.EACCES, "Access is denied")
    error.winerror = code  # type: ignore[attr-defined]
    assert why_refused(error).in_("fa") == said


def test_a_rare_reason_keeps_the_system_s_words() -> None:
    assert "Too many levels" in why_refused(OSError(errno.ELOOP, "Too many levels of symbolic links")).in_("fa")
    assert "OSError" in why_refused(OSError()).in_("fa")
