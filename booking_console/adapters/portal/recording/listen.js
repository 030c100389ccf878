  // Runs in every frame of the recorded browser, behind the helpers of sighting.py. Tells what is done, never a secret that is typed.
  if (window.bookingRecorderListens) return;
  window.bookingRecorderListens = true;
  const SECRET = /\b(code|otp|pin|token|2fa|tan)\b/i;
  const frameCss = () => {
    try {
      return window.frameElement ? css(window.frameElement) : '';
    } catch {
      return '';  // of another host
    }
  };
  const isSecret = field => field.type === 'password' || SECRET.test(`${field.label} ${field.name}`);
  const hushed = seen => {
    for (const form of seen.forms) {
      const whole = form.fields.some(field => field.type === 'password');
      for (const field of form.fields) if (whole || isSecret(field)) field.value = '';
    }
    return seen;
  };
  const seen = () => {
    const page = look();
    return hushed(page);
  };
  const tell = (kind, more) => {
    if (!/^https?:$/.test(location.protocol) || !window.bookingRecorderHears) return;
    const where = { doc: performance.timeOrigin, top: window === window.top, frame: frameCss() };
    window.bookingRecorderHears({ kind, ...where, ...more });
  };

  const PRESSED = 'a, button, input, select, textarea, label, summary, option, [role=button], [role=option], [role=tab], [role=menuitem],'
    + ' [role=link], [role=radio], [role=gridcell], [onclick], td, li';
  const FLOATS = ['absolute', 'fixed'];
  const floats = el => el !== document.body && el !== document.documentElement && FLOATS.includes(getComputedStyle(el).position);
  const holder = el => {
    for (let up = el.parentElement; up; up = up.parentElement) {
      if (/^(dialog|listbox|menu|grid)$/.test(up.getAttribute('role') || '') || up.tagName === 'DIALOG' || floats(up)) return up;
    }
    return null;
  };
  const card = el => {
    for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) {
      if (/^(ARTICLE|LI|TR)$/.test(up.tagName) || up.getAttribute('role') === 'listitem') return up;
    }
    return null;
  };
  const target = el => {
    const box = holder(el), around = card(el), form = el.form || el.closest('form');
    return {
      css: css(el), tag: el.tagName.toLowerCase(), type: el.type || '', role: el.getAttribute('role') || '', label: label(el),
      text: el.matches('input[type=submit], input[type=button]') ? fold(el.value) : el.matches('input, select, textarea') ? '' : fold(el.innerText).slice(0, 300),
      href: el.href || '', popup: el.getAttribute('aria-haspopup') || '', data: data(el), form: form ? css(form) : '',
      holder: box ? css(box) : '', holder_html: box ? box.outerHTML : '', card: around ? css(around) : '', card_text: around ? fold(around.innerText) : '',
      card_data: around ? data(around) : [],
    };
  };
  const first = event => event.composedPath().find(node => node instanceof Element);
  window.addEventListener('click', event => {
    const hit = first(event), el = hit && (hit.closest(PRESSED) || hit);
    if (el) tell('click', { target: target(el), look: seen() });
  }, true);
  window.addEventListener('change', event => {
    const el = first(event);
    if (el) tell('touch', { target: target(el) });
  }, true);
  window.addEventListener('submit', event => {
    const by = event.submitter;
    tell('submit', { form: named(event.target) ? css(event.target) : `form[action="${event.target.getAttribute('action')}"]`,
      target: by ? target(by) : null, look: seen() });
  }, true);
  for (const name of ['confirm', 'alert']) {
    const was = window[name];
    window[name] = text => {
      const answer = was.call(window, text);
      tell('dialog', { text: String(text), accepted: answer !== false });
      return answer;
    };
  }

  const names = (length, options, day) => Array.from({ length }, (_, n) =>
    new Intl.DateTimeFormat(document.documentElement.lang || 'en', { timeZone: 'UTC', ...options }).format(day(n)));
  const language = () => {
    try {
      return {
        months: names(12, { month: 'long' }, n => Date.UTC(2024, n, 15)),
        weekdays: names(7, { weekday: 'long' }, n => Date.UTC(2024, 0, n + 1)),
      };
    } catch {
      return {};  // the page names a language that there is not
    }
  };
  let last = '', timer = 0, since = 0;
  const show = () => {
    timer = since = 0;
    const html = document.documentElement ? document.documentElement.outerHTML : '';
    if (html === last) return;
    last = html;
    tell('page', { look: seen(), ...language() });
  };
  const soon = () => {
    since = since || Date.now();
    clearTimeout(timer);
    timer = setTimeout(show, Date.now() - since > 1500 ? 0 : 150);  // a page with a running clock never comes to rest
  };
  const watch = () => {
    new MutationObserver(soon).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    soon();
  };
  window.addEventListener('pagehide', show);  // whoever is fast leaves before it came to rest
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch);
  else watch();
