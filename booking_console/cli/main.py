"""booking-console: the command line. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 refused or failed, 2 wrong use.
"""

import traceback

import click
import structlog

from booking_console import log, settings
from booking_console.cli.journey import book, parse, reconcile, run
from booking_console.cli.keeping import backup, restore
from booking_console.cli.lists import attempts, bookings
from booking_console.cli.recording import record, unlock
from booking_console.cli.tools import demo_portal, doctor, portal, user
from booking_console.domain.errors import BookingError

events = structlog.get_logger()

_OUR_FAULT = "The program met something unexpected. The line above says where; it holds no data of guests."


class Group(click.Group):
    """Our errors become one clear sentence and an exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except settings.SettingsError as error:
            raise click.UsageError(f"the settings are not usable:\n{error}") from None
        except BookingError as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:
            raise  # whoever reads us has seen enough
        except OSError as error:
            raise click.ClickException(f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - the process's edge: people get a sentence, never a traceback
            place = traceback.extract_tb(error.__traceback__)[-1]
            events.error("command_crashed", kind=type(error).__name__, file=place.filename, line=place.lineno)
            raise click.ClickException(_OUR_FAULT) from None


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Books the rooms of a practice from its confirmation mails, exactly once, and shows the proof."""
    log.configure()


for command in (record, unlock):
    portal.add_command(command)
for command in (run, parse, book, attempts, bookings, reconcile, doctor, portal, user, backup, restore, demo_portal):
    main.add_command(command)
