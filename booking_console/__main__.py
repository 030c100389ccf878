"""`python -m booking_console` is the command line."""

import gc


def main() -> None:
    # Nothing of what a start loads is garbage, and all of it stays: to look for garbage in it took a quarter of the start.
    gc.disable()
    from booking_console.cli.main import main as command_line  # noqa: PLC0415 - after the line above

    gc.freeze()
    gc.enable()
    command_line()


if __name__ == "__main__":
    main()
