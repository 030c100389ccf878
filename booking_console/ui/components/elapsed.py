"""How long something has been going on, counted on in the browser."""

import reflex as rx

_SCRIPT = rx.asset("elapsed.jsx", shared=True)


class Elapsed(rx.Component):
    """seconds: so far, as the server sees it."""

    library = _SCRIPT.importable_path
    tag = "Elapsed"
    seconds: rx.Var[float]


def elapsed(seconds: rx.Var[float], *, class_name: str = "") -> rx.Component:
    return Elapsed.create(seconds=seconds, class_name=class_name)
