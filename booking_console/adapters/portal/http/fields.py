"""The controls of a parsed page: finding them as the profile names them, entering values, encoding the form that holds them.

What is entered is written into the tree, as attributes: the same places from which a browser takes it for a fresh page.
"""

from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit, urlunsplit

import httpx
from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.extraction import own_text
from booking_console.adapters.portal.content.shown import is_hidden
from booking_console.adapters.portal.http.document import Document
from booking_console.adapters.portal.http.wire import Call
from booking_console.adapters.portal.language.parts import Target
from booking_console.adapters.portal.language.words import fold_spaces, label, shows
from booking_console.domain.errors import ContractBroken

_INNER = "select, textarea, button, datalist, [role=listbox]"  # a label may hold its control, and that its choices
_LABELLED = "input, select, textarea, button"
_ROLES = {
    "button": "button, input[type=submit], input[type=button], input[type=image], [role=button]",
    "link": "a[href], [role=link]",
    "tab": "[role=tab]",
}
_BUTTONS = ("submit", "button", "reset", "image")


def locate(page: Document, target: Target, *, hidden: bool = False) -> LexborNode:
    """The one element that the target names. Raises ContractBroken when it is not there, is there twice, or has another label."""
    found = candidates(page, target, hidden=hidden)
    if target.nth is not None:
        found = found[target.nth : target.nth + 1]
    if not found:
        raise ContractBroken(
            f"The portal's page has no {target.called}.",
            expected=f"a {target.called}",
            found=_shown_labels(page) or "no such field",
        )
    if len(found) > 1:
        raise ContractBroken(
            f"The portal's page shows {target.called} more than once.", expected=f"one {target.called}", found="several"
        )
    if target.selector and target.label:
        _check_label(page, found[0], target)
    return found[0]


def candidates(page: Document, target: Target, *, hidden: bool = False) -> list[LexborNode]:
    """Every element that the target may mean; its blanks are filled in. hidden: also what people do not see."""
    unique = {node.mem_id: node for scope in _scopes(page, target) for node in _in(page, scope, target)}
    return [node for node in unique.values() if hidden or not is_hidden(node)]


def _scopes(page: Document, target: Target) -> list[LexborNode]:
    whole = page.tree.root
    if target.within is None or whole is None:
        return [whole] if whole else []
    around = [node for node in whole.css(target.within.css) if shows(_read_out(node), target.within.shows)]
    outer = {above.mem_id for node in around for above in _above(node)}
    return [node for node in around if node.mem_id not in outer]


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _in(page: Document, scope: LexborNode, target: Target) -> Iterator[LexborNode]:
    if target.selector is None and target.label:
        wanted = label(target.label)
        yield from (node for node in scope.css(_LABELLED) if label(label_of(page, node)) == wanted)
        return
    words = label(target.text) if target.text else None
    roles = [target.role] if target.role else ["button", "link", "tab"]
    css = target.selector or ", ".join(_ROLES.get(role, f"[role={role}]") for role in roles)
    yield from (node for node in scope.css(css) if words is None or label(_name_of(node)) == words)


def _name_of(node: LexborNode) -> str:
    """As it is read out."""
    named = node.attributes
    said = named.get("alt" if kind_of(node) == "image" else "value") if node.tag == "input" else _read_out(node)
    return fold_spaces(named.get("aria-label") or said or "")


def _read_out(node: LexborNode) -> str:
    """Its text, and what stands for its pictures."""
    return " ".join([own_text(node), *(image.attributes.get("alt") or "" for image in node.css("img[alt]"))])


def label_of(page: Document, control: LexborNode) -> str:
    named = control.attributes
    texts = [own_text(node, _INNER) for node in _labels(page, control)]
    if not texts and named.get("aria-labelledby"):
        texts = [own_text(node) for node in page.tree.css("[id]") if node.id in str(named["aria-labelledby"]).split()]
    return fold_spaces(" ".join(texts) or named.get("aria-label") or named.get("placeholder") or "")


