"""Finding the controls of a page as the profile names them."""

import re

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page

from booking_console.adapters.portal.chromium import milliseconds
from booking_console.adapters.portal.language import Target
from booking_console.adapters.portal.visit import Visit
from booking_console.adapters.portal.words import fold_spaces, label
from booking_console.domain.errors import ContractBroken

_LABEL = """
el => {
  const text = node => node ? node.innerText || node.textContent : '';
  const named = (el.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(Boolean);
  if (el.labels && el.labels.length) return [...el.labels].map(text).join(' ');
  if (named.length) return named.map(id => text(document.getElementById(id))).join(' ');
  return el.getAttribute('aria-label') || el.placeholder || '';
}
"""
_LABELS = """
() => [...new Set([...document.querySelectorAll('label, legend')]
  .filter(el => el.getClientRects().length).map(el => el.innerText.trim()).filter(Boolean))]
"""


def locate(visit: Visit, target: Target, *, root: Locator | None = None, hidden: bool = False) -> Locator:
    """The one element that the target names. Raises ContractBroken when it is not there, is there twice, or has another label."""
    found = candidates(visit.page, target, root)
    if not hidden:
        found = found.filter(visible=True)
    found = found.nth(target.nth) if target.nth is not None else found
    try:
        found.first.wait_for(state="attached", timeout=milliseconds(visit.waits.control))
    except PlaywrightError:
        raise visit.missing(target, shown_labels(visit.page)) from None
    if found.count() > 1:
        raise ContractBroken(
            f"The portal's page shows {target.name} more than once.", expected=f"one {target.name}", found="several"
        )
    if target.css and target.label:
        _check_label(found, target)
    return found


def candidates(page: Page, target: Target, root: Locator | None = None) -> Locator:
    scope = root or page.locator("html")
    words = _exactly(target.text) if target.text else None
    if target.css:
        found = scope.locator(target.css)
        return found.filter(has_text=words) if words else found
    if target.label:
        return scope.get_by_label(_exactly(target.label))
    assert words is not None
    by_role = scope.get_by_role("button", name=words).or_(scope.get_by_role("link", name=words))
    return by_role.or_(scope.get_by_role("tab", name=words))


def _exactly(text: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"^\s*{words}\s*[*:]*\s*$", re.IGNORECASE)


def _check_label(control: Locator, target: Target) -> None:
    shown = fold_spaces(str(control.evaluate(_LABEL)))
    if label(shown) != label(target.label or ""):
        raise ContractBroken(
            "A field of the portal has another label.", expected=f"a {target.name}", found=f'"{shown}"'
        )


def shown_labels(page: Page) -> str:
    """For the banner: what the page has instead. Labels are the portal's words, never data."""
    try:
        labels: list[str] = page.evaluate(_LABELS)
    except PlaywrightError:
        return ""
    return "the fields " + ", ".join(f'"{fold_spaces(text)[:40]}"' for text in labels[:12]) if labels else ""
