"""The log as a file: exactly what is shown, for those who may, and harmless in a spreadsheet."""

import asyncio
import csv
import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import openpyxl
import pytest
from starlette.applications import Starlette

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Role
from booking_console.domain.shadow import Shadow, ShadowState
from booking_console.services import sign_in
from booking_console.services.setup_practice import seed_rooms
from booking_console.ui import exports, exports_shadow, identity
from tests.builders import MONDAY_9, a_slot, an_appointment
from tests.log_rows import fill_log

ROWS = 60


class Person:
    """Somebody who is signed in, and fetches files."""

    def __init__(self, runner: asyncio.Runner, token: str) -> None:
        transport = httpx.ASGITransport(app=Starlette(routes=[*exports.ROUTES, *exports_shadow.ROUTES]))
        cookies = {identity.COOKIE: token} if token else {}
        self._client = httpx.AsyncClient(transport=transport, base_url="http://console.example", cookies=cookies)
        self._runner = runner

    def fetches(self, path: str) -> httpx.Response:
        return self._runner.run(self._client.get(path))

    def lines(self, path: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.fetches(path).text.removeprefix("\ufeff"))))


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[Database]:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()
    identity.forget_all()
    with Database(sqlite_url) as opened:
        seed_rooms(opened.unit_of_work(), MONDAY_9)
        fill_log(opened, rows=ROWS, until=MONDAY_9)
        yield opened
    bootstrap.console().close()
    bootstrap.console.cache_clear()


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as opened:
        yield opened


def somebody(database: Database, runner: asyncio.Runner, role: Role) -> Person:
    with database.unit_of_work() as uow:
        hashed = sign_in.hash_password("correct-horse-1")
        uow.users.add(login="dana", name="Dana Whitlock", role=role, password_hash=hashed, at=MONDAY_9)
    now = bootstrap.console().clock.now()
    return Person(runner, sign_in.sign_in(database.unit_of_work, "dana", "correct-horse-1", now=now)[1])


@pytest.fixture
def manager(database: Database, runner: asyncio.Runner) -> Person:
    return somebody(database, runner, Role.MANAGER)


def test_nobody_gets_a_file_without_signing_in(database: Database, runner: asyncio.Runner) -> None:
    assert Person(runner, "").fetches("/export/log.csv").status_code == 401


def test_staff_may_not_export(database: Database, runner: asyncio.Runner) -> None:
    assert somebody(database, runner, Role.STAFF).fetches("/export/log.xlsx").status_code == 403


def test_the_file_has_every_row_of_the_log(manager: Person) -> None:
    head, *rows = manager.lines("/export/log.csv")

    assert head[:6] == ["Status", "Day", "From", "To", "Guest", "Type"]
    assert len(rows) == ROWS


def test_the_file_is_exactly_what_is_shown(manager: Person) -> None:
    head, *rows = manager.lines("/export/log.csv?status=booked&room=1&sort=start&order=up&hidden=tries,came")

    assert "Tries" not in head
    assert "Came from" not in head
    assert {(row[0], row[6]) for row in rows} == {("Booked", "Consult room 1")}
    assert [(row[1], row[2]) for row in rows] == sorted((row[1], row[2]) for row in rows)


def test_names_are_initials(manager: Person) -> None:
    assert "Example" not in manager.fetches("/export/log.csv").text


def test_only_the_chosen_ones_are_in_the_file(manager: Person) -> None:
    rows = manager.lines("/export/log.csv?ids=7,3")

    assert [row[8] for row in rows[1:]] == ["P7", "P3"]


def test_a_spreadsheet_takes_no_text_for_a_formula(manager: Person, database: Database) -> None:
    with database.unit_of_work() as uow:
        added = uow.appointments.add(an_appointment(reason="=1+1", received_at=MONDAY_9 - timedelta(days=1)))
    row = manager.lines(f"/export/log.csv?ids={added}")[1]

    assert row[-1] == "'=1+1"


def test_the_workbook_holds_the_same_rows(manager: Person) -> None:
    answer = manager.fetches("/export/log.xlsx?status=booked")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True).active

    assert sheet is not None
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == manager.lines("/export/log.csv?status=booked")
    assert ".xlsx" in answer.headers["content-disposition"]


def test_the_comparisons_of_shadow_mode_are_a_file_of_those_that_are_shown(manager: Person, database: Database) -> None:
    agrees = Shadow(
        id=0, appointment_id=1, revision=1, state=ShadowState.AGREES, room_id=1, slot=a_slot(), guest="Anna Example",
        type=None, is_filled=True, began_at=MONDAY_9, ask_at=MONDAY_9, due_at=MONDAY_9,
    )  # fmt: skip
    with database.unit_of_work() as uow:
        uow.shadows.add(agrees)
        uow.shadows.add(replace(agrees, appointment_id=2, state=ShadowState.DIFFERS))
    answer = manager.fetches("/export/shadow.xlsx?show=differs")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True).active

    assert sheet is not None
    assert [row[:5] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("Differs", "2027-03-01 09:00", "Consult room 1", "Mon 1 Mar, 09:00–09:30", "A. E.")
    ]


def test_no_file_is_left_behind(manager: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    assert manager.fetches("/export/log.xlsx").status_code == 200
    assert list(tmp_path.glob("*.xlsx")) == []


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000, "123456789"])
def test_a_number_that_no_appointment_has_is_left_out(manager: Person, number: str) -> None:
    answer = manager.fetches(f"/export/log.csv?ids={number},1")
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == 2


@pytest.mark.parametrize("path", ["/export/log.csv", "/export/log.xlsx"])
def test_no_file_stays_in_the_browser(manager: Person, path: str) -> None:
    assert manager.fetches(path).headers["cache-control"] == "no-store"
