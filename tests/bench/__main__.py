"""`make bench`: how fast it is, told as ratios between things measured side by side in this very run.

Seconds depend on the machine and on what else it does; a ratio of two things measured in turn in one run hardly does.
"""

import logging
import sys
import tempfile
from pathlib import Path

from booking_console import log
from tests.bench import bookings, log_pages, mails


def main() -> None:
    log.configure(level=logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="booking-bench-") as folder:
        for measure in (mails.measure, log_pages.measure, bookings.measure):
            for line in measure(Path(folder)):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
