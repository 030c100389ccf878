"""Errors of the database in our words. No text of the driver passes: it may quote a guest's row."""

from sqlalchemy import Engine, ExceptionContext, event, exc

from booking_console.adapters.db.tables.booking import ONE_LIVE_BOOKING, ROOM_OVERLAP
from booking_console.domain.errors import Unavailable

#: Primary result codes of SQLite that pass by themselves or by a person's hand: busy, locked, I/O error, full, cannot open.
_SQLITE_PASSING = frozenset({5, 6, 10, 13, 14})
#: What SQLite says of the one index that we must tell apart; it names columns, not indexes.
_SQLITE_LIVE = "UNIQUE constraint failed: booking.appointment_id, booking.revision"


class ConstraintBroken(Exception):
    """The database refused a row. rule: the constraint's name, or "" when the database does not tell."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"the database refused a row by the rule {rule or 'unknown'}")
        self.rule = rule


def translate(engine: Engine) -> None:
    """Let every statement of the engine raise ConstraintBroken and Unavailable instead of the driver's errors."""

    @event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> None:
        error = context.original_exception
        if isinstance(context.sqlalchemy_exception, exc.IntegrityError):
            raise ConstraintBroken(_rule(error)) from None
        if isinstance(context.sqlalchemy_exception, exc.OperationalError | exc.InterfaceError) and _passes(error):
            raise Unavailable("The database does not answer at the moment.") from None


def _passes(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or (code & 0xFF) in _SQLITE_PASSING


def _rule(error: BaseException) -> str:
    diagnosis = getattr(error, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name or "")
    said = str(error)
    if said == _SQLITE_LIVE:
        return ONE_LIVE_BOOKING
    return ROOM_OVERLAP if said == ROOM_OVERLAP else said.partition(": ")[2]
