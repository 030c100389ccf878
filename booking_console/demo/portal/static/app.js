"use strict";
const UNCLEAR = "Something went wrong. Please check your bookings before you try again.";
const ENDED = "Your session has ended. Please sign in again.";
const at = (id) => document.getElementById(id);
let setup, room, type, shownDay, turn = 0, listTurn = 0;

class Unclear extends Error {}
class SignedOut extends Error {}
class Replaced extends Error {}

async function ask(path, words) {
  const options = words === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(words),
  };
  let answer;
  try {
    answer = await fetch("/app/api/" + path, options);
  } catch {
    throw new Unclear();
  }
  if (answer.status === 401) throw new SignedOut();
  const isJson = (answer.headers.get("content-type") || "").includes("json");
  if (answer.status === 403 && !isJson) return replacePage(await answer.text());
  if (!answer.ok || !isJson) throw new Unclear();
  return answer.json();
}

function replacePage(html) {
  document.open();
  document.write(html);
  document.close();
  throw new Replaced();
}

async function guarded(action) {
  try {
    await action();
  } catch (problem) {
    if (problem instanceof SignedOut) showSignIn(setup ? ENDED : "");
    else if (problem instanceof Unclear) say("unclear", UNCLEAR);
    else if (!(problem instanceof Replaced)) throw problem;
  }
}

function say(state, text) {
  at("status").dataset.state = state;
  at("status").textContent = text;
}

function showSignIn(problem) {
  at("app").removeAttribute("aria-busy");
  at("workspace").hidden = true;
  document.querySelector(".who").hidden = true;
  at("sign-in").hidden = false;
  at("sign-in-error").hidden = !problem;
  at("sign-in-error").textContent = problem;
}

async function showWorkspace(user) {
  setup = await ask("setup");
  at("sign-in").hidden = true;
  at("password").value = "";
  at("account").textContent = "Signed in as " + user;
  document.querySelector(".who").hidden = false;
  at("workspace").hidden = false;
  say("", "");
  buildForm();
  monthPicker(at("date"), at("calendar"), { today: setup.today, lastDay: setup.last_day, chosen: showDay });
  at("app").removeAttribute("aria-busy");
}

function buildForm() {
  room = listBox("room", "Room", setup.rooms);
  type = listBox("type", "Type", setup.types);
  const timeInput = (id, label) => inputField(id, label, { type: "time", step: 900 });
  const own = setup.fields.map((field) => inputField(field.name, field.label, { type: "text", maxLength: 80 }));
  const submit = make("button", { type: "submit", className: "main", textContent: "Reserve room" });
  at("reserve").replaceChildren(room.field, type.field, timeInput("start", "From"), timeInput("end", "To"), ...own, submit);
}

function inputField(id, label, properties) {
  const caption = make("label", { htmlFor: id, className: "caption", textContent: label });
  return make("div", { className: "field" }, caption, make("input", { id, name: id, ...properties }));
}

function showDay(day) {
  shownDay = day;
  guarded(drawBoard);
  guarded(drawList);
}

async function drawBoard() {
  const mine = ++turn;
  const board = at("board");
  board.setAttribute("aria-busy", "true");
  const hours = setup.slots.filter((slot) => slot.endsWith(":00"));
  const head = make("tr", {}, make("th"), ...hours.map((slot) => make("th", { colSpan: 4, textContent: slot })));
  board.replaceChildren(make("thead", {}, head), make("tbody", {}, ...setup.rooms.map(boardRow)));
  const answer = await ask("availability?date=" + shownDay);
  if (mine !== turn) return;
  for (const taken of answer.busy) cover(board, taken, answer.zone);
  board.removeAttribute("aria-busy");
}

function boardRow({ id, label }) {
  const row = make("tr", {}, make("th", { scope: "row", textContent: label }), ...setup.slots.map((slot) => {
    const cell = make("td", { className: "slot free", title: slot });
    cell.dataset.time = slot;
    cell.addEventListener("click", () => takeUp(id, slot, cell));
    return cell;
  }));
  row.dataset.room = id;
  return row;
}

