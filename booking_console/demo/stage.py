"""The stage of the demo: its programs, its practice, its mails."""

import os
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr

from booking_console.bootstrap import Console, open_console
from booking_console.demo.judge import Line, is_settled, judge, judge_sent, see
from booking_console.demo.mailbox.later_today import render_today
from booking_console.demo.mailbox.model import PRACTICE, TRUSTED_SENDERS, DemoMail
from booking_console.demo.mailbox.render import arrangements, render
from booking_console.demo.programs import NotStarted, Program, address_of, start
from booking_console.domain.actor import OPERATOR, Role
from booking_console.domain.outbox import DeliveryState
from booking_console.domain.schedule import OpeningHours
from booking_console.services import people
from booking_console.settings import Settings

ZONE = ZoneInfo("Europe/London")
BUSINESS = "front.desk@harbourlane.example"
_USERNAME, _PASSWORD = "demo", "demo-pass-1"


@dataclass
class Stage:
    """open() starts portal and mail server; close() ends every program that was started, the last one first."""

    folder: Path
    skin: str
    now: datetime
    portal_url: str = ""
    mails: list[DemoMail] = field(default_factory=list)
    _programs: list[Program] = field(default_factory=list)
    _console: Console | None = None
    _environment: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        today = self.now.astimezone(ZONE).date()
        self.mails = render(today, ZONE)
        for name in ("mail", "sent", "portal"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        portal = self._start(
            "portal", "booking_console.demo.portal", "--port", "0", "--data", str(self.folder / "portal"), "--skin", self.skin,
            "--timezone", str(ZONE),
        )  # fmt: skip
        sink = self._start(
            "sink", "booking_console.demo.mailbox.sink", "--port", "0", "--data", str(self.folder / "sent")
        )
        self.portal_url = address_of(portal)
        self._environment = self._settings(address_of(sink))
        self._arrange(today)
        self._console = open_console(
            Settings(_env_file=None, data_dir=self.folder, timezone=str(ZONE), database_url=SecretStr(""))
        )
        self._console.prepare()

    def close(self) -> None:
        for program in reversed(self._programs):
            program.stop()
        if self._console is not None:
            self._console.close()

    def deliver_mails(self, mails: Sequence[DemoMail]) -> None:
        """Whole or not at all, as a mail server would."""
        for mail in mails:
            half = self.folder / f".{mail.name}"
            half.write_bytes(mail.mime)
            os.replace(half, self.folder / "mail" / mail.name)

    def start_worker(self) -> None:
        self._start("worker", "booking_console", "run", env=self._environment)

    def open_every_day(self) -> None:
        """The live demo is looked at on any day, at any hour: its practice is open, and has visits in what is left of today."""
        console = self._opened()
        every_day = tuple(OpeningHours(weekday, time_of_day(8), time_of_day(20)) for weekday in range(7))
        with console.new_uow() as uow:
            uow.control.set_schedule(replace(uow.control.schedule(), opening=every_day), at=console.clock.now())
        self.mails = [*render_today(self.now, ZONE), *self.mails]

    def start_console(self, port: int) -> str:
        """Its address, once it answers. The next free port when the wanted one is taken."""
        port = next(p for p in range(port, port + 100) if _is_free(p))
        console = self._start(
            "console", "booking_console.web", "--port", str(port), env={**self._environment, "BOOKING_PORT": str(port)}
        )
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 600
        while time.monotonic() < until:
            with suppress(httpx.HTTPError):
                if httpx.get(f"{address}/ping", timeout=2).status_code == httpx.codes.OK:
                    return address
            if console.process.poll() is not None:
                break
            time.sleep(0.2)
        raise NotStarted(f"The console did not start:\n{console.tail()}")

    def add_user(self, login: str, password: str) -> None:
        console = self._opened()
        people.add(
            console.new_uow,
            login=login,
            name="Dana Whitlock",
            role=Role.MANAGER,
            password=password,
            actor=OPERATOR,
            now=console.clock.now(),
        )

    def is_settled(self) -> bool:
        """Nothing waits any more: no mail, no booking, no message to be sent. Or booking was stopped: then nothing else comes."""
        if not (self._is_stopped() or is_settled(see(self._opened().views, self._ledger()), self.mails)):
            return False
        return not self._outbox(DeliveryState.PENDING, DeliveryState.SENDING)

    def _is_stopped(self) -> bool:
        with self._opened().new_uow() as uow:
            return not uow.control.switch().is_on

    def judge(self) -> list[Line]:
        lines = judge(see(self._opened().views, self._ledger()), self.mails)
        return [*lines, judge_sent(self.folder / "sent", self._outbox(*DeliveryState))]

    def refuse_dead_programs(self) -> None:
        for program in self._programs:
            if program.process.poll() is not None:
                raise NotStarted(f"The {program.name} ended by itself:\n{program.tail()}")

    def last_words(self) -> list[str]:
        """Of each program, whether it still runs and the end of its log."""
        return [f"{p.name}, exit code {p.process.poll()}:\n{p.tail()}" for p in self._programs]

    def _outbox(self, *states: DeliveryState) -> list[tuple[str, str]]:
        """Message-ID and recipient of the messages in these states."""
        with self._opened().new_uow() as uow:
            return [(m.message_id, m.recipient) for m in uow.outbox.in_states(states)]

    def _arrange(self, today: date) -> None:
        arranged = arrangements(today, ZONE)
        with httpx.Client(base_url=self.portal_url, timeout=10) as portal:
            for booking in arranged.bookings:
                portal.post("/ledger", json=asdict(booking)).raise_for_status()
            for fault in arranged.faults:
                portal.post("/faults", json=asdict(fault)).raise_for_status()

    def _ledger(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = httpx.get(f"{self.portal_url}/ledger", timeout=10).json()["bookings"]
        return found

    def _settings(self, smtp: str) -> dict[str, str]:
        return {
            "BOOKING_PRACTICE": PRACTICE,
            "BOOKING_DATA_DIR": str(self.folder),
            "BOOKING_TIMEZONE": str(ZONE),
            "BOOKING_DATE_ORDER": "DMY",
            "BOOKING_MAIL__SOURCE": "folder",
            "BOOKING_MAIL__FOLDER": str(self.folder / "mail"),
            "BOOKING_MAIL__TRUSTED_SENDERS": ",".join(TRUSTED_SENDERS),
            "BOOKING_PORTAL__PROFILE": f"demo-{self.skin}",
            "BOOKING_PORTAL__URL": self.portal_url,
            "BOOKING_PORTAL__SUPPORT": "01632 960 142, weekdays 8–18",
            "BOOKING_PORTAL__USERNAME": _USERNAME,
            "BOOKING_PORTAL__PASSWORD": _PASSWORD,
            "BOOKING_SMTP__URL": f"smtp://{smtp}",
            "BOOKING_SMTP__BUSINESS": BUSINESS,
            "BOOKING_SMTP__SENDER": "rooms@harbourlane.example",
            "BOOKING_SMTP__TELL_GUEST": "true",
            "BOOKING_RETRY__FIRST": "2",
            "BOOKING_TIMEOUT__SETTLE": "10",
        }

    def _opened(self) -> Console:
        assert self._console is not None, "open() comes first"
        return self._console

    def _start(self, name: str, *arguments: str, env: dict[str, str] | None = None) -> Program:
        program = start(name, *arguments, folder=self.folder, env=env)
        self._programs.append(program)
        return program


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
