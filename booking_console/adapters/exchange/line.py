"""The connection to an Exchange server, with an end: no answer, however slowly it drips in, holds the worker longer than allowed.

Trust is decided here alone, for these connections alone: neither the environment nor the rest of the program is touched.
"""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Timer
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager, ProxyManager

#: A server that takes longer to accept a connection is as good as down.
_LONGEST_CONNECT = 10.0


@dataclass
class Line:
    """All connections of one session; used from one thread. A second handle of each socket lets the timer cut it."""

    tls: ssl.SSLContext
    was_cut: bool = False
    _until: float | None = None
    _handles: dict[HTTPConnection, socket.socket] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Whatever happens inside is over after so many seconds. An inner limit cannot prolong an outer one."""
        outer = self._until
        until = time.monotonic() + seconds
        self._until = until if outer is None else min(until, outer)
        self.was_cut = False
        enough = Timer(max(self.left, 0), self._cut)
        enough.daemon = True
        enough.start()
        try:
            yield
        finally:
            enough.cancel()
            self._until = outer
            self._forget_closed()

    @property
    def left(self) -> float:
        """Seconds until the limit."""
        return _LONGEST_CONNECT if self._until is None else self._until - time.monotonic()

    def hold(self, connection: HTTPConnection, sock: socket.socket) -> None:
        with self._lock:
            old = self._handles.pop(connection, None)
            self._handles[connection] = sock.dup()
        if old is not None:
            old.close()

    def session(self) -> requests.Session:
        session = requests.Session()
        for scheme in ("https://", "http://"):
            session.mount(scheme, _Adapter(self))
        return session

    def close(self) -> None:
        """All connections at once: the library below would leave them to the garbage collector."""
        with self._lock:
            for connection, handle in self._handles.items():
                connection.close()
                handle.close()
            self._handles.clear()

    def _cut(self) -> None:
        self.was_cut = True
        with self._lock:
            for handle in self._handles.values():
                with suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)

    def _forget_closed(self) -> None:
        """A handle outlives its connection until the answer is read; then it would keep the connection half open."""
        with self._lock:
            for connection in [known for known in self._handles if known.sock is None]:
                self._handles.pop(connection).close()


class _Adapter(HTTPAdapter):
    def __init__(self, line: Line) -> None:
        self._line = line
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - the library's signature
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._line.tls, **kwargs)
        self._cuttable(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> ProxyManager:
        manager: ProxyManager = super().proxy_manager_for(proxy, ssl_context=self._line.tls, **kwargs)
        self._cuttable(manager)
        return manager

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Any,  # noqa: ARG002 - the library's signature
        proxies: Any = None,
        cert: Any = None,
    ) -> Any:
        """verify may come from the environment: our own context decides."""
        return super().get_connection_with_tls_context(request, verify=True, proxies=proxies, cert=cert)

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Would add the library's own list of authorities."""

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the library's signature
        timeout: Any = None,  # noqa: ARG002 - the library's signature, as below
        verify: Any = True,  # noqa: FBT002 - the library's signature
        cert: Any = None,
        proxies: dict[str, str] | None = None,
    ) -> requests.Response:
        left = self._line.left
        if left <= 0:
            raise requests.exceptions.ReadTimeout("the time for this call is used up", request=request)
        return super().send(
            request,
            stream=stream,
            timeout=(min(left, _LONGEST_CONNECT), left),
            verify=verify,
            cert=cert,
            proxies=proxies,
        )

    def _cuttable(self, manager: PoolManager) -> None:
        manager.pool_classes_by_scheme = _pools(self._line)


def _pools(line: Line) -> dict[str, type[HTTPConnectionPool]]:
    """Connections that show their socket to the line as soon as there is one, before any encryption."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            line.hold(self, sock)
            return sock

    class Encrypted(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            line.hold(self, sock)
            return sock

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}
