"""The parts of the page: how it is, the alarms, the form."""

import reflex as rx

from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, text_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.empty_state import empty_state
from booking_console.ui.components.field import choice_input, field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.section import section
from booking_console.ui.mailbox.entry import Choice, Field
from booking_console.ui.mailbox.state import MailboxState, SetUpState
from booking_console.ui.mailbox.words import KINDS, Fact, Raised

HOW = MailboxState.how
FORM = SetUpState.form
_ICONS = (("ok", "circle-check"), ("you", "circle-alert"), ("bad", "octagon-x"), ("off", "circle-dashed"))
_SOURCES = [(source.value, word) for source, word in KINDS.items()]


def lead() -> rx.Component:
    return rx.el.div(
        rx.el.p(HOW.lead, class_name="title"),
        rx.cond(HOW.wrong != "", _wrong()),
        rx.cond(HOW.ends != "", _ends()),
        class_name="stack mailbox-lead",
        aria_live="polite",
    )


def _wrong() -> rx.Component:
    return rx.el.div(
        icon("circle-alert"),
        rx.el.div(rx.el.p(HOW.wrong, class_name="value"), rx.el.p(HOW.advice, class_name="soft")),
        class_name=rx.cond(HOW.tone == "bad", "standstill bad", "standstill"),
    )


def _ends() -> rx.Component:
    return rx.el.div(icon("circle-alert"), rx.el.p(HOW.ends, class_name="value"), class_name="standstill")


def how_section() -> rx.Component:
    chips = [(tone, rx.el.span(icon(name, 14), HOW.word, class_name=f"chip {tone}")) for tone, name in _ICONS]
    trying = button("Test", icon_name="scan-search", on_click=MailboxState.try_now, disabled=MailboxState.is_trying)
    sending = button(
        "Send a test mail", icon_name="send", on_click=MailboxState.send_trial, disabled=MailboxState.is_trying
    )
    head = rx.el.div(
        rx.el.h2("How it is", class_name="section-title"),
        rx.match(HOW.tone, *chips, rx.fragment()),
        rx.el.div(
            trying, sending, button("Read now", icon_name="mail", on_click=MailboxState.read_now), class_name="right"
        ),
        class_name="section-head",
    )
    card = rx.el.div(rx.foreach(HOW.facts, _fact), class_name="card divided")
    return rx.el.section(head, card, _answer(), class_name="section", aria_label="How it is")


def _fact(fact: rx.Var[Fact]) -> rx.Component:
    return rx.el.div(
        rx.el.span(fact.label, class_name="soft"),
        rx.el.span(fact.value, class_name="push right-words", title=fact.title),
        class_name="fact-row",
    )


def _answer() -> rx.Component:
    """Of the test; stands there before it has words, so that a reader hears them."""
    waiting = rx.el.p(icon("loader", class_name="turn"), "Asking. This may take a minute.", class_name="tried soft")
    good = rx.el.p(icon("circle-check"), MailboxState.tried, class_name="tried ok")
    bad = rx.el.p(icon("octagon-x"), MailboxState.tried, class_name="tried bad")
    said = rx.cond(MailboxState.tried != "", rx.cond(MailboxState.tried_tone == "ok", good, bad))
    return rx.el.div(rx.cond(MailboxState.is_trying, waiting, said), aria_live="polite")


def alarms_section() -> rx.Component:
    calm = empty_state(
        "No alarm now.",
        "People are told when the mailbox cannot be read for a while, when its login ends soon, and when far fewer confirmations"
        " come than usual at this hour of this weekday.",
        small=True,
    )
    raised = rx.el.ul(rx.foreach(HOW.alarms, _alarm), class_name="card divided")
    shown = rx.cond(HOW.alarms.length() > 0, raised, rx.el.div(calm, class_name="card"))
    return section("Alarms", shown, aria_label="Alarms")


def _alarm(alarm: rx.Var[Raised]) -> rx.Component:
    return rx.el.li(
        icon("bell-ring"),
        rx.el.div(
            rx.el.p(alarm.sentence, class_name="value"),
            rx.el.p(alarm.advice, " ", rx.el.span("Told at ", alarm.since, ".", class_name="muted"), class_name="soft"),
        ),
        class_name="alarm-row",
    )


