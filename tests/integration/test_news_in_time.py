"""A new mail is looked at within five seconds by a running worker, though its interval is an hour, whatever the mailbox is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from booking_console.bootstrap import Console, open_console
from booking_console.domain.message import MessageState
from booking_console.domain.schedule import JobName, Rhythm
from booking_console.passes import open_passes
from booking_console.settings import Settings
from booking_console.settings_mail import MailSettings
from booking_console.worker import Worker
from tests.fakes.ews.place import ExchangePlace
from tests.fakes.ews.server import LOGIN
from tests.fakes.ews.server import PASSWORD as EWS_PASSWORD
from tests.fakes.graph.login import CLIENT, SECRET, TENANT
from tests.fakes.graph.place import GraphPlace
from tests.fakes.imap_server import PASSWORD, ImapPlace
from tests.fakes.mail_places import Place
from tests.fakes.mail_servers import MailServers
from tests.fakes.proxy import Proxy

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <%d@clinic.example>\r\nSubject: News %d\r\n\r\nA newsletter.\r\n"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    with MailServers(tmp_path_factory.mktemp("servers")) as running:
        yield running


@contextmanager
def imap(servers: MailServers) -> Iterator[tuple[Place, dict[str, object]]]:
    place = ImapPlace(servers.imap, servers.imap.add_user())
    yield place, {"source": "imap", "url": place.url, "username": place.user, "password": PASSWORD}


@contextmanager
def imap_without_idle(servers: MailServers) -> Iterator[tuple[Place, dict[str, object]]]:
    with imap(servers) as (place, mail), Proxy(servers.imap.port, hide={b"IDLE": b"XXXX"}) as proxy:
        yield place, mail | {"url": f"imap://127.0.0.1:{proxy.port}"}


@contextmanager
def exchange(servers: MailServers) -> Iterator[tuple[Place, dict[str, object]]]:
    place = ExchangePlace(servers.ews)
    login = {"username": LOGIN, "password": EWS_PASSWORD}
    yield place, {"source": "exchange", "url": servers.ews.url, "address": place.store.address, **login}


@contextmanager
def graph(servers: MailServers) -> Iterator[tuple[Place, dict[str, object]]]:
    place = GraphPlace(servers.graph, servers.another_address())
    application = {"tenant_id": TENANT, "client_id": CLIENT, "client_secret": SECRET}
    cloud = {"authority": servers.graph.base, "endpoint": servers.graph.base, "ca_file": str(servers.certificate.cert)}
    yield place, {"source": "graph", "address": place.address, **application, **cloud}


KINDS = [imap, imap_without_idle, exchange, graph]


@contextmanager
def working(folder: Path, mail: dict[str, object]) -> Iterator[Console]:
    """A worker that looks into the mailbox once an hour by itself."""
    console = open_console(
        Settings(_env_file=None, data_dir=folder, database_url="", mail=MailSettings.model_validate(mail))
    )
    console.prepare()
    with console.new_uow() as uow:
        schedule = uow.control.schedule()
        rarely = {**schedule.rhythms, JobName.POLL: Rhythm(every=timedelta(hours=1))}
        uow.control.set_schedule(replace(schedule, rhythms=rarely), at=console.clock.now())
    worker = Worker(console, open_passes(console, "worker-1"))
    worker.start()
    try:
        yield console
    finally:
        worker.stop()
        console.close()


def seconds_until(truth: Callable[[], bool], *, at_most: float) -> float:
    began = time.monotonic()
    while not truth():
        if time.monotonic() - began > at_most:
            raise AssertionError(f"not within {at_most} s")
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_new_mail_is_looked_at_within_five_seconds(servers: MailServers, tmp_path: Path, kind: object) -> None:
    with kind(servers) as (place, mail):  # type: ignore[operator]
        place.deliver(MAIL % (0, 0))
        with working(tmp_path, mail) as console:

            def taken() -> int:
                return len(console.views.messages(limit=10))

            def settled() -> int:
                return len([row for row in console.views.messages(limit=10) if row.state != MessageState.RECEIVED])

            seconds_until(lambda: settled() == 1, at_most=60)  # the reader has started
            time.sleep(2)  # and so has the watch
            took = []
            for number in (1, 2):  # the second one right after a look, when the next one is farthest
                place.deliver(MAIL % (number, number))
                took.append(seconds_until(lambda: taken() == number + 1, at_most=60))  # noqa: B023 - called at once
                seconds_until(lambda: settled() == number + 1, at_most=60)  # noqa: B023 - the same
            # The machine that runs the tests may be busy for a moment: the better of two is the worker's own time.
            assert min(took) < 5
