"""Exchange Online over EWS: that Microsoft ends it is said wherever people look, whether it still answers or not."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from booking_console import bootstrap
from booking_console.cli.main import main
from booking_console.domain.errors import BookingError
from booking_console.passes import open_passes
from booking_console.settings import known_names
from booking_console.ui.mailbox import reading
from tests.fakes.certificates import make_certificate
from tests.fakes.ews.server import LOGIN, PASSWORD, EwsServer
from tests.fakes.tunnel import tunnel_to

HOST = "outlook.office365.com"
SENTENCE = "off on 2027-04-01. Choose Microsoft 365 instead (BOOKING_MAIL__SOURCE=graph)"
TENANT_IS_BLOCKED = "does not let this organisation, or this application, use EWS any more (answer 403)"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EwsServer, str, Path]]:
    folder = tmp_path_factory.mktemp("online")
    certificate = make_certificate(folder, HOST)
    server = EwsServer(folder, tls=certificate.server_context())
    server.start()
    with tunnel_to(server.port) as proxy:
        yield server, proxy, certificate.cert
    server.stop()


@pytest.fixture
def cloud(
    running: tuple[EwsServer, str, Path], tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EwsServer]:
    """The settings of a practice that reads a mailbox of Exchange Online over EWS."""
    server, proxy, ca_file = running
    for name in known_names():
        monkeypatch.delenv(name, raising=False)
    words = {"SOURCE": "exchange", "URL": f"https://{HOST}/EWS/Exchange.asmx", "USERNAME": LOGIN, "PASSWORD": PASSWORD}
    for name, value in (words | {"ADDRESS": server.add_mailbox().address, "CA_FILE": str(ca_file)}).items():
        monkeypatch.setenv(f"BOOKING_MAIL__{name}", value)
    monkeypatch.setenv("BOOKING_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.delenv("NO_PROXY", raising=False)
    (tmp_path / "booking.db").write_bytes(migrated_file.read_bytes())
    bootstrap.console.cache_clear()
    yield server
    server.faults.off()
    if bootstrap.console.cache_info().currsize:
        bootstrap.console().close()
    bootstrap.console.cache_clear()


def line_of_the_doctor() -> str:
    said = CliRunner().invoke(main, ["doctor"]).output.splitlines()
    (line,) = [line for line in said if "mailbox" in line.split()[:2]]
    return line


def test_the_doctor_says_it_of_a_mailbox_that_still_answers(cloud: EwsServer) -> None:
    line = line_of_the_doctor()
    assert line.startswith("fine")
    assert line.count(SENTENCE) == 1


@pytest.mark.parametrize(("status", "words"), [(403, TENANT_IS_BLOCKED), (503, "out of order")])
def test_the_doctor_says_it_of_one_that_does_not_answer_any_more(cloud: EwsServer, status: int, words: str) -> None:
    cloud.faults.on("status", status, count=None)
    line = line_of_the_doctor()
    assert line.startswith("WRONG")
    assert words in line
    assert line.count(SENTENCE) == 1


def test_the_page_says_it_and_so_does_its_test(cloud: EwsServer) -> None:
    assert SENTENCE in reading.look().ends
    assert SENTENCE in reading.try_in_force()
    cloud.faults.on("status", 404, count=None)
    with pytest.raises(BookingError) as wrong:
        reading.try_in_force()
    assert str(wrong.value).count(SENTENCE) == 1


def test_the_log_says_it_when_the_worker_begins(cloud: EwsServer, log_text: io.StringIO) -> None:
    work = open_passes(bootstrap.console(), "worker-1")
    with suppress(BookingError):
        work.poll()
    work.close()
    assert "exchange_online_ends" in log_text.getvalue()
    assert "2027-04-01" in log_text.getvalue()


def test_a_blocked_organisation_is_told_once_and_not_asked_again(cloud: EwsServer) -> None:
    cloud.faults.on("status", 403, count=None)
    work, before = open_passes(bootstrap.console(), "worker-1"), len(cloud.requests)
    for _ in range(3):
        with pytest.raises(BookingError, match="does not let this organisation"):
            work.poll()
    work.close()
    assert len(cloud.requests) == before + 1
    assert TENANT_IS_BLOCKED in reading.look().wrong
