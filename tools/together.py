"""Run several programs as one: when one ends, all end; Ctrl-C and SIGTERM end them in good order.

python tools/together.py "first command" "second command"
"""

import shlex
import signal
import subprocess
import sys
import time

PATIENCE_SECONDS = 30  # the worker finishes the step in hand
LOOK_SECONDS = 0.2


def main() -> int:
    asked = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _frame: asked.append(received))
    # In sessions of their own: Ctrl-C reaches us alone, and everybody is told once.
    programs = [subprocess.Popen(shlex.split(command), start_new_session=True) for command in sys.argv[1:]]
    while not asked and all(program.poll() is None for program in programs):
        time.sleep(LOOK_SECONDS)
    codes = [code for program in programs if (code := program.poll()) is not None]
    end(programs)
    return 0 if asked else max(abs(code) for code in codes) or 1


def end(programs: list[subprocess.Popen[bytes]]) -> None:
    for program in programs:
        program.terminate()
    latest = time.monotonic() + PATIENCE_SECONDS
    for program in programs:
        try:
            program.wait(max(0.1, latest - time.monotonic()))
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


if __name__ == "__main__":
    sys.exit(main())
