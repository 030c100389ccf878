"""pymap, taught to accept access tokens as Google's and Microsoft's servers do: `python tests/fakes/imap_program.py TOKENS ARGUMENTS...`

TOKENS: a file of lines "user token password": who shows the token is signed in with the password. It may change at any time.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from pymap.config import IMAPConfig
from pymap.main import main
from pysasl import SASLAuth
from pysasl.creds.plain import PlainCredentials
from pysasl.creds.server import ServerCredentials
from pysasl.mechanism import ChallengeResponse, ServerChallenge
from pysasl.mechanism.oauth import OAuth2Mechanism

_REFUSAL = b'{"status":"400","schemes":"Bearer","scope":"https://mail.example.org/"}'


class TokenMechanism(OAuth2Mechanism):
    def __init__(self, tokens: Path) -> None:
        super().__init__()
        self._tokens = tokens

    def server_attempt(self, responses: Sequence[ChallengeResponse]) -> tuple[ServerCredentials, None]:
        credentials, _ = super().server_attempt(responses[:1])
        known = {(user, token): password for user, token, password in map(_entry, self._tokens.open())}
        shown = credentials.authzid, credentials._token or ""
        if shown not in known:
            if len(responses) == 1:
                raise ServerChallenge(_REFUSAL)
            return PlainCredentials(shown[0], "no token, no password"), None
        return PlainCredentials(shown[0], known[shown]), None


def _entry(line: str) -> tuple[str, str, str]:
    user, token, password = line.rstrip("\n").split(" ", 2)
    return user, token, password


if __name__ == "__main__":
    mechanisms = [*SASLAuth.defaults().server_mechanisms, TokenMechanism(Path(sys.argv.pop(1)))]
    IMAPConfig.tls_auth = property(lambda _: SASLAuth(mechanisms))
    main()
