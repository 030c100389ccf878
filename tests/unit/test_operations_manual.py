"""The manual names every setting and every command with its options."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from booking_console.cli.main import main
from booking_console.settings import known_names

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text("utf-8")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


@pytest.mark.parametrize("name", sorted(known_names()))
def test_every_setting_is_named(name: str) -> None:
    assert f"`{name}`" in MANUAL


@pytest.mark.parametrize(("name", "command"), sorted(commands(main)))
def test_every_command_is_named_with_its_options(name: str, command: click.Command) -> None:
    line = next((line for line in MANUAL.splitlines() if line.startswith("| `") and f"`{name}" in line), "")
    options = [word for option in command.params if isinstance(option, click.Option) for word in option.opts]

    assert line, f"no row for {name}"
    assert [word for word in options if word not in line] == []
