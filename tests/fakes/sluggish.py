"""A server that accepts a connection and then lets the client wait, in one of the ways in which nothing ever times out."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, cycle
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

#: name -> how it begins, and what then comes over and over, byte by byte. A handshake begins with a record that promises 16 kB.
WAYS = {
    "greeting": (b"* OK ", b"hello "),
    "words": (b"220 ", b"hello "),
    "handshake": (b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc", b"\x00"),
    "silence": (b"", b""),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X-Wait: a moment\r\n"),
}


@contextmanager
def sluggish(way: str, *, every: float = 0.02) -> Iterator[int]:
    """Its port. every: seconds between two bytes."""
    is_over, (beginning, again) = Event(), WAYS[way]

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                for sign in chain(beginning, cycle(again)):
                    self.wfile.write(bytes([sign]))
                    if is_over.wait(every):
                        return
            is_over.wait()

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield int(server.server_address[1])
        is_over.set()
        server.shutdown()
