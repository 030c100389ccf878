"""Signing in against both databases: what lets a person in, what ends it, and who is made to wait."""

from datetime import timedelta
from time import process_time

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Role
from booking_console.domain.errors import InvalidInput
from booking_console.services import sign_in
from booking_console.services.accounts import User
from tests.builders import MONDAY_9

PASSWORD = "correct-horse-1"


@pytest.fixture(scope="module")
def hashed() -> str:
    """Made once: it is to cost time."""
    return sign_in.hash_password(PASSWORD)


@pytest.fixture
def dana(database: Database, hashed: str) -> int:
    with database.unit_of_work() as uow:
        return uow.users.add(login="dana", name="Dana Whitlock", role=Role.MANAGER, password_hash=hashed, at=MONDAY_9)


def who(database: Database, token: str) -> User | None:
    with database.unit_of_work() as uow:
        return uow.users.by_session(sign_in.digest(token), now=MONDAY_9)


def enter(database: Database, password: str = PASSWORD) -> str:
    return sign_in.sign_in(database.unit_of_work, "Dana ", password, now=MONDAY_9)[1]


def test_the_right_password_opens_a_session(database: Database, dana: int) -> None:
    person = who(database, enter(database))

    assert person is not None
    assert person.id == dana


def test_signing_out_ends_the_session(database: Database, dana: int) -> None:
    token = enter(database)

    sign_in.sign_out(database.unit_of_work, token)

    assert who(database, token) is None


@pytest.mark.parametrize(("login", "password"), [("dana", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(
    database: Database, dana: int, login: str, password: str
) -> None:
    with pytest.raises(sign_in.SignInRefused, match="That login and password do not belong together"):
        sign_in.sign_in(database.unit_of_work, login, password, now=MONDAY_9)


def test_how_long_the_answer_takes_does_not_say_who_is_known(sqlite_database: Database, hashed: str) -> None:
    with sqlite_database.unit_of_work() as uow:
        uow.users.add(login="dana", name="Dana Whitlock", role=Role.MANAGER, password_hash=hashed, at=MONDAY_9)
    spent = {}
    for login in ("dana", "nobody"):
        before = process_time()
        with pytest.raises(sign_in.SignInRefused):
            sign_in.sign_in(sqlite_database.unit_of_work, login, "wrong", now=MONDAY_9)
        spent[login] = process_time() - before

    assert spent["nobody"] > spent["dana"] / 4


def test_who_is_switched_off_does_not_get_in(database: Database, dana: int) -> None:
    with database.unit_of_work() as uow:
        uow.users.change(dana, name="Dana Whitlock", role=Role.MANAGER, is_active=False)

    with pytest.raises(sign_in.SignInRefused):
        enter(database)


def test_after_many_failures_the_right_password_waits_too(database: Database, dana: int) -> None:
    for _ in range(sign_in.MANY_FAILURES):
        with pytest.raises(sign_in.SignInRefused):
            enter(database, "wrong")

    with pytest.raises(sign_in.TooManyFailures):
        enter(database)
    later = MONDAY_9 + sign_in.FAILURES_WITHIN + timedelta(seconds=1)
    assert sign_in.sign_in(database.unit_of_work, "dana", PASSWORD, now=later)


def test_many_failures_from_one_address_make_everybody_there_wait(database: Database, dana: int) -> None:
    with database.unit_of_work() as uow:
        for number in range(sign_in.MANY_FROM_ADDRESS - 1):
            uow.users.note_failure(f"guess-{number}", address="203.0.113.9", at=MONDAY_9)
    with pytest.raises(sign_in.SignInRefused):
        from_address(database, "203.0.113.9", login="another guess")

    with pytest.raises(sign_in.TooManyFailures):
        from_address(database, "203.0.113.9")
    assert from_address(database, "198.51.100.1")


def from_address(database: Database, address: str, *, login: str = "dana") -> str:
    return sign_in.sign_in(database.unit_of_work, login, PASSWORD, now=MONDAY_9, address=address)[1]


def test_asking_who_is_there_waits_for_no_writer(database: Database, dana: int) -> None:
    token = sign_in.digest(enter(database))
    with database.unit_of_work() as uow:
        uow.audit.add("anything.done", actor="somebody", at=MONDAY_9)
        person = sign_in.who_is(database.reading, database.unit_of_work, token, now=MONDAY_9)
    assert person is not None
    later = sign_in.who_is(database.reading, database.unit_of_work, token, now=MONDAY_9 + sign_in.SEEN_EVERY)
    assert later == person
    seen = sign_in.who_is(database.reading, database.unit_of_work, token, now=MONDAY_9 + sign_in.SEEN_EVERY)
    assert seen is not None
    assert seen.last_seen == MONDAY_9 + sign_in.SEEN_EVERY


def test_a_new_password_ends_every_other_session(database: Database, dana: int) -> None:
    here, elsewhere = enter(database), enter(database)

    sign_in.change_password(database.unit_of_work, here, old=PASSWORD, new="another-horse-2", now=MONDAY_9)

    assert who(database, here) is not None
    assert who(database, elsewhere) is None
    assert enter(database, "another-horse-2")


def test_a_password_is_not_changed_without_the_old_one(database: Database, dana: int) -> None:
    with pytest.raises(sign_in.SignInRefused, match="not your password"):
        sign_in.change_password(
            database.unit_of_work, enter(database), old="guess", new="another-horse-2", now=MONDAY_9
        )

    assert enter(database)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at least 10"):
        sign_in.hash_password("short")


def test_before_the_first_person_nobody_can_sign_in(database: Database) -> None:
    assert sign_in.nobody_yet(database.unit_of_work)


def test_the_password_and_the_token_are_kept_unreadable(database: Database, dana: int) -> None:
    token = enter(database)

    with database.unit_of_work() as uow:
        found = uow.users.by_login("dana")
        assert uow.users.by_session(token, now=MONDAY_9) is None
    assert found is not None
    assert PASSWORD not in found[1]
