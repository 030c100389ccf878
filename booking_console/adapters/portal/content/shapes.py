"""How a page is built, read from its HTML: the controls of a form with their labels and choices, the heads of a table. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.portal.content.extraction import own_text, read_value
from booking_console.adapters.portal.content.pages import Pages
from booking_console.adapters.portal.language.sources import GridSource, ItemsSource, JsonSource, Source
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.domain.drift import FieldShape, PartShape

_PRESSED = ("hidden", "submit", "button", "image", "reset")


def form_shape(name: str, html: str, scope: str) -> PartShape:
    """Every control in the scope but hidden ones and buttons; of a set of radio buttons one, its choices are their labels."""
    tree = LexborHTMLParser(html)
    controls = [
        one
        for form in tree.css(scope)[:1]
        for one in form.css("input, select, textarea, [role=combobox], button[aria-haspopup]")
        if one.attributes.get("aria-haspopup") or (one.attributes.get("type") or "") not in _PRESSED
    ]
    fields: dict[str, FieldShape] = {}
    for one in controls:
        shape = _field(tree, one)
        before = fields.get(shape.name)
        if before is not None and shape.kind == "radio":
            shape = FieldShape(
                name=shape.name,
                kind="radio",
                required=before.required or shape.required,
                options=(*before.options, *shape.options),
            )
        fields[shape.name] = shape
    return PartShape(name, tuple(fields.values()))


def _field(tree: LexborHTMLParser, one: LexborNode) -> FieldShape:
    kind = one.attributes.get("role") or _KINDS.get(one.tag or "") or one.attributes.get("type") or "text"
    label = _label(tree, one)
    options = tuple(own_text(option) for option in one.css("option")) if one.tag == "select" else ()
    return FieldShape(
        name=one.attributes.get("name") or one.id or label,
        kind=kind,
        label="" if kind == "radio" else label.strip(" *:"),
        required="required" in one.attributes or one.attributes.get("aria-required") == "true" or label.endswith("*"),
        options=(label,) if kind == "radio" else options,
    )


_KINDS = {"select": "select", "textarea": "textarea", "button": "button"}


def _label(tree: LexborHTMLParser, one: LexborNode) -> str:
    named = [label for label in tree.css("label[for]") if one.id and label.attributes.get("for") == one.id]
    if named:
        return own_text(named[0])
    around = _ancestor(one)
    if around is not None:
        return own_text(around, "select, textarea, button")
    return one.attributes.get("aria-label") or one.attributes.get("placeholder") or ""


def _ancestor(one: LexborNode) -> LexborNode | None:
    node = one.parent
    while node is not None and node.tag != "label":
        node = node.parent
    return node


def table_shape(name: str, html: str, source: GridSource) -> PartShape:
    """The heads of its rooms. Those of its times may differ from day to day."""
    table = LexborHTMLParser(html).css_first(source.table)
    heads = table.css(source.rooms.cells) if table is not None and source.rooms is not None else []
    value = source.rooms.value if source.rooms is not None else None
    texts = [read_value(head, value) or "" for head in heads] if value is not None else []
    return PartShape(name, heads=tuple(texts))


@dataclass
class NotingPages:
    """Pages, and what the tables on them were like."""

    pages: Pages
    parts: list[PartShape] = field(default_factory=list)

    def ahead(self, source: Source, asked: Sequence[Blanks]) -> None:
        self.pages.ahead(source, asked)

    def html(self, source: GridSource | ItemsSource, blanks: Blanks) -> Iterator[str]:
        for html in self.pages.html(source, blanks):
            if isinstance(source, GridSource) and source.rooms is not None:
                area = blanks.values.get("area", "")
                self.parts.append(table_shape(f"the table {area}".strip(), html, source))
            yield html

    def data(self, source: JsonSource, blanks: Blanks) -> Iterator[str]:
        return self.pages.data(source, blanks)

    def show(self, source: Source, blanks: Blanks) -> None:
        self.pages.show(source, blanks)

    def witness(self, caption: str) -> None:
        self.pages.witness(caption)
