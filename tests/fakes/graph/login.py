"""The sign-in service: the tenant's description, and tokens for an application's secret."""

import json
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from tests.fakes.graph.faults import Faults
from tests.fakes.graph.replies import Reply, Request, a_token, sign_in_error

TENANT = "5d3b9c1e-0000-4000-8000-00000000cafe"
CLIENT = "9f2a7b64-0000-4000-8000-00000000beef"
SECRET = "fict~ional.Secret_1"  # of nobody
_REFUSALS = {
    "secret-expired": (401, "invalid_client", 7000222, "The provided client secret keys for app are expired."),
    "secret-wrong": (401, "invalid_client", 7000215, "Invalid client secret provided."),
    "app-unknown": (400, "unauthorized_client", 700016, "Application was not found in the directory."),
    "app-disabled": (401, "unauthorized_client", 7000112, "Application is disabled."),
    "policy": (400, "invalid_grant", 53003, "Access has been blocked by Conditional Access policies."),
}


@dataclass
class SignIn:
    """given: the tokens and when they end. asked: how many were asked for."""

    base: str
    faults: Faults
    lifetime: float = 3599.0
    given: dict[str, float] = field(default_factory=dict)
    asked: int = 0
    secret: str = SECRET

    def answer(self, request: Request) -> Reply:
        tenant, _, rest = request.path.strip("/").partition("/")
        if tenant != TENANT or self.faults.strikes("tenant-unknown", request.line):
            return sign_in_error(400, "invalid_tenant", 90002, f"Tenant '{tenant}' not found.")
        if self.faults.strikes("login-busy", request.line):
            return Reply(503, b"Service Unavailable", {"Content-Type": "text/plain", "Retry-After": "1"})
        if rest == "v2.0/.well-known/openid-configuration":
            return self._description(request)
        if rest == "oauth2/v2.0/token" and request.method == "POST":
            return self._token(request)
        return Reply(404, b"", {})

    def holds(self, token: str) -> bool:
        return self.given.get(token, 0.0) > time.monotonic()

    def revoke_all(self) -> None:
        self.given.clear()

    def _description(self, request: Request) -> Reply:
        foreign = self.faults.strikes("foreign-login", request.line)
        host = "https://login.elsewhere.test" if foreign else self.base
        place = f"{host}/{TENANT}"
        return _json(
            {
                "token_endpoint": f"{place}/oauth2/v2.0/token",
                "authorization_endpoint": f"{place}/oauth2/v2.0/authorize",
                "issuer": f"{place}/v2.0",
                "jwks_uri": f"{place}/discovery/v2.0/keys",
                "tenant_region_scope": "EU",
            }
        )

    def _token(self, request: Request) -> Reply:
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        self.asked += 1
        refusal = self._refusal(request, form)
        if refusal:
            return sign_in_error(*refusal)
        token = a_token()
        self.given[token] = time.monotonic() + self.lifetime
        seconds = int(self.lifetime)
        return _json({"token_type": "Bearer", "expires_in": seconds, "ext_expires_in": seconds, "access_token": token})

    def _refusal(self, request: Request, form: dict[str, str]) -> tuple[int, str, int, str] | None:
        for name, refusal in _REFUSALS.items():
            if self.faults.strikes(name, request.line):
                return refusal
        if form.get("grant_type") != "client_credentials":
            return 400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."
        if form.get("scope") not in {f"{self.base}/.default", "https://graph.microsoft.com/.default"}:
            return 400, "invalid_resource", 500011, "The resource principal was not found in the tenant."
        if form.get("client_id") != CLIENT:
            return _REFUSALS["app-unknown"]
        return None if form.get("client_secret") == self.secret else _REFUSALS["secret-wrong"]


def _json(body: dict[str, object]) -> Reply:
    return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8"})
