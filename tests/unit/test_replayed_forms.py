"""A form that is replayed sends what a browser would send."""

from urllib.parse import parse_qsl

import pytest

from booking_console.adapters.portal.content.shown import shown_text
from booking_console.adapters.portal.http.document import Document
from booking_console.adapters.portal.http.fields import choose, enter, label_of, locate, submission, tick, untick
from booking_console.adapters.portal.http.wire import Call, Reply
from booking_console.adapters.portal.language.parts import Target, Within
from booking_console.domain.errors import ContractBroken

FORM = """
<form id="f" action="/send?x=1" method="post">
 <input type="hidden" name="token" value="t&amp;1">
 <label>Guest <input name="guest" value="old"></label>
 <label for="note">Note</label><textarea id="note" name="note">two
lines</textarea>
 <select name="room"><option value="1" selected>A</option><option>B&nbsp;2</option></select>
 <label><input type="radio" name="kind" value="x" checked> One</label>
 <label><input type="radio" name="kind" value="y"> Other</label>
 <input type="checkbox" name="box"><input name="off" value="1" disabled>
 <fieldset disabled><input name="inner" value="1"></fieldset>
 <button name="go" value="yes">Save</button><button name="go" value="no">Discard</button>
</form>
<input form="f" name="outside" value="in"><input name="stranger" value="out">
"""


def page(html: str, url: str = "http://portal.example/form") -> Document:
    return Document(Reply(url=url, status=200, text=html))


def sent(call: Call) -> list[tuple[str, str]]:
    return parse_qsl((call.body or b"").decode(), keep_blank_values=True)


def test_what_is_sent_is_what_a_browser_would_send():
    form = page(FORM)
    enter(locate(form, Target(label="Guest")), "Jane Ü.")
    room = locate(form, Target(name="room"))
    choose(room, room.css("option")[1])
    tick(form, locate(form, Target(label="Other")))
    call = submission(form, locate(form, Target(text="Save")))

    assert (call.method, call.url) == ("POST", "http://portal.example/send?x=1")
    assert sent(call) == [
        ("token", "t&1"),
        ("guest", "Jane Ü."),
        ("note", "two\r\nlines"),
        ("room", "B 2"),
        ("kind", "y"),
        ("go", "yes"),
        ("outside", "in"),
    ]


def test_a_box_that_is_cleared_is_not_sent():
    form = page("<form method=post><input type=checkbox name=mail value=1 checked><button>Save</button></form>")
    untick(locate(form, Target(name="mail")))
    assert sent(submission(form, locate(form, Target(text="Save")))) == []


def test_a_picture_is_named_by_what_stands_for_it_and_sends_where_it_was_pressed():
    buttons = "<form method=post><input type=image name=yes alt=Yes><input type=image alt=No></form>"
    form = page(f"<a href=/1><img src=f.gif alt='free 09:00'></a>{buttons}")
    assert locate(form, Target(text="free 09:00")).attributes["href"] == "/1"
    assert sent(submission(form, locate(form, Target(text="Yes")))) == [("yes.x", "0"), ("yes.y", "0")]
    assert sent(submission(form, locate(form, Target(text="No")))) == [("x", "0"), ("y", "0")]


def test_the_row_of_a_room_is_not_that_of_a_room_whose_number_goes_on():
    rows = "".join(f"<tr><td>Room {n}<td><a href=/{n}>Choose</a></tr>" for n in (1, 10))
    within = Within(css="tr", shows="Room 1")
    assert locate(page(f"<table>{rows}</table>"), Target(text="Choose", within=within)).attributes["href"] == "/1"


def test_a_form_that_asks_replaces_the_query():
    form = page('<form action="/find?old=1"><input name="q" value="a b"><button>Go</button></form>')
    call = submission(form, locate(form, Target(text="Go")))
    assert (call.method, call.url, call.body) == ("GET", "http://portal.example/find?q=a+b", None)


def test_a_form_of_several_parts_is_sent_so():
    form = page('<form method=post enctype="multipart/form-data"><input name=a value="1"><button>Go</button></form>')
    call = submission(form, locate(form, Target(text="Go")))
    assert call.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="a"\r\n\r\n1\r\n' in (call.body or b"")


@pytest.mark.parametrize("html", ["<button>Go</button>", '<form><button type="button">Go</button></form>'])
def test_a_button_that_needs_a_script_is_refused(html):
    with pytest.raises(ContractBroken, match="needs a browser"):
        submission(page(html), locate(page(html), Target(text="Go")))


def test_a_renamed_field_and_a_double_one_are_told():
    with pytest.raises(ContractBroken) as renamed:
        locate(page(FORM), Target(name="guest", label="Visitor"))
    assert renamed.value.found == '"Guest"'
    with pytest.raises(ContractBroken, match="more than once"):
        locate(page(FORM), Target(css="input[name=kind]"))


def test_a_label_is_read_without_the_control_in_it():
    form = page("<label>Room <select name=r><option>Red</option></select></label>")
    assert label_of(form, locate(form, Target(name="r"))) == "Room"


def test_a_sentence_that_is_hidden_is_not_shown():
    hidden = "<p hidden>taken</p><p style='display: none'>taken</p><dialog>taken</dialog><script>'taken'</script>"
    assert shown_text(page(f"<body>free {hidden}</body>").tree) == "free"
