"""Names and secrets that occur nowhere else go every way; none of them is found in what is kept, said or sent."""

import tempfile
from pathlib import Path
from random import Random

import pytest

from tests.aviary import Aviary
from tests.canary import fly


@pytest.mark.browser
@pytest.mark.timeout(420)
def test_no_name_and_no_secret_leaves_the_database() -> None:
    """Booked, refused, dropped, killed and stopped; `python -m tests.canary --n 500` does it at length."""
    with tempfile.TemporaryDirectory(prefix="canary-") as folder:
        aviary = fly(Path(folder), n=2, seed=1)

    assert aviary.is_whole
    assert {"logs", "files", "temporary files", "processes", "evidence", "steps", "support"} <= aviary.searched.keys()
    assert {"the portal's password", "the portal's cookie 0.0", "a session's token"} <= aviary.secrets.keys()
    assert aviary.found == set()


@pytest.mark.parametrize("way", ["{}", "guest={}&day=1", "%4c", "LOST {}"])
def test_a_canary_is_heard_however_it_is_written(way: str) -> None:
    aviary = Aviary(Random(7))
    guest = aviary.hatch()
    aviary.secrets["a token"] = "L/9+x"
    aviary.search("logs: x", way.format(guest.upper()) if "{}" in way else "q=l%2f9%2bx")
    assert len(aviary.found) == 1
