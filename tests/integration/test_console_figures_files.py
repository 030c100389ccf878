"""The figures as files: for those who may export, with the rows of the tables."""

import asyncio
import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import openpyxl
import pytest
from pypdf import PdfReader
from starlette.applications import Starlette

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Role
from booking_console.services import sign_in
from booking_console.services.setup_practice import seed_rooms
from booking_console.ui import exports_figures, identity
from booking_console.ui.table_files import harmless
from tests.builders import MONDAY_9
from tests.log_rows import fill_log

PASSWORD = "correct-horse-1"
MARCH = "month=2027-03"


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[Database]:
    """Two people, and 60 appointments of which the last one is on 1 March 2027."""
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()
    identity.forget_all()
    with Database(sqlite_url) as database:
        seed_rooms(database.unit_of_work(), MONDAY_9)
        fill_log(database, rows=60, until=datetime(2027, 3, 1, 17, tzinfo=UTC))
        with database.unit_of_work() as uow:
            for login, role in (("dana", Role.MANAGER), ("sam", Role.STAFF)):
                hashed = sign_in.hash_password(PASSWORD)
                uow.users.add(login=login, name=login, role=role, password_hash=hashed, at=MONDAY_9)
        yield database
    bootstrap.console().close()
    bootstrap.console.cache_clear()


def fetched(database: Database, path: str, *, login: str = "") -> httpx.Response:
    cookies = {}
    if login:
        _, token = sign_in.sign_in(database.unit_of_work, login, PASSWORD, now=datetime.now(UTC))
        cookies = {identity.COOKIE: token}

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app=Starlette(routes=exports_figures.ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://console.example", cookies=cookies) as client:
            return await client.get(path)

    return asyncio.run(get())


@pytest.mark.parametrize(("login", "status"), [("", 401), ("sam", 403), ("dana", 200)])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_only_managers_take_the_figures_away(practice: Database, login: str, status: int, ending: str) -> None:
    assert fetched(practice, f"/export/figures.{ending}?{MARCH}", login=login).status_code == status


def test_one_table_is_one_file(practice: Database) -> None:
    answer = fetched(practice, f"/export/figures.csv?{MARCH}&table=rooms", login="dana")

    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0] == ["Room", "Bookings", "Hours", "Full, %", "Feb 2027", "Change"]
    assert [row[0] for row in rows[1:]] == [
        f"{group} room {n}" for group in ("Consult", "Treatment") for n in (1, 2, 3)
    ]
    assert answer.headers["content-disposition"] == 'attachment; filename="rooms-2027-03.csv"'


def test_the_plain_file_holds_every_table(practice: Database) -> None:
    text = fetched(practice, f"/export/figures.csv?{MARCH}", login="dana").text

    for question in ("When are the rooms busy?", "Which rooms are full?", "Why did a try fail?", "How did they end?"):
        assert question in text


def test_the_spreadsheet_holds_the_same_rows_as_the_plain_file(practice: Database) -> None:
    book = openpyxl.load_workbook(io.BytesIO(fetched(practice, f"/export/figures.xlsx?{MARCH}", login="dana").content))
    plain = fetched(practice, f"/export/figures.csv?{MARCH}&table=outcomes", login="dana").text

    assert book.sheetnames == ["Days", "Rooms", "Hours", "Outcomes", "Failures", "Lead"]
    rows = [[str(cell) for cell in row] for row in book["Outcomes"].iter_rows(min_row=5, values_only=True)]
    assert rows == list(csv.reader(io.StringIO(plain.removeprefix("\ufeff"))))


def test_a_table_that_does_not_exist_is_not_found(practice: Database) -> None:
    assert fetched(practice, f"/export/figures.csv?{MARCH}&table=users", login="dana").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@cmd", "\tx"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_the_report_of_a_month_is_a_file(practice: Database) -> None:
    answer = fetched(practice, f"/export/report.pdf?{MARCH}", login="dana")
    assert answer.headers["content-disposition"] == 'attachment; filename="bookings-2027-03.pdf"'
    assert "Bookings in March 2027" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


@pytest.mark.parametrize("month", ["", "month=0000-01", "month=2026-13", "month=x"])
def test_a_month_that_is_none_means_the_last_one(practice: Database, month: str) -> None:
    assert fetched(practice, f"/export/report.pdf?{month}", login="dana").status_code == 200


def test_staff_do_not_take_the_report_away(practice: Database) -> None:
    assert fetched(practice, f"/export/report.pdf?{MARCH}", login="sam").status_code == 403
