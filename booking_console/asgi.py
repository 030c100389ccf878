"""What the web server runs: the console with its finished pages, admitting websockets from its own pages only."""

from starlette.types import ASGIApp

from booking_console import log
from booking_console.booking_console import app
from booking_console.bootstrap import console
from booking_console.origin import own_pages
from booking_console.ui.mishaps import CrashesWithoutWords


def application() -> ASGIApp:
    """A factory: the server calls it in the process that answers."""
    log.configure()
    console().prepare()
    served: ASGIApp = app()
    if app.sio is None:
        raise RuntimeError("the console has no websocket: Reflex was told to leave out its state")
    # A fixed list would tie the console to one port and one host name.
    app.sio.eio.cors_allowed_origins = own_pages(console().settings.public_url)
    return CrashesWithoutWords(served)
