"""A plotly picture that takes its colours from the tokens, in both themes, without a tool bar."""

from typing import Any

import plotly.graph_objects as go
import reflex as rx
from plotly.graph_objs.layout import Template

#: The tokens of assets/tokens.css that plotly needs as values: it draws with attributes, not with CSS.
LIGHT = {"ink-2": "#544E57", "ink-3": "#6E6771", "line": "#E8E4DE", "ink": "#1F1B20", "paper": "#FAF9F7"}
DARK = {"ink-2": "#BBB4BF", "ink-3": "#9D95A2", "line": "#2D2A31", "ink": "#EFECF0", "paper": "#151316"}
_FONT = '"Inter", system-ui, sans-serif'
_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


def chart(figure: rx.Var[go.Figure], *, label: rx.Var[str] | str, light: list[str], dark: list[str]) -> rx.Component:
    """label: read aloud instead of the picture. light, dark: the colours of the series, in their order."""
    themed = rx.color_mode_cond(light=rx.Var.create(_template(LIGHT, light)), dark=rx.Var.create(_template(DARK, dark)))
    drawn = rx.plotly.basic(
        data=figure, template=themed.to(Template), config=_CONFIG, use_resize_handler=True, width="100%", height="100%"
    )
    return rx.el.div(drawn, class_name="chart", role="img", aria_label=label)


def _template(tokens: dict[str, str], colours: list[str]) -> Template:
    axis = {
        "gridcolor": tokens["line"],
        "zeroline": False,
        "linecolor": tokens["line"],
        "tickfont": {"color": tokens["ink-3"], "size": 12},
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
    }
    layout: dict[str, Any] = {
        "colorway": colours,
        "font": {"family": _FONT, "size": 12, "color": tokens["ink-2"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 32, "r": 8, "t": 16, "b": 28},
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "tickformat": ",d", "nticks": 5, "rangemode": "tozero"},
        "showlegend": False,
        "dragmode": False,
        "bargap": 0.28,
        "hoverlabel": {
            "bgcolor": tokens["ink"],
            "bordercolor": tokens["ink"],
            "font": {"color": tokens["paper"], "size": 12},
        },
    }
    return Template(
        layout=layout, data={"bar": [{"marker": {"line": {"width": 0}}, "textfont": {"color": tokens["ink"]}}]}
    )
