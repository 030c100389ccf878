"""Runs the Graph server by hand, with one mailbox, until it is interrupted.

python -m tests.fakes.graph --port 8443 --folder /tmp/graph tests/mails/*.eml
export BOOKING_MAIL__SOURCE=graph BOOKING_MAIL__AUTHORITY=https://127.0.0.1:8443 ...          it prints all of them
curl --cacert /tmp/graph/cert.pem https://127.0.0.1:8443/faults                                what can go wrong
curl --cacert /tmp/graph/cert.pem https://127.0.0.1:8443/faults -d '{"name": "throttled", "count": 3, "match": "delta"}'
curl --cacert /tmp/graph/cert.pem https://127.0.0.1:8443/deliver --data-binary @visit.eml      a new mail
curl --cacert /tmp/graph/cert.pem https://127.0.0.1:8443/mails                                 where the mails lie
"""

import argparse
import signal
from pathlib import Path
from threading import Event

from tests.fakes.certificates import make_certificate
from tests.fakes.graph.login import CLIENT, SECRET, TENANT
from tests.fakes.graph.place import ADDRESS
from tests.fakes.graph.server import GraphServer


def main() -> None:
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    with GraphServer(make_certificate(options.folder), port=options.port) as server:
        store = server.add_mailbox(options.address)
        for path in options.mails:
            store.deliver(path.read_bytes())
        _tell(server, options.folder / "cert.pem", options.address)
        _wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.graph", description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--folder", type=Path, required=True, help="for its certificate")
    parser.add_argument("--address", default=ADDRESS)
    parser.add_argument("mails", type=Path, nargs="*", help="what lies in the inbox")
    return parser.parse_args()


def _tell(server: GraphServer, certificate: Path, address: str) -> None:
    settings = {
        "SOURCE": "graph",
        "ADDRESS": address,
        "TENANT_ID": TENANT,
        "CLIENT_ID": CLIENT,
        "CLIENT_SECRET": SECRET,
        "AUTHORITY": server.base,
        "ENDPOINT": server.base,
        "CA_FILE": certificate,
    }
    for name, value in settings.items():
        print(f"export BOOKING_MAIL__{name}={value}", flush=True)  # noqa: T201 - the contract of this program


def _wait() -> None:
    over = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    over.wait()


if __name__ == "__main__":
    main()
