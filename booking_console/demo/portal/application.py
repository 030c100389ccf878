"""Puts the skins and the test hooks over one ledger."""

import json
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from booking_console.demo.portal import (
    app_skin,
    approval_skin,
    cards_skin,
    forms_change,
    forms_login,
    forms_skin,
    hooks,
    periods_skin,
    selects_skin,
    wizard_skin,
)
from booking_console.demo.portal.answers import HERE, FaultyReads
from booking_console.demo.portal.context import Portal, portal_of
from booking_console.demo.portal.database import open_database
from booking_console.demo.portal.faults import Faults, setting_of_option
from booking_console.demo.portal.ledger import FOREIGN, Ledger, RoomTaken
from booking_console.demo.portal.options import PortalOptions, Skin
from booking_console.demo.portal.sessions import Sessions


def build(options: PortalOptions) -> Starlette:
    portal = _portal(options)
    _sow(portal)
    app = Starlette(
        routes=[
            Route("/", _to_skin),
            *forms_login.ROUTES,
            *forms_skin.ROUTES,
            *forms_change.ROUTES,
            *app_skin.ROUTES,
            *periods_skin.ROUTES,
            *wizard_skin.ROUTES,
            *cards_skin.ROUTES,
            *selects_skin.ROUTES,
            *approval_skin.ROUTES,
            *hooks.ROUTES,
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(FaultyReads, portal=portal)],
    )
    app.state.portal = portal
    return app


async def _to_skin(request: Request) -> Response:
    skin = portal_of(request).options.skin
    return RedirectResponse(forms_login.HOME if skin is Skin.FORMS else f"/{skin.value}", status_code=302)


def _portal(options: PortalOptions) -> Portal:
    database = open_database(options.data)
    faults = Faults(seed=options.seed)
    for option in options.faults:
        faults.switch_on(setting_of_option(option))
    return Portal(options, Ledger(database, ZoneInfo(options.timezone)), Sessions(database), faults)


def _sow(portal: Portal) -> None:
    """Enter the seed file's foreign bookings; those of an earlier start hold their rooms and are passed over."""
    if portal.options.seed_file is None:
        return
    for words in json.loads(portal.options.seed_file.read_text()):
        try:
            portal.ledger.add(hooks.wanted_from(portal, words), owner=FOREIGN, now=portal.now())
        except RoomTaken:
            continue
