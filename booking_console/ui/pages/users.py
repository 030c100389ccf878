"""Users: who may sign in, as what; for managers."""

import reflex as rx

from booking_console.domain.actor import Right, Role
from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, text_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.field import choice_input, field, text_input
from booking_console.ui.components.status_chip import chip
from booking_console.ui.components.table import cell, head, table
from booking_console.ui.frame import console_page, frame
from booking_console.ui.gate import ROLE_WORDS
from booking_console.ui.people.state import Person, PersonState, UsersState
from booking_console.ui.session import SessionState, may

ROLES = [(role.value, ROLE_WORDS[role.value]) for role in (Role.STAFF, Role.MANAGER)]


@console_page("/users", "Users", on_load=[UsersState.load])
def users_page() -> rx.Component:
    refused = empty_state(
        "Only managers see who may sign in.", "Your own password is changed at the foot of the navigation."
    )
    shown = rx.cond(UsersState.is_ready, _list(), skeleton_rows(4))
    return frame(
        "Users",
        rx.cond(may(Right.MANAGE_USERS), shown, rx.cond(SessionState.user_login != "", refused, skeleton_rows(4))),
        *_dialogs(),
        here="/users",
        note=UsersState.count,
    )


def _list() -> rx.Component:
    heads = [head(word) for word in ("Name", "Login", "Role", "Last seen", "")]
    add = button("Add a person", kind="primary", icon_name="user-plus", on_click=PersonState.ask_to_add)
    says = "Managers may do everything. Staff see, decide and stop booking; rooms, schedule, exports and users are for managers."
    return rx.fragment(
        rx.el.div(rx.el.p(says, class_name="soft"), rx.el.span(add, class_name="push"), class_name="row wrap"),
        problem_note(),
        table(UsersState.count, heads, rx.foreach(UsersState.people, _row)),
    )


def _row(person: rx.Var[Person]) -> rx.Component:
    is_me = person.login == SessionState.user_login
    name = rx.el.span(
        rx.el.span(person.name, class_name="value"),
        rx.cond(is_me, rx.el.span("you", class_name="muted")),
        rx.cond(~person.is_active, chip("off", "ban", "May not sign in")),
        class_name="row tight",
    )
    switch = text_button(
        rx.cond(person.is_active, "Switch off…", "Switch on again…"),
        aria_label=rx.cond(person.is_active, "Switch off ", "Switch on again ") + person.name,
        on_click=calling(PersonState.ask, "switch", person.id),
    )
    deeds = rx.el.span(
        _deed("Change…", "Change ", "change", person),
        _deed("New password…", "New password for ", "password", person),
        rx.cond(is_me, rx.fragment(), switch),
        class_name="row person-deeds",
    )
    return rx.el.tr(
        cell(name),
        cell(person.login, class_name="soft"),
        cell(person.role_word, class_name="soft"),
        cell(person.seen, class_name="muted", title="Here since " + person.since),
        cell(deeds, num=True),
        class_name=rx.cond(person.is_active, "", "over"),
    )


def _deed(word: str, label: str, kind: str, person: rx.Var[Person]) -> rx.Component:
    return text_button(word, aria_label=f"{label}{person.name}", on_click=calling(PersonState.ask, kind, person.id))


def _dialogs() -> list[rx.Component]:
    return [_add(), _change(), _password(), _switch(), _secret()]


def _shown(
    kind: str, title: str | rx.Var[str], *body: rx.Component, says: str, actions: list[rx.Component]
) -> rx.Component:
    return dialog(
        title, *body, says=says, actions=actions, is_open=PersonState.kind == kind, on_open_change=PersonState.set_open
    )


def _leave() -> rx.Component:
    return rx.dialog.close(button("Leave it as it is"))


def _wrong() -> rx.Component:
    return rx.cond(PersonState.wrong != "", rx.el.p(PersonState.wrong, class_name="field-error", role="alert"))


def _form(*fields: rx.Component, save: str, on_submit: rx.EventHandler) -> rx.Component:
    actions = rx.el.div(
        _leave(), rx.el.button(save, class_name="btn primary", type="submit"), class_name="dialog-actions"
    )
    return rx.form(rx.el.div(*fields, _wrong(), actions, class_name="stack form-gaps"), on_submit=on_submit)


def _role(chosen: str | rx.Var[str]) -> rx.Component:
    return field("Role", choice_input(ROLES, name="role", default_value=chosen))


def _add() -> rx.Component:
    fields = (
        field("Name", text_input(name="name", required=True, max_length=80, auto_complete="off")),
        field(
            "Login, one word",
            text_input(name="login", required=True, max_length=60, auto_complete="off", spell_check=False),
        ),
        _role(Role.STAFF.value),
    )
    form = _form(*fields, save="Add and make a password", on_submit=PersonState.add)
    return _shown(
        "add", "Add a person", form, says="They may sign in at once, with a password that is made for them.", actions=[]
    )


def _change() -> rx.Component:
    fields = (
        field("Name", text_input(name="name", required=True, max_length=80, default_value=PersonState.name)),
        _role(PersonState.role),
    )
    form = _form(*fields, save="Save", on_submit=PersonState.change)
    title = "Change " + PersonState.name
    return _shown("change", title, form, says="The login stays the same. What they may do changes at once.", actions=[])


def _password() -> rx.Component:
    make = button("Make a new password", kind="primary", on_click=PersonState.give_password)
    says = "The old password ends, and they are signed out everywhere. You are shown the new one once."
    return _shown("password", "New password for " + PersonState.name, _wrong(), says=says, actions=[_leave(), make])


def _switch() -> rx.Component:
    off = button("Switch off", kind="danger", on_click=PersonState.switch)
    on = button("Switch on again", kind="primary", on_click=PersonState.switch)
    title = rx.cond(PersonState.is_active, "Switch off ", "Switch on again ") + PersonState.name
    says = (
        "Whoever is switched off is signed out everywhere at once. What they did stays in the history under their name."
    )
    return _shown("switch", title, _wrong(), says=says, actions=[_leave(), rx.cond(PersonState.is_active, off, on)])


def _secret() -> rx.Component:
    copy = button("Copy", icon_name="copy", on_click=rx.set_clipboard(PersonState.secret))
    shown = rx.el.div(
        rx.el.output(PersonState.secret, class_name="secret", aria_label="Password"), copy, class_name="row"
    )
    done = rx.dialog.close(button("I have passed it on", kind="primary"))
    says = "It is shown only now. They can change it at the foot of the navigation."
    return _shown("secret", "The password of " + PersonState.login, shown, says=says, actions=[done])
