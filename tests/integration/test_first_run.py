"""The command that the sign-in page names before anybody can sign in."""

import shlex
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.cli.main import main
from booking_console.domain.actor import Role
from booking_console.settings import known_names, load
from booking_console.ui.first_steps import ADD_USER, left, steps
from booking_console.ui.pages.today import _look as look_at_today
from tests.builders import MONDAY_9


def test_the_command_on_the_sign_in_page_makes_the_first_manager(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()

    done = CliRunner().invoke(main, shlex.split(ADD_USER)[1:])
    bootstrap.console().close()
    bootstrap.console.cache_clear()

    assert done.exit_code == 0, done.output
    with Database(sqlite_url) as database, database.unit_of_work() as uow:
        assert [(user.login, user.role) for user in uow.users.all()] == [("you", Role.MANAGER)]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[bootstrap.Console]:
    """Portal and mail server are set, the mailbox is not."""
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("BOOKING_PORTAL__URL", "https://portal.example")
    monkeypatch.setenv("BOOKING_SMTP__URL", "smtp://console:secret@mail.example")
    opened = bootstrap.open_console(load(None))
    yield opened
    opened.close()


def test_the_first_list_says_what_is_set_and_what_to_type_for_the_rest(held: bootstrap.Console) -> None:
    shown = steps(held)
    assert [(step.title, step.look) for step in shown] == [
        ("Mailbox", "next"),
        ("Booking portal", "done"),
        ("Mail server", "done"),
        ("First person", "later"),
    ]
    assert left(shown).startswith("Two steps are left.")
    typed = {line.partition("=")[0] for step in shown for line in step.command.splitlines() if "=" in line}
    assert typed <= known_names()


def test_the_first_list_tells_strangers_nothing_of_the_settings(held: bootstrap.Console) -> None:
    said = " ".join(f"{step.fact} {step.command}" for step in steps(held))
    assert "mail.example " not in said
    assert "secret" not in said
    assert "portal.example " not in said


def test_once_somebody_can_sign_in_there_is_no_first_list(held: bootstrap.Console) -> None:
    with held.new_uow() as uow:
        uow.users.add(login="dana", name="Dana", role=Role.MANAGER, password_hash="x", at=MONDAY_9)
    assert steps(held) == []


def test_signed_in_without_a_portal_today_says_that_nothing_can_be_booked(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    said = []
    for portal in ("", "https://portal.example"):
        monkeypatch.setenv("BOOKING_PORTAL__URL", portal)
        bootstrap.console.cache_clear()
        said.append(look_at_today().focus.what)
        bootstrap.console().close()
    bootstrap.console.cache_clear()

    assert said == ["No room can be booked yet.", ""]
