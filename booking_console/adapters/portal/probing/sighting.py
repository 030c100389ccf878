"""What one page of an unknown portal shows: its forms with their controls, its links, its signs. Taken in one look, nothing is pressed."""

from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Frame, Page
from pydantic import BaseModel, ConfigDict
from selectolax.lexbor import LexborHTMLParser

# What every look at a page needs, also one that stays and listens.
HELPERS = """
  const fold = text => (text || '').replace(/\\s+/g, ' ').trim();
  const shown = el => el.getClientRects().length > 0 && getComputedStyle(el).visibility !== 'hidden';
  const plain = name => /^[A-Za-z][\\w-]*$/.test(name) && !/[0-9a-f]{8}|\\d{4}/.test(name);
  const css = el => {
    const tag = el.tagName.toLowerCase();
    if (el.id && plain(el.id)) return tag + '#' + el.id;
    const kinds = [...el.classList].filter(plain);
    if (kinds.length) return tag + '.' + kinds[0];
    const kind = ['name', 'type'].find(one => el.getAttribute(one));
    return kind ? `${tag}[${kind}="${el.getAttribute(kind)}"]` : tag;
  };
  const bare = node => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll('select, textarea, button, input').forEach(inner => inner.remove());
    return copy.textContent;
  };
  const label = el => {
    const named = (el.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(Boolean);
    if (el.labels && el.labels.length) return fold([...el.labels].map(bare).join(' '));
    if (named.length) return fold(named.map(id => (document.getElementById(id) || {}).textContent).join(' '));
    return fold(el.getAttribute('aria-label'));
  };
  const beside = el => {
    if (/radio|checkbox/.test(el.type)) return el.nextSibling ? fold(el.nextSibling.textContent).slice(0, 80) : '';
    const cell = el.closest('td, th, dd');
    const before = cell && cell.previousElementSibling;
    return before && !before.querySelector('input, select, textarea') ? fold(before.textContent).slice(0, 80) : '';
  };
  const data = el => [...el.attributes].filter(a => a.name.startsWith('data-')).map(a => [a.name, a.value]);
  const group = el => fold((el.closest('fieldset') || document.createElement('p')).querySelector('legend')?.textContent);
  const control = el => ({
    css: css(el), tag: el.tagName.toLowerCase(), type: el.type || '', name: el.getAttribute('name') || '',
    label: label(el), beside: label(el) ? '' : beside(el), role: el.getAttribute('role') || '',
    required: el.required === true || el.getAttribute('aria-required') === 'true',
    shown: shown(el), placeholder: el.getAttribute('placeholder') || '', value: el.type === 'password' ? '' : String(el.value || ''),
    group: el.type === 'radio' ? group(el) : '', most: el.maxLength > 0 ? el.maxLength : 0, opens: el.getAttribute('aria-haspopup') || '',
    options: el.tagName === 'SELECT' ? [...el.options].map(o => [o.value, fold(o.text)]) : [],
    checked: el.checked === true, step: Number(el.step) || 0, text: el.tagName === 'BUTTON' ? fold(el.innerText) : '', data: data(el),
    plain_label: !(el.labels || []).length || fold([...el.labels].map(l => l.textContent).join(' ')) === label(el),
  });
  const inside = (root, css) => [...root.querySelectorAll(css)];
  const pressed = ['submit', 'button', 'image', 'reset', 'hidden'];
  const named = el => el.id || el.classList.length || !el.getAttribute('action');
  const form = el => ({
    css: named(el) ? css(el) : `form[action="${el.getAttribute('action')}"]`,
    method: (el.getAttribute('method') || 'get').toLowerCase(), shown: shown(el),
    action: new URL(el.getAttribute('action') || '', location.href).href,
    fields: inside(el, 'input, select, textarea, button[aria-haspopup]')
      .filter(c => !pressed.includes(c.type) || c.getAttribute('aria-haspopup')).map(control),
    hidden: inside(el, 'input[type=hidden]').map(c => [c.name, c.value]),
    buttons: inside(el, 'button, input[type=submit], input[type=image]').filter(c => /submit|image/.test(c.type) && shown(c))
      .map(c => [css(c), fold(c.textContent || c.value || c.alt)]),
  });
  const loose = () => inside(document, 'input, select, textarea, button[aria-haspopup]')
    .filter(el => !el.closest('form') && (!pressed.includes(el.type) || el.hasAttribute('aria-haspopup')));
  const looseForm = () => ({
    css: 'body', method: 'none', shown: true, fields: loose().map(control), hidden: [],
    buttons: inside(document, 'button, input[type=button]').filter(el => !el.closest('form') && shown(el))
      .map(el => [css(el), fold(el.textContent || el.value)]),
  });
  const link = el => ({
    href: el.href, text: fold(el.textContent) || fold((el.querySelector('img') || {}).alt), css: css(el),
    cell: !!el.closest('td, li'), label: fold(el.getAttribute('aria-label')), target: el.target || '',
  });
"""
PAGE = """
  const tests = ['iframe[src*="captcha"]', '.g-recaptcha', '.h-captcha', '.cf-turnstile', '[id*="captcha" i]',
    '#challenge-form', '#cf-challenge-running'];
  const short = el => shown(el) && !el.children.length && fold(el.textContent) && fold(el.textContent).length < 60;
  return {
    url: location.href, title: document.title, html: document.documentElement.outerHTML,
    text: fold(document.body ? document.body.innerText : ''),
    forms: [...[...document.forms].map(form), ...(loose().some(shown) ? [looseForm()] : [])],
    links: [...document.links].slice(0, 800).map(link),
    tests: tests.filter(test => [...document.querySelectorAll(test)].some(shown)),
    greetings: inside(document, '[id], [class]').filter(short).slice(0, 400).map(el => [css(el), fold(el.textContent)]),
    alerts: inside(document, '[role=alert], .error, .alert').filter(shown).map(el => [css(el), fold(el.innerText)]),
    buttons: inside(document, 'button, [role=button], [role=tab]').filter(el => !el.closest('form') && shown(el))
      .map(el => [css(el), fold(el.textContent)]),
    language: document.documentElement.lang || '',
    frames: inside(document, 'iframe, frame').filter(shown).map(el => [css(el), el.src]),
  };
"""
LOOK = f"() => {{{HELPERS}{PAGE}}}"


