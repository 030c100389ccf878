"""What is understood of an unknown portal's pages and answers, and where they show what is taken. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from booking_console.adapters.portal.language.profile import Context
from booking_console.adapters.portal.probing.addresses import (
    Known,
    Parameters,
    area_parameter,
    rooms_linked,
    template_of,
)
from booking_console.adapters.portal.probing.answers_seen import AnswerFound, find_answers, rooms_in_data
from booking_console.adapters.portal.probing.draft import GAP, Proposal, query_of
from booking_console.adapters.portal.probing.forms import find_form, rooms_of_forms
from booking_console.adapters.portal.probing.tables import TableFound, find_tables
from booking_console.adapters.portal.probing.visited import Visited


class Understood:
    """names: our rooms. today: in the portal's zone. context: in which the pages were opened."""

    def __init__(self, seen: Visited, names: Sequence[str], today: date, context: Context | None = None) -> None:
        self._seen, self._names, self._today, self._opened = seen, names, today, context or Context()
        self._out = Proposal()
        pages = seen.outside
        self._tables = find_tables(pages, names)
        self._form = find_form(pages, names, seen.refills)
        self._answers = find_answers(seen.data, today)
        urls = (
            [page.url for page in pages]
            + [link.href for page in pages for link in page.links]
            + [d.url for d in seen.data]
        )
        self._parameters = Parameters.of(urls, today)
        shown = [(table.page.url, frozenset(table.labels)) for table in self._tables if table.labels]
        self._area = area_parameter(shown)
        self._labels, self._ids = self._all_rooms()

    def _all_rooms(self) -> tuple[dict[str, str], dict[str, str]]:
        """From the tables, the form's drop-down, and lists in answers: the first that knows a room's label, and its value."""
        labels, ids = dict[str, str](), dict[str, str]()
        sources = [(table.labels, table.ids) for table in self._tables]
        if self._form is not None:
            pages = [*self._seen.outside, *(page for _, page in self._seen.refilled)]
            sources.append(rooms_of_forms(pages, self._names, self._form.form.css))
        sources.append(rooms_in_data(self._seen.data, self._names))
        for more_labels, more_ids in sources:
            labels = {**more_labels, **labels}
            ids = {**more_ids, **ids}
        return labels, ids

    @property
    def _known(self) -> Known:
        periods = frozenset(str(period["id"]) for period in self._form.periods) if self._form else frozenset[str]()
        form_time = self._form.time if self._form else ""
        table_time = str(self._tables[0].value_times["format"]) if self._tables else ""
        ids = set(self._ids.values()) or {value for value, _ in rooms_linked(self._seen.outside)}
        return Known(self._parameters, self._area, frozenset(ids), form_time or table_time, periods)

    def _availability(self) -> None:
        """A table that can be asked for by its day first, then an answer in JSON, then a table whose day is not in its address."""
        complete = [answer for answer in self._answers if answer.is_complete]
        tables = sorted(self._tables, key=lambda table: len(query_of(table.page.url)), reverse=True)
        if tables and ("{date" in template_of(tables[0].page.url, self._known)[0] or not self._answers):
            self._out.profile["availability"] = [self._grid(tables[0])]
        elif complete:
            self._out.profile["availability"] = [self._json(complete[0])]
        else:
            self._no_availability()

    def _grid(self, table: TableFound) -> dict[str, Any]:
        out = self._out
        place, kept = template_of(table.page.url, self._known)
        out.found.append(
            f"the table {table.css} at {table.page.path}: {'days' if table.days else 'rooms'} in {table.rooms_are}, a line for each time"
        )
        place = self._place_of(table, place)
        if table.unknown:
            out.doubts("availability", [f"what the cells {', '.join(sorted(set(table.unknown)))} mean"])
        if kept:
            out.doubts("availability", [f"what {', '.join(kept)} means in the address"])
        states = dict(kv for one in self._tables if one.css == table.css for kv in one.states.items())
        if not {"free", "busy"} <= set(states.values()):
            out.lacks("availability", "how the table shows a free and a taken time")
        entry = next((one.entry for one in self._tables if one.css == table.css and one.entry), {})
        if not entry:
            out.lacks(
                "readback", "what an entry in the table says of its owner and its reference: none was there to be seen"
            )
            out.profile["readback"] = {"tells_owner": False}
        else:
            taken = [css for css, state in states.items() if state in ("busy", "pending")]
            out.profile["private"] += [f"{table.css} {css}" for css in ([entry["each"]] if "each" in entry else taken)]
        # Without its day in the address it would show today for every day: it never becomes ready.
        ready = table.css if "{date" in place and GAP not in place else f"#{GAP}"
        source: dict[str, Any] = {"kind": "grid", "place": place, "ready": ready, "table": table.css}
        if table.days:
            source["days"] = dict(table.days)
        else:
            source["rooms"] = {"cells": table.room_cells, "value": dict(table.value_rooms)}
        source["times"] = {"cells": table.time_cells, "value": self._times(table)}
        source |= {"rooms_are": "rows"} if table.rooms_are == "rows" else {}
        rules = [{"css": css, "state": state} for css, state in states.items()]
        source["states"] = rules or [{"css": f".{GAP}", "state": "unknown"}]
        return source | ({"entry": entry} if entry else {})

    def _place_of(self, table: TableFound, place: str) -> str:
        """With a gap where the address does not say which room's week it shows."""
        out = self._out
        if table.days and "{room" not in place:
            out.lacks("availability", f"the address of another room's week: no link of {table.page.path} leads to one")
            place = f"/{GAP}?room={{room}}&date={{date}}"
        elif "{date" not in place:
            out.lacks("availability", f"the address of another day: no link of {table.page.path} leads to one")
        elif self._parameters.ambiguous:
            out.doubts("availability", [f"how the address writes the day: {', '.join(self._parameters.ambiguous)}"])
        return place

    def _times(self, table: TableFound) -> dict[str, Any]:
        """Fixed periods say what a clock without AM and PM leaves open."""
        for key, word in (("id", "period"), ("label", "period_label")):
            periods = [str(period[key]) for period in self._form.periods] if self._form else []
            name = next((n for n, texts in table.time_texts.items() if periods and set(texts) <= set(periods)), None)
            if name is not None:
                return {"format": word} | ({"attribute": name} if name else {})
        return dict(table.value_times)

    def _json(self, answer: AnswerFound) -> dict[str, Any]:
        source = answer.source(self._known)
        self._out.found.append(
            f"the answer {source['request']} in JSON: {answer.items} is a list of what is {answer.state}"
        )
        self._out.doubts("availability", [f"whether {answer.items} lists what is {answer.state}, and of everybody"])
        place = template_of(answer.data.page, self._known)[0]
        if answer.data.method == "POST" and "{date" not in place:
            self._out.lacks(
                "availability",
                f"the address of another day: none was seen that makes the page ask {source['request']} for it",
            )
            place = f"/{GAP}?date={{date}}"
        return {**source, "place": place}

    def _no_availability(self) -> None:
        """Told what there is, a person can write it."""
        for answer in self._answers:
            lacking = ", ".join(sorted({"room", "start", "end"} - set(answer.keys)))
            self._out.found.append(
                f"an answer in JSON at {urlsplit(answer.data.url).path}; of {answer.items} it did not show: {lacking}"
            )
        seen = [f"{d.method} {urlsplit(d.url).path}" for d in self._seen.data]
        hint = f"; the pages asked for {', '.join(dict.fromkeys(seen))}" if seen else ""
        if self._answers:
            source = self._answers[0].with_gaps(self._known, GAP)
            source |= {"place": f"/{GAP}?date={{date}}"} if "sends" in source else {}
        else:
            source = {
                "kind": "items",
                "place": f"/{GAP}?date={{date}}",
                "scope": f"#{GAP}",
                "items": "li",
                "state": "busy",
            }
            source |= {"room": {"css": f".{GAP}"}, "start": {"css": f".{GAP}", "format": "%H:%M"}}
        self._out.lacks(
            "availability",
            f"where the portal shows what is taken: no table or list of rooms and times was understood{hint}",
        )
        self._out.profile["availability"] = [source]
