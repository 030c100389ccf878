"""The syntax trees of our own files. Each is parsed and walked once, however many rules look at it."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "booking_console"

Node = TypeVar("Node", bound=ast.AST)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def _by_kind(path: Path) -> Mapping[type[ast.AST], list[ast.AST]]:
    found: dict[type[ast.AST], list[ast.AST]] = defaultdict(list)
    for node in ast.walk(parsed(path)):
        found[type(node)].append(node)
    return dict(found)


def nodes(paths: Iterable[Path], *kinds: type[Node]) -> Iterator[tuple[str, Node]]:
    """Every node of these kinds with the place where it stands."""
    for path in paths:
        for kind in kinds:
            for node in _by_kind(path).get(kind, ()):
                yield place(path, node), cast(Node, node)


def forget() -> None:
    """A million nodes, which everybody who looks for garbage later would walk."""
    parsed.cache_clear()
    _by_kind.cache_clear()


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}"


def dotted(function: ast.expr) -> str:
    """`datetime.now` for `datetime.now`, `.commit` for `anything().commit`."""
    if isinstance(function, ast.Name):
        return function.id
    return f"{dotted(function.value)}.{function.attr}" if isinstance(function, ast.Attribute) else ""
