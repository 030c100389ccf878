"""A form that the browser itself sends. Reflex's own form element cancels that, and a cookie can only be set by a real answer."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.typography import Div


class PostForm(Div):
    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str] = rx.Var.create("post")


def post_form(*fields: rx.Component, action: str, **props: Any) -> rx.Component:
    return PostForm.create(*fields, action=action, **props)