def _labels(page: Document, control: LexborNode) -> Iterator[LexborNode]:
    if control.id:
        yield from (node for node in page.tree.css("label[for]") if node.attributes.get("for") == control.id)
    yield from (above for above in _above(control) if above.tag == "label" and "for" not in above.attributes)


def _check_label(page: Document, control: LexborNode, target: Target) -> None:
    shown = label_of(page, control)
    if label(shown) != label(target.label or ""):
        raise ContractBroken(
            "A field of the portal has another label.", expected=f"a {target.called}", found=f'"{shown}"'
        )


def _shown_labels(page: Document) -> str:
    labels = [own_text(node, _INNER) for node in page.tree.css("label, legend") if not is_hidden(node)]
    unique = list(dict.fromkeys(text for text in labels if text))
    return "the fields " + ", ".join(f'"{text[:40]}"' for text in unique[:12]) if unique else ""


def kind_of(control: LexborNode) -> str:
    return (control.attributes.get("type") or "text").casefold() if control.tag == "input" else control.tag or ""


def is_off(control: LexborNode) -> bool:
    """Switched off by itself or with its group: nothing of it is sent."""
    above: LexborNode | None = control
    while above is not None:
        is_switch = above.mem_id == control.mem_id or above.tag == "fieldset"
        if is_switch and "disabled" in above.attributes:
            return True
        above = above.parent
    return control.attributes.get("aria-disabled") == "true"


def value_of(control: LexborNode) -> str:
    """Of a field or an option."""
    value = control.attributes.get("value")
    if value is not None:
        return value
    if "value" in control.attributes:
        return ""
    if control.tag == "option":
        return fold_spaces(control.text())
    if control.tag == "textarea":
        return control.text()
    return "on" if kind_of(control) in ("checkbox", "radio") else ""


def chosen(select: LexborNode) -> list[LexborNode]:
    """The options that a browser would show as chosen."""
    marked = [option for option in select.css("option") if "selected" in option.attributes]
    if "multiple" in select.attributes:
        return marked
    open_ones = [option for option in select.css("option") if "disabled" not in option.attributes]
    return (marked or open_ones[:1])[-1:]


def shown_by(control: LexborNode, attribute: str | None) -> list[str]:
    """What the control shows of its value."""
    if attribute:
        texts = [control.attributes.get(attribute) or ""]
    elif control.tag == "select":
        texts = [text for option in chosen(control) for text in (value_of(option), option.text())]
    elif kind_of(control) in ("checkbox", "radio"):
        texts = ["on" if "checked" in control.attributes else ""]
    else:
        texts = [value_of(control) if control.tag in ("input", "textarea") else own_text(control)]
    return [fold_spaces(text) for text in texts]


def enter(control: LexborNode, value: str) -> None:
    control.attrs["value"] = value


def choose(select: LexborNode, wanted: LexborNode) -> None:
    for option in select.css("option[selected]"):
        del option.attrs["selected"]
    wanted.attrs["selected"] = ""


def tick(page: Document, box: LexborNode) -> None:
    """A radio button switches the others of its name off."""
    if kind_of(box) == "radio":
        form = form_of(page, box)
        for other in page.tree.css("input[type=radio][checked]"):
            is_alike = other.attributes.get("name") == box.attributes.get("name")
            if is_alike and _same(form_of(page, other), form):
                del other.attrs["checked"]
    box.attrs["checked"] = ""


def untick(box: LexborNode) -> None:
    if "checked" in box.attributes:
        del box.attrs["checked"]


def _same(one: LexborNode | None, other: LexborNode | None) -> bool:
    return (one and one.mem_id) == (other and other.mem_id)


def form_of(page: Document, control: LexborNode) -> LexborNode | None:
    named = control.attributes.get("form")
    if named:
        return next((form for form in page.tree.css("form") if form.id == named), None)
    above = control.parent
    while above is not None and above.tag != "form":
        above = above.parent
    return above


