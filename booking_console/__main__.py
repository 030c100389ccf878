"""`python -m booking_console` is the command line."""

from booking_console.cli.main import main

if __name__ == "__main__":
    main()