function cover(board, taken, zone) {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const row = board.querySelector(`tr[data-room="${taken.room}"]`);
  for (let second = taken.from - (taken.from % 900); second < taken.to; second += 900) {
    const cell = row.querySelector(`td[data-time="${clock.format(second * 1000)}"]`);
    if (!cell) continue;
    cell.classList.replace("free", "busy");
    cell.classList.toggle("mine", taken.mine);
  }
}

function takeUp(id, slot, cell) {
  if (!cell.classList.contains("free")) return;
  room.choose(id);
  at("start").value = slot;
}

async function reserve(event) {
  event.preventDefault();
  const button = at("reserve").querySelector("button[type=submit]");
  Object.assign(button, { disabled: true, textContent: "Reserving…" });
  say("working", "Reserving…");
  const words = { room: room.value(), type: type.value(), date: shownDay, start: at("start").value, end: at("end").value };
  for (const field of setup.fields) words[field.name] = at(field.name).value;
  try {
    await guarded(async () => showAnswer(await ask("bookings", words)));
  } finally {
    Object.assign(button, { disabled: false, textContent: "Reserve room" });
  }
}

function showAnswer(answer) {
  if (!answer.ok) return say("failed", answer.error.message);
  say("ok", `Reserved. Your reference is ${answer.reference}.`);
  at(setup.fields[0].name).value = "";
  return showDay(shownDay);
}

async function drawList() {
  const mine = ++listTurn;
  at("list").setAttribute("aria-busy", "true");
  const answer = await ask("bookings?date=" + shownDay);
  if (mine !== listTurn) return;
  at("list").tBodies[0].replaceChildren(...answer.bookings.map(listRow));
  at("list-empty").hidden = answer.bookings.length > 0;
  at("list").removeAttribute("aria-busy");
}

function listRow(booking) {
  const time = `${booking.start}\u202f–\u202f${booking.end}`;
  const texts = { room: booking.room_label, time, type: booking.type, guest: booking.guest, reference: booking.reference };
  const cells = Object.entries(texts).map(([className, textContent]) => make("td", { className, textContent }));
  const button = make("button", { type: "button", className: "quiet", textContent: "Cancel" });
  button.addEventListener("click", () => askToCancel(booking.reference));
  const row = make("tr", {}, ...cells, make("td", {}, button));
  row.dataset.reference = booking.reference;
  return row;
}

function askToCancel(reference) {
  at("confirm-text").textContent = `Cancel booking ${reference}?`;
  at("cancel").onclick = () => { at("confirm").close(); guarded(() => cancel(reference)); };
  at("confirm").showModal();
}

async function cancel(reference) {
  const answer = await ask(`bookings/${reference}/cancel`, {});
  if (!answer.ok) return say("failed", answer.error.message);
  say("ok", `Booking ${reference} was cancelled.`);
  return showDay(shownDay);
}

async function signIn(event) {
  event.preventDefault();
  const answer = await ask("login", { username: at("username").value, password: at("password").value });
  if (!answer.ok) return showSignIn(answer.error.message);
  return showWorkspace(answer.user);
}

function showTab(name) {
  for (const tab of ["book", "bookings"]) {
    at(tab).hidden = tab !== name;
    at("tab-" + tab).setAttribute("aria-selected", String(tab === name));
  }
}

at("sign-in").addEventListener("submit", (event) => guarded(() => signIn(event)));
at("reserve").addEventListener("submit", reserve);
at("keep").addEventListener("click", () => at("confirm").close());
at("tab-book").addEventListener("click", () => showTab("book"));
at("tab-bookings").addEventListener("click", () => { showTab("bookings"); guarded(drawList); });
at("sign-out").addEventListener("click", () => guarded(async () => { await ask("logout", {}); setup = undefined; showSignIn(""); }));
guarded(async () => showWorkspace((await ask("session")).user));
