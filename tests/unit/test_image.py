"""The container image can be built from what is here: checked as far as a machine without a container engine can."""

import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
COPIED = [word for line in re.findall(r"^COPY ((?!--from).*) \S+$", DOCKERFILE, re.M) for word in line.split()]


def sent_to_the_engine() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return [line[1:] for line in lines if line.startswith("!")]


def test_everything_copied_into_the_image_is_there_and_is_sent() -> None:
    assert COPIED
    assert [name for name in COPIED if not (ROOT / name).exists()] == []
    assert [name for name in COPIED if not any(fnmatch(name, kept) for kept in sent_to_the_engine())] == []


def test_nothing_is_sent_that_the_image_does_not_take() -> None:
    assert sorted(sent_to_the_engine()) == sorted(COPIED)


def test_everything_that_the_pages_are_made_of_is_in_the_image() -> None:
    assert {"rxconfig.py", "assets", "booking_console", "reflex.lock"} <= set(COPIED)


def test_the_image_runs_as_a_user_without_rights() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert re.findall(r"^USER (\S+)$", last_stage, re.M) == ["booking"]


def test_both_stages_stand_on_the_same_python() -> None:
    first, second = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    assert first == second
    assert {f"python{version}" for version in re.findall(r"python:(3\.\d+)", first)} == set(
        re.findall(r"/(python3\.\d+)/", DOCKERFILE)
    )


def test_no_password_is_written_down_in_the_compose_file() -> None:
    named = [line for line in COMPOSE.splitlines() if re.search(r"PASSWORD|AUTH:|requirepass|://\S*@", line)]
    assert len(named) >= 5
    assert [line for line in named if not re.search(r"\$\{[A-Z]+_PASSWORD:\?|^#", line)] == []
