"""The console's websocket without a browser: whatever a client sends, it gets nothing and changes nothing without the right."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from simple_websocket import Client

from tests.e2e.house import MANAGER, PASSWORD, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SESSION = "reflex___state____state.booking_console___ui___session____session_state."
FRAME = f"{SESSION}booking_console___ui___frame_state____"
HYDRATE = "reflex___state____state.hydrate"
WATCH, STOP = f"{FRAME}frame_state.watch", f"{FRAME}switch_state.stop"
#: Setting variables straight away is a handler that Reflex gives to every state.
SETVAR = f"{FRAME}switch_state.setvar"
FIND = f"{FRAME}find_state.find"


def cookie(house: House, login: str) -> str:
    form = {"login": login, "password": PASSWORD}
    answer = httpx.post(f"{house.url}/auth/login", data=form, headers={"origin": house.url}, timeout=60)
    return answer.headers["set-cookie"].partition(";")[0]


@contextmanager
def socket(house: House, *, token: str = "", cookie: str = "") -> Iterator[Client]:
    host = urlsplit(house.url)
    headers = {"Origin": f"http://{host.hostname}"} | ({"Cookie": cookie} if cookie else {})
    query = f"EIO=4&transport=websocket&token={token or uuid4()}"
    # Byte by byte at first: what arrives together with the answer to the handshake would be left lying.
    client = Client(f"ws://{host.netloc}/_event/?{query}", headers=headers, receive_bytes=1)
    client.receive_bytes = 65536
    try:
        assert client.receive(60).startswith("0")
        client.send("40/_event,")
        assert client.receive(60).startswith("40/_event")
        yield client
    finally:
        client.close()


def page_event(handler: str, **payload: object) -> str:
    """As a page sends it."""
    page = {"pathname": "/", "asPath": "/", "query": {}}
    return "42/_event," + json.dumps(["event", {"name": handler, "payload": payload, "router_data": page}])


def ask(client: Client, handler: str, **payload: object) -> str:
    """Everything that comes back until the server is silent."""
    client.send(page_event(handler, **payload))
    answers: list[str] = []
    while (said := client.receive(2 if answers else 60)) is not None:
        answers.append(said)
    return "".join(answers)


@pytest.mark.parametrize("handler", [WATCH, STOP, FIND, SETVAR])
def test_nobody_may_call_a_handler(still_house: House, handler: str) -> None:
    with socket(still_house) as client:
        answer = ask(client, handler)

    assert '"path":"/login"' in answer
    assert "around" not in answer
    with still_house.records.new_uow() as uow:
        assert uow.control.switch().is_on


def test_nobody_sees_anything_of_the_practice(still_house: House) -> None:
    with socket(still_house) as client:
        answer = ask(client, HYDRATE)

    assert "Consult room" not in answer
    assert "Whitlock" not in answer


def test_a_tab_without_its_person_starts_from_nothing(still_house: House) -> None:
    token = str(uuid4())
    with socket(still_house, token=token, cookie=cookie(still_house, MANAGER)) as client:
        assert "Dana Whitlock" in ask(client, WATCH)

    with socket(still_house, token=token) as client:
        assert "Dana Whitlock" not in ask(client, HYDRATE)


def test_a_handler_without_a_right_is_refused_for_managers_too(still_house: House) -> None:
    with socket(still_house, cookie=cookie(still_house, MANAGER)) as client:
        answer = ask(client, SETVAR, var_name="is_asking", value=True)

    assert "You may not do this." in answer


@pytest.mark.parametrize(("origin", "status"), [("http://evil.example", 403), ("", 101)])
def test_a_page_of_another_site_cannot_connect(still_house: House, origin: str, status: int) -> None:
    headers = {"Connection": "Upgrade", "Upgrade": "websocket", "Origin": origin or still_house.url}
    headers |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}

    with httpx.stream(
        "GET", f"{still_house.url}/_event/?EIO=4&transport=websocket&token=any", headers=headers, timeout=60
    ) as answer:
        assert answer.status_code == status
