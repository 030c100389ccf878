"""Every handler of the console says which right it needs; the gate refuses the others for everybody."""

import pytest

from booking_console.booking_console import PAGES
from booking_console.domain.actor import Right
from booking_console.ui.session import MARK, PUBLIC, SessionState

#: Reflex gives these to every state; they carry no right, so the gate refuses them.
OF_REFLEX = {"setvar"}
#: The one page that is shown before anybody is known.
OPEN = {"SignInState.load"}


def every_state() -> list[type[SessionState]]:
    """Each once, though a mixin leads to it as well. A mixin is none itself: nobody can speak to it."""
    assert PAGES, "importing the pages registers their states"
    found: list[type[SessionState]] = []
    waiting: list[type[SessionState]] = [SessionState]
    while waiting:
        state = waiting.pop()
        found.append(state)
        waiting += state.__subclasses__()
    ours = [state for state in found if state.__module__.startswith("booking_console.") and not state._mixin]
    return list(dict.fromkeys(ours))


def rights() -> dict[str, object]:
    return {
        f"{state.__name__}.{name}": getattr(handler.fn, MARK, None)
        for state in every_state()
        for name, handler in state.event_handlers.items()
        if name not in OF_REFLEX
    }


def test_no_handler_is_without_a_right() -> None:
    assert [name for name, right in rights().items() if right is None] == []


def test_only_the_sign_in_page_has_a_handler_for_everybody() -> None:
    assert {name for name, right in rights().items() if right == PUBLIC} == OPEN


@pytest.mark.parametrize(
    ("handler", "right"),
    [
        ("SwitchState.stop", Right.STOP),
        ("DecideState.book", Right.DECIDE),
        ("DecideState.decline", Right.DECIDE),
        ("DecideState.put_right", Right.DECIDE),
        ("AttentionState.show_name", Right.DECIDE),
        ("SavingState.save", Right.CONFIGURE),
        ("RhythmState.save", Right.CONFIGURE),
        ("HoursState.save", Right.CONFIGURE),
        ("ScheduleState.go_on", Right.STOP),
        ("MailboxState.watch", Right.CONFIGURE),
        ("MailboxState.try_now", Right.CONFIGURE),
        ("MailboxState.send_trial", Right.CONFIGURE),
        ("SetUpState.load", Right.CONFIGURE),
        ("SetUpState.submit", Right.CONFIGURE),
        ("PersonState.add", Right.MANAGE_USERS),
        ("PersonState.give_password", Right.MANAGE_USERS),
        ("UsersState.load", Right.MANAGE_USERS),
    ],
)
def test_what_changes_something_needs_more_than_looking(handler: str, right: Right) -> None:
    assert rights()[handler] is right