class _Seen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldSeen(_Seen):
    """One control of a form. options: value and text of a drop-down; group: the legend of a set of radio buttons. step: of a number or
    a time, 0 when it says none; text: what a button shows; data: its data- attributes; plain_label: its label's element holds nothing
    but the label; beside: of one without a label, what stands in the cell in front of it, or behind a box."""

    css: str
    tag: str
    type: str = ""
    name: str = ""
    label: str = ""
    role: str = ""
    required: bool = False
    shown: bool = True
    placeholder: str = ""
    value: str = ""
    group: str = ""
    most: int = 0
    opens: str = ""
    options: tuple[tuple[str, str], ...] = ()
    checked: bool = False
    step: float = 0
    text: str = ""
    data: tuple[tuple[str, str], ...] = ()
    plain_label: bool = True
    beside: str = ""

    @property
    def called(self) -> str:
        return self.label or self.placeholder or self.beside.strip(" :*") or self.name or self.css


class FormSeen(_Seen):
    css: str
    method: str = "get"
    action: str = ""
    shown: bool = True
    fields: tuple[FieldSeen, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()

    @property
    def password(self) -> FieldSeen | None:
        return next((f for f in self.fields if f.type == "password" and f.shown), None)


class LinkSeen(_Seen):
    """cell: it stands in a table's cell or a list. target: the frame in which it opens."""

    href: str
    text: str = ""
    css: str = "a"
    cell: bool = False
    label: str = ""
    target: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.href).query, keep_blank_values=True))


class PageSeen(_Seen):
    """asked: the address that was opened; url: where it led to. tests: signs of a test that only a person may pass. frames: pages
    within the page, their selectors and addresses. buttons: outside of forms."""

    asked: str
    status: int
    url: str
    title: str = ""
    html: str = ""
    text: str = ""
    forms: tuple[FormSeen, ...] = ()
    links: tuple[LinkSeen, ...] = ()
    tests: tuple[str, ...] = ()
    greetings: tuple[tuple[str, str], ...] = ()
    alerts: tuple[tuple[str, str], ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()
    language: str = ""
    frames: tuple[tuple[str, str], ...] = ()

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html or "<p></p>")

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def login(self) -> FormSeen | None:
        return next((form for form in self.forms if form.password and form.shown), None)


class DataSeen(_Seen):
    """An answer in JSON that a page asked for by itself. body: what it posted for it; headers: those of its own that it sent."""

    url: str
    method: str
    text: str
    page: str
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def steady(form: FormSeen, again: FormSeen) -> FormSeen:
    """Fields by what the next load of the page has, too: an id may be made anew each time."""
    lasting = {one.css for one in again.fields}

    def named(one: FieldSeen) -> FieldSeen:
        return one if one.css in lasting else one.model_copy(update={"css": f'{one.tag}[type="{one.type}"]'})

    return form.model_copy(update={"fields": tuple(named(one) for one in form.fields)})


def look_at(page: Page | Frame, *, asked: str, status: int) -> PageSeen:
    """Raises Playwright's Error while the page is being replaced."""
    seen: dict[str, Any] = page.evaluate(LOOK)
    return PageSeen.model_validate({**seen, "asked": asked, "status": status})
