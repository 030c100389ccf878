"""The mark that the page has come alive. Until then console.js keeps which place was asked for."""

import reflex as rx

_SCRIPT = rx.asset("listening.jsx", shared=True)


class Listening(rx.Component):
    """Shows nothing."""

    library = _SCRIPT.importable_path
    tag = "Listening"


def listening() -> rx.Component:
    return Listening.create()
