"""Plain controls, several of them with one question to the browser. A control is plain when a profile names it by its CSS: whatever is not
as plain as it looks (a page with shadow roots, two that fit, a list without the choice) is left to those who ask one by one, and wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, JSHandle

from booking_console.adapters.portal.browser.controls import SAYS, has_its_label
from booking_console.adapters.portal.language.parts import Target
from booking_console.adapters.portal.language.words import fold_spaces
from booking_console.adapters.portal.road.selectors import SHOWING

# Elements that fit, by what Playwright calls visible; null where its search might find others.
_FITTING = f"""
  const showing = {SHOWING};
  const is_seen = el => {{
    const box = el.getBoundingClientRect();
    return el.checkVisibility() && getComputedStyle(el).visibility === 'visible' && box.width > 0 && box.height > 0;
  }};
  const is_odd = el => getComputedStyle(el).display === 'contents';
  const fitting = ({{css, text, nth, hidden}}) => {{
    if ([...document.querySelectorAll('*')].some(el => el.shadowRoot)) return null;
    let found = text === null ? [...document.querySelectorAll(css)]
      : showing.queryAll(document, JSON.stringify({{css, text, whole: true}}));
    if (!hidden && found.some(is_odd)) return null;
    found = hidden ? found : found.filter(is_seen);
    return nth === null ? found : found.slice(nth, nth + 1);
  }};
"""
_LOOK = f"""
asked => {{
  {SAYS}{_FITTING}
  return asked.map(one => {{
    const found = fitting(one);
    return found && {{count: found.length, label: found.length ? label(found[0]) : '',
      shown: found.length ? shown(found[0], one.attribute) : []}};
  }});
}}
"""
# In turn, and the page's scripts have theirs after each. Tells how many were entered: it stops at the first that is not as it should be.
_ENTER = f"""
async asked => {{
  {_FITTING}
  const typed = ['text', 'search', 'tel', 'url', 'email', 'password'];
  const tell = (el, kind, more) => el.dispatchEvent(new Event(kind, {{bubbles: true, ...more}}));
  const choose = (el, value) => {{
    if (el.tagName !== 'SELECT' || el.multiple) return false;
    const option = [...el.options].find(one => one.value === value);
    if (!option || option.matches(':disabled')) return false;
    option.selected = true;
    tell(el, 'input', {{composed: true}});
    tell(el, 'change');
    return true;
  }};
  const type = (el, value) => {{
    if (value === '' || el.readOnly || !(el.tagName === 'TEXTAREA' || el.tagName === 'INPUT' && typed.includes(el.type))) return false;
    el.focus();
    el.select();
    const before = {{inputType: 'insertText', data: value, bubbles: true, cancelable: true, composed: true}};
    return el.dispatchEvent(new InputEvent('beforeinput', before))
      && document.execCommand('insertText', false, value) && el.value === value;
  }};
  for (const [number, one] of asked.entries()) {{
    const found = fitting(one);
    if (!found || found.length !== 1) return number;
    const el = found[0];
    if (el.matches(':disabled') || el.closest('[aria-disabled=true]')) return number;
    if (!(one.chosen ? choose(el, one.value) : type(el, one.value))) return number;
    await new Promise(resolve => setTimeout(resolve));
  }}
  return asked.length;
}}
"""
# Where the middle of a button lies, as long as nothing lies over it.
_AIM = """
  const aim = found => {
    if (!found || found.length !== 1) return null;
    const el = found[0], {left, top, width, height} = el.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2], hit = document.elementFromPoint(x, y);
    const is_off = el.matches(':disabled') || el.closest('[aria-disabled=true]');
    return is_off || !hit || !el.contains(hit) ? null : [left, top, width, height].join(' ');
  };
"""
_PLACE = f"""
asked => {{
  {SAYS}{_FITTING}{_AIM}
  const found = fitting(asked);
  return [found && found.length ? label(found[0]) : '', aim(found)];
}}
"""
# From now on a click that begins beside the button reaches nobody. Fails when the button does not lie there any more.
_GUARD = f"""
({{place, ...asked}}) => {{
  {_FITTING}{_AIM}
  const found = fitting(asked), state = {{hits: null}};
  if (aim(found) !== place) throw new Error('the button does not lie there');
  const kinds = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  const judge = event => {{
    if (!event.isTrusted) return;
    if (state.hits === null) state.hits = event.composedPath().includes(found[0]);
    if (!state.hits) {{
      event.preventDefault();
      event.stopImmediatePropagation();
    }}
    if (event.type === 'click') state.end();
  }};
  state.end = () => kinds.forEach(kind => window.removeEventListener(kind, judge, true));
  kinds.forEach(kind => window.addEventListener(kind, judge, true));
  return state;
}}
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """count: how many there are; the rest is of the first of them."""

    count: int
    label: str
    shown: list[str]

    def is_good(self, target: Target) -> bool:
        return self.count == 1 and has_its_label(self.label, target)


@dataclass(frozen=True, slots=True)
class Look:
    """hidden: it counts although nobody sees it. attribute: shows the value, else the control itself."""

    target: Target
    hidden: bool = False
    attribute: str | None = None


def is_plain(target: Target) -> bool:
    return target.selector is not None and not (
        target.text or target.role or target.within or target.frame or target.scroll
    )


def look(view: Frame, looks: Sequence[Look]) -> list[Seen | None]:
    """All at one moment. None: not to be seen in this way."""
    asked = [{**_named(one.target, hidden=one.hidden), "attribute": one.attribute} for one in looks]
    try:
        found: list[dict[str, Any] | None] = view.evaluate(_LOOK, asked)
    except PlaywrightError:
        return [None] * len(looks)
    return [None if one is None else _as_seen(one) for one in found]


def _as_seen(one: dict[str, Any]) -> Seen:
    return Seen(one["count"], fold_spaces(one["label"]), [fold_spaces(text) for text in one["shown"]])


@dataclass(frozen=True, slots=True)
class Entry:
    """chosen: in a drop-down by its value; else it is typed over what was there."""

    target: Target
    value: str
    chosen: bool


def enter(view: Frame, entries: Sequence[Entry]) -> int:
    """How many of them, from the first, were entered for certain."""
    asked = [{**_named(one.target), "value": one.value, "chosen": one.chosen} for one in entries]
    try:
        return int(view.evaluate(_ENTER, asked)) if asked else 0
    except PlaywrightError:
        return 0  # the page is being replaced


def _named(target: Target, *, hidden: bool = False) -> dict[str, object]:
    return {"css": target.selector, "text": target.text, "nth": target.nth, "hidden": hidden}


def place_of(view: Frame, target: Target) -> str | None:
    """Where the one button lies; None when it is switched off, out of sight or covered, or does not bear its name."""
    if target.selector is None or target.role or target.within or target.frame:
        return None
    try:
        shown, place = view.evaluate(_PLACE, _named(target))
    except PlaywrightError:
        return None
    return place if has_its_label(fold_spaces(shown), target) else None


class Guard:
    """Made where the button still lies at its place; else Playwright's error is raised. As long as it stands, a click that goes beside the
    button is swallowed."""

    def __init__(self, view: Frame, target: Target, place: str) -> None:
        self._state: JSHandle = view.evaluate_handle(_GUARD, {**_named(target), "place": place})
        left, top, width, height = map(float, place.split())
        self.middle = left + width / 2, top + height / 2

    def has_missed(self) -> bool:
        """Whether the click reached nobody. A page that has gone was left by the press."""
        try:
            return bool(self._state.evaluate("state => { state.end(); return state.hits === false; }"))
        except PlaywrightError:
            return False
