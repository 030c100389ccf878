"""Who may log in, how, and which mailboxes they may open."""

import base64
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Any

import spnego

#: The library's server side reads its users from a file that an environment variable names.
_NTLM_LOCK = RLock()


@dataclass
class Person:
    """address: of the person's own mailbox. login: as it is typed, DOMAIN\\user or an address."""

    login: str
    password: str
    address: str
    opens: set[str] = field(default_factory=set)
    sends_as: set[str] = field(default_factory=set)
    impersonates: bool = False


@dataclass
class Application:
    tenant: str = "5f1c0e52-7a1e-4f7c-9d5b-3b6a4d1f0a01"
    client_id: str = "0a4c6a6e-19b0-4f6c-8f9e-5d0c8a2b7e11"
    secret: str = "the application's fictional secret"
    token_life: float = 3600.0
    asked: int = 0
    tokens: dict[str, float] = field(default_factory=dict)

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """What the sign-in service answers."""
        self.asked += 1
        if form.get("grant_type") != "client_credentials":
            return 400, {"error": "invalid_request", "error_description": "AADSTS900144: no", "error_codes": [900144]}
        if form.get("client_id") != self.client_id or form.get("client_secret") != self.secret:
            return 401, {"error": "invalid_client", "error_description": "AADSTS7000215: no", "error_codes": [7000215]}
        token = secrets.token_urlsafe(40)
        self.tokens[token] = time.monotonic() + self.token_life
        return 200, {"token_type": "Bearer", "expires_in": int(self.token_life), "access_token": token}

    def knows(self, token: str) -> bool:
        return self.tokens.get(token, 0.0) > time.monotonic()

    def revoke(self) -> None:
        self.tokens.clear()


@dataclass
class People:
    """offers: Basic, NTLM and Bearer, as the server announces them."""

    folder: Path
    persons: list[Person]
    application: Application
    app_person: Person
    offers: set[str] = field(default_factory=lambda: {"Basic", "NTLM"})
    tries: int = 0

    def basic(self, words: str) -> Person | None:
        login, _, password = base64.b64decode(words).decode("utf-8", "replace").partition(":")
        found = (one for one in self.persons if (one.login.casefold(), one.password) == (login.casefold(), password))
        return next(found, None)

    def bearer(self, token: str) -> Person | None:
        return self.app_person if self.application.knows(token) else None

    def ntlm_context(self) -> Any:
        with self._user_file():
            return spnego.server(protocol="ntlm", options=spnego.NegotiateOptions.use_ntlm)

    def ntlm(self, context: Any, token: bytes) -> tuple[bytes | None, Person | None]:
        """The next message of the server, or who it is; neither, when the password is wrong."""
        with self._user_file():
            try:
                answer = context.step(token)
            except (spnego.exceptions.SpnegoError, ValueError):
                return None, None
        if not context.complete:
            return answer, None
        who = str(context.client_principal).casefold()
        return None, next((one for one in self.persons if one.login.casefold() == who), None)

    @contextmanager
    def _user_file(self) -> Iterator[None]:
        file = self.folder / "ntlm-users"
        with _NTLM_LOCK:
            file.write_text("".join(f"{one.login.replace(chr(92), ':')}:{one.password}\n" for one in self.persons))
            os.environ["NTLM_USER_FILE"] = str(file)
            try:
                yield
            finally:
                del os.environ["NTLM_USER_FILE"]
