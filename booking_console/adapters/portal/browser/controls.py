"""Finding the controls of a page as the profile names them."""

import re
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, FrameLocator, Locator

from booking_console.adapters.portal.browser.chromium import milliseconds
from booking_console.adapters.portal.browser.unrolling import scroll_until
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.language.parts import Target
from booking_console.adapters.portal.language.words import fold_spaces, label
from booking_console.adapters.portal.road.selectors import labelled, reading, showing
from booking_console.domain.errors import ContractBroken

# What a control says of itself: what is written beside it, and what it shows.
SAYS = """
  const inner = 'select, textarea, button, datalist, [role=listbox]';  // a label may hold its control, and that its choices
  const text = node => {
    if (!node || !node.querySelector(inner)) return node ? node.innerText || node.textContent : '';
    const bare = node.cloneNode(true);
    bare.querySelectorAll(inner).forEach(el => el.remove());
    return bare.textContent;
  };
  const label = el => {
    const named = (el.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(Boolean);
    if (el.labels && el.labels.length) return [...el.labels].map(text).join(' ');
    if (named.length) return named.map(id => text(el.getRootNode().getElementById(id))).join(' ');
    return el.getAttribute('aria-label') || el.placeholder || '';
  };
  const shown = (el, attribute) => {
    if (attribute) return [el.getAttribute(attribute) || ''];
    if (el.tagName === 'SELECT') return [...el.selectedOptions].flatMap(o => [o.value, o.text]);
    if (el.type === 'checkbox' || el.type === 'radio') return [el.checked ? 'on' : ''];
    return 'value' in el && el.tagName !== 'BUTTON' && el.tagName !== 'LI' ? [el.value] : [el.innerText];
  };
"""
# One question for all that is to be known of a control: each costs the browser a turn.
_SEEN = f"""
(found, attribute) => {{
  {SAYS}
  return found.map(el => ({{label: label(el), shown: shown(el, attribute)}}));
}}
"""
_UNLABELLED = "xpath=.//*[not(@aria-label or @aria-labelledby or ancestor::label or @id = //label/@for)]"
_LABELS = """
() => [...new Set([...document.querySelectorAll('label, legend')]
  .filter(el => el.getClientRects().length).map(el => el.innerText.trim()).filter(Boolean))]
"""


def locate(visit: Visit, target: Target, *, root: Locator | None = None, hidden: bool = False) -> Locator:
    """The one element that the target names. Raises ContractBroken when it is not there, is there twice, or has another label."""
    return look_at(visit, target, root=root, hidden=hidden)[0]


def look_at(
    visit: Visit, target: Target, *, root: Locator | None = None, hidden: bool = False, attribute: str | None = None
) -> tuple[Locator, list[str]]:
    """The element, and what it shows: the attribute, else its value and the text of it. Raises as locate() does."""
    found = candidates(visit, target, root)
    if not hidden:
        found = found.filter(visible=True)
    found = found.nth(target.nth) if target.nth is not None else found
    found = drawn(visit, target, found)
    seen = _seen(found, attribute) or _waited_for(visit, found, target, attribute)
    if len(seen) > 1:
        raise ContractBroken(
            f"The portal's page shows {target.called} more than once.", expected=f"one {target.called}", found="several"
        )
    if target.selector and target.label:
        _check_label(fold_spaces(seen[0]["label"]), target)
    return found, [fold_spaces(text) for text in seen[0]["shown"]]


def drawn(visit: Visit, target: Target, found: Locator) -> Locator:
    """The same, once what the target is drawn in was scrolled to it."""
    if target.scroll is not None and found.count() == 0:
        scroll_until(visit, target.scroll, lambda: found.count() > 0)
    return found


def _seen(found: Locator, attribute: str | None) -> list[dict[str, Any]]:
    try:
        seen: list[dict[str, Any]] = found.evaluate_all(_SEEN, attribute)
    except PlaywrightError:
        return []  # the page is being replaced
    return seen


def _waited_for(visit: Visit, found: Locator, target: Target, attribute: str | None) -> list[dict[str, Any]]:
    try:
        found.first.wait_for(state="attached", timeout=milliseconds(visit.waits.control))
    except PlaywrightError:
        raise visit.missing(target, shown_labels(visit.view)) from None
    seen = _seen(found, attribute)
    if not seen:
        raise visit.missing(target, shown_labels(visit.view))
    return seen


def candidates(visit: Visit, target: Target, root: Locator | None = None) -> Locator:
    """Every element that the target may mean; its blanks are filled in."""
    page = visit.page.main_frame if target.frame else visit.view
    scope = root or _document(page, target).locator("html")
    if target.within is not None:
        around = showing(target.within.css, target.within.shows)
        scope = scope.locator(around).filter(has_not=page.locator(around))
    if target.selector is None and target.label:
        return _by_label(scope, _exactly(target.label)).or_(scope.locator(labelled(target.label)))
    if target.selector is not None:
        return scope.locator(reading(target.selector, target.text) if target.text else target.selector)
    return _by_role(scope, target.role, _exactly(target.text) if target.text else None)


def _document(page: Frame, target: Target) -> Frame | FrameLocator:
    return page.frame_locator(target.frame) if target.frame else page


def _by_label(scope: Locator, words: re.Pattern[str]) -> Locator:
    """A placeholder is the label of a field that has none."""
    return scope.get_by_label(words).or_(scope.get_by_placeholder(words).and_(scope.locator(_UNLABELLED)))


def _by_role(scope: Locator, role: str | None, words: re.Pattern[str] | None) -> Locator:
    """Without a role: what one presses."""
    roles: list[Any] = [role] if role else ["button", "link", "tab"]
    found = scope.get_by_role(roles[0], name=words)
    for other in roles[1:]:
        found = found.or_(scope.get_by_role(other, name=words))
    return found


def _exactly(text: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"^\s*{words}\s*[*:]*\s*$", re.IGNORECASE)


def has_its_label(shown: str, target: Target) -> bool:
    """Whether what is written beside a control is what the target says, if it says something."""
    return not target.label or label(shown) == label(target.label)


def _check_label(shown: str, target: Target) -> None:
    if not has_its_label(shown, target):
        raise ContractBroken(
            "A field of the portal has another label.", expected=f"a {target.called}", found=f'"{shown}"'
        )


def shown_labels(page: Frame) -> str:
    """For the banner: what the page has instead. Labels are the portal's words, never data."""
    try:
        labels: list[str] = page.evaluate(_LABELS)
    except PlaywrightError:
        return ""
    return "the fields " + ", ".join(f'"{fold_spaces(text)[:40]}"' for text in labels[:12]) if labels else ""
