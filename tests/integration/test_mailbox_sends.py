"""A mailbox that a manager sets up on the page also sends when the page says so: in the running worker, on both databases."""

import time
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR, Actor, Role
from booking_console.domain.errors import NotAllowed, Refused
from booking_console.domain.health import Part
from booking_console.domain.outbox import DeliveryState
from booking_console.outside import Outside
from booking_console.passes import open_passes
from booking_console.services import mailbox_setup, trial_mail
from booking_console.services.mailbox_records import MailboxSetup
from booking_console.services.ports import OutgoingMail, SendResult
from booking_console.settings import Settings, SmtpSettings, known_names
from booking_console.settings_mail import MailSettings
from booking_console.ui.mailbox import entry, reading
from booking_console.worker import Worker
from tests.builders import an_outbox_message
from tests.fakes.certificates import make_certificate
from tests.fakes.graph.login import CLIENT, SECRET, TENANT
from tests.fakes.graph.place import GraphPlace
from tests.fakes.graph.server import GraphServer
from tests.fakes.notifier import FakeNotifier
from tests.fakes.smtp_server import SmtpServerForTests
from tests.world import World

STAFF = Actor.person(1, "Robin Ashdown", Role.STAFF)


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[GraphServer]:
    with GraphServer(make_certificate(tmp_path)) as running:
        yield running


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


@pytest.fixture
def post() -> Iterator[SmtpServerForTests]:
    with SmtpServerForTests() as running:
        yield running


@contextmanager
def a_console(folder: Path, database_url: str = "", **smtp: str) -> Iterator[Console]:
    smtp_ = SmtpSettings.model_validate({"business": "desk@practice.example", **smtp})
    opened = open_console(Settings(_env_file=None, data_dir=folder, database_url=database_url, smtp=smtp_))
    opened.prepare()
    yield opened
    opened.close()


def save(console: Console, cloud: GraphServer, *, sends: str) -> None:
    """As the form gives it; the addresses of the test's own cloud come on top."""
    with console.reading() as uow:
        was = uow.mailbox.setup()
    form = {"address": "rooms@practice.example", "tenant_id": TENANT, "client_id": CLIENT, "send_through": sends}
    own = {"authority": cloud.base, "endpoint": cloud.base, "ca_file": str(console.settings.data_dir / "cert.pem")}
    values = entry.entered("graph", "basic", form, MailboxSetup(), ()).values | own
    sealed, now = {"client_secret": console.vault.seal(SECRET)}, console.clock.now()
    mailbox_setup.save(console.new_uow, values, sealed, was_version=was.version, actor=OPERATOR, now=now)


def queue(console: Console, key: str) -> int:
    now = console.clock.now()
    with console.new_uow() as uow:
        queued = uow.outbox.add(an_outbox_message(key, due_at=now, created_at=now))
    assert queued is not None
    return queued


def soon(mails: Sized, number: int) -> bool:
    """Five seconds are what a person waits; a machine that does other things besides may take three times that."""
    until = time.monotonic() + 15
    while len(mails) < number and time.monotonic() < until:
        time.sleep(0.05)
    return len(mails) == number


def wait_until_settled(console: Console, queued: int) -> None:
    """Until then the worker has it in hand, and may take the next mail along by the same way."""
    until, state = time.monotonic() + 15, None
    while state is not DeliveryState.DELIVERED and time.monotonic() < until:
        with console.reading() as uow:
            state = uow.outbox.get(queued).state
    assert state is DeliveryState.DELIVERED


def test_a_running_worker_sends_through_the_mailbox_within_five_seconds_and_back(
    tmp_path: Path, database_url: str, cloud: GraphServer, post: SmtpServerForTests
) -> None:
    GraphPlace(cloud)
    with a_console(tmp_path, database_url, url=f"smtp://127.0.0.1:{post.port}") as console:
        worker = Worker(console, open_passes(console, "worker-1"))
        worker.start()
        try:
            first = queue(console, "first")
            assert soon(post.mails, 1)
            wait_until_settled(console, first)
            save(console, cloud, sends="true")
            second = queue(console, "second")
            assert soon(cloud.sent, 1)
            wait_until_settled(console, second)
            save(console, cloud, sends="false")
            queue(console, "third")
            assert soon(post.mails, 2)
        finally:
            worker.stop()
    assert len(cloud.sent) == 1


def test_of_many_that_wait_those_after_a_change_go_the_new_way(tmp_path: Path, cloud: GraphServer) -> None:
    with a_console(tmp_path) as console:
        ways: list[FakeNotifier] = []
        changes = partial(save, console, cloud, sends="true")
        work = open_passes(console, "worker-1")

        def opened() -> FakeNotifier:
            ways.append(Interrupted(then=changes) if not ways else FakeNotifier())
            return ways[-1]

        work.open_notifier = opened
        for key in ("first", "second", "third"):
            queue(console, key)
        work.deliver()
        work.close()
    assert [len(way.delivered) for way in ways] == [1, 2]


