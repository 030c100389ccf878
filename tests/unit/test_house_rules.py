"""The house rules that no linter knows, read from the syntax trees of our own files."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import pytest

from booking_console import settings
from tests.syntax import PACKAGE, ROOT, dotted, forget, nodes, parsed, place

TESTS = ROOT / "tests"
OURS = sorted(path for folder in (PACKAGE, TESTS, ROOT / "tools", ROOT / "alembic") for path in folder.rglob("*.py"))
PRODUCT = [path for path in OURS if path.is_relative_to(PACKAGE)]
LOCKS = (*ROOT.glob("requirements*.txt"), *(ROOT / "reflex.lock").glob("*.json"))

FILE_LINES = 300
FUNCTION_LINES = 50
MEDIAN_FUNCTION_LINES = 8
STATE_LINES = 80
STATE_VARIABLES = 10

#: Who reads the clock: the programs that start work, and the clock that they hand to the services.
CLOCK_READERS = ("cli", "worker.py", "web.py", "demo/", "ui/", "api/", "adapters/db/clock.py", "outside.py", "log.py")
INDEX = re.compile(r"pypi\.org|pythonhosted|npmjs\.|npmmirror|yarnpkg|^--(?:extra-)?index|--find-links|file://", re.M)

Function = ast.FunctionDef | ast.AsyncFunctionDef
#: All in which something gets a value.
SETTING = (
    ast.Call,
    ast.Assign,
    ast.AugAssign,
    ast.AnnAssign,
    ast.NamedExpr,
    ast.For,
    ast.AsyncFor,
    ast.comprehension,
)


@pytest.fixture(scope="module", autouse=True)
def trees() -> Iterator[None]:
    yield
    forget()


def functions(paths: list[Path]) -> Iterator[tuple[str, Function]]:
    return nodes(paths, ast.FunctionDef, ast.AsyncFunctionDef)


def outside(*allowed: str) -> list[Path]:
    return [path for path in PRODUCT if not path.relative_to(PACKAGE).as_posix().startswith(allowed)]


def lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """What is called, and where."""
    return ((where, dotted(node.func)) for where, node in nodes(paths, ast.Call))


def none(offenders: Sequence[object]) -> None:
    """All of them in the message: pytest's own comparison shows the first."""
    assert not offenders, "\n" + "\n".join(str(offender) for offender in offenders)


def test_no_file_is_longer_than_a_person_reads_in_one_go() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in OURS}
    none([f"{name} has {size} lines" for name, size in sizes.items() if size > FILE_LINES])


def test_no_function_is_longer_than_a_screen() -> None:
    # A migration is a list of columns, and is never edited again.
    sizes = [(place, node.name, lines(node)) for place, node in functions(OURS) if "/versions/" not in place]
    none([size for size in sizes if size[2] > FUNCTION_LINES])


def test_most_functions_are_small() -> None:
    assert median(lines(node) for _, node in functions(PRODUCT)) <= MEDIAN_FUNCTION_LINES


def test_no_state_of_a_page_grows_into_a_database() -> None:
    states = [(place, node) for place, node in nodes(PRODUCT, ast.ClassDef) if is_state(node)]
    sizes = [(place, node.name, lines(node), len(public_variables(node))) for place, node in states]
    none([size for size in sizes if size[2] > STATE_LINES or size[3] > STATE_VARIABLES])


def is_state(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("State") for base in node.bases)


def public_variables(node: ast.ClassDef) -> list[str]:
    names = [
        line.target.id for line in node.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    ]
    return [name for name in names if not name.startswith("_")]


def test_only_the_domain_and_the_services_change_a_status() -> None:
    elsewhere = outside("domain/", "services/")
    none([place for place, node in nodes(elsewhere, *SETTING) if sets_status(node)])


def sets_status(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        is_copy = dotted(node.func) in ("replace", "dataclasses.replace")
        return is_copy and any(keyword.arg == "status" for keyword in node.keywords)
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return any(isinstance(target, ast.Attribute) and target.attr == "status" and not own(target) for target in targets)


def own(target: ast.Attribute) -> bool:
    """A page's own variable of that name, and an exception's."""
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def test_only_the_database_adapter_commits() -> None:
    elsewhere = outside("adapters/db/", "demo/portal/")
    none([place for place, name in calls(elsewhere) if name.endswith(".commit")])


def test_only_entry_points_and_the_clock_read_the_time() -> None:
    readings = ("datetime.now", "datetime.utcnow", "date.today", "datetime.today")
    none([place for place, name in calls(outside(*CLOCK_READERS)) if name.endswith(readings)])


def test_every_function_of_a_test_file_runs_or_is_used() -> None:
    ours = sorted(TESTS.rglob("*.py"))
    used = {node.id for _, node in nodes(ours, ast.Name)} | {node.attr for _, node in nodes(ours, ast.Attribute)}
    files = sorted(TESTS.rglob("test_*.py"))
    helpers = [(place, node) for place, node in top_level_functions(files) if not collected(node)]
    none([f"{place} {node.name}" for place, node in helpers if node.name not in used])


def top_level_functions(paths: list[Path]) -> Iterator[tuple[str, Function]]:
    for path in paths:
        for node in parsed(path).body:
            if isinstance(node, Function):
                yield place(path, node), node


def collected(node: Function) -> bool:
    fixture_or_hook = any("fixture" in ast.unparse(decorator) for decorator in node.decorator_list)
    return node.name.startswith(("test_", "pytest_")) or fixture_or_hook


def test_package_files_are_empty() -> None:
    filled = [path for path in OURS if path.name == "__init__.py" and path.read_text("utf-8").strip()]
    none(filled)


def test_the_locked_requirements_name_no_index() -> None:
    found = {path.name: INDEX.findall(path.read_text("utf-8")) for path in LOCKS}
    none([f"{name}: {words[:3]}" for name, words in found.items() if words])


def test_every_locked_requirement_has_hashes() -> None:
    for path in ROOT.glob("requirements*.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", path.read_text("utf-8"))
        none([entry.split()[0] for entry in entries if "--hash=sha256:" not in entry])


def test_every_setting_is_explained_in_the_manual() -> None:
    none(missing_settings("docs/operations.md"))


def test_every_setting_stands_in_the_example_file() -> None:
    none(missing_settings(".env.example"))


def missing_settings(name: str) -> list[str]:
    words = set(re.findall(r"BOOKING_[A-Z0-9_]+", (ROOT / name).read_text("utf-8")))
    return sorted(settings.known_names() - words)


def test_no_file_names_a_setting_that_nothing_reads() -> None:
    places = [ROOT / name for name in (".env.example", "Dockerfile", "compose.yaml", "docs/operations.md")]
    words = {word for path in places for word in re.findall(r"BOOKING_[A-Z0-9_]*[A-Z0-9]", path.read_text("utf-8"))}
    none(sorted(words - settings.known_names()))
