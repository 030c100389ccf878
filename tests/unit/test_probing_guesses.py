"""What the probe takes an address and a field for: better nothing than a wrong guess that looks like knowledge."""

from datetime import date

from booking_console.adapters.portal.probing.addresses import Known, Parameters, template_of
from booking_console.adapters.portal.probing.forms import rooms_offered
from booking_console.adapters.portal.probing.meanings import means
from booking_console.adapters.portal.probing.sighting import FieldSeen, FormSeen, PageSeen

NEAR = date(2026, 11, 21)


def test_a_date_and_a_time_in_parts_are_known_by_the_names_of_the_parts():
    urls = [f"/edit?room=3&year=2026&month=11&day={day}&hour=9&minute=30" for day in (2, 21)]
    known = Known(Parameters.of(urls, NEAR), time="midnight")
    place, kept = template_of(urls[0], known)
    assert place == "/edit?room=3&year={date:%Y}&month={date:%m}&day={date:%-d}&hour={start:%-H}&minute={start:%M}"
    assert kept == ["room=3"]


def test_a_number_is_a_time_only_where_it_can_hardly_be_anything_else():
    urls = ["/day?id=12&from=36000"]
    place, kept = template_of(urls[0], Known(Parameters.of(urls, NEAR), time="midnight"))
    assert (place, kept) == ("/day?id=12&from={start:midnight}", ["id=12"])


def test_a_box_for_the_whole_day_is_no_date_and_a_series_no_end():
    assert means(FieldSeen(css="input", tag="input", type="checkbox", label="All day")) is None
    assert means(FieldSeen(css="input", tag="input", type="text", label="Repeat until:")) is None
    assert means(FieldSeen(css="input", tag="input", type="text", label="Until:")) == "end"


def test_rooms_that_are_not_ours_by_name_are_told_with_the_portal_s_own_values():
    field = FieldSeen(css="select", tag="select", label="Room", options=(("", "choose"), ("3", "Oak"), ("4", "Elm")))
    page = PageSeen(asked="/", status=200, url="/", forms=(FormSeen(css="form", fields=(field,)),))
    assert rooms_offered([page, page]) == '; it offers Oak ("3"), Elm ("4")'
    assert rooms_offered([]) == ""
