"""The few shapes of statements that all collections use."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Delete, Row, Select, Table, Update, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from booking_console.domain.errors import NotFound


def add(connection: Connection, table: Table, **values: Any) -> int:
    """The new id."""
    return int(connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def add_once(connection: Connection, table: Table, **values: Any) -> int | None:
    """The new id, or None when a unique constraint says that it is there already."""
    return connection.execute(
        _insert(connection, table).values(values).on_conflict_do_nothing().returning(table.c.id)
    ).scalar_one_or_none()


def put(connection: Connection, table: Table, *, keys: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Add the row of these primary keys, or overwrite its values."""
    statement = _insert(connection, table).values({**keys, **values})
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=dict(values)))


def put_if_absent(connection: Connection, table: Table, **values: Any) -> bool:
    """Whether it was added."""
    statement = _insert(connection, table).values(values).on_conflict_do_nothing()
    return connection.execute(statement.returning(*table.primary_key)).first() is not None


def change(connection: Connection, table: Table, row_id: int, **values: Any) -> None:
    """Raises NotFound when there is no such row."""
    if not changed(connection, update(table).where(table.c.id == row_id).values(values)):
        raise missing(table, row_id)


def changed(connection: Connection, statement: Update | Delete) -> bool:
    """Whether the conditional statement met a row: who loses a race sees False."""
    return connection.execute(statement).rowcount > 0


def one(connection: Connection, table: Table, row_id: int) -> Row[Any]:
    found = connection.execute(select(table).where(table.c.id == row_id)).one_or_none()
    if found is None:
        raise missing(table, row_id)
    return found


def exists(connection: Connection, table: Table, row_id: int) -> bool:
    return connection.execute(select(literal(1)).where(table.c.id == row_id)).first() is not None


def rows(connection: Connection, statement: Select[Any]) -> Sequence[Row[Any]]:
    return connection.execute(statement).all()


def missing(table: Table, row_id: object) -> NotFound:
    return NotFound(f"There is no {table.name.replace('_', ' ')} {row_id}.")


def _insert(connection: Connection, table: Table) -> Any:
    """Both dialects spell ON CONFLICT alike but offer it in classes of their own."""
    return postgresql_insert(table) if connection.dialect.name == "postgresql" else sqlite_insert(table)
