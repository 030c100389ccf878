"""The mailbox as a manager sets it up: sealed at rest, under what the environment says, obeyed within seconds."""

import os
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from booking_console.adapters.vault import Vault
from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR, Actor, Role
from booking_console.domain.errors import Conflict, ContractBroken, InvalidInput, NotAllowed
from booking_console.domain.health import Part
from booking_console.passes import open_passes
from booking_console.services import mailbox_setup
from booking_console.settings import Settings
from booking_console.settings_mail import MailSettings, MailSource
from booking_console.worker import Worker

SECRET = "a-secret-of-the-test"
IMAP = {"source": "imap", "url": "imaps://mail.example.org", "username": "bookings@example.org"}


def a_console(folder: Path, **mail: object) -> Console:
    opened = open_console(
        Settings(_env_file=None, data_dir=folder, database_url=SecretStr(""), mail=MailSettings.model_validate(mail))
    )
    opened.prepare()
    return opened


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    opened = a_console(tmp_path)
    yield opened
    opened.close()


def save(console: Console, values: dict[str, str], *, secret: str = "", actor: Actor = OPERATOR, was: int = 0) -> None:
    sealed = {"password": console.vault.seal(secret)} if secret else {}
    now = console.clock.now()
    mailbox_setup.save(console.new_uow, values, sealed, was_version=was, actor=actor, now=now, reason="New provider")


def test_what_was_entered_is_in_force_and_its_secret_is_readable_to_us_alone(console: Console, tmp_path: Path) -> None:
    save(console, IMAP, secret=SECRET)
    mail = console.mail_in_force().mail
    assert (mail.source, mail.url, mail.password.get_secret_value()) == (MailSource.IMAP, IMAP["url"], SECRET)
    assert stat.S_IMODE((tmp_path / "mailbox.key").stat().st_mode) == 0o600
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("booking.db*"))
    assert SECRET.encode() not in stored
    assert (tmp_path / "mailbox.key").read_bytes() not in stored


def test_the_environment_wins_field_by_field(tmp_path: Path) -> None:
    console = a_console(tmp_path, inbox="Bookings", max_bytes=1000)
    save(console, {**IMAP, "inbox": "Elsewhere"}, secret=SECRET)
    known = console.mail_in_force()
    assert (known.mail.inbox, known.mail.max_bytes, known.mail.url) == ("Bookings", 1000, IMAP["url"])
    assert known.fixed == {"inbox", "max_bytes"}
    console.close()


@pytest.mark.parametrize("key", [None, b"not a key", b"5kV1Yy7c0y0l2yO1xkNw2lm0Yx6p3zI3p5b8m1n2o3Q="])
def test_secrets_whose_key_is_gone_are_entered_again(console: Console, tmp_path: Path, key: bytes | None) -> None:
    save(console, IMAP, secret=SECRET)
    (tmp_path / "mailbox.key").unlink()
    if key:
        (tmp_path / "mailbox.key").write_bytes(key)
    with pytest.raises(ContractBroken, match="Enter the passwords and secrets again"):
        console.mail_in_force()


def test_a_key_that_two_make_at_once_is_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as makers:
        sealed = list(makers.map(lambda n: Vault(tmp_path / "key").seal(str(n)), range(8)))
    assert [Vault(tmp_path / "key").unseal(one) for one in sealed] == [str(n) for n in range(8)]
    assert os.listdir(tmp_path) == ["key"]


def test_only_a_manager_sets_up_the_mailbox(console: Console) -> None:
    with pytest.raises(NotAllowed):
        save(console, IMAP, actor=Actor.person(1, "Robin Ashdown", Role.STAFF))


def test_the_history_says_who_changed_what_and_no_secret(console: Console) -> None:
    save(console, IMAP, secret=SECRET)
    (entry,) = [row for row in console.views.audit(limit=10) if row.action == "mailbox.set_up"]
    assert (entry.actor, entry.reason) == ("Command line", "New provider")
    assert "source: nothing → imap" in entry.detail
    assert "password: a new one" in entry.detail
    assert SECRET not in entry.detail


def test_of_two_who_change_it_at_once_the_second_is_told(console: Console) -> None:
    save(console, IMAP)
    with pytest.raises(Conflict, match="Somebody else changed the mailbox first"):
        save(console, {**IMAP, "inbox": "Other"}, was=0)


def test_back_to_the_defaults_nothing_of_it_is_left(console: Console) -> None:
    save(console, IMAP, secret=SECRET)
    mailbox_setup.forget(console.new_uow, was_version=1, actor=OPERATOR, now=console.clock.now())
    with console.new_uow() as uow:
        assert (uow.mailbox.setup().values, uow.mailbox.setup().sealed) == ({}, {})
    assert console.mail_in_force().mail.source is MailSource.FOLDER


def test_what_contradicts_itself_is_refused_in_one_sentence_for_each_mistake(console: Console) -> None:
    save(console, {"source": "imap", "secret_expires": "soon"})
    with pytest.raises(InvalidInput, match="BOOKING_MAIL__SECRET_EXPIRES: expected a valid date"):
        console.mail_in_force()


def test_a_running_worker_takes_another_mailbox_over_within_five_seconds(console: Console, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    save(console, {"source": "folder", "folder": str(tmp_path / "one")})
    worker = Worker(console, open_passes(console, "worker-1"))
    worker.start()
    try:
        assert said_of_mailbox(console, "new", seconds=60)
        save(console, {"source": "imap", "url": "imap://127.0.0.1:9"}, was=1)
        assert said_of_mailbox(console, "cannot be reached", seconds=60)
        save(console, {"source": "folder", "folder": str(tmp_path / "two")}, was=2)
        assert said_of_mailbox(console, "nothing new", seconds=60)
        assert (tmp_path / "two" / "Processed").is_dir()
    finally:
        worker.stop()


def said_of_mailbox(console: Console, words: str, *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with console.new_uow() as uow:
            if words in uow.control.health(Part.MAILBOX).sentence:
                return True
        time.sleep(0.1)
    return False
