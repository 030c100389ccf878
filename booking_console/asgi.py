"""What the web server runs: the console with its finished pages, admitting websockets from its own address only."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from booking_console.booking_console import app
from booking_console.settings import load


def application() -> ASGIApp:
    console = app()
    if app.sio is None:
        raise RuntimeError("the console has no websocket: Reflex was told to leave out its state")
    # Reflex takes a fixed list only, which would tie the console to one port and one host name.
    app.sio.eio.cors_allowed_origins = own_pages(load().public_url)
    return console


def own_pages(public_url: str) -> Callable[[str, Mapping[str, Any]], bool]:
    """Whether a page of this origin may connect: it was served by the host that it now talks to.

    Schemes are not compared: a proxy that ends TLS talks plain HTTP to us.
    """
    public = urlsplit(public_url).netloc

    def admits(origin: str, environ: Mapping[str, Any]) -> bool:
        hosts = {environ.get("HTTP_HOST"), environ.get("HTTP_X_FORWARDED_HOST"), public}
        host = urlsplit(origin).netloc
        return bool(host) and host in hosts

    return admits
