"""Buttons: plain, primary (one per view), danger (red text, never filled), quiet; and those that are an icon alone."""

from typing import Any

import reflex as rx

from booking_console.ui.components.icon import icon


def button(
    label: str | rx.Var[str], *, kind: str = "plain", icon_name: str = "", icon_after: str = "", **props: Any
) -> rx.Component:
    """kind: plain, primary, danger, quiet; add " large" for the action bar."""
    before = [icon(icon_name)] if icon_name else []
    after = [icon(icon_after)] if icon_after else []
    props.setdefault("type", "button")
    return rx.el.button(*before, label, *after, class_name=f"btn {kind}", **props)


def link_button(
    label: str | rx.Var[str],
    href: str | rx.Var[str],
    *,
    kind: str = "plain",
    icon_name: str = "",
    icon_after: str = "",
    **props: Any,
) -> rx.Component:
    """Goes to another page and looks like a button."""
    before = [icon(icon_name)] if icon_name else []
    after = [icon(icon_after)] if icon_after else []
    return rx.el.a(*before, label, *after, href=href, class_name=f"btn {kind}", **props)


def icon_button(name: str, label: str | rx.Var[str], **props: Any) -> rx.Component:
    """label is read aloud and shown as a tip."""
    props.setdefault("type", "button")
    attributes = {"data-tip": label, **props.pop("custom_attrs", {})}
    return rx.el.button(icon(name), class_name="icon-btn tip", aria_label=label, custom_attrs=attributes, **props)


def link(label: str | rx.Var[str], href: str | rx.Var[str], **props: Any) -> rx.Component:
    return rx.el.a(label, href=href, class_name="link", **props)


def text_button(label: str | rx.Var[str], **props: Any) -> rx.Component:
    """A button that reads like a link: shows or does something on this page."""
    props.setdefault("type", "button")
    return rx.el.button(label, class_name="link", **props)


def download_link(label: str | rx.Var[str], href: str | rx.Var[str], *, icon_name: str = "download") -> rx.Component:
    """A file of ours: the browser fetches it itself, the router of the pages does not know the address."""
    return rx.el.a(
        icon(icon_name), label, href=href, class_name="btn plain", reload_document=True, custom_attrs={"download": ""}
    )
