"""Sign-ins of any number of people at once; each carries the token its forms must bring back."""

import secrets
from dataclasses import dataclass

from booking_console.demo.portal.database import Database

COOKIE = "hp_session"


@dataclass(frozen=True)
class Session:
    token: str
    user: str
    csrf: str


@dataclass(frozen=True)
class Sessions:
    database: Database

    def open(self, user: str) -> Session:
        session = Session(secrets.token_urlsafe(24), user, secrets.token_urlsafe(24))
        with self.database.transaction() as connection:
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?)", (session.token, session.user, session.csrf))
        return session

    def find(self, token: str | None) -> Session | None:
        if not token:
            return None
        with self.database.reading() as connection:
            row = connection.execute("SELECT token, user, csrf FROM sessions WHERE token = ?", (token,)).fetchone()
        return Session(*row) if row else None

    def close(self, session: Session) -> None:
        with self.database.transaction() as connection:
            connection.execute("DELETE FROM sessions WHERE token = ?", (session.token,))
