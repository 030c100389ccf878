"""A number that grows with every commit that changed something people see.

It is counted inside the transaction, as its last statement: a sequence would show the new number before the change itself,
and a page that looked in between would miss it.
"""

import os
from typing import Any

from sqlalchemy import Connection, Engine, event, func, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import PULSE

_SHARDS = 16
_WRITTEN = "written"
#: Writes to these change nothing on a screen.
_QUIET = frozenset(
    {"lease", "login_session", "login_failure", "mailbox_cursor", "portal_pace", "pulse", "user_account"}
)


def watch(engine: Engine) -> None:
    event.listen(engine, "begin", _forget)
    event.listen(engine, "after_cursor_execute", _note, named=True)


def beat(connection: Connection) -> None:
    """Count the transaction if it wrote something visible. No statement may follow it: it locks a row that others want."""
    if not connection.info.get(_WRITTEN):
        return
    shard = os.getpid() % _SHARDS
    counted = update(PULSE).where(PULSE.c.shard == shard).values(beats=PULSE.c.beats + 1)
    if not sql.changed(connection, counted) and not sql.put_if_absent(connection, PULSE, shard=shard, beats=1):
        sql.changed(connection, counted)


def read(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.sum(PULSE.c.beats), 0))).scalar_one())


def _forget(connection: Connection) -> None:
    connection.info[_WRITTEN] = False


def _note(*, conn: Connection, cursor: Any, context: Any, **_others: Any) -> None:
    # The driver of SQLite knows no row count of an INSERT that returns its id: every INSERT counts.
    changed = context.isinsert or ((context.isupdate or context.isdelete) and cursor.rowcount > 0)
    if changed:
        table = getattr(context.compiled.statement.table, "name", "")
        if table not in _QUIET:
            conn.info[_WRITTEN] = True
