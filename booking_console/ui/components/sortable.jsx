import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

// Rows in an order that a person changes: by dragging the handle, by the handle and the keyboard (Space lifts and drops, arrows
// move, Escape puts back), or by buttons inside the rows. Every child carries data-id and data-name, its handle data-handle.
// The order itself lives on the server: this reports the new place and waits for the rows to come back in it.
const SETTLE_MS = 1500;

const rowsOf = (list) => [...list.children];

const closest = (middles, at) =>
  middles.reduce((best, one, place) => (Math.abs(one - at) < Math.abs(middles[best] - at) ? place : best), 0);

function shift(rows, held, from, to) {
  const height = held.offsetHeight;
  rows.forEach((row, place) => {
    if (row === held) return;
    const between = to > from ? place > from && place <= to : place >= to && place < from;
    const by = !between ? 0 : to > from ? -height : height;
    row.style.transform = by ? `translateY(${by}px)` : "";
  });
}

export function Sortable({ order, label, className, onPlace, children }) {
  const list = useRef(null);
  const drag = useRef(null);
  const focused = useRef(null);
  const [lifted, setLifted] = useState(null);
  const [said, setSaid] = useState("");

  const say = (row, place) => setSaid(`${row.dataset.name}, place ${place + 1} of ${rowsOf(list.current).length}`);

  const still = useCallback(() => {
    for (const row of rowsOf(list.current)) {
      row.style.transform = "";
      row.classList.remove("held");
    }
    list.current.classList.remove("sorting");
  }, []);

  // The rows are back in their new order: nothing is shifted any more, and the focus stays where it was.
  useLayoutEffect(() => {
    still();
    const last = focused.current;
    if (last && last !== document.activeElement && list.current.contains(last)) last.focus({ preventScroll: true });
  }, [order, still]);

  useEffect(() => {
    for (const row of rowsOf(list.current)) {
      row.querySelector("[data-handle]")?.setAttribute("aria-pressed", String(lifted?.id === row.dataset.id));
      row.classList.toggle("lifted", lifted?.id === row.dataset.id);
    }
  }, [lifted, order]);

  function begin(event) {
    const row = event.target.closest("[data-handle]")?.closest("[data-id]");
    if (!row || event.button !== 0) return;
    const rows = rowsOf(list.current);
    const from = rows.indexOf(row);
    const middles = rows.map((one) => one.offsetTop + one.offsetHeight / 2);
    drag.current = { row, rows, from, to: from, middles, start: event.clientY };
    list.current.setPointerCapture(event.pointerId);
    row.classList.add("held");
    list.current.classList.add("sorting");
  }

  function follow(event) {
    const held = drag.current;
    if (!held) return;
    event.preventDefault();
    const by = event.clientY - held.start;
    const middle = held.middles[held.from] + by;
    const to = closest(held.middles, middle);
    held.row.style.transform = `translateY(${by}px)`;
    if (to !== held.to) shift(held.rows, held.row, held.from, to);
    held.to = to;
  }

  function drop() {
    const held = drag.current;
    drag.current = null;
    if (!held) return;
    if (held.to === held.from) return still();
    held.row.style.transform = `translateY(${held.middles[held.to] - held.middles[held.from]}px)`;
    say(held.row, held.to);
    onPlace(Number(held.row.dataset.id), held.to);
    setTimeout(() => drag.current || still(), SETTLE_MS);
  }

  function giveUp() {
    drag.current = null;
    still();
  }

  function press(event) {
    if (event.key === "Escape" && drag.current) return giveUp();
    const handle = event.target.closest("[data-handle]");
    if (!handle) return;
    const row = handle.closest("[data-id]");
    const place = rowsOf(list.current).indexOf(row);
    const put = (to) => {
      if (to < 0 || to >= list.current.children.length) return;
      say(row, to);
      onPlace(Number(row.dataset.id), to);
    };
    const isLifted = lifted?.id === row.dataset.id;
    const acts = {
      " ": () => setLifted(isLifted ? null : { id: row.dataset.id, place }),
      Enter: () => setLifted(isLifted ? null : { id: row.dataset.id, place }),
      ArrowUp: () => put(place - 1),
      ArrowDown: () => put(place + 1),
      Escape: () => { put(lifted.place); setLifted(null); },
    };
    const act = acts[event.key];
    if (!act || (!isLifted && event.key !== " " && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <div className={className}>
      <ol
        ref={list} aria-label={label} onPointerDown={begin} onPointerMove={follow} onPointerUp={drop} onPointerCancel={giveUp}
        onKeyDown={press} onFocus={(event) => { focused.current = event.target; }}
        onBlur={(event) => { if (event.relatedTarget) { focused.current = null; if (lifted) setLifted(null); } }}
      >
        {children}
      </ol>
      <p className="sr-only" aria-live="polite">{said}</p>
    </div>
  );
}
