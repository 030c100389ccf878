"""Selectors of our own for a page in the browser: what CSS cannot say."""

import json

from playwright.sync_api import Playwright

# Finds the elements that show one of the words: in a text of their own, as the value of a field, or as the chosen option.
PRIVATE_TEXTS = """
({
  queryAll(root, selector) {
    const words = JSON.parse(selector).map(w => w.toLowerCase());
    const folded = text => (text || '').replace(/\\s+/g, ' ').toLowerCase();
    const names = text => words.some(word => folded(text).includes(word));
    const own = el => [...el.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(' ');
    const shown = el => {
      if (el.tagName === 'SELECT') return [...el.selectedOptions].map(o => o.text).join(' ');
      if ('value' in el && el.tagName !== 'LI') return String(el.value) + ' ' + (el.placeholder || '');
      return own(el);
    };
    const found = [];
    const walk = node => {
      for (const el of node.querySelectorAll('*')) {
        if (!['SCRIPT', 'STYLE', 'OPTION'].includes(el.tagName) && names(shown(el))) found.push(el);
        if (el.shadowRoot) walk(el.shadowRoot);
      }
    };
    walk(root);
    return found;
  },
  query(root, selector) { return this.queryAll(root, selector)[0]; }
})
"""

# As words.shows() says it: a page may write two words in two elements, or one word in two.
SHOWING = """
({
  queryAll(root, selector) {
    const {css, text, whole} = JSON.parse(selector);
    const fold = s => (s || '').replace(/[\\u200b\\u200e\\u200f\\u2060\\ufeff\\u00ad]/g, '').normalize('NFKC')
      .replace(/\\s+/g, ' ').trim().toLowerCase();
    const bare = s => fold(s).replace(/^[ *:]+|[ *:]+$/g, '');
    const side = sign => ['\\\\p{L}', '\\\\p{N}'].find(kind => new RegExp(kind, 'u').test(sign));
    const wanted = whole ? bare(text) : fold(text), signs = [...wanted];
    const [before, after] = [side(signs[0] || ''), side(signs[signs.length - 1] || '')];
    const part = new RegExp((before ? `(?<!${before})` : '') + wanted.replace(/[.*+?^${}()|[\\]\\\\\\/]/g, '\\\\$&')
      + (after ? `(?!${after})` : ''), 'u');
    const pieces = node => {
      if (node.nodeType === 3) return [node.data];
      if (node.nodeType !== 1 || ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(node.tagName)) return [];
      return [node.getAttribute('alt') || '', ...[...node.childNodes].flatMap(pieces)];
    };
    const texts = el => [pieces(el).join(' '), el.textContent, el.tagName === 'INPUT' ? el.value : '', el.getAttribute('aria-label')];
    const fits = el => texts(el).some(shown => whole ? bare(shown) === wanted : part.test(fold(shown)));
    const found = [];
    const walk = node => {
      found.push(...[...node.querySelectorAll(css)].filter(fits));
      for (const el of node.querySelectorAll('*')) if (el.shadowRoot) walk(el.shadowRoot);
    };
    walk(root);
    return found;
  },
  query(root, selector) { return this.queryAll(root, selector)[0]; }
})
"""

# Controls inside their label: what a drop-down offers is no part of its name.
_LABELLED = """
({
  queryAll(root, selector) {
    const inner = 'select, textarea, button, datalist, [role=listbox]';
    const bare = s => (s || '').replace(/[\\u200b\\u200e\\u200f\\u2060\\ufeff\\u00ad]/g, '').normalize('NFKC')
      .replace(/\\s+/g, ' ').trim().toLowerCase().replace(/^[ *:]+|[ *:]+$/g, '');
    const named = label => {
      const copy = label.cloneNode(true);
      copy.querySelectorAll(inner).forEach(el => el.remove());
      return bare(copy.textContent);
    };
    const wanted = bare(JSON.parse(selector));
    const labels = node => [...node.querySelectorAll('label'),
      ...[...node.querySelectorAll('*')].flatMap(el => el.shadowRoot ? labels(el.shadowRoot) : [])];
    return labels(root).filter(el => el.control && el.querySelector(inner) && named(el) === wanted).map(el => el.control);
  },
  query(root, selector) { return this.queryAll(root, selector)[0]; }
})
"""


def register_selectors(playwright: Playwright) -> None:
    playwright.selectors.register("private-text", PRIVATE_TEXTS)
    playwright.selectors.register("showing", SHOWING)
    playwright.selectors.register("labelled", _LABELLED)


def private_texts(names: list[str]) -> str:
    return f"private-text={json.dumps(names)}"


def showing(css: str, text: str) -> str:
    """What fits the CSS and shows the text as a part of its own."""
    return f"showing={json.dumps({'css': css, 'text': text, 'whole': False})}"


def reading(css: str, text: str) -> str:
    """What fits the CSS and whose whole text it is."""
    return f"showing={json.dumps({'css': css, 'text': text, 'whole': True})}"


def labelled(text: str) -> str:
    """What stands inside a label of this text."""
    return f"labelled={json.dumps(text)}"
