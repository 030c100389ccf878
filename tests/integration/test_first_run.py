"""The command that the sign-in page names before anybody can sign in."""

import shlex

import pytest
from click.testing import CliRunner

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.cli.main import main
from booking_console.domain.actor import Role
from booking_console.ui.pages.sign_in import COMMAND


def test_the_command_on_the_sign_in_page_makes_the_first_manager(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()

    done = CliRunner().invoke(main, shlex.split(COMMAND)[1:])
    bootstrap.console().close()
    bootstrap.console.cache_clear()

    assert done.exit_code == 0, done.output
    with Database(sqlite_url) as database, database.unit_of_work() as uow:
        assert [(user.login, user.role) for user in uow.users.all()] == [("you", Role.MANAGER)]
