"""Rooms, schedule and users as a manager changes them in the console: the states themselves, on a real database."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, time

import pytest
import reflex as rx
from reflex.istate.data import RouterData

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.schedule import JobName, Rhythm
from booking_console.services import arrange, override, sign_in
from booking_console.services.setup_practice import seed_rooms
from booking_console.ui import identity
from booking_console.ui.frame_state import ToastState
from booking_console.ui.people.state import PersonState, UsersState
from booking_console.ui.rooms.history import HistoryState
from booking_console.ui.rooms.state import ClosingState, RoomsState, SavingState
from booking_console.ui.schedule.hours_state import HoursState
from booking_console.ui.schedule.rhythm_state import RhythmState
from booking_console.ui.schedule.state import ScheduleState

PASSWORD = "correct-horse-1"
MARGARET = Actor.person(9, "Margaret Hale", Role.MANAGER)
Story = Callable[[rx.State], Coroutine[None, None, None]]


class Tab:
    """A tab of the console, signed in as Dana. The story runs on one event loop, as a person's clicks do."""

    def __init__(self, database: Database, token: str) -> None:
        self.database = database
        self._token = token

    def run(self, story: Story) -> None:
        root = rx.State(_reflex_internal_init=True)
        root.router = RouterData.from_router_data({"headers": {"cookie": f"{identity.COOKIE}={self._token}"}})
        asyncio.run(story(root))

    def order(self, type_: str | None = None) -> tuple[int, ...]:
        with self.database.unit_of_work() as uow:
            return uow.rooms.current_list(type_).room_ids


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[Tab]:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()
    identity.forget_all()
    now = datetime.now(UTC)
    with Database(sqlite_url) as database:
        seed_rooms(database.unit_of_work(), now)
        with database.unit_of_work() as uow:
            hashed = sign_in.hash_password(PASSWORD)
            uow.users.add(login="dana", name="Dana Whitlock", role=Role.MANAGER, password_hash=hashed, at=now)
        _, token = sign_in.sign_in(database.unit_of_work, "dana", PASSWORD, now=now)
        yield Tab(database, token)
    bootstrap.console().close()
    bootstrap.console.cache_clear()


