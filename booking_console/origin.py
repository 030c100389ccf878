"""Which pages may open a websocket to us: those that we served. Reflex itself takes a fixed list of addresses only."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit


def own_pages(public_url: str) -> Callable[[str, Mapping[str, Any]], bool]:
    """Whether a page of this origin was served by the host that it now talks to.

    Schemes are not compared: a proxy that ends TLS talks plain HTTP to us.
    """
    public = urlsplit(public_url).netloc

    def admits(origin: str, environ: Mapping[str, Any]) -> bool:
        hosts = {environ.get("HTTP_HOST"), environ.get("HTTP_X_FORWARDED_HOST"), public}
        host = urlsplit(origin).netloc
        return bool(host) and host in hosts

    return admits
