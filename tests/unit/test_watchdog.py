"""Who watches over a page that may hang."""

import threading
from datetime import timedelta

from booking_console.adapters.portal.browser.watchdog import Watchdog


def test_it_bites_again_only_when_there_was_a_sign_of_life_since() -> None:
    bites = threading.Semaphore(0)
    dog = Watchdog(bites.release, patience=timedelta(milliseconds=20))
    dog.start()
    assert bites.acquire(timeout=5)
    assert not bites.acquire(timeout=0.2)
    dog.alive()
    assert bites.acquire(timeout=5)
    dog.stop()
