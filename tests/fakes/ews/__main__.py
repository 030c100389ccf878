"""Starts the server by hand: `python -m tests.fakes.ews --port 8443 --deliver mail.eml --fault busy=2000`."""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from tests.fakes.certificates import make_certificate
from tests.fakes.ews.faults import KINDS
from tests.fakes.ews.server import LOGIN, PASSWORD, EwsServer


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--port", type=int, default=0)
    words.add_argument("--tls", action="store_true", help="with a certificate of its own; its file is named")
    words.add_argument("--deliver", type=Path, nargs="*", default=[], help="mails for the inbox")
    words.add_argument("--fault", action="append", default=[], help=f"KIND or KIND=VALUE: {', '.join(KINDS)}")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        certificate = make_certificate(Path(folder)) if given.tls else None
        tls = certificate.server_context() if certificate else None
        server = EwsServer(Path(folder), tls=tls, port=given.port)
        mailbox = server.add_mailbox()
        for file in given.deliver:
            mailbox.deliver(file.read_bytes())
        for fault in given.fault:
            kind, _, value = fault.partition("=")
            server.faults.on(kind, float(value) if value else None)
        server.start()
        lines = [server.url, f"mailbox {mailbox.address}", f"login {LOGIN} {PASSWORD}"]
        sys.stdout.write("\n".join([*lines, f"ca_file {certificate.cert}"] if certificate else lines) + "\n")
        sys.stdout.flush()
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
        server.stop()


if __name__ == "__main__":
    main()
