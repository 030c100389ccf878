"""Requests without a page: to the portal alone, and nothing twice."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from booking_console.adapters.portal.browser.chromium import elsewhere
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.http.wire import Call, NoReply, Raw, Wire
from booking_console.adapters.portal.language.loading import ProfileError, load_profile
from booking_console.adapters.portal.language.terms import Limits
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.outside import SystemClock
from booking_console.services.look_ahead import NoEvidence

HOME = "http://portal.example"


class Script:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self, *answers: Raw | None) -> None:
        self.answers, self.asked = list(answers), list[tuple[str, str]]()

    def once(self, call: Call, *, seconds: float) -> Raw:
        assert seconds > 0
        self.asked.append((call.method, call.url))
        answer = self.answers.pop(0)
        if answer is None:
            raise NoReply
        return answer

    def cookie(self, name: str) -> str | None:
        return None


def wire(line: Script, witness: Witness | None = None) -> Wire:
    kept = witness or Witness(NoEvidence(), [])
    hosts = frozenset({"portal.example"})
    return Wire(line, hosts=hosts, pace=Pace(Limits()), witness=kept, patience=timedelta(seconds=5))


def to(place: str, status: int = 302, headers: Mapping[str, str] | None = None) -> Raw:
    return Raw(status, {"location": place, **(headers or {})}, b"")


PAGE = Raw(200, {"content-type": "text/html; charset=iso-8859-1"}, b"J\xf6rg")
SEND = Call(url=f"{HOME}/send", method="POST", body=b"a=1")


def test_the_answer_to_a_form_is_followed_by_a_question():
    line, witness = Script(to("/done"), PAGE), Witness(NoEvidence(), [])
    reply = wire(line, witness).send(SEND, "sending")
    assert (reply.url, reply.text) == (f"{HOME}/done", "Jörg")
    assert line.asked == [("POST", f"{HOME}/send"), ("GET", f"{HOME}/done")]
    assert [one["status"] for one in witness.requests] == [302, 200]


@pytest.mark.parametrize("place", ["http://thief.example/", "//portal.example:81/", "ftp://portal.example/"])
def test_a_redirect_to_another_host_is_not_followed(place):
    line = Script(to(place))
    with pytest.raises(ContractBroken, match="another host"):
        wire(line).send(Call(url=HOME), "looking")
    assert len(line.asked) == 1


def test_a_form_is_never_sent_a_second_time():
    line = Script(to("/again", 307), PAGE)
    with pytest.raises(ContractBroken, match="a second time"):
        wire(line).send(SEND, "sending")
    broken = Script(None, PAGE)
    with pytest.raises(Unavailable):
        wire(broken).send(SEND, "sending")
    assert (len(line.asked), len(broken.asked)) == (1, 1)


def test_a_portal_that_sends_in_a_circle_is_left():
    with pytest.raises(ContractBroken, match="circle"):
        wire(Script(*[to("/round")] * 20)).send(Call(url=HOME), "looking")


@pytest.mark.parametrize(
    ("url", "is_elsewhere"),
    [
        ("http://portal.example/x", False),
        ("https://portal.example?x", False),
        ("data:,", False),
        ("http://portal.example:81/", True),
        ("http://portal.example.thief.example/", True),
        ("http://thief.example/http://portal.example/", True),
        ("http://portal.example@thief.example/", True),
    ],
)
def test_the_browser_is_kept_to_the_portals_hosts(url, is_elsewhere):
    assert bool(elsewhere({"portal.example"}).match(url)) is is_elsewhere


def test_a_profile_that_needs_a_browser_is_refused_without_one(tmp_path):
    with pytest.raises(ProfileError) as refused:
        HttpPortal(
            load_profile("demo-app"),
            url=HOME,
            username="demo",
            password="demo",
            data_dir=tmp_path,
            zone="Europe/London",
            clock=SystemClock(),
        )
    assert any(mistake.startswith("form.steps[1] (calendar") for mistake in refused.value.mistakes)
