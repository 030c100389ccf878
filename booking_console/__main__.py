"""`python -m booking_console` is the command line."""

import faulthandler
import gc


def main() -> None:
    faulthandler.enable()  # should the process itself ever break, the log says where
    # Nothing of what a start loads is garbage, and all of it stays: to look for garbage in it took a quarter of the start.
    gc.disable()
    from booking_console.cli.main import main as command_line  # noqa: PLC0415 - after the line above

    gc.freeze()
    gc.enable()
    command_line()


if __name__ == "__main__":
    main()
