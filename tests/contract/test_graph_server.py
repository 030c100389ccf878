"""Our Graph server keeps the habits of the real one on which the adapter's promises rest."""

import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.fakes.certificates import make_certificate
from tests.fakes.graph.login import CLIENT, SECRET, TENANT
from tests.fakes.graph.place import GraphPlace
from tests.fakes.graph.server import GraphServer

ROOT = Path(__file__).resolve().parents[2]
MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"
STAYS = {"Prefer": 'IdType="ImmutableId"'}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[GraphPlace]:
    with GraphServer(make_certificate(tmp_path)) as server:
        yield GraphPlace(server)


@pytest.fixture
def graph(place: GraphPlace) -> Iterator[httpx.Client]:
    """Signed in, at the mailbox."""
    base, tls = place.server.base, place.server.certificate.client_context()
    form = {
        "grant_type": "client_credentials",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "scope": f"{base}/.default",
    }
    with httpx.Client(verify=tls, base_url=f"{base}/v1.0/users/{place.address}", timeout=60) as client:
        token = client.post(f"{base}/{TENANT}/oauth2/v2.0/token", data=form).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def the_id(graph: httpx.Client, folder: str, headers: dict[str, str]) -> str:
    (mail,) = graph.get(f"/mailFolders/{folder}/messages/delta", headers=headers).json()["value"]
    return str(mail["id"])


def test_an_id_changes_with_the_folder_unless_the_request_prefers_one_that_stays(
    place: GraphPlace, graph: httpx.Client
) -> None:
    place.deliver(MAIL)
    before = [the_id(graph, "inbox", headers) for headers in ({}, STAYS)]
    place.take_away()
    after = [the_id(graph, "archive", headers) for headers in ({}, STAYS)]
    assert before[0] != after[0]
    assert before[1] == after[1]
    assert graph.get(f"/messages/{before[0]}").status_code == 404


def test_changes_come_in_pages_of_ten_with_a_link_for_the_next_round(place: GraphPlace, graph: httpx.Client) -> None:
    for _ in range(12):
        place.deliver(MAIL)
    first = graph.get("/mailFolders/inbox/messages/delta").json()
    second = graph.get(first["@odata.nextLink"]).json()
    assert [len(first["value"]), len(second["value"])] == [10, 2]
    place.take_away_first()
    (gone,) = graph.get(second["@odata.deltaLink"]).json()["value"]
    assert gone["@removed"] == {"reason": "deleted"}


@pytest.mark.parametrize("query", ["$select=id,size", "$search=visit", "$count=true"])
def test_what_the_real_one_does_not_know_is_refused(graph: httpx.Client, query: str) -> None:
    answer = graph.get(f"/mailFolders/inbox/messages/delta?{query}")
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"code", "message", "innerError"}


def test_nobody_is_let_in_without_a_token(graph: httpx.Client) -> None:
    answer = graph.get("/mailFolders/inbox", headers={"Authorization": "Bearer made-up"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "InvalidAuthenticationToken")


def test_it_can_be_started_by_hand(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fakes.graph", "--port", "0", "--folder", str(tmp_path)]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    told = dict(program.stdout.readline().split()[1].split("=", 1) for _ in range(8))
    base, tls = told["BOOKING_MAIL__ENDPOINT"], ssl.create_default_context(cafile=told["BOOKING_MAIL__CA_FILE"])
    httpx.post(f"{base}/faults", content=json.dumps({"name": "throttled", "count": 2}), verify=tls, timeout=60)
    assert httpx.get(f"{base}/faults", verify=tls, timeout=60).json()["on"] == {"throttled": {"left": 2, "match": ""}}
    program.terminate()
    assert program.wait(timeout=60) == 0
    program.stdout.close()
