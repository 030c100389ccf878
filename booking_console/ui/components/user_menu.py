"""Who is signed in; the way out; the password; light or dark."""

import reflex as rx

from booking_console.ui.components.buttons import button, icon_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import field, text_input
from booking_console.ui.components.post_form import post_form
from booking_console.ui.frame_state import AccountState
from booking_console.ui.session import SessionState


def user_menu() -> rx.Component:
    trigger = rx.el.button(
        rx.el.span(SessionState.user_initials, class_name="avatar", aria_hidden="true"),
        rx.el.span(
            rx.el.span(SessionState.user_name, class_name="user-name"),
            rx.el.span(SessionState.user_role, class_name="user-role"),
            class_name="user-words",
        ),
        class_name="user-button",
        type="button",
        title="Your account",
    )
    menu = rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.dropdown_menu.item("Change password…", on_select=AccountState.open_dialog),
            rx.dropdown_menu.item("Sign out", on_select=rx.call_script("document.getElementById('sign-out').submit()")),
            class_name="menu",
            side="top",
            align="start",
        ),
    )
    return rx.fragment(menu, icon_button("sun-moon", "Light or dark", on_click=rx.toggle_color_mode))


def account_forms() -> rx.Component:
    """Once per page: the form that signs out, and the password dialog."""
    return rx.fragment(post_form(action="/auth/logout", id="sign-out", hidden=True), _password_dialog())


def _password_dialog() -> rx.Component:
    entries = [
        field("Password now", text_input(name="old", type="password", required=True, auto_complete="current-password")),
        field(
            "New password, 10 characters or more",
            text_input(name="new", type="password", required=True, min_length=10, auto_complete="new-password"),
        ),
        rx.cond(AccountState.wrong != "", rx.el.p(AccountState.wrong, class_name="field-error", role="alert")),
        rx.el.div(
            rx.dialog.close(button("Leave it as it is")),
            rx.el.button("Change password", class_name="btn primary", type="submit"),
            class_name="dialog-actions",
        ),
    ]
    return dialog(
        "Change your password",
        rx.form(rx.el.div(*entries, class_name="stack", style={"gap": "12px"}), on_submit=AccountState.change_password),
        says="Everybody else who is signed in with it is signed out.",
        actions=[],
        is_open=AccountState.is_changing,
        on_open_change=AccountState.set_changing,
    )
