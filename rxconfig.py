"""Reflex's configuration: how the console is built and served. Read by `booking_console.web` and by the `reflex` command."""

import reflex as rx
from reflex.constants import StateManagerMode
from reflex_base.config import Config
from reflex_components_radix.themes.base import theme

from booking_console import settings

read = settings.load()
shared_state = read.redis_url.get_secret_value()

config = Config(
    app_name="booking_console",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    transport="websocket",
    frontend_port=read.port,
    backend_port=read.port,
    # Pages served from the same address need no entry here: booking_console.web admits them by their Host header.
    cors_allowed_origins=[
        origin
        for origin in (f"http://127.0.0.1:{read.port}", f"http://localhost:{read.port}", read.public_url.rstrip("/"))
        if origin
    ],
    # The disk manager, Reflex's default, would leave pickled page data in the checkout.
    state_manager_mode=StateManagerMode.REDIS if shared_state else StateManagerMode.MEMORY,
    redis_url=shared_state or None,
    plugins=[
        rx.plugins.RadixThemesPlugin(
            theme=theme(appearance="inherit", accent_color="plum", gray_color="mauve", radius="medium"),
        ),
    ],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