def set_up_section() -> rx.Component:
    form = rx.form(
        rx.el.p(FORM.origin, class_name="soft"),
        _sources(),
        rx.el.div(rx.foreach(FORM.fields, _field), class_name="setup-fields"),
        field("Why, kept in the history", text_input(name="reason", max_length=200)),
        _said(),
        _buttons(),
        on_submit=SetUpState.submit,
        class_name="card pad setup-form",
        auto_complete="off",
        key=FORM.version.to(str) + FORM.source + FORM.auth,
    )
    back = rx.cond(FORM.is_entered, text_button("Go back to the defaults…", on_click=SetUpState.ask_to_leave))
    return section("Set-up", form, right=[back], aria_label="Set-up")


def _sources() -> rx.Component:
    segments = [
        rx.el.button(
            word,
            type="button",
            aria_pressed=FORM.source == value,
            disabled=FORM.is_source_fixed,
            on_click=calling(SetUpState.choose, value, FORM.auth),
        )
        for value, word in _SOURCES
    ]
    return rx.el.div(*segments, class_name="segmented", role="group", aria_label="Kind of mailbox")


def _option(choice: rx.Var[Choice]) -> rx.Component:
    return rx.el.option(choice.word, value=choice.value)


def _field(one: rx.Var[Field]) -> rx.Component:
    is_fixed = one.fixed != ""
    control = rx.match(
        one.kind,
        ("secret", _secret(one)),
        ("auth", _auth(one)),
        (
            "choice",
            choice_input(rx.foreach(one.choices, _option), name=one.name, default_value=one.value, disabled=is_fixed),
        ),
        ("date", text_input(name=one.name, type="date", default_value=one.value, disabled=is_fixed)),
        text_input(
            name=one.name,
            default_value=one.value,
            placeholder=one.example,
            disabled=is_fixed,
            spell_check=False,
            auto_complete="off",
        ),
    )
    fixed = rx.el.span("Set by ", one.fixed, class_name="caption")
    hint = rx.el.span(one.hint, class_name="caption")
    return rx.el.label(
        rx.el.span(one.label, class_name="label"),
        control,
        rx.cond(is_fixed, fixed, rx.cond(one.hint != "", hint)),
        class_name=rx.cond(one.is_wide, "field wide", "field"),
        key=one.name,
    )


def _auth(one: rx.Var[Field]) -> rx.Component:
    """Other ways to sign in have other fields."""
    return choice_input(
        rx.foreach(one.choices, _option),
        name=one.name,
        value=FORM.auth,
        on_change=lambda auth: calling(SetUpState.choose, FORM.source, auth),
        disabled=one.fixed != "",
    )


def _secret(one: rx.Var[Field]) -> rx.Component:
    return text_input(
        name=one.name,
        type="password",
        auto_complete="new-password",
        placeholder=rx.cond(one.held, "Stored. Empty: it stays", ""),
        disabled=one.fixed != "",
    )


def _said() -> rx.Component:
    wrong = rx.el.p(icon("octagon-x"), SetUpState.wrong, class_name="tried bad", role="alert")
    good = rx.el.p(
        icon("circle-check"), "It answers: ", SetUpState.tried, ". Nothing is saved yet.", class_name="tried ok"
    )
    waiting = rx.el.p(
        icon("loader", class_name="turn"), "Asking the mailbox. This may take a minute.", class_name="tried soft"
    )
    said = rx.cond(SetUpState.wrong != "", wrong, rx.cond(SetUpState.tried != "", good))
    return rx.el.div(rx.cond(SetUpState.is_trying, waiting, said), aria_live="polite")


def _buttons() -> rx.Component:
    test = rx.el.button(
        icon("scan-search"), "Test without saving", type="submit", class_name="btn plain",
        on_click=calling(SetUpState.mean, "test"), disabled=SetUpState.is_trying,
    )  # fmt: skip
    save = rx.el.button(
        "Save", type="submit", class_name="btn primary",
        on_click=calling(SetUpState.mean, "save"), disabled=SetUpState.is_trying,
    )  # fmt: skip
    return rx.el.div(test, save, class_name="row tight setup-buttons")


def leaving_dialog() -> rx.Component:
    return dialog(
        "Go back to the defaults?",
        says="What was entered here is deleted, its secrets too. The worker then reads what the installation says.",
        actions=[
            rx.dialog.close(button("Leave it as it is")),
            button("Delete and go back", kind="danger", on_click=SetUpState.forget),
        ],
        is_open=SetUpState.is_leaving,
        on_open_change=SetUpState.set_leaving,
    )
