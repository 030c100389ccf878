"use strict";
const at = (id) => document.getElementById(id);
const token = () => (document.cookie.match(/hp_token=([^;]+)/) || [])[1] || "";
let setup, chosen;

async function send(path, words) {
  const headers = { "Content-Type": "application/json", "X-Token": token() };
  const named = /(?:query|mutation) (\w+)/.exec(words.query || "");
  if (named) headers["X-Query"] = named[1];
  const answer = await fetch("/cards/" + path, { method: "POST", headers, body: JSON.stringify(words) });
  const text = await answer.text();
  if (text.includes('id="captcha"')) {
    document.open();
    document.write(text);
    document.close();
    return new Promise(() => {});
  }
  return { status: answer.status, ...(text.startsWith("{") ? JSON.parse(text) : {}) };
}
const query = (text, variables) => send("query", { query: text, variables });
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

async function enter() {
  const answer = await query("query Setup { user }", {});
  at("enter").hidden = Boolean(answer.data);
  at("inside").hidden = !answer.data;
  if (!answer.data) return;
  setup = answer.data;
  at("me").textContent = "Hello " + setup.user;
  const fields = [setup.guestField, ...(setup.asksCostCentre ? [["cost_centre", "Cost centre"]] : [])];
  at("fields").replaceChildren(...fields.map(([name, label]) => make("p", {}, make("label", { htmlFor: name, textContent: label }), make("input", { id: name, name, maxLength: 80 }))));
}

at("enter").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await send("enter", { user: at("user").value, word: at("word").value });
  at("enter-problem").hidden = Boolean(answer.data);
  at("enter-problem").textContent = answer.data ? "" : answer.errors[0].message;
  if (answer.data) await enter();
});

at("search").addEventListener("submit", async (event) => {
  event.preventDefault();
  const wanted = { day: at("day").value, from: at("from").value, to: at("to").value };
  at("cards").dataset.state = "asking";
  at("cards").replaceChildren(make("div", { className: "spinner" }));
  const answer = await query("query FreeRooms($day: Day!, $from: Clock!, $to: Clock!) { free { id name wing } }", wanted);
  if (!answer.data) return;
  at("cards").replaceChildren(...answer.data.free.map((room) => card(room, wanted)));
  at("cards").dataset.state = `${wanted.day} ${wanted.from} ${wanted.to}`;
});

function card(room, wanted) {
  const button = make("button", { type: "button", textContent: "Choose" });
  button.addEventListener("click", () => {
    chosen = { room: room.id, ...wanted };
    at("what").textContent = `${room.name}, ${wanted.day}, ${wanted.from} to ${wanted.to}`;
    at("sorry").hidden = at("busy").hidden = true;
    at("booking").showModal();
  });
  return make("article", { className: "card" }, make("h3", {}, room.name + " ", make("small", { textContent: room.wing })), button);
}

at("book").addEventListener("submit", async (event) => {
  event.preventDefault();
  at("busy").hidden = false;
  const words = { ...chosen, service: at("service").value };
  for (const field of at("fields").querySelectorAll("input")) words[field.name] = field.value;
  const answer = await query("mutation Book { book { number } }", words);
  if (answer.status === 401) return;  // nobody thought of it: it spins for ever
  at("busy").hidden = true;
  if (answer.data) {
    at("booking").close();
    at("receipt").hidden = false;
    at("receipt").textContent = "It is yours. We look forward to seeing you.";
    return;
  }
  at("sorry").hidden = false;
  at("sorry").textContent = answer.errors ? answer.errors[0].message : "Oh no. Something broke.";
});

async function showMine() {
  const day = at("mine-day").value;
  if (!day) return;
  const answer = await query("query Bookings($day: Day!) { bookings { number room { id } startsAt endsAt guest mine } }", { day });
  const mine = answer.data ? answer.data.bookings.filter((one) => one.mine) : [];
  at("mine-list").replaceChildren(...mine.map((one) => {
    const button = make("button", { type: "button", textContent: "Cancel" });
    button.addEventListener("click", async () => {
      if (!confirm(`Do you want to cancel ${one.number}?`)) return;
      await query("mutation Cancel { cancel }", { number: one.number });
      await showMine();
    });
    return make("li", {}, `${one.number}: ${one.room.name}, ${one.startsAt.slice(11, 16)}, ${one.guest} `, button);
  }));
  at("mine-list").dataset.day = day;
}

at("mine-day").addEventListener("change", showMine);
at("show-mine").addEventListener("click", () => { at("mine").hidden = false; at("finder").hidden = true; });
at("show-search").addEventListener("click", () => { at("mine").hidden = true; at("finder").hidden = false; });
enter();