@dataclass
class Interrupted(FakeNotifier):
    """Somebody changes something while it sends."""

    then: Callable[[], None] = field(kw_only=True)

    def send(self, mail: OutgoingMail) -> SendResult:
        self.then()
        return super().send(mail)


def test_a_secret_whose_key_is_gone_is_named_and_the_mail_waits(tmp_path: Path, cloud: GraphServer) -> None:
    with a_console(tmp_path) as console:
        save(console, cloud, sends="true")
        (tmp_path / "mailbox.key").unlink()
        queued = queue(console, "first")
        work = open_passes(console, "worker-1")
        work.deliver()
        work.close()
        with console.reading() as uow:
            said = uow.control.health(Part.MESSAGES).sentence
            assert uow.outbox.get(queued).state is DeliveryState.PENDING
        assert "Enter the passwords and secrets again" in said


def test_the_page_says_how_mails_go_out(tmp_path: Path, cloud: GraphServer) -> None:
    with a_console(tmp_path) as console:
        assert Outside(console.settings_in_force()).way_out() == ""
        save(console, cloud, sends="true")
        assert Outside(console.settings_in_force()).way_out() == "through this mailbox, as rooms@practice.example"
    with a_console(tmp_path, url="smtp://post.practice.example") as console:
        save(console, cloud, sends="false")
        assert Outside(console.settings_in_force()).way_out() == "through post.practice.example"


def test_the_button_sends_a_mail_the_way_that_mails_go_out_now(
    tmp_path: Path, post: SmtpServerForTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in known_names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BOOKING_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BOOKING_SMTP__URL", f"smtp://127.0.0.1:{post.port}")
    monkeypatch.setenv("BOOKING_SMTP__BUSINESS", "desk@practice.example")
    bootstrap.console.cache_clear()
    bootstrap.console().prepare()
    assert "was sent to desk@practice.example" in reading.send_trial(actor=OPERATOR)
    assert "go out through 127.0.0.1, to desk@practice.example" in [fact.value for fact in reading.look().facts]
    bootstrap.console().close()
    bootstrap.console.cache_clear()
    (mail,) = post.mails
    assert (mail["To"], mail["Subject"]) == ("desk@practice.example", "Test: mails of the booking console arrive")


@pytest.mark.parametrize(("has_way_out", "chosen"), [(False, "true"), (True, "false")])
def test_a_new_mailbox_is_offered_for_sending_where_nothing_else_sends(has_way_out: bool, chosen: str) -> None:
    shown = entry.fields("graph", "basic", mail=MailSettings(), setup=MailboxSetup(), fixed=(), has_way_out=has_way_out)
    assert [field.value for field in shown if field.name == "send_through"] == [chosen]
    assert "send_through" not in entry.names_of("imap", "basic")


def test_a_test_mail_goes_to_everybody_who_is_told_of_bookings(world: World) -> None:
    notifier, policy = (
        FakeNotifier(),
        replace(world.policy, business=("desk@practice.example", "lead@practice.example")),
    )
    said = trial_mail.send(world.new_uow, notifier, policy, actor=OPERATOR, now=world.clock.now())
    assert said == "A test mail was sent to desk@practice.example, lead@practice.example. Look whether it arrived."
    assert [mail.recipient for mail in notifier.delivered] == list(policy.business)
    assert len({mail.message_id for mail in notifier.delivered}) == 2
    assert [row.action for row in world.database.views().audit(limit=1)] == ["mailbox.trial_sent"]


def test_a_test_mail_whose_answer_was_lost_is_not_called_sent(world: World) -> None:
    policy = replace(world.policy, business=("desk@practice.example",))
    said = trial_mail.send(world.new_uow, FakeNotifier(unclear=1), policy, actor=OPERATOR, now=world.clock.now())
    assert "the answer was lost" in said


def test_a_test_mail_that_cannot_be_sent_says_why(world: World) -> None:
    told, now = replace(world.policy, business=("desk@practice.example",)), world.clock.now()
    nobody = replace(world.policy, business=())
    with pytest.raises(Refused, match="no mail server is set"):
        trial_mail.send(world.new_uow, None, told, actor=OPERATOR, now=now)
    with pytest.raises(Refused, match="BOOKING_SMTP__BUSINESS"):
        trial_mail.send(world.new_uow, FakeNotifier(), nobody, actor=OPERATOR, now=now)
    with pytest.raises(NotAllowed):
        trial_mail.send(world.new_uow, FakeNotifier(), told, actor=STAFF, now=now)
