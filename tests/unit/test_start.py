"""What the command line loads before it does anything: everybody waits for it, each time."""

import subprocess
import sys

#: Each is for a few, or for one command alone.
NEEDED_BY_FEW = {"exchangelib", "msal", "requests", "reportlab"}


def loaded_by(*modules: str) -> set[str]:
    look = "".join(f"import {name}\n" for name in modules) + "import sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.split())


def test_a_worker_loads_no_library_that_only_few_practices_need() -> None:
    assert not loaded_by("booking_console.cli.main", "booking_console.cli.journey") & NEEDED_BY_FEW


def test_the_command_line_loads_a_command_when_it_is_called() -> None:
    assert "booking_console.bootstrap" not in loaded_by("booking_console.cli.main")
