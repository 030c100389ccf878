"use strict";
// The server knows which ends suit a start; its list comes late and begins at the shortest booking again.
const start = document.getElementById("start");
const end = document.getElementById("end");
let asked = 0;

async function rebuildEnds() {
  const turn = ++asked;
  end.setAttribute("aria-busy", "true");
  const answer = await fetch("/forms/ends?start=" + encodeURIComponent(start.value));
  const isList = answer.ok && (answer.headers.get("content-type") || "").includes("json");
  if (!isList || turn !== asked) return;
  const ends = await answer.json();
  if (turn !== asked) return;
  end.replaceChildren(...ends.map(([seconds, text]) => new Option(text, seconds)));
  end.removeAttribute("aria-busy");
}

start.addEventListener("change", rebuildEnds);
rebuildEnds();
