"""The evidence of one attempt as an archive: whole, for those who may have files, and without a word about the guest."""

import asyncio
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.adapters.portal.content.addresses import kept_address
from booking_console.domain.actor import Role
from booking_console.domain.portal import EvidenceKind
from booking_console.services import sign_in
from booking_console.ui import exports_evidence, identity
from tests.builders import a_slot as a_visit
from tests.world import StandingClock, World

GUEST, EMAIL = "Renée Quillfeather", "renee@quill.example"
PNG = b"\x89PNG masked"
REQUESTS = [{"method": "GET", "path": f"/guests/{GUEST}/x?mail={EMAIL}", "status": 200, "ms": 8}]
TOLD = ("renée", "renee", "quill")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, sqlite_database: Database, sqlite_url: str) -> Iterator[World]:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()
    identity.forget_all()
    world = World(sqlite_database, clock=StandingClock(bootstrap.console().clock.now()))
    start = world.clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    world.waits(guest=GUEST, guest_email=EMAIL, slot=a_visit(start))
    world.book()
    leave_evidence(world)
    yield world
    bootstrap.console().close()
    bootstrap.console.cache_clear()


def leave_evidence(world: World) -> None:
    step = bootstrap.console().views.appointment(1).attempts[0].steps[-1]
    pieces = (
        (EvidenceKind.PICTURE, f"The form of {GUEST}", PNG),
        (EvidenceKind.REQUESTS, "asked", json.dumps(REQUESTS).encode()),
        (EvidenceKind.DIGEST, "The form", b"ab12"),
    )
    with world.new_uow() as uow:
        for kind, caption, content in pieces:
            uow.attempts.keep_evidence(step.id, kind, caption=caption, content=content, at=world.clock.now())


def fetched(world: World, role: Role, path: str = "/export/evidence/1/1.zip") -> httpx.Response:
    with world.new_uow() as uow:
        hashed = sign_in.hash_password("correct-horse-1")
        uow.users.add(login="dana", name="Dana Whitlock", role=role, password_hash=hashed, at=world.clock.now())
    token = sign_in.sign_in(world.new_uow, "dana", "correct-horse-1", now=bootstrap.console().clock.now())[1]

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app=Starlette(routes=exports_evidence.ROUTES))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://console.example", cookies={identity.COOKIE: token}
        ) as client:
            return await client.get(path)

    return asyncio.run(get())


def test_the_archive_holds_steps_pictures_requests_and_digests(world: World) -> None:
    answer = fetched(world, Role.MANAGER)
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert answer.headers["cache-control"] == "no-store"
    assert archive.testzip() is None
    names = archive.namelist()
    assert [name.split("/")[0] for name in names] == [
        "README.txt",
        "attempt.json",
        "pictures",
        "requests",
        "digests.txt",
    ]
    told = json.loads(archive.read("attempt.json"))
    assert (told["result"], told["room"]) == ("booked", "Consult room 1")
    assert [step["step"] for step in told["steps"]] == ["look", "fill", "write_down", "submit", "read_back", "tell"]
    assert archive.read(names[2]) == PNG
    assert archive.read("digests.txt").startswith(b"ab12  ")


def test_nothing_in_the_archive_names_the_guest(world: World) -> None:
    archive = zipfile.ZipFile(io.BytesIO(fetched(world, Role.MANAGER).content))
    whole = "\n".join([*archive.namelist(), *(archive.read(n).decode(errors="replace") for n in archive.namelist())])
    assert "█" in whole
    assert [word for word in TOLD if word.casefold() in whole.casefold()] == []


def test_that_it_was_taken_is_in_the_history(world: World) -> None:
    fetched(world, Role.MANAGER)
    deed = bootstrap.console().views.appointment(1).audit[0]
    assert (deed.action, deed.actor, deed.detail) == ("evidence.taken", "Dana Whitlock", "attempt 1")


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.STAFF, "/export/evidence/1/1.zip", 403),
        (Role.MANAGER, "/export/evidence/1/9.zip", 404),
        (Role.MANAGER, "/export/evidence/99999999999999999999/1.zip", 404),
    ],
)
def test_who_may_not_have_it_and_what_is_not_there_gets_a_sentence(
    world: World, role: Role, path: str, status: int
) -> None:
    answer = fetched(world, role, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")


def test_each_kind_of_evidence_is_kept_for_its_own_time(world: World) -> None:
    later = world.clock.now() + timedelta(days=1)
    with world.new_uow() as uow:
        assert uow.attempts.purge_evidence(EvidenceKind.PICTURE, before=later) == 1
        assert uow.attempts.purge_evidence(EvidenceKind.PICTURE, before=later) == 0
        assert uow.attempts.purge_evidence(EvidenceKind.DIGEST, before=later) == 1
    archive = zipfile.ZipFile(io.BytesIO(fetched(world, Role.MANAGER).content))
    folders = {name.split("/")[0] for name in archive.namelist() if "/" in name}
    assert (folders, archive.read("digests.txt")) == ({"requests"}, b"")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://portal.example/day?area=1&date=2026-11-24", "/day?area=1&date=2026-11-24"),
        ("https://portal.example/find?guest=Ada%20Quill&from=09:30", "/find?guest=█&from=09:30"),
        ("https://portal.example/guests/Ada%20Quill", "/guests/█"),
        ("https://portal.example/guests/Quill", "/guests/█"),
        ("https://portal.example/reset/Zx81kfoPq0Lmnb72ss", "/reset/█"),
        ("https://portal.example/mail/ada@quill.example/x", "/mail/█/x"),
        ("https://portal.example/book?csrf_token=9f8e7d6c5b4a", "/book?csrf_token=█"),
        ("https://portal.example/book?Ada+Quill", "/book?█="),
        ("https://portal.example/ical.php/rooms", "/ical.php/rooms"),
    ],
)
def test_an_address_is_kept_without_whom_it_is_about(url: str, kept: str) -> None:
    assert kept_address(url, ["Ada Quill", "Quill", "Ada"]) == kept
