"""The reader's process: reads one mail after the other until its parent has gone. See apart.py."""

import signal
import sys
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.apart import EXTRACTION, TEACHING
from booking_console.adapters.parsing.frames import receive, send
from booking_console.adapters.parsing.mime.authentication import Relay
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.adapters.parsing.times.mentions import DateOrder
from booking_console.domain.teaching import Teaching


def main(zone: str, date_order: str, longest: str, cleans: str, *names: str) -> None:
    # A key press in the terminal is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, out = sys.stdin.buffer, sys.stdout.buffer
    order: DateOrder = "MDY" if date_order == "MDY" else "DMY"
    reader = LadderReader(ZoneInfo(zone), order, relay=Relay(frozenset(names), cleans == "cleans"))
    teaching, is_first = Teaching(), True
    send(out, b"ready")
    while (lesson := receive(source)) is not None and (mime := receive(source)) is not None:
        if lesson:
            teaching = TEACHING.validate_json(lesson)
        if is_first:
            reader.warm_up()
            is_first = False
        # The operating system's own action ends the process, wherever in the code it is.
        signal.setitimer(signal.ITIMER_PROF, float(longest))
        answer = EXTRACTION.dump_json(reader.read(mime, teaching))
        signal.setitimer(signal.ITIMER_PROF, 0)
        send(out, answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
