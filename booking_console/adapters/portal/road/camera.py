"""A page as people see it, with what is private black. What it shows may move while the picture is taken: only one is kept in which every
black box still lies where it must."""

import secrets
from base64 import b64decode
from collections.abc import Sequence
from typing import Any, NamedTuple

from playwright.sync_api import CDPSession, Frame, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.road.selectors import PRIVATE_TEXTS, private_texts

_BLACK = "#1b1b1b"
_TEXT = "() => document.body ? document.body.innerText : ''"
# `hidden` finds every private box anew, by what the page shows just then; null where that is not to be said in this way.
_HIDDEN = f"""
  const private_texts = {PRIVATE_TEXTS};
  const hidden = () => {{
    if ([...document.querySelectorAll('*')].some(el => el.shadowRoot)) return null;
    const found = css.flatMap(one => [...document.querySelectorAll(one)]);
    if (words.length) found.push(...private_texts.queryAll(document, JSON.stringify(words)));
    return found.map(el => el.getBoundingClientRect()).filter(box => box.width && box.height)
      .map(({{x, y, width, height}}) => ({{left: x, top: y, width, height}}));
  }};
"""
# The pane lies above everything, dialogs too, and the page's own styles do not reach into it. A frame of another process is drawn in its
# own time: it is given two frames to do it.
_COVER = f"""
async ({{css, words, name, colour}}) => {{
  {_HIDDEN}
  const within = (promise, ms) => Promise.race([promise, new Promise(resolve => setTimeout(resolve, ms))]);
  if (document.fonts.status === 'loading') await within(document.fonts.ready, 1000);
  const boxes = hidden();
  if (boxes === null || !document.documentElement) return null;
  const styled = (el, styles) => {{
    for (const [key, value] of Object.entries(styles)) el.style.setProperty(key, value, 'important');
    return el;
  }};
  const pane = styled(document.createElement('div'), {{all: 'initial', position: 'fixed', inset: '0', width: '100%', height: '100%',
    margin: '0', border: '0', padding: '0', background: 'none', overflow: 'hidden', 'pointer-events': 'none', 'z-index': '2147483647'}});
  pane.setAttribute('data-cover', name);
  const inside = pane.attachShadow({{mode: 'closed'}});
  for (const {{left, top, width, height}} of boxes) {{
    const place = {{left, top, width, height}}, styles = {{position: 'absolute', background: colour}};
    for (const key in place) styles[key] = place[key] + 'px';
    inside.append(styled(document.createElement('div'), styles));
  }}
  const text = document.body ? document.body.innerText : '';
  pane.popover = 'manual';
  document.documentElement.append(pane);
  pane.showPopover();
  if (window !== top) await within(new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))), 100);
  return {{text, boxes: JSON.stringify(boxes)}};
}}
"""
_UNCOVER = f"""
({{css, words, name}}) => {{
  const pane = document.querySelector(`[data-cover="${{name}}"]`);
  if (!pane) return '';
  const was_shown = pane.matches(':popover-open');
  pane.remove();
  {_HIDDEN}
  return was_shown ? JSON.stringify(hidden()) : '';
}}
"""


class Shot(NamedTuple):
    """text: all that the page says, its frames included."""

    png: bytes
    text: str


def take(page: Page, *, hidden: Sequence[str], names: Sequence[str], wire: CDPSession | None = None) -> Shot:
    """hidden: CSS selectors; names: texts, wherever they are shown. wire: a line to the page's developer tools, if there is one already.
    Raises PlaywrightError when there is no picture."""
    shot = _quickly(page, hidden, names, wire)
    if shot is not None:
        return shot
    # Its own way to cover what is private looks into every corner of a page, stops what moves, and takes twice the time.
    masks = [*hidden, *([private_texts(list(names))] if names else [])]
    covered: list[Locator] = [frame.locator(selector) for frame in page.frames for selector in masks]
    png = page.screenshot(mask=covered, mask_color=_BLACK, scale="css", animations="disabled")
    return Shot(png, "\n".join(_text_of(frame) for frame in page.frames))


def _quickly(page: Page, hidden: Sequence[str], names: Sequence[str], wire: CDPSession | None) -> Shot | None:
    """None when what is private has moved meanwhile, or cannot be covered in this way."""
    asked = {"css": list(hidden), "words": list(names), "name": secrets.token_hex(8), "colour": _BLACK}
    frames = list(page.frames)
    try:
        covered: list[dict[str, Any] | None] = [frame.evaluate(_COVER, asked) for frame in frames]
        png = b"" if None in covered else _png(wire or page.context.new_cdp_session(page))
    except PlaywrightError:
        covered, png = [None], b""
    still = [_uncover(frame, asked) for frame in frames]
    if None in covered or page.frames != frames or still != [one["boxes"] for one in covered if one]:
        return None
    return Shot(png, "\n".join(one["text"] for one in covered if one))


def _png(wire: CDPSession) -> bytes:
    """Drawn once more for it, so that the boxes are in it. Packed quickly rather than small."""
    answer: dict[str, str] = wire.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
    return b64decode(answer["data"])


def _uncover(frame: Frame, asked: dict[str, Any]) -> str:
    """What is private just now; "" when the boxes have gone before."""
    try:
        return str(frame.evaluate(_UNCOVER, asked))
    except PlaywrightError:
        return ""


def _text_of(frame: Frame) -> str:
    try:
        return str(frame.evaluate(_TEXT))
    except PlaywrightError:
        return ""  # it has gone, or is being replaced
