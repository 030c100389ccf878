"""How a profile names the controls that a person used: by role and label, else by name or place, and then it says so. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.probing.sighting import FieldSeen, FormSeen, PageSeen
from booking_console.adapters.portal.recording.tape import TargetSeen


def written(text: str) -> str:
    """As a text of the profile in which nothing is a blank."""
    return text.replace("{", "{{").replace("}", "}}")


def bare(label: str) -> str:
    return label.strip(" *:")


def css_in(form: FormSeen, one: FieldSeen) -> str:
    """Where it stands in its form; by its name where it has no id of its own."""
    own = one.css if "#" in one.css or not one.name else f'{one.tag}[name="{one.name}"]'
    return own if form.css == "body" else f"{form.css} {own}"


@dataclass
class Naming:
    """page: on which the names must be of one meaning. fallbacks: a sentence for every control that has no label of its own."""

    page: PageSeen
    fallbacks: list[str] = field(default_factory=list)

    def field(self, form: FormSeen, one: FieldSeen) -> dict[str, Any]:
        label, css = bare(one.label), css_in(form, one)
        if not label or self._says_its_value(one):
            how = "name" if one.name and "#" not in one.css else "place"
            self.fallbacks.append(f'the field "{one.called}" has no label of its own: it is named by its {how}, {css}')
            return {"css": css}
        if self._is_one(lambda other: bare(other.label) == label) and one.plain_label:
            return {"label": written(label)}
        if one.name and self._is_one(lambda other: other.name == one.name):
            return {"name": one.name, "label": written(label)}
        return {"css": css, "label": written(label)}

    def button(self, button: tuple[str, str], form: FormSeen | None = None) -> dict[str, Any]:
        css, text = button
        text = re.sub(r"\s+", " ", text).strip()
        if not text:
            self.fallbacks.append(f"the button {css} has no text: it is named by its place")
            return {"css": f"{form.css} {css}" if form and form.css != "body" else css}
        same = [1 for other in self.page.forms for _, words in other.buttons if fold(words) == fold(text)]
        linked = [1 for link in self.page.links if fold(link.text) == fold(text)]
        if len(same) + len(linked) <= 1:
            return {"role": "button", "text": written(text)}
        return {"css": f"{form.css} {css}" if form and form.css != "body" else css, "text": written(text)}

    def pressed(self, target: TargetSeen) -> dict[str, Any]:
        """A control that is no field: a tab, a link, a button that opens something."""
        label, text = bare(target.label), target.text
        role = target.role or {"a": "link", "button": "button"}.get(target.tag, "")
        if label and target.popup and not self._shows_itself(label, text):
            return {"label": written(label)}
        if (
            text
            and len(text) < 60
            and role in ("button", "link", "tab", "menuitem", "radio", "option")
            and not target.popup
        ):
            return {"role": role, "text": written(text)}
        self.fallbacks.append(f"the control {target.css} has no name that stays: it is named by its place")
        return {"css": target.css}

    def _says_its_value(self, one: FieldSeen) -> bool:
        return self._shows_itself(one.label, one.text)

    def _shows_itself(self, label: str, text: str) -> bool:
        """A label that holds what is chosen is another one tomorrow."""
        return bool(text) and fold(text) in fold(label)

    def _is_one(self, test: Callable[[FieldSeen], bool]) -> bool:
        return len([1 for form in self.page.forms for one in form.fields if one.shown and test(one)]) <= 1
