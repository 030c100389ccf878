"""Pages made of web components: what stands in their open shadow roots belongs to the page as everything else does.

Each script is a part of one that runs in the page. What is closed, nobody sees.
"""

#: roots: of the page and of every component in it; all(css): what fits in any of them.
ROOTS = """
  const rootsIn = root => [root, ...[...root.querySelectorAll('*')].flatMap(el => el.shadowRoot ? rootsIn(el.shadowRoot) : [])];
  const roots = rootsIn(document), all = css => roots.flatMap(root => [...root.querySelectorAll(css)]);
"""

#: The page as one reads it: a component's own elements stand inside it, and what is put into its slots stands in those. Copied into a
#: document that is never shown, in which no component comes to life.
PAGE = f"""
() => {{
  {ROOTS}
  const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '';
  if (roots.length === 1) return doctype + document.documentElement.outerHTML;
  const still = document.implementation.createHTMLDocument('');
  const inside = node => {{
    if (node.shadowRoot) return [...node.shadowRoot.childNodes];
    const given = node.tagName === 'SLOT' ? node.assignedNodes() : [];
    return given.length ? given : [...node.childNodes];
  }};
  const copied = node => {{
    const copy = still.importNode(node, false);
    inside(node).forEach(child => copy.appendChild(copied(child)));
    return copy;
  }};
  return doctype + copied(document.documentElement).outerHTML;
}}
"""
