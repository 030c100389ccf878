"use strict";
// The two controls this page makes itself: a list box and a month to pick a day from.

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

function listBox(name, label, options) {
  const button = make("button", { type: "button", id: name, className: "picker", textContent: "Choose…" });
  button.setAttribute("role", "combobox");
  button.setAttribute("aria-labelledby", name + "-label");
  button.setAttribute("aria-haspopup", "listbox");
  button.setAttribute("aria-controls", name + "-list");
  const list = make("ul", { id: name + "-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);

  const show = (open) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const choose = (id) => {
    for (const item of list.children) item.setAttribute("aria-selected", String(item.dataset.value === id));
    button.dataset.value = id;
    button.textContent = options.find((option) => option.id === id)?.label || "Choose…";
    show(false);
  };
  for (const option of options) {
    const item = make("li", { textContent: option.label, tabIndex: -1 });
    item.setAttribute("role", "option");
    item.dataset.value = option.id;
    item.addEventListener("click", () => { choose(option.id); button.focus(); });
    item.addEventListener("keydown", (event) => { if (event.key === "Enter") choose(option.id); });
    list.append(item);
  }
  button.addEventListener("click", () => show(list.hidden));
  list.addEventListener("keydown", (event) => walk(event, [...list.children]));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    show(true);
    list.firstElementChild.focus();
  });
  document.addEventListener("click", (event) => { if (!field.contains(event.target)) show(false); });
  const caption = make("span", { id: name + "-label", className: "caption", textContent: label });
  const field = make("div", { className: "field" }, caption, make("div", { className: "anchor" }, button, list));
  show(false);
  return { field, choose, value: () => button.dataset.value || "" };
}

function walk(event, items) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
}

const dayOf = (iso) => new Date(iso + "T12:00:00Z");
const isoOf = (day) => day.toISOString().slice(0, 10);
const inWords = (day, options) => day.toLocaleDateString("en-GB", { timeZone: "UTC", ...options }).replace(",", "");

function monthPicker(button, calendar, { today, lastDay, chosen }) {
  const title = calendar.querySelector(".month");
  const days = calendar.querySelector(".days");
  let month = dayOf(today.slice(0, 8) + "01");

  const draw = () => {
    title.textContent = inWords(month, { month: "long", year: "numeric" });
    title.dataset.month = isoOf(month).slice(0, 7);
    const lead = (month.getUTCDay() + 6) % 7;
    const length = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
    const names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((name) => make("span", { className: "weekday", textContent: name }));
    const gaps = Array.from({ length: lead }, () => make("span"));
    days.replaceChildren(...names, ...gaps, ...Array.from({ length }, (_, index) => dayButton(index + 1)));
  };
  const dayButton = (number) => {
    const day = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), number, 12));
    const iso = isoOf(day);
    const element = make("button", { type: "button", className: "day", textContent: number, disabled: iso < today || iso > lastDay });
    element.dataset.date = iso;
    element.setAttribute("aria-label", inWords(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" }));
    if (iso === button.dataset.date) element.setAttribute("aria-current", "date");
    element.addEventListener("click", () => { pick(iso); button.focus(); });
    return element;
  };
  const turn = (by) => {
    month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + by, 1, 12));
    draw();
  };
  const pick = (iso) => {
    button.dataset.date = iso;
    button.textContent = inWords(dayOf(iso), { weekday: "short", day: "numeric", month: "short", year: "numeric" });
    calendar.hidden = true;
    chosen(iso);
  };
  button.onclick = () => { calendar.hidden = !calendar.hidden; draw(); };
  calendar.querySelector("#previous-month").onclick = () => turn(-1);
  calendar.querySelector("#next-month").onclick = () => turn(1);
  calendar.onkeydown = (event) => { if (event.key === "Escape") { calendar.hidden = true; button.focus(); } };
  pick(today);
}
