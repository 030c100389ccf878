// Keys, the connection notice and the countdown of the toast: things that must work without asking the server.
// Runs before anything is painted, so that no key is lost; the page's body is not there yet.
(() => {
  "use strict";
  let afterG = 0;
  const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable=true]");
  const dialogOpen = () => document.querySelector("[role=dialog], [role=alertdialog], dialog[open]");
  const help = () => document.getElementById("help-dialog");

  // A place may be asked for before the page listens (components/listening.jsx): the browser would begin to load it, and the page that
  // comes alive meanwhile would break that off. And places that not everybody may see come once the page knows who looks. Both are
  // opened as soon as they can be, unless something else is pressed first.
  let asked = "";
  const listens = () => "listens" in document.documentElement.dataset;
  function open(place) {
    const link = listens() && document.querySelector(place);
    asked = link ? "" : place;
    if (link) link.click();
  }
  const go = (letter) => open(`[data-go="${CSS.escape(letter)}"]`);
  document.addEventListener("click", (event) => {
    if (!event.isTrusted) return;
    asked = "";
    const place = event.target instanceof Element && event.target.closest("a.nav-item, a.place");
    if (!place || listens() || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(`a[href="${CSS.escape(place.getAttribute("href"))}"]:is(.nav-item, .place)`);
  }, true);
  new MutationObserver(() => { if (asked) open(asked); }).observe(
    document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-listens"] },
  );

  function step(by) {
    const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at === -1 ? 0 : at + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const keys = {
    "/": () => document.getElementById("search")?.focus(),
    "?": () => help()?.showModal(),
    j: () => step(1),
    k: () => step(-1),
    x: () => document.activeElement?.querySelector("[data-choose]")?.click(),
    g: () => { afterG = Date.now(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    asked = "";
    const row = event.target instanceof Element && event.target.matches("[data-row]") ? event.target : null;
    if (row && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); row.click(); return; }
    if (event.key === "Escape" && !dialogOpen()) { document.querySelector("[data-close]")?.click(); return; }
    if (typing(event.target) || dialogOpen()) return;
    if (Date.now() - afterG < 1500 && event.key.length === 1) { afterG = 0; event.preventDefault(); go(event.key); return; }
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // What decides opens the next question: the second click of a double click would decide that one, unread.
  document.addEventListener("click", (event) => {
    if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest(".action-bar button")) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-help]")) help()?.showModal();
    if (event.target.closest("[data-close-help]")) help()?.close();
  });

  // A dialog that no button of its own opened gives the focus back to where it was.
  let before = null;
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("[role=dialog], [role=menu], dialog")) before = event.target;
  });
  let wasOpen = false;
  new MutationObserver(() => {
    const isOpen = Boolean(dialogOpen());
    if (wasOpen && !isOpen && document.activeElement === document.body && before?.isConnected) before.focus();
    wasOpen = isOpen;
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Fields of the sign-in page can be typed in before the page comes alive. When it makes them anew, what stands in them comes along.
  const typed = new Map();
  function keepTyped() {
    for (const field of document.querySelectorAll(".sign-in-form input:not([type=hidden])")) {
      const before = typed.get(field.name);
      if (before === field) continue;
      typed.set(field.name, field);
      if (!before?.value || field.value) continue;
      field.value = before.value;
      if (before.dataset.active) field.focus();
    }
  }
  document.addEventListener("focusin", (event) => {
    for (const field of typed.values()) delete field.dataset.active;
    if (typed.get(event.target.name) === event.target) event.target.dataset.active = "1";
  });
  keepTyped();
  new MutationObserver(keepTyped).observe(document.documentElement, { childList: true, subtree: true });

  // The toast counts down, and keeps still under the pointer or the focus. It goes along to the next page, and counts on there.
  const counted = { serial: "", left: 0 };
  setInterval(() => {
    const toast = document.querySelector(".toast[data-seconds]");
    if (!toast) return;
    if (counted.serial !== toast.dataset.serial) Object.assign(counted, { serial: toast.dataset.serial, left: Number(toast.dataset.seconds) });
    const left = counted.left;
    const shown = toast.querySelector("[data-left]");
    if (shown) shown.textContent = `${left} s`;
    if (toast.matches(":hover, :focus-within")) return;
    counted.left = left - 1;
    if (left <= 0) document.getElementById("dismiss-toast")?.click();
  }, 1000);

  // Whether the server can be reached, asked only when the browser or a missed answer gives reason to.
  let missed = 0;
  async function listen() {
    try {
      const answer = await fetch("/ping", { cache: "no-store", signal: AbortSignal.timeout(4000) });
      missed = answer.ok ? 0 : missed + 1;
    } catch { missed += 1; }
    const offline = missed > 1 || !navigator.onLine;
    const notice = document.getElementById("offline");
    if (notice) notice.hidden = !offline;
    document.documentElement.classList.toggle("is-offline", offline);
  }
  setInterval(listen, 5000);
  window.addEventListener("offline", listen);
  window.addEventListener("online", listen);
})();
