"""The console as one application: the pages, the routes beside them, the gate before every event. No logic."""

import reflex as rx

from booking_console.ui import exports, exports_evidence, exports_figures, exports_shadow, feed, mishaps
from booking_console.ui.gate import Gate
from booking_console.ui.headers import SecurityHeaders
from booking_console.ui.pages import (
    analytics,
    appointment,
    attention,
    calendar,
    closing,
    live,
    log,
    mailbox,
    not_found,
    rooms,
    schedule,
    senders,
    shadow,
    sign_in,
    teach,
    today,
    users,
)
from booking_console.ui.routes import beside_the_pages

#: Named here so that importing a page registers it.
PAGES = (
    today,
    attention,
    calendar,
    log,
    appointment,
    live,
    rooms,
    schedule,
    shadow,
    mailbox,
    senders,
    teach,
    users,
    analytics,
    closing,
    sign_in,
    not_found,
)

app = rx.App(
    stylesheets=[
        "/tokens.css",
        "/base.css",
        "/frame.css",
        "/components.css",
        "/pages.css",
        "/settings.css",
        "/mailbox.css",
        "/senders.css",
        "/analytics.css",
        "/log.css",
        "/calendar.css",
        "/live.css",
        "/closing.css",
        "/shadow.css",
    ],
    head_components=[
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.script(src="/console.js"),
    ],
    html_lang="en",
    backend_exception_handler=mishaps.in_handler,
    frontend_exception_handler=mishaps.in_browser,
    api_transformer=[
        beside_the_pages(*exports.ROUTES, *exports_figures.ROUTES, *exports_evidence.ROUTES, *exports_shadow.ROUTES),
        SecurityHeaders,
    ],
)
app.add_middleware(Gate(), index=0)
feed.connected_by(app)
