"""The shapes of Microsoft's answers."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from uuid import uuid4


@dataclass
class Reply:
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """path: without the host, as it was sent; query: decoded, a name counts once."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def line(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def prefers(self) -> str:
        return self.headers.get("prefer", "").lower()

    @property
    def wants_immutable(self) -> bool:
        return 'idtype="immutableid"' in self.prefers

    def page_size(self) -> int:
        """Ten unless the client asks for more."""
        _, _, asked = self.prefers.partition("odata.maxpagesize=")
        digits = asked.split(",")[0].strip()
        return min(int(digits), 1000) if digits.isdigit() else 10


def ok(body: dict[str, Any], status: int = 200) -> Reply:
    return Reply(status, json.dumps(body).encode(), {"Content-Type": _KIND, **_traces()})


_KIND = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"


def error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Reply:
    inner = {"date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"), "request-id": str(uuid4())}
    body = {"error": {"code": code, "message": message, "innerError": inner | {"client-request-id": str(uuid4())}}}
    return Reply(
        status, json.dumps(body).encode(), {"Content-Type": "application/json", **_traces(), **(headers or {})}
    )


def not_found() -> Reply:
    return error(404, "ErrorItemNotFound", "The specified object was not found in the store.")


def malformed_id() -> Reply:
    return error(400, "ErrorInvalidIdMalformed", "Id is malformed.")


def denied() -> Reply:
    return error(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")


def bad_property(name: str) -> Reply:
    return error(
        400, "RequestBroker--ParseUri", f"Could not find a property named '{name}' on type 'microsoft.graph.message'."
    )


def unauthorized(message: str) -> Reply:
    challenge = 'Bearer realm="", authorization_uri="https://login.example.test/common/oauth2/authorize"'
    return error(401, "InvalidAuthenticationToken", message, {"WWW-Authenticate": challenge})


def sign_in_error(status: int, name: str, number: int, text: str) -> Reply:
    trace, correlation = str(uuid4()), str(uuid4())
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    words = f"AADSTS{number}: {text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {stamp}"
    body = {
        "error": name,
        "error_description": words,
        "error_codes": [number],
        "timestamp": stamp,
        "trace_id": trace,
        "correlation_id": correlation,
        "error_uri": f"https://login.example.test/error?code={number}",
    }
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8"})


def a_token() -> str:
    return f"eyJ0eXAiOiJKV1QiLCJub25jZSI6{secrets.token_urlsafe(900)}"


def _traces() -> dict[str, str]:
    return {
        "request-id": str(uuid4()),
        "client-request-id": str(uuid4()),
        "Date": format_datetime(datetime.now(UTC), usegmt=True),
    }
