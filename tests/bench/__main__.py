"""`make bench`: how fast it is, told as ratios between things measured side by side in this very run.

Seconds depend on the machine and on what else it does; a ratio of two things measured in turn in one run hardly does.
"""

import logging
import sys
import tempfile
from pathlib import Path

from booking_console import log
from tests.bench import bookings, lanes, log_pages, mails, memory

_PARTS = {
    "mails": mails.measure,
    "log": log_pages.measure,
    "bookings": bookings.measure,
    "lanes": lanes.measure,
    "memory": memory.measure,
}


def main() -> None:
    """Everything, or the parts that are named."""
    if unknown := [name for name in sys.argv[1:] if name not in _PARTS]:
        sys.stderr.write(f"Expected names of parts ({', '.join(_PARTS)}), or none for all; got {', '.join(unknown)}.\n")
        sys.exit(2)
    log.configure(level=logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="booking-bench-") as folder:
        for part in sys.argv[1:] or _PARTS:
            for line in _PARTS[part](Path(folder)):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
