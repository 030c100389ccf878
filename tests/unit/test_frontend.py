"""The finished build: found again while its sources stay the same, and good for whatever address it is served at."""

import gzip
from pathlib import Path

import pytest

from booking_console import frontend
from booking_console.origin import own_pages


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("rxconfig.py", "booking_console/booking_console.py", "booking_console/ui/page.py", "assets/base.css"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first\n")
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    monkeypatch.setattr(frontend, "BUILDS", tmp_path / ".cache" / "console")
    return tmp_path


def finish_build(checkout: Path) -> Path:
    build = frontend.wanted_build()
    build.mkdir(parents=True)
    return build


def test_a_build_is_found_again_while_nothing_changed(checkout: Path) -> None:
    build = finish_build(checkout)
    assert frontend.ensure_build() == build


@pytest.mark.parametrize("name", ["rxconfig.py", "booking_console/ui/page.py", "assets/base.css", "reflex.lock/a.json"])
def test_a_changed_source_asks_for_another_build(checkout: Path, name: str) -> None:
    before = finish_build(checkout)
    (checkout / name).parent.mkdir(exist_ok=True)
    (checkout / name).write_text('"second"')
    assert frontend.wanted_build() != before


def test_a_lock_that_is_only_written_in_another_order_asks_for_nothing(checkout: Path) -> None:
    (checkout / "reflex.lock").mkdir()
    lock = checkout / "reflex.lock" / "package.json"
    lock.write_text('{"name": "reflex", "type": "module"}')
    before = finish_build(checkout)
    lock.write_text('{"type":"module","name":"reflex"}')
    assert frontend.wanted_build() == before


@pytest.mark.parametrize("name", ["booking_console/ui/__pycache__/page.pyc", "assets/external/widget.jsx", "docs/a.md"])
def test_what_is_generated_or_unrelated_asks_for_nothing(checkout: Path, name: str) -> None:
    before = finish_build(checkout)
    (checkout / name).parent.mkdir(parents=True, exist_ok=True)
    (checkout / name).write_text("second\n")
    assert frontend.wanted_build() == before


@pytest.mark.parametrize("quote", ['"', "'", "`"])
def test_pages_talk_to_the_address_that_they_came_from(tmp_path: Path, quote: str) -> None:
    script = tmp_path / "env.js"
    script.write_text(
        f"e={{EVENT:{quote}ws://same-origin.invalid/_event{quote},PING:{quote}http://same-origin.invalid/ping{quote}}}"
    )
    (tmp_path / "env.js.gz").write_bytes(b"old")
    frontend.serve_anywhere(tmp_path)
    written = script.read_text()
    assert written == 'e={EVENT:(location.origin.replace(/^http/,"ws")+"/_event"),PING:(location.origin+"/ping")}'
    assert gzip.decompress((tmp_path / "env.js.gz").read_bytes()).decode() == written


def test_a_build_that_bakes_its_address_in_another_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "env.js").write_text('e={EVENT:"ws:"+"//elsewhere"}')
    with pytest.raises(frontend.BuildFailed, match="Reflex has changed"):
        frontend.serve_anywhere(tmp_path)


@pytest.mark.parametrize(
    ("origin", "headers"),
    [
        ("http://127.0.0.1:8000", {"HTTP_HOST": "127.0.0.1:8000"}),
        ("https://booking.example.org", {"HTTP_HOST": "booking.example.org"}),
        ("https://booking.example.org", {"HTTP_HOST": "10.0.0.5:8000", "HTTP_X_FORWARDED_HOST": "booking.example.org"}),
        ("https://practice.example.org", {"HTTP_HOST": "10.0.0.5:8000"}),
    ],
)
def test_our_own_pages_may_connect(origin: str, headers: dict[str, str]) -> None:
    assert own_pages("https://practice.example.org/")(origin, headers)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:9000", "null", "", "https://10.0.0.5.evil.example"]
)
def test_pages_from_elsewhere_may_not_connect(origin: str) -> None:
    assert not own_pages("")(origin, {"HTTP_HOST": "127.0.0.1:8000"})
