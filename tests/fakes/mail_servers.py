"""The mail servers that tests share: each is started when the first test asks for it."""

from contextlib import ExitStack
from functools import cached_property
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.fakes.certificates import Certificate, make_certificate
from tests.fakes.dovecot import Dovecot, dovecot
from tests.fakes.ews.server import EwsServer
from tests.fakes.graph.server import GraphServer
from tests.fakes.imap_server import ImapServer


class MailServers:
    """Many tests, one server: every test takes a user or an address of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = ExitStack()
        self._numbers = count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.close()

    @cached_property
    def certificate(self) -> Certificate:
        return make_certificate(self._folder)

    @cached_property
    def imap(self) -> ImapServer:
        server = ImapServer(self._folder / "imap")
        server.start()
        self._running.callback(server.stop)
        return server

    @cached_property
    def dovecot(self) -> Dovecot:
        return self._running.enter_context(dovecot())

    @cached_property
    def graph(self) -> GraphServer:
        return self._running.enter_context(GraphServer(self.certificate))

    @cached_property
    def ews(self) -> EwsServer:
        server = EwsServer(self._folder)
        server.start()
        self._running.callback(server.stop)
        return server

    def another_address(self) -> str:
        return f"rooms{next(self._numbers)}@practice.example"
