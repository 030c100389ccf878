"""The mailbox is watched between two looks, and a watch that breaks does no harm."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from booking_console.domain.errors import LoginRefused, Unavailable
from booking_console.watching import Watch
from tests.fakes.mailbox import FakeMailbox

MAIL = b"Subject: Visit\r\n\r\nMonday at 10:00\r\n"


@contextmanager
def watching(
    mailbox: FakeMailbox, *, is_wanted: Callable[[], bool] = lambda: True, again_after: float = 0.05
) -> Iterator[list[float]]:
    """When it was said to look, as seconds of the monotonic clock."""
    looks: list[float] = []
    stopping = threading.Event()
    watch = Watch(lambda: mailbox, is_wanted, lambda: looks.append(time.monotonic()), stopping, again_after=again_after)
    thread = threading.Thread(target=watch.run)
    thread.start()
    yield looks
    stopping.set()
    thread.join(timeout=60)
    assert not thread.is_alive()


def soon(truth: Callable[[], bool]) -> bool:
    until = time.monotonic() + 60
    while not truth() and time.monotonic() < until:
        time.sleep(0.02)
    return truth()


def test_a_new_mail_is_looked_at_within_seconds() -> None:
    mailbox = FakeMailbox()
    with watching(mailbox) as looks:
        assert soon(lambda: len(looks) == 1)  # what came before the watch began
        mailbox.deliver(MAIL)
        delivered = time.monotonic()
        assert soon(lambda: len(looks) == 2)
    assert looks[1] - delivered < 10


def test_nothing_is_watched_while_that_is_not_wanted() -> None:
    mailbox = FakeMailbox()
    with watching(mailbox, is_wanted=lambda: False) as looks:
        mailbox.deliver(MAIL)
        time.sleep(0.3)
    assert looks == []


def test_a_watch_that_breaks_is_told_of_once_and_begun_again(log_text: io.StringIO) -> None:
    mailbox = Troubled(Unavailable("The mail server is down."), times=3)
    with watching(mailbox) as looks:
        assert soon(lambda: len(looks) == 1)
    assert log_text.getvalue().count("watch_broken") == 1
    assert log_text.getvalue().count("watch_whole_again") == 1


def test_a_watch_that_broke_once_is_whole_again_within_seconds() -> None:
    mailbox = Troubled(Unavailable("The connection broke."), times=1)
    with watching(mailbox, again_after=60) as looks:
        assert soon(lambda: len(looks) == 1)


def test_a_refused_login_is_left_to_the_look_and_not_tried_again_at_once() -> None:
    mailbox = Troubled(LoginRefused("The mail server does not accept the password."), times=9)
    with watching(mailbox, again_after=60) as looks:
        assert soon(lambda: len(looks) == 1)
        time.sleep(0.3)
    assert mailbox.asked == 1


def test_an_unexpected_error_does_not_end_the_watch(log_text: io.StringIO) -> None:
    mailbox = Troubled(ZeroDivisionError(), times=1)
    with watching(mailbox) as looks:
        assert soon(lambda: len(looks) == 1)
    assert "watch_crashed" in log_text.getvalue()


class Troubled(FakeMailbox):
    def __init__(self, error: Exception, *, times: int) -> None:
        super().__init__()
        self._error, self._times, self.asked = error, times, 0

    def wait_for_news(self, timeout_s: float) -> bool:
        self.asked += 1
        if self._times:
            self._times -= 1
            raise self._error
        return super().wait_for_news(timeout_s)
