"""What a recording teaches beyond what the probe sees: the portal's rooms and types, and what was booked. Pure but for the questions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.language.formats import ENGLISH_DAYS, ENGLISH_MONTHS, Dialect
from booking_console.adapters.portal.probing.addresses import area_parameter, rooms_linked
from booking_console.adapters.portal.probing.answers_seen import rooms_listed
from booking_console.adapters.portal.probing.draft import query_of
from booking_console.adapters.portal.probing.forms import FormFound, read_periods
from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.probing.proposal import Proposer
from booking_console.adapters.portal.probing.sighting import FieldSeen
from booking_console.adapters.portal.probing.tables import find_tables
from booking_console.adapters.portal.recording.acts import Acts
from booking_console.adapters.portal.recording.asking import Person
from booking_console.adapters.portal.recording.booked import Booked, booked_type, match_portal_rooms, match_types
from booking_console.adapters.portal.recording.cancel_part import new_names
from booking_console.adapters.portal.recording.cards import find_cards
from booking_console.adapters.portal.recording.entries import Entered, Reader, without_remark
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.form_part import PagePart
from booking_console.adapters.portal.recording.popups import Picked, find_picked
from booking_console.adapters.portal.recording.sources import (
    learn_entry,
)
from booking_console.adapters.portal.recording.story import Sending


class Learned(Proposer):
    """names: our rooms, in the practice's order. today: in the portal's zone. asked: what was asked of the person."""

    def __init__(self, acts: Acts, names: Sequence[str], today: date, *, zone: ZoneInfo, person: Person) -> None:
        self._acts, self._story, self._person, self.asked = acts, acts.booked, person, list[str]()
        story = acts.booked
        self._ours = names
        self._open: list[str] = []
        self._parts = [self._part(sending, names, today) for sending in story.chain]
        months, weekdays = story.calendar_words
        self.facts = Facts(Dialect(zone=zone, months=months or ENGLISH_MONTHS, weekdays=weekdays or ENGLISH_DAYS))
        super().__init__(story.visited(), names, today)
        self._heads = [head for table in self._tables for head in table.offered]
        self._tables = [table for table in self._tables if table.labels]
        self._learn_rooms()
        self._learn_booking(today)
        self.facts.references = new_names(story, acts.cancelled, self.facts)
        for table in self._tables:
            learn_entry(table, self.facts)

    def _part(self, sending: Sending, names: Sequence[str], today: date) -> PagePart:
        """What was entered on one page of the form, in the forms on it that were sent before, too."""
        reader = Reader(names, today, self._person)
        on_page = [
            one
            for one in self._story.sendings
            if one.moment.doc == sending.moment.doc and one.moment.number < sending.moment.number and not one.is_login
        ]
        earlier = [(one, reader.read(one.form)) for one in on_page if one is not self._story.code]
        since = max(
            (one.moment.number for one in self._story.logins if one.moment.doc == sending.moment.doc), default=0
        )
        done = [m for m in sending.before if m.number > since]
        part = PagePart(sending, reader.read(sending.form), find_picked(done, today), done, earlier)
        self._open += reader.open
        return part

    @property
    def _entered(self) -> list[Entered]:
        return [one for part in self._parts for _, earlier in [*part.earlier, (None, part.entered)] for one in earlier]

    @property
    def _picked(self) -> list[Picked]:
        return [one for part in self._parts for one in part.picked]

    def _learn_rooms(self) -> None:
        """From the tables, the form and the answers; then from the person."""
        choices = [pair for one in self._entered if one.meaning == "room" for pair in one.choices]
        choices += [pair for _, room in self._refilled() for pair in room.options]
        choices += [
            pair
            for one in self._picked
            for pair in one.options
            if one.opener.popup != "dialog" and self._is_room_list(one)
        ]
        self._cards = next((cards for one in self._parts if (cards := find_cards(one.done, self._ours))), None)
        choices += [("", label) for label in (self._cards.labels if self._cards else ())]
        if not (choices or self._labels):
            offered = [*rooms_linked(self._seen.outside), *rooms_listed(self._seen.data)]
            choices += [*offered, *((head, head) for head in self._heads)]
        values = {
            without_remark(text): value for value, text in choices if text and (value or self._is_on_a_card(text))
        }
        known = match_rooms(self._ours, list(values))
        unknown = [name for name in self._ours if name not in known and name not in self._labels]
        unknown = unknown if values or self._labels else []  # who showed no room at all need not be asked about each
        labels = [label for label in values if label not in (*known.values(), *self._labels.values())]
        found = match_portal_rooms(unknown, labels, self._person)
        form = {**known, **found.labels}
        self._names = [name for name in self._names if name not in found.absent]
        if found.labels:
            self._look_again({name: form.get(name, name) for name in self._names})
        self._also = {name: label for name, label in self._labels.items() if form.get(name, label) != label}
        self._labels = {**self._labels, **form}
        self._ids = {**{name: values[label] for name, label in form.items() if values[label]}, **self._ids}
        self.asked += found.asked

    def _is_on_a_card(self, text: str) -> bool:
        return self._cards is not None and text in self._cards.labels

    def _look_again(self, called: Mapping[str, str]) -> None:
        """For tables with rooms that only the person could name. called: our name -> the portal's."""
        ours = {theirs: name for name, theirs in called.items()}
        self._tables = find_tables(self._seen.outside, list(called.values()))
        for table in self._tables:
            table.labels = {ours[theirs]: label for theirs, label in table.labels.items()}
            table.ids = {ours[theirs]: value for theirs, value in table.ids.items()}
        self._area = area_parameter([(table.page.url, frozenset(table.labels)) for table in self._tables])
        self._labels = {**{n: label for t in self._tables for n, label in t.labels.items()}, **self._labels}
        self._ids = {**{n: value for t in self._tables for n, value in t.ids.items()}, **self._ids}

    def _refilled(self) -> Iterator[tuple[str, FieldSeen]]:
        """The drop-down of rooms as it was for each choice of another one, of a wing for example: that choice, and the drop-down."""
        forms = {part.sending.form.css for part in self._parts}
        rooms = {one.one.css for one in self._entered if one.meaning == "room" and one.one.tag == "select"}
        areas = {one.one.css for one in self._entered if one.meaning == "area"}
        for form in (form for page in self._seen.pages for form in page.forms if form.css in forms):
            area = next((one.value for one in form.fields if one.css in areas), "")
            yield from ((area, one) for one in form.fields if one.css in rooms and one.options)

    def _areas(self) -> dict[str, str]:
        known = super()._areas()
        for area, room in self._refilled():
            texts = [without_remark(text) for _, text in room.options]
            known |= {name: area for name, label in self._labels.items() if area and label in texts}
        return known

    def _is_room_list(self, picked: Picked) -> bool:
        texts = [text for _, text in picked.options]
        return any(label in texts for label in self._labels.values()) or "room" in picked.opener.css.casefold()

    def _learn_booking(self, today: date) -> None:
        booked = Booked(self._story.chain, self._entered, self._picked, self._person, today)
        booked.fill_in(self.facts)
        self.asked += booked.asked
        self._open += booked.open
        self._learn_types()
        self._learn_room()
        self._form = self._form_found() if self._parts else None

    def _learn_types(self) -> None:
        typed = next((one for one in self._entered if one.meaning == "type"), None)
        picked = next(
            (one for one in self._picked if "type" in f"{one.opener.css} {one.opener.label}".casefold()), None
        )
        self._types: dict[str, str] = {}
        if typed is None and picked is None:
            return
        by_label = typed is None or bool(typed.radios and typed.are_labelled)
        choices = typed.choices if typed else [(text, text) for _, text in picked.options] if picked else []
        self._types, asked, still = match_types(choices, self._person, by_label=by_label)
        self.facts.type, _ = booked_type(self._entered, self._picked, self._types)
        self.asked += asked
        self._open += still

    def _learn_room(self) -> None:
        """Chosen in the form or in a list; else named by a hidden field or the form's address."""
        names = {label: name for name, label in self._labels.items()}
        texts = [without_remark(one.chosen[1]) for one in self._entered if one.meaning == "room"] + [
            p.choice.text for p in self._picked
        ]
        texts += [self._cards.chosen] if self._cards else []
        ids = {value: name for name, value in self._ids.items()}
        held = [value for part in self._parts for _, value in part.sending.form.hidden]
        held += [value for part in self._parts for _, value in query_of(part.sending.page.url)]
        room = next((names[text] for text in texts if text in names), None) or next(
            (ids[v] for v in held if v in ids), None
        )
        if room is None and self._parts:
            self._open.append("which room was booked")
            return
        if room is not None:
            self.facts.room, self.facts.label = room, self._labels.get(room, "")
            self.facts.id = self._ids.get(room, "")

    def _form_found(self) -> FormFound:
        """For what the probe reads of a form: its times and types."""
        last = self._parts[-1].sending
        starts = [one for one in self._entered if one.meaning == "start" and one.format]
        periods = next((many for one in starts if (many := _periods(one))), [])
        found = FormFound(last.page, last.form, {}, periods=periods, types=self._types)
        found.time = next((one.format for one in starts if one.format != "period" and one.by == "value"), "")
        return found


def _periods(one: Entered) -> list[dict[str, Any]]:
    return read_periods(one.one.options) if one.format == "period" else []
