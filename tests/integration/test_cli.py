"""The command line as people and programs use it: exit codes, a clear sentence, JSON lines, never a traceback."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.cli.main import main
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.teaching import ServiceWords
from booking_console.settings import known_names
from tests.demo_portal import running_portal
from tests.faults.programs import ROOT, environment

MAILS = ROOT / "tests" / "mails" / "reading"
A_TIME = ("--guest", "Test Person", "--start", "2099-01-12T10:00")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_file: Path) -> Iterator[Path]:
    """Where commands run: settings that lead nowhere, a database that is there."""
    monkeypatch.chdir(tmp_path)
    for name in known_names():
        monkeypatch.delenv(name, raising=False)
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "booking.db").write_bytes(migrated_file.read_bytes())
    kept = structlog.get_config()
    bootstrap.console.cache_clear()
    yield tmp_path
    if bootstrap.console.cache_info().currsize:
        bootstrap.console().close()
    bootstrap.console.cache_clear()
    structlog.configure(**kept)


def command(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=typed, prog_name="booking-console")


def refusal(*words: str, code: int) -> str:
    """What a person reads when a command does not do it: on standard error, with this exit code, and no traceback."""
    result = command(*words)
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nonsense",), "No such command"),
        (("parse",), "Missing argument"),
        (("parse", "."), "is a directory"),
        (("book", "--guest", "T", "--start", "soon"), "expected a time such as 2027-01-12T10:00, got 'soon'"),
        (("book", "--guest", "T", "--start", "2099-01-12"), "expected a time such as"),
        (("book", "--guest", "T", "--start", "9999-12-31T23:59"), "expected a time such as"),
        (("book", "--guest", "T", "--start", "2027-03-28T01:30"), "does not exist in Europe/London"),
        (("book", "--guest", "T", "--start", "2027-10-31T01:30"), "comes twice in Europe/London"),
        (("book", *A_TIME, "--end", "2099-01-12T11:00", "--minutes", "30"), "either --end or --minutes"),
        (("book", *A_TIME, "--end", "2099-01-12T09:00"), "--end must come after --start"),
        (("book", *A_TIME, "--end", "2099-01-14T09:00"), "at most 12 hours"),
        (("bookings", "--room", "Nowhere"), "there is no room 'Nowhere'"),
        (("bookings", "--from", "2027-13-01"), "does not match"),
        (("attempts", "--purpose", "joy"), "'joy' is not one of"),
        (("portal", "probe", "--out", "their.toml"), "--out and --allow-host need the address of a portal"),
        (("user", "add", "dana", "--password", "correct-horse-1"), "No such option"),
        (("backup", "booking.db"), "exists already"),
        (("restore", "booking.db"), "say --yes"),
    ],
)
def test_wrong_use_is_said_with_exit_code_2(folder: Path, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in refusal(*words, code=2)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("parse", "gone.eml"), "gone.eml: cannot be read"),
        (("book", "--guest", "T", "--start", "2020-01-12T10:00"), "This time has passed already."),
        (("book", "--guest", " ", "--start", "2099-01-12T10:00"), "Please fill in the guest."),
        (("book", *A_TIME, "--room", "Nowhere"), "There is no room 'Nowhere'."),
        (("portal", "check", "gone.toml"), "no such file"),
        (("portal", "probe", "gone.toml"), "no such file"),
        (("user", "add", "two words"), "A login is one word"),
        (("backup", "gone/copy.db"), "There is no folder"),
        (("restore", "mail.eml", "--yes"), "is not a whole backup"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_1(folder: Path, words: tuple[str, ...], sentence: str) -> None:
    (folder / "mail.eml").write_text("Subject: no database\n\n")

    assert sentence in refusal(*words, code=1)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BOOKING_NOPE", "1", "BOOKING_NOPE is not a setting"),
        (
            "BOOKING_RETRY__FIRST",
            "soon",
            "BOOKING_RETRY__FIRST: expected seconds such as 30, or a duration such as PT5M",
        ),
        ("BOOKING_TIMEOUT__LEASE", "0", "BOOKING_TIMEOUT__LEASE: expected greater than 0"),
        ("BOOKING_TIMEOUT__PAGE", "-3", "BOOKING_TIMEOUT__PAGE: expected"),
        ("BOOKING_DATE_ORDER", "YMD", "BOOKING_DATE_ORDER: expected 'DMY' or 'MDY'"),
        ("BOOKING_TIMEZONE", "Mars", "BOOKING_TIMEZONE: expected a time zone name"),
        ("BOOKING_MAIL__SOURCE", "imap", "BOOKING_MAIL__URL is needed"),
    ],
)
def test_a_wrong_setting_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)

    assert sentence in refusal("bookings", code=2)


@pytest.mark.parametrize("url", ["rubbish", "mysql://u:hush-hush@host/name", "postgresql://u:hush/hush@host:x/name"])
def test_an_unusable_database_is_said_without_its_password(
    folder: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", url)

    said = refusal("bookings", code=1)

    assert "The address of the database is not usable" in said
    assert "hush" not in said


def test_doctor_names_everything_that_is_wrong_and_no_password(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOKING_MAIL__SOURCE", "imap")
    monkeypatch.setenv("BOOKING_MAIL__URL", "imap://host:qzx")
    monkeypatch.setenv("BOOKING_SMTP__URL", "smtp://desk:qzx/sh@mail.example")
    monkeypatch.setenv("BOOKING_PORTAL__URL", "")

    result = command("doctor")

    assert result.exit_code == 1
    judged = [line.split()[:2] for line in result.stdout.splitlines()]
    assert [name for verdict, name in judged if verdict == "WRONG"] == ["mailbox", "portal", "messages"]
    assert "qzx" not in result.output


def test_parse_gives_one_json_object_per_mail_and_nothing_else(folder: Path) -> None:
    (folder / "empty.eml").touch()
    (folder / "noise.eml").write_bytes(bytes(range(256)) * 40)
    files = [str(MAILS / "jsonld.eml"), "empty.eml", "gone.eml", "noise.eml"]

    result = command("parse", "--json", *files)

    read = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["file"] for one in read] == ["jsonld.eml", "empty.eml", "noise.eml"]
    assert all(set(one) == {"file", "kind", "decision", "appointments", "reasons"} for one in read)
    assert "gone.eml" in result.stderr
    assert result.exit_code == 1


def test_parse_reads_with_what_the_practice_taught_unless_told_otherwise(folder: Path) -> None:
    (folder / "mail.eml").write_bytes(PORTFOLIO)
    with Database(f"sqlite:///{folder / 'booking.db'}") as database, database.unit_of_work() as uow:
        uow.teachings.set_words(ServiceWords({"foot care": AppointmentType.TREATMENT}), at=datetime.now(UTC))
    assert type_parsed() == ("Treatment", "Read with the practice's service words")
    assert type_parsed("--as-delivered") == (None, "")


@pytest.mark.parametrize("harm", ["gone", "older", "broken", "unreachable"])
def test_parse_needs_no_database_and_makes_none(folder: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mail.eml").write_bytes(PORTFOLIO)
    file = folder / "booking.db"
    file.unlink()
    if harm in ("older", "broken"):
        file.write_bytes(b"" if harm == "older" else b"no database" * 100)
    if harm == "unreachable":
        monkeypatch.setenv("BOOKING_DATABASE_URL", "postgresql://nobody:secret-1@127.0.0.1:9/none")
    said = "does not answer at the moment. Read without" if harm == "unreachable" else ""
    assert type_parsed() == (None, said)
    assert file.exists() == (harm in ("older", "broken"))


PORTFOLIO = (
    b"From: desk@clinic.example\r\nSubject: Appointment confirmed\r\nDate: Mon, 04 Jan 2027 09:00:00 +0000\r\n\r\n"
    b"Your appointment is confirmed.\r\n\r\nPatient: Anna Example\r\nService: Foot care\r\n"
    b"Date: Tuesday, 12 January 2027\r\nTime: 10:00 - 10:30\r\n"
)


def type_parsed(*options: str) -> tuple[object, str]:
    """And which of the two sentences about the database was said."""
    result = command("parse", "--json", *options, "mail.eml")
    (found,) = json.loads(result.stdout)["appointments"]
    words = ("Read with the practice's service words", "does not answer at the moment. Read without")
    return found["type"], next((one for one in words if one in result.stderr), "")


def test_a_profile_is_checked_line_by_line(folder: Path) -> None:
    (folder / "mine.toml").write_text('name = "mine"\nwat = 3\n')

    assert "line 2, wat: this key is not known here" in refusal("portal", "check", "mine.toml", code=1)


def test_a_new_person_signs_in_with_the_password_that_is_shown_once(folder: Path) -> None:
    result = command("user", "add", "dana", "--name", "Dana Whitlock")

    assert result.exit_code == 0
    assert len(result.stdout.rpartition("Password: ")[2].strip()) >= 16
    assert "There is a user with this login already." in refusal("user", "add", "dana", code=1)


def test_a_chosen_password_comes_over_standard_input_and_is_not_repeated(folder: Path) -> None:
    chosen = command("user", "add", "dana", "--password-stdin", typed="correct-horse-1\n")
    short = command("user", "add", "finn", "--password-stdin", typed="\n")

    assert chosen.exit_code == 0
    assert "correct-horse-1" not in chosen.output
    assert "at least 10 characters" in short.stderr


def test_a_backup_is_for_its_owner_only_and_can_be_put_back(folder: Path) -> None:
    command("user", "add", "dana")
    assert command("backup", "copy.db").exit_code == 0
    assert (folder / "copy.db").stat().st_mode & 0o077 == 0
    command("user", "add", "finn")

    assert command("restore", "copy.db", "--yes").exit_code == 0

    with bootstrap.console().new_uow() as uow:
        assert [user.login for user in uow.users.all()] == ["dana"]


def test_a_booking_by_hand_shows_its_road_as_json_lines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = datetime.now(UTC) + timedelta(days=7 - datetime.now(UTC).weekday())
    start = f"{day:%Y-%m-%d}T10:00"
    with running_portal(folder / "portal") as portal:
        monkeypatch.setenv("BOOKING_PORTAL__URL", portal.url)
        tried = command("book", "--guest", "-", "--start", start, "--dry-run", "--json", typed="Test Person\n")
        assert portal.guests() == []
        booked = command("book", "--guest", "Test Person", "--start", start, "--minutes", "30", "--json")
        assert portal.guests() == ["Test Person"]

    assert [json.loads(r.stdout)["result"] for r in (tried, booked)] == ["dry_run", "booked"]
    listed = [json.loads(line) for line in command("bookings", "--json", "--status", "booked").stdout.splitlines()]
    assert [one["guest"] for one in listed] == ["Test Person"]
    assert listed[0]["start"].startswith(start)


def test_a_visit_is_cancelled_here_and_on_the_portal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = datetime.now(UTC) + timedelta(days=7 - datetime.now(UTC).weekday())
    with running_portal(folder / "portal") as portal:
        monkeypatch.setenv("BOOKING_PORTAL__URL", portal.url)
        command("book", "--guest", "Test Person", "--start", f"{day:%Y-%m-%d}T10:00")
        (reference,) = [one["id"] for one in portal.live("Test Person")]
        tried = command("cancel", reference, "--dry-run", "--json")
        assert (tried.exit_code, json.loads(tried.stdout)["portal"]) == (0, ["ours"])
        assert len(portal.live("Test Person")) == 1
        done = command("cancel", "1", "--reason", "The guest called", "--json")
        assert (done.exit_code, json.loads(done.stdout)["status"], portal.live("Test Person")) == (0, "cancelled", [])
    assert "cancelled or completed" in refusal("cancel", "1", code=1)


@pytest.mark.parametrize("visit", ["HP-4711", "12", "nonsense", ""])
def test_a_visit_that_is_not_there_is_not_cancelled(folder: Path, visit: str) -> None:
    refusal("cancel", visit, code=1)
