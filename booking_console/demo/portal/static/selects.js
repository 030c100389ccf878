"use strict";
const form = document.getElementById("new");
const wing = document.getElementById("wing");
const room = document.getElementById("room");
const result = document.getElementById("result");

wing.addEventListener("change", async () => {
  room.disabled = true;
  const rooms = await (await fetch("/selects/rooms?wing=" + wing.value)).json();
  room.replaceChildren(...rooms.map(([id, label]) => new Option(label, id)));
  room.disabled = false;
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  form.querySelector("button").disabled = true;
  try {
    const answer = await fetch("/selects/save", { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const text = await answer.text();
    result.innerHTML = answer.ok ? new DOMParser().parseFromString(text, "text/html").body.innerHTML : "";
  } finally {
    form.querySelector("button").disabled = false;
  }
});
