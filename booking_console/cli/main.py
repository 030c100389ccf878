"""booking-console: the command line. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 refused or failed, 2 wrong use.
"""

import traceback
from importlib import import_module

import click
import structlog

from booking_console import log, settings
from booking_console.domain.errors import BookingError

events = structlog.get_logger()

_OUR_FAULT = "The program met something unexpected. The line above says where; it holds no data of guests."


#: Where each command stands. It is loaded when it is called: none waits for what only another one needs.
_PLACES = {
    "attempts": "lists",
    "backup": "keeping",
    "book": "journey",
    "bookings": "lists",
    "cancel": "cancelling",
    "demo-portal": "tools",
    "doctor": "tools",
    "parse": "journey",
    "portal": "portals",
    "reconcile": "journey",
    "restore": "keeping",
    "run": "journey",
    "user": "tools",
}


class Group(click.Group):
    """Our errors become one clear sentence and an exit code, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_PLACES))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _PLACES:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(
            import_module(f"booking_console.cli.{_PLACES[cmd_name]}"), cmd_name.replace("-", "_")
        )
        return command

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
