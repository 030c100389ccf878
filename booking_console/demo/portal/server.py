"""The demo portal: a room-booking site of its own make, to book on, to break and to look into.

It runs as its own process over its own SQLite file and knows nothing of the booking console. One process serves two skins
over one ledger: *forms* (`/forms/...`, server-rendered) and *app* (`/app`, one JavaScript page); `/` leads to the one chosen.
Its rooms open 07:00 to 20:00 in its own time zone, on a grid of quarter hours, up to 400 days ahead. It refuses an overlap
in one room and nothing else: pressed twice with two rooms, it books twice.

    python -m booking_console.demo.portal --port 8090 --data /tmp/portal
    curl localhost:8090/ledger                                                    every booking and every submit pressed
    curl localhost:8090/ledger -d '{"room": "Consult room 1", "start": "2030-01-07T09:00", "end": "2030-01-07T09:30"}'
    curl localhost:8090/faults                                                    what can go wrong, and what is on
    curl localhost:8090/faults -d '{"name": "drop-after-commit", "count": 1}'     `rate` or `count`; `match`, `room`, `at`
    curl -X DELETE localhost:8090/faults
"""

import signal
import socket
import sys
from types import FrameType

import uvicorn

from booking_console.demo.portal.answers import DroppableProtocol
from booking_console.demo.portal.application import build
from booking_console.demo.portal.options import PortalOptions, Skin

__all__ = ["PortalOptions", "Skin", "serve"]


def serve(options: PortalOptions) -> None:
    """Serve until SIGTERM or SIGINT; tell the address on standard output as soon as connections are accepted."""
    app = build(options)
    config = uvicorn.Config(
        app, http=DroppableProtocol, ws="none", lifespan="off", log_level="warning", access_log=False,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    # uvicorn raises the signal again when it has closed down, which would end the process with that signal.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    with _listening(options) as listener:
        host, port = listener.getsockname()[:2]
        print(f"demo portal ({options.skin}) on http://{host}:{port}", flush=True)  # noqa: T201 - the contract of this program
        uvicorn.Server(config).run(sockets=[listener])


def _listening(options: PortalOptions) -> socket.socket:
    listener = socket.create_server((options.host, options.port))
    listener.listen(128)
    return listener


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
