"""What counts as a change of the portal, and which change is dangerous."""

from dataclasses import replace

from booking_console.adapters.portal.content.shapes import form_shape
from booking_console.domain.drift import Change, FieldShape, PartShape, PortalShape, changes_between

ROOM = FieldShape(name="room", kind="select", label="Room", options=("CR 1", "CR 2"))
START = FieldShape(name="start", kind="select", label="Time", options=("07:00", "7:15 pm"))
GUEST = FieldShape(name="guest", kind="text", label="Guest")
REMARK = FieldShape(name="remark", kind="text", label="Remark")


def drift(*fields: FieldShape, heads: tuple[str, ...] = ()) -> list[Change]:
    before = PartShape("the form", (ROOM, START, GUEST), ("CR 1", "CR 2"))
    now = PartShape("the form", fields, heads or before.heads)
    return list(changes_between(PortalShape("p", (before,)), PortalShape("p", (now,))))


def test_the_same_form_on_another_day_has_not_changed() -> None:
    assert drift(ROOM, replace(START, options=("08:00",)), GUEST) == []


def test_ends_with_their_length_may_be_missing_while_the_page_still_fills_them_in() -> None:
    ends = replace(START, name="end", label="Until", options=("07:15 (15 min)", "08:30 (1 h 30 min)", "9 am (2 hours)"))
    before, now = (PortalShape("p", (PartShape("the form", (one,)),)) for one in (ends, replace(ends, options=())))
    assert not changes_between(before, now)


def test_a_new_optional_field_only_warns_and_says_what_to_write() -> None:
    (change,) = drift(ROOM, START, GUEST, REMARK)
    assert not change.hard
    assert '"Remark"' in change.found
    assert '"ignore"' in change.advice


def test_a_new_field_that_must_be_filled_in_is_hard() -> None:
    (change,) = drift(ROOM, START, GUEST, replace(REMARK, required=True))
    assert change.hard


def test_a_field_that_is_gone_is_hard() -> None:
    (change,) = drift(ROOM, START)
    assert (change.hard, change.found) == (True, "no such field")


def test_a_choice_that_is_gone_is_hard_and_a_new_one_is_not() -> None:
    gone, come = drift(replace(ROOM, options=("CR 1", "CR 9")), START, GUEST)
    assert (gone.hard, come.hard) == (True, False)
    assert '"CR 2"' in gone.expected
    assert '"CR 9"' in come.found


def test_another_wording_and_another_order_only_warn() -> None:
    changes = drift(START, replace(ROOM, label="Your room"), GUEST)
    assert [change.hard for change in changes] == [False, False]
    assert 'label = "Your room"' in changes[0].advice


def test_another_kind_of_control_is_hard() -> None:
    (change,) = drift(replace(ROOM, kind="radio", options=ROOM.options), START, GUEST)
    assert change.hard


def test_a_head_of_the_table_that_is_gone_is_hard() -> None:
    (change,) = drift(ROOM, START, GUEST, heads=("CR 1", "Hall"))
    assert change.hard
    assert '"CR 2"' in change.expected


def test_a_form_is_read_with_labels_of_every_make() -> None:
    html = """<form id="f"><input type="hidden" name="token"><label>Kind <select name="kind"><option>A<option>B</select></label>
    <label for="g">Guest *</label><input id="g" name="guest"><input name="mail" type="email" placeholder="E-mail" required>
    <label><input type="radio" name="unit" value="h"> hours</label><label><input type="radio" name="unit" value="m"> minutes</label>
    <button type="submit">Save</button></form>"""
    kind, guest, mail, unit = form_shape("f", html, "form#f").fields
    assert (kind.label, kind.options) == ("Kind", ("A", "B"))
    assert (guest.name, guest.label, guest.required) == ("guest", "Guest", True)
    assert (mail.kind, mail.label, mail.required) == ("email", "E-mail", True)
    assert (unit.kind, unit.options) == ("radio", ("hours", "minutes"))
