"""The console's web server: builds the pages when their sources changed, then serves pages, websocket and API on one port."""

import os
import socket

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from booking_console import settings
from booking_console.frontend import CACHE, ROOT, BuildFailed, ensure_build


@click.command()
@click.option("--host", help="Address to listen on. [default: BOOKING_HOST, else 127.0.0.1]")
@click.option("--port", type=int, help="Port to listen on, 0 for a free one. [default: BOOKING_PORT, else 8000]")
@click.option("--build-only", is_flag=True, help="Build the pages if needed and stop.")
def main(host: str | None, port: int | None, *, build_only: bool) -> None:
    """Serve the booking console."""
    try:
        read = settings.load()
        build = ensure_build()
    except settings.SettingsError as error:
        raise click.UsageError(str(error)) from None
    except BuildFailed as error:
        raise click.ClickException(f"the pages could not be built. The last lines were:\n{error}") from None
    if not build_only:
        _point_reflex_to(str(build))
        serve(read.host if host is None else host, read.port if port is None else port)


def serve(host: str, port: int) -> None:
    """Returns when the process is asked to end (SIGINT, SIGTERM)."""
    port = port or _free_port(host)
    # rxconfig.py reads the settings again, in this process and in the server's.
    os.environ |= {"BOOKING_HOST": host, "BOOKING_PORT": str(port)}
    click.echo(f"The console listens on http://{host}:{port}", err=True)
    Server(
        "booking_console.asgi:application",
        factory=True,
        interface=Interfaces.ASGI,
        address=host,
        port=port,
        workers=1,  # without Redis a tab's state lives in one process; with it, start more of these programs
        log_level=LogLevels.warning,
    ).serve()


def _point_reflex_to(build: str) -> None:
    """Private switches of the exact Reflex in requirements.txt: serve what is built, compile nothing."""
    os.environ |= {
        "REFLEX_DIR": str(CACHE / "reflex"),
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_STATES_WORKDIR": str(CACHE / "states"),
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_WEB_WORKDIR": build,
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        "__REFLEX_SKIP_COMPILE": "true",
    }
    os.environ.setdefault("PYTHONPATH", str(ROOT))


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as listener:
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    main()