def empty_fields(page: Document, scope: str, ignored: tuple[str, ...]) -> list[str]:
    """The labels of fields that people would see empty."""
    root = next((node for node in page.tree.css(scope) if not is_hidden(node)), None)
    left_out = {node.mem_id for css in ignored for node in page.tree.css(css)}
    fields = [node for node in root.css("input, select, textarea") if node.mem_id not in left_out] if root else []
    return [_called(page, node) for node in fields if _is_empty(node)]


def _called(page: Document, control: LexborNode) -> str:
    return label_of(page, control) or control.attributes.get("name") or control.id or ""


def _is_empty(control: LexborNode) -> bool:
    kind, named = kind_of(control), control.attributes
    if kind in (*_BUTTONS, "hidden") or is_hidden(control) or is_off(control) or "readonly" in named:
        return False
    if kind in ("checkbox", "radio"):
        return "required" in named and "checked" not in named
    if control.tag == "select":
        return not any(value_of(option) for option in chosen(control))
    return not value_of(control)


def submission(page: Document, button: LexborNode) -> Call:
    """The request that a press of the button would send. Raises ContractBroken when it would send none without a script."""
    form = form_of(page, button)
    kind = kind_of(button)
    if form is None or (kind not in ("submit", "image", "button") and button.tag != "button"):
        raise _needs_script(button)
    if (button.attributes.get("type") or "submit").casefold() in ("button", "reset"):
        raise _needs_script(button)
    method = (button.attributes.get("formmethod") or form.attributes.get("method") or "get").upper()
    action = page.address(button.attributes.get("formaction") or form.attributes.get("action") or page.reply.url)
    fields = list(_successful(page, form, button))
    if method == "POST":
        encoding = button.attributes.get("formenctype") or form.attributes.get("enctype") or ""
        return _posted(page, action, fields, encoding)
    if method != "GET":
        raise _needs_script(button)
    query = urlencode(fields, encoding=page.reply.charset, errors="xmlcharrefreplace")
    return Call(url=urlunsplit((*urlsplit(action)[:3], query, "")), headers={"referer": page.reply.url})


def _needs_script(button: LexborNode) -> ContractBroken:
    return ContractBroken(
        "The portal's button does nothing without the page's script: this portal needs a browser.",
        expected="a button that sends a form, or a link",
        found=f"a <{button.tag}> that sends nothing by itself",
    )


def _posted(page: Document, url: str, fields: list[tuple[str, str]], encoding: str) -> Call:
    parts = urlsplit(page.reply.url)
    headers = {"referer": page.reply.url, "origin": f"{parts.scheme}://{parts.netloc}"}
    if encoding.casefold() == "multipart/form-data" and fields:
        made = httpx.Request("POST", url, files=[(name, (None, value)) for name, value in fields])
        return Call(
            url=url,
            method="POST",
            headers={**headers, "content-type": made.headers["content-type"]},
            body=made.read(),
        )
    body = urlencode(fields, encoding=page.reply.charset, errors="xmlcharrefreplace").encode("ascii")
    return Call(
        url=url, method="POST", headers={**headers, "content-type": "application/x-www-form-urlencoded"}, body=body
    )


def _successful(page: Document, form: LexborNode, button: LexborNode) -> Iterator[tuple[str, str]]:
    """Name and value of everything that a browser would send, in the order of the page."""
    for control in page.tree.css("input, select, textarea, button"):
        name, kind = control.attributes.get("name"), kind_of(control)
        if kind == "image" and control.mem_id == button.mem_id:
            yield from ((f"{name}.{side}" if name else side, "0") for side in ("x", "y"))  # where it was pressed
        if not name or kind == "image" or is_off(control) or not _same(form_of(page, control), form):
            continue
        if control.tag == "button" or kind in _BUTTONS:
            if control.mem_id == button.mem_id:
                yield name, value_of(control)
        elif control.tag == "select":
            yield from ((name, value_of(option)) for option in chosen(control) if "disabled" not in option.attributes)
        elif kind not in ("checkbox", "radio") or "checked" in control.attributes:
            yield name, value_of(control).replace("\r\n", "\n").replace("\n", "\r\n")
