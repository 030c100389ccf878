"""A real SMTP server that can be told to misbehave at a given point of the conversation."""

import asyncio
import ssl
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from threading import Thread
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN = ("console", "p@ss word")


class _Handler:
    """answers: what to say at RCPT or DATA instead of taking it. drop_at: where to cut the connection."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.answers: dict[str, str] = {}
        self.drop_at = ""
        self.silent_after_data = 0.0
        self.silent_after_recipient = 0.0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.silent_after_recipient)
        if self.drop_at == "RCPT":
            server.transport.abort()
        if "@" not in address:
            return "550 no such mailbox"
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        self.mails.append(BytesParser(policy=default).parsebytes(envelope.content))
        await asyncio.sleep(self.silent_after_data)
        if self.drop_at == "DATA":
            server.transport.abort()
        return "250 OK"


class SmtpServerForTests:
    def __init__(
        self, *, starttls: ssl.SSLContext | None = None, smtps: ssl.SSLContext | None = None, login: bool = False
    ) -> None:
        self.handler = _Handler()
        self._loop = asyncio.new_event_loop()
        options: dict[str, Any] = {"tls_context": starttls, "require_starttls": True} if starttls else {}
        if login:
            options |= {"auth_required": True, "authenticator": _authenticate}
        listening = self._loop.create_server(
            lambda: SMTP(self.handler, loop=self._loop, hostname="localhost", **options), "127.0.0.1", 0, ssl=smtps
        )
        self._server = self._loop.run_until_complete(listening)
        self._thread = Thread(target=self._loop.run_forever)

    @property
    def mails(self) -> list[EmailMessage]:
        return self.handler.mails

    @property
    def port(self) -> int:
        return int(self._server.sockets[0].getsockname()[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._end())
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        conversations = asyncio.all_tasks() - {asyncio.current_task()}
        for conversation in conversations:
            conversation.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
        await asyncio.sleep(0.02)  # lets the closed transports say goodbye


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    given = (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else ("", "")
    return AuthResult(success=given == LOGIN, handled=given == LOGIN)
