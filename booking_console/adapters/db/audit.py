"""The audit log in the database."""

from datetime import datetime

from sqlalchemy import Connection

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import AUDIT


class DatabaseAudit:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(
        self,
        action: str,
        *,
        actor: str,
        at: datetime,
        subject: str = "",
        subject_id: int | None = None,
        reason: str = "",
        detail: str = "",
    ) -> None:
        sql.add(
            self._db,
            AUDIT,
            action=action,
            actor=actor,
            at=at,
            subject=subject,
            subject_id=subject_id,
            reason=reason,
            detail=detail,
        )
