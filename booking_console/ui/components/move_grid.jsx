import { useEffect, useRef, useState } from "react";

// A calendar whose entries are moved by dragging, or with the keyboard: M lifts the entry that has the focus, the arrows move it,
// Enter puts it down, Escape leaves it where it was. The entry itself never moves here: the place is reported, the server asks and decides.
// Lanes carry data-lane, data-room and data-day; entries data-entry (id), data-start and data-end (minutes of the day), data-can-move.
const STEP = 15;
const FAR_ENOUGH = 5;

const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

export function MoveGrid({ firstHour, hours, enabled, className, children, onMove }) {
  const root = useRef(null);
  const carried = useRef(null);
  const [said, setSaid] = useState("");
  const props = useRef({});
  props.current = { firstHour, hours, enabled, onMove };

  useEffect(() => {
    const grid = root.current;
    const lanes = () => [...grid.querySelectorAll("[data-lane]")];

    function lift(entry) {
      const lane = entry.closest("[data-lane]");
      const ghost = entry.cloneNode(true);
      ghost.removeAttribute("data-entry");
      ghost.classList.add("ghost");
      ghost.setAttribute("aria-hidden", "true");
      const start = Number(entry.dataset.start);
      carried.current = { entry, ghost, home: lane, lane, start, from: start, length: Number(entry.dataset.end) - start };
      entry.classList.add("lifted");
      place(lane, start);
    }

    function place(lane, start) {
      const held = carried.current;
      const first = props.current.firstHour * 60;
      held.lane = lane;
      held.start = clamp(start, first, first + props.current.hours * 60 - held.length);
      held.ghost.style.top = `${((held.start - first) / (props.current.hours * 60)) * 100}%`;
      held.ghost.style.height = `calc(${(held.length / (props.current.hours * 60)) * 100}% - 3px)`;
      held.ghost.style.left = "0%";
      held.ghost.style.width = "100%";
      const times = held.ghost.querySelector("[data-times]");
      if (times) times.textContent = `${clock(held.start)}–${clock(held.start + held.length)}`;
      if (held.ghost.parentElement !== lane) lane.append(held.ghost);
      setSaid(`${lane.dataset.name}, ${clock(held.start)}–${clock(held.start + held.length)}`);
    }

    function letGo(isMeant) {
      const held = carried.current;
      carried.current = null;
      if (!held) return;
      held.ghost.remove();
      held.entry.classList.remove("lifted");
      const isElsewhere = held.lane !== held.home || held.start !== held.from;
      setSaid(isMeant && isElsewhere ? "" : "It stays where it was.");
      if (isMeant && isElsewhere) {
        const { room, day } = held.lane.dataset;
        props.current.onMove(Number(held.entry.dataset.entry), Number(room), day, held.start, held.start + held.length);
      }
    }

    let press = null;

    function down(event) {
      const entry = event.target.closest("[data-entry][data-can-move=true]");
      if (!entry || !props.current.enabled || event.button !== 0 || event.pointerType === "touch") return;
      press = { entry, x: event.clientX, y: event.clientY, within: event.clientY - entry.getBoundingClientRect().top };
    }

    function move(event) {
      if (!press) return;
      const isFar = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR_ENOUGH;
      if (!carried.current && !isFar) return;
      event.preventDefault();
      if (!carried.current) lift(press.entry);
      const under = lanes().find((lane) => {
        const box = lane.getBoundingClientRect();
        return event.clientX >= box.left && event.clientX < box.right;
      });
      const lane = under && under.dataset.room !== "0" ? under : carried.current.lane;
      const box = lane.getBoundingClientRect();
      const passed = ((event.clientY - press.within - box.top) / box.height) * props.current.hours * 60;
      place(lane, props.current.firstHour * 60 + Math.round(passed / STEP) * STEP);
    }

    function up() {
      const wasCarried = Boolean(carried.current);
      press = null;
      if (!wasCarried) return;
      // The click that follows a drag must not open the entry.
      const swallow = (event) => { event.stopPropagation(); event.preventDefault(); };
      grid.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => grid.removeEventListener("click", swallow, { capture: true }), 0);
      letGo(true);
    }

    function carry(event) {
      const held = carried.current;
      const all = lanes().filter((lane) => lane.dataset.room !== "0");
      const at = all.indexOf(held.lane);
      const act = {
        ArrowUp: () => place(held.lane, held.start - STEP),
        ArrowDown: () => place(held.lane, held.start + STEP),
        ArrowLeft: () => place(all[Math.max(0, at - 1)], held.start),
        ArrowRight: () => place(all[Math.min(all.length - 1, at + 1)], held.start),
        Enter: () => letGo(true),
        Escape: () => letGo(false),
      }[event.key];
      event.preventDefault();
      event.stopPropagation();
      if (act) act();
    }

    function step(entry, by) {
      const all = [...grid.querySelectorAll("[data-entry]")];
      const next = all[all.indexOf(entry) + by];
      if (!next) return;
      next.focus();
      if (document.querySelector(".side-panel")) next.click();
    }

    function key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (carried.current) { carry(event); return; }
      const entry = event.target.closest?.("[data-entry]");
      if (!entry) return;
      if (event.key.toLowerCase() === "m" && entry.dataset.canMove === "true" && props.current.enabled) {
        event.preventDefault();
        event.stopPropagation();
        lift(entry);
      }
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) { event.preventDefault(); step(entry, by); }
    }

    // Opened late in the day or on a phone, the present may lie beyond the edge. Once, before anything is touched.
    const now = grid.querySelector(".cal-now")?.getBoundingClientRect();
    if (now && (now.bottom > window.innerHeight * 0.7 || now.left >= window.innerWidth - 40))
      grid.querySelector(".cal-now").scrollIntoView({ block: "center", inline: "center" });

    const away = (event) => { if (event.target === carried.current?.entry) letGo(false); };
    grid.addEventListener("pointerdown", down);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    grid.addEventListener("keydown", key);
    grid.addEventListener("focusout", away);
    return () => {
      letGo(false);
      grid.removeEventListener("pointerdown", down);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      grid.removeEventListener("keydown", key);
      grid.removeEventListener("focusout", away);
    };
  }, []);

  return (
    <div ref={root} className={className}>
      {children}
      <span className="sr-only" role="status">{said}</span>
    </div>
  );
}