def test_nothing_changes_until_the_order_is_saved_with_its_note(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        rooms, saving = await root.get_state(RoomsState), await root.get_state(SavingState)
        await rooms.load()
        await rooms.place(6, 0)
        await saving.save()
        assert (saving.problem, tab.order()) == ("A note is needed.", (1, 2, 3, 4, 5, 6))

        await saving.set_note("Treatment room 3 is the largest.")
        await saving.save()
        assert tab.order() == (6, 1, 2, 3, 4, 5)
        assert (await root.get_state(ToastState)).text == "Saved as version 2 of the list for all types."

    tab.run(story)


def test_an_order_that_somebody_else_changed_meanwhile_is_not_overwritten(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        rooms, saving = await root.get_state(RoomsState), await root.get_state(SavingState)
        await rooms.load()
        await rooms.step(2, -1)
        await saving.set_note("Mine")
        arrange.save_order(
            tab.database.unit_of_work, None, [3, 2, 1, 4, 5, 6],
            note="Theirs", was_version=1, actor=MARGARET, now=datetime.now(UTC),
        )  # fmt: skip
        await saving.save()
        assert saving.problem == "Somebody else changed this order first; look again."

    tab.run(story)
    assert tab.order() == (3, 2, 1, 4, 5, 6)


def test_a_type_gets_a_list_of_its_own_and_gives_it_back(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        rooms, saving = await root.get_state(RoomsState), await root.get_state(SavingState)
        await rooms.load()
        await rooms.choose_list("Consultation")
        await rooms.make_own_list()
        await rooms.leave_out(6)
        await saving.set_note("No consultations there.")
        await saving.save()
        assert tab.order("Consultation") == (1, 2, 3, 4, 5)

        await saving.drop()
        assert tab.order("Consultation") == (1, 2, 3, 4, 5, 6)

    tab.run(story)


def test_an_older_version_comes_back_as_a_new_one(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        rooms, saving, history = [await root.get_state(s) for s in (RoomsState, SavingState, HistoryState)]
        await rooms.load()
        await rooms.place(6, 0)
        await saving.set_note("Try it")
        await saving.save()
        await rooms.load()
        await history.show()
        newest = history.versions[0]
        assert (newest.number, newest.by, newest.note) == (2, "Dana Whitlock", "Try it")
        await history.bring_back(1)
        await saving.save()

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        back = uow.rooms.current_list(None)
    assert (back.version, back.room_ids, back.note) == (3, (1, 2, 3, 4, 5, 6), "As in version 1")


def test_a_room_is_switched_off_from_to_and_on_again(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        rooms, closing, saving = [await root.get_state(s) for s in (RoomsState, ClosingState, SavingState)]
        await rooms.load()
        await closing.ask(5)
        await closing.set_first("2099-11-30")
        await closing.set_last("2099-12-04")
        await closing.set_reason("Painting")
        await saving.save()
        await rooms.load()
        assert [line.off for line in rooms.sheet.lines if line.off] == ["Off 30 Nov–4 Dec"]

        await closing.open_again(5)
        await saving.save()
        await rooms.load()
        assert [line.off for line in rooms.sheet.lines if line.off] == []

    tab.run(story)


def test_the_rhythm_of_a_job_is_checked_then_kept(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        form = await root.get_state(RhythmState)
        await form.change("poll")
        await form.write("cron", "0 25 * * *")
        await form.save()
        assert form.wrong == "The hour 25 does not exist: it goes from 0 to 23."

        await form.write("cron", "*/5 6-20 * * mon-fri")
        assert (form.says, len(form.runs)) == ("every 5 min, 06–20 h, Mon–Fri", 3)
        await form.save()

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        assert uow.control.schedule().rhythms[JobName.POLL] == Rhythm(cron="*/5 6-20 * * mon-fri")


def test_a_schedule_that_somebody_else_changed_meanwhile_is_not_overwritten(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        form = await root.get_state(HoursState)
        await form.change()
        await form.set_quiet(True)
        override.pause(tab.database.unit_of_work, actor=MARGARET, now=datetime.now(UTC))
        await form.save()
        assert form.wrong == "Somebody else changed the schedule first; look again."

        await form.change()
        await form.set_quiet(True)
        await form.set_clock(6, "opens", "09:00")
        await form.save()

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        schedule = uow.control.schedule()
    assert (schedule.quiet, schedule.paused) == ((time(20), time(6)), True)


def test_a_rhythm_is_not_saved_over_a_schedule_that_changed_meanwhile(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        form = await root.get_state(RhythmState)
        await form.change("poll")
        await form.write("number", "45")
        override.pause(tab.database.unit_of_work, actor=MARGARET, now=datetime.now(UTC))
        await form.save()
        assert form.wrong == "Somebody else changed the schedule first; look again."

    tab.run(story)


def test_running_now_and_pausing_reach_the_worker(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        page = await root.get_state(ScheduleState)
        await page.run_now("check")
        await page.pause()

    tab.run(story)
    with tab.database.unit_of_work() as uow:
        assert uow.control.take_run(JobName.CHECK)
        assert uow.control.schedule().paused


def test_a_new_person_signs_in_with_the_password_that_was_shown_once(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        users, form = await root.get_state(UsersState), await root.get_state(PersonState)
        await form.add({"login": "sam", "name": "Sam Pell", "role": "staff"})
        password = form.secret
        sign_in.sign_in(tab.database.unit_of_work, "sam", password, now=datetime.now(UTC))
        await form.set_open(False)
        await users.load()
        assert (form.secret, [(p.name, p.role) for p in users.people]) == (
            "",
            [("Dana Whitlock", "manager"), ("Sam Pell", "staff")],
        )

    tab.run(story)


def test_the_last_manager_keeps_the_role(tab: Tab) -> None:
    async def story(root: rx.State) -> None:
        users, form = await root.get_state(UsersState), await root.get_state(PersonState)
        await users.load()
        await form.ask("change", users.people[0].id)
        await form.change({"name": "Dana Whitlock", "role": "staff"})
        assert form.wrong == "This is the last manager: make somebody else a manager first."

    tab.run(story)
