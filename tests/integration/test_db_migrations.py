"""Migrations: what they build is what the tables say, they go back, and they wait for each other."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from booking_console.adapters.db.database import Database
from booking_console.adapters.db.schema import METADATA
from booking_console.adapters.db.tables.base import one_of
from booking_console.domain.booking import HOLDS_ROOM

REVISIONS = sorted((Path(__file__).resolve().parents[2] / "alembic" / "versions").glob("*.py"))


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_from_nothing_to_what_the_tables_say_and_back(empty_url: str) -> None:
    with Database(empty_url) as database:
        database.migrate()
        with database.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        database.downgrade("base")
        assert tables(database) == set()


def test_a_new_database_holds_no_row(sqlite_database: Database) -> None:
    """The fixture that empties the PostgreSQL database between two tests counts on it."""
    with sqlite_database.engine.connect() as connection:
        counts = {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() for name in METADATA.tables}
    assert set(counts.values()) == {0}


def test_each_revision_goes_back_and_forth(empty_url: str) -> None:
    with Database(empty_url) as database:
        for revision in (path.name[:13] for path in REVISIONS):
            database.migrate(revision)
            database.downgrade("-1")
            database.migrate(revision)
        assert tables(database) == set(METADATA.tables)


def test_two_programs_that_start_at_once_migrate_once(empty_url: str) -> None:
    with Database(empty_url) as one, Database(empty_url) as other, ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(one.migrate), threads.submit(other.migrate)]:
            done.result(timeout=60)
        assert tables(one) == set(METADATA.tables)


@pytest.mark.parametrize("path", REVISIONS, ids=lambda path: path.stem)
def test_a_revision_stands_by_itself(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert modules | names <= {"alembic", "sqlalchemy"}
    assert f'revision = "{path.name[:13]}"' in path.read_text("utf-8")


def test_the_refusal_of_overlaps_names_the_states_that_hold_a_room() -> None:
    text = next(path for path in REVISIONS if path.stem.endswith("refuse_overlaps")).read_text("utf-8")
    assert one_of("status", HOLDS_ROOM).removeprefix("status IN ") in text
