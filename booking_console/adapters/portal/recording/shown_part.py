"""The part of a recorded profile that is about where the portal shows what is taken, and where a booking is found again. Pure but for the
questions."""

import re
from collections.abc import Sequence
from typing import Any

from booking_console.adapters.portal.probing.addresses import template_of
from booking_console.adapters.portal.recording.asking import NobodyThere
from booking_console.adapters.portal.recording.form_part import FormPart
from booking_console.adapters.portal.recording.learned import Learned
from booking_console.adapters.portal.recording.lists import empty_sign, find_lists, gone_states
from booking_console.adapters.portal.recording.sources import JsonSources, free_rooms, is_repeated, list_source


class Shown(Learned):
    """What is read of the portal's pages and answers, before a booking and after it."""

    def _availability_of(self, form: FormPart | None) -> None:
        """A table that can be asked for by its day, an answer in JSON, a page of the form that lists what is free."""
        self._json_sources = JsonSources(
            self._answers, self.facts, self._known, self._person, cookies=self._story.tokens
        )
        dated = [table for table in self._tables if "{date" in template_of(table.page.url, self._known)[0]]
        everybody = self._json_sources.everybody()
        if dated:
            self._tables = sorted(self._tables, key=lambda table: (table not in dated, not table.entry))
            source = self._grid(self._tables[0])
            if "closed" not in [rule["state"] for rule in source["states"]]:
                self._out.doubts(
                    "availability", ["how the table shows a time that is over: its room is then left alone"]
                )
            source |= {"plain": True} if self._story.frame else {}  # in a frame it bears no address of its own
            source |= {"merge": True} if any(is_repeated(table, self.facts) for table in self._tables) else {}
            self._out.profile["availability"] = [source]
        elif everybody is not None:
            self._out.profile["availability"] = [everybody]
            self._out.found.append(f"the answer {everybody['request']} in JSON lists what is taken")
        elif form is not None and form.until_room:
            self._out.profile["availability"] = [self._free_rooms(form, form.steps[: form.until_room])]
            self._out.doubts("availability", ["what the page of free rooms shows when none is free"])
        elif (listed := self._everybodys_list()) is not None:
            self._out.profile["availability"] = [listed]
        else:
            self._no_availability()

    def _free_rooms(self, form: FormPart, before: Sequence[dict[str, Any]]) -> dict[str, Any]:
        place = self._out.profile["form"]["place"]
        if self._cards is not None:
            return {**self._cards.source, "place": place, "before": [dict(step) for step in before]}
        page = next(p for p in self._parts if any(one.radios and one.meaning == "room" for one in p.entered))
        return free_rooms(page.sending.page, form.scope, before, place)

    def _found_again(self) -> None:
        """The day's table where it names its entries; else lists of one's own beside what is taken."""
        out = self._out
        if self._story.press is None:
            return
        if any(out.profile["availability"][0].get(key) for key in ("entry", "owner")):
            out.found.append("the booking was found again where the portal shows what is taken")
            return
        everybody, own = [dict(source) for source in out.profile["availability"]], self._json_sources.own()
        self.asked += self._json_sources.asked
        if own is None:
            own = self._own_list()
        if own is None:
            out.lacks("readback", "where the booking shows afterwards: open the page or the list that shows it")
            out.profile["readback"] = {"tells_owner": False}
            return
        out.unlack("readback")
        out.profile["readback"] = {"sources": [*everybody, own]}
        out.found.append("the booking was found again in a list of its own")

    def _everybodys_list(self) -> dict[str, Any] | None:
        """A list of bookings says what is taken when it is everybody's: that no page shows."""
        source = self._own_list()
        if source is None:
            return None
        try:
            whose = ("everybody's", "only those made with this login")
            place = self._person.choose(f"Whose bookings does the list at {source['place']} show?", whose)
        except NobodyThere:
            return None
        self.asked.append("whose bookings the list shows")
        if place == 1:
            return None
        if "empty" not in source:
            self._out.lacks("availability", "what the list shows on a day without bookings: open such a day")
        return {key: value for key, value in source.items() if key not in ("shows", "ready")}

    def _own_list(self) -> dict[str, Any] | None:
        for found in find_lists(self._story.later, self.facts):
            if found.lacks:
                continue
            source, kept = list_source(found, self._known, self.facts)
            if empty := empty_sign(found, self._seen.outside):
                source["empty"] = {"element": empty}
            source |= {"plain": True} if self._story.frame else {}
            if gone := gone_states(found, self._acts.cancelled.after_change, self.facts):
                source["states"] = gone
            if "next" not in source:
                more = f"whether the list at {source['place']} goes on to further pages when more is booked: then it needs next"
                self._out.doubts("readback", [more])
            if kept:
                self._out.doubts("readback", [f"what {one} means in the list's address" for one in kept])
            self._out.profile["private"].append(source["scope"])
            self._write_guest(found.guest)
            return source
        return None

    def _write_guest(self, template: str) -> None:
        """A portal may write the guest with words of its own."""
        if template not in ("", "{guest}"):
            is_whole = re.findall(r"\{[^}]*\}", template) == ["{guest}"]
            shown = {"written": template} if is_whole else {"compare": "contains"}
            self._out.profile["guest"] = {**self._out.profile.get("guest", {}), **shown}
