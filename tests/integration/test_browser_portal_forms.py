"""Forms of other makes than the demo's: what the steps of a profile can do on a page."""

from collections.abc import Iterator

import pytest

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.submitting import Submission
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.language.formats import Dialect
from booking_console.adapters.portal.language.steps import Wait
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.domain.errors import ContractBroken, RoomTaken
from tests.form_pages import LONDON, MONTHS, FormPages, running_browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptBrowser]:
    with running_browser(tmp_path_factory.mktemp("session")) as kept:
        yield kept


@pytest.fixture
def filled(browser) -> Iterator[FormPages]:
    pages = FormPages(browser)
    yield pages
    pages.close()


def value(visit: Visit, css: str) -> str:
    return visit.page.locator(css).input_value()


def select(css: str, text: str, **more: object) -> dict[str, object]:
    return {"do": "select", "target": {"css": css}, "value": text, **more}


def test_a_date_in_three_drop_downs_and_a_length_instead_of_an_end(filled):
    def options(name: str, numbers: range) -> str:
        return f"<select id={name}><option value=''>" + "".join(f"<option>{n}" for n in numbers) + "</select>"

    html = options("d", range(1, 32)) + options("m", range(1, 13)) + options("y", range(2026, 2029)) + "<input id=l>"
    steps = [select("#d", "{date:%-d}"), select("#m", "{date:%-m}"), select("#y", "{date:%Y}")]
    visit = filled(html, *steps, {"do": "fill", "target": {"css": "#l"}, "value": "{duration:%H:%M}"})
    assert [value(visit, css) for css in ("#d", "#m", "#y", "#l")] == ["4", "3", "2027", "01:00"]


def test_a_value_that_a_late_answer_overwrites_is_entered_again(filled):
    html = "<input id=a oninput=\"window.t ??= setTimeout(() => { this.value = ''; }, 150)\"><p id=p>"
    late = "<script>setTimeout(() => p.textContent = 'done', 400)</script><style>#p:empty { display: none }</style>"
    step = {"do": "fill", "target": {"css": "#a"}, "value": "{guest}"}
    assert value(filled(html + late, step, settle=Wait(element="#p")), "#a") == "Jane Example"


def test_a_form_that_never_keeps_a_value_stops_the_booking(filled):
    with pytest.raises(ContractBroken, match="does not keep"):
        filled("<input id=a oninput=\"this.value = 'x'\">", {"do": "fill", "target": {"css": "#a"}, "value": "{guest}"})


def test_a_month_picker_in_another_language_is_paged_to_the_month(filled):
    html = (
        "<button id=o onclick='c.hidden = false'>Dato</button><div id=c hidden><b id=m></b><button onclick='go(-1)'>Forrige</button>"
        "<button onclick='go(1)'>Næste</button><button class=d data-d=4 onclick='pick()'>4</button></div>"
        f"<script>const names = {MONTHS}; let at = 2027 * 12 + 5; const go = by => {{ at += by; m.textContent = "
        "names[at % 12] + ' ' + Math.floor(at / 12); }; go(0);"
        "const pick = () => { o.dataset.v = Math.floor(at / 12) + '-' + (at % 12 + 1) + '-4'; c.hidden = true; };</script>"
    )
    step = {
        "do": "calendar", "target": {"css": "#o"}, "month": "#m", "day": ".d[data-d='{date:%-d}']",
        "next": {"text": "Næste"}, "previous": {"text": "Forrige"},
        "reads": {"attribute": "data-v", "value": "{date:%Y-%-m-%-d}"},
    }  # fmt: skip
    assert filled(html, step).page.locator("#o").get_attribute("data-v") == "2027-3-4"


def test_hidden_fields_boxes_and_fields_named_by_their_label_are_set(filled):
    html = "<input type=hidden id=h><label>Agree<input type=checkbox id=c required></label><label>Guest *<input id=g></label>"
    visit = filled(
        html,
        {"do": "set", "target": {"css": "#h"}, "value": "{room}"},
        {"do": "check", "target": {"css": "#c"}},
        {"do": "fill", "target": {"label": "Guest"}, "value": "{guest:last}"},
        {"do": "fill", "target": {"css": "#absent"}, "value": "{key}", "optional": True},
    )
    assert (value(visit, "#h"), visit.page.locator("#c").is_checked(), value(visit, "#g")) == ("r", True, "Example")


def test_a_summary_that_shows_another_time_stops_the_booking(filled):
    step = {"do": "expect", "target": {"css": "#s"}, "value": "{start:%-I:%M %p}"}
    filled("<p id=s>Thursday, 9:30\u202fAM", step)
    with pytest.raises(ContractBroken, match="another booking"):
        filled("<p id=s>Thursday, 8:30\u202fAM", step)
    with pytest.raises(ContractBroken, match="another booking"):
        filled("<p id=s>19:30 - 20:30", {**step, "value": "{start:%-H:%M}"})


def test_a_room_that_is_not_offered_is_taken_only_when_the_profile_says_so(filled):
    html = "<select id=r><option value=x>X</select>"
    with pytest.raises(RoomTaken):
        filled(html, select("#r", "{room}", when_missing="taken"))
    with pytest.raises(ContractBroken):
        filled(html, select("#r", "{room}"))


def test_a_field_shown_twice_is_told_apart_by_its_number_or_stops_the_booking(filled):
    html = "<input class=a value=1><input class=a value=2>"
    visit = filled(html, {"do": "fill", "target": {"css": ".a", "nth": 1}, "value": "{key}"})
    assert value(visit, ".a >> nth=1") == "K-1"
    with pytest.raises(ContractBroken, match="more than once"):
        filled(html, {"do": "fill", "target": {"css": ".a"}, "value": "{key}"})


def test_something_that_lies_over_the_form_is_closed_first(filled):
    html = (
        "<div id=pop style='position:fixed;inset:0;background:#fff'><button id=x onclick='pop.remove()'>No thanks</button></div>"
        "<button id=b onclick=\"document.title = 'clicked'\">Next</button>"
    )
    visit = filled(html, {"do": "click", "target": {"text": "Next"}}, popups=[{"element": "#pop", "close": "#x"}])
    assert visit.page.title() == "clicked"


def test_a_wizard_is_filled_in_page_by_page_and_each_page_is_checked_before_it_is_left(filled):
    html = (
        "<div id=one><input id=a><button onclick='one.remove(); two.hidden = false'>Next</button></div>"
        "<div id=two hidden><p id=s>Jane Example</p><input id=b></div>"
    )
    steps = [
        {"do": "fill", "target": {"css": "#a"}, "value": "{guest}"},
        {"do": "next", "target": {"text": "Next"}, "wait": {"element": "#two"}},
        {"do": "expect", "target": {"css": "#s"}, "value": "{guest}"},
        {"do": "fill", "target": {"css": "#b"}, "value": "{key}"},
    ]
    assert value(filled(html, *steps), "#b") == "K-1"


CARDS = "".join(
    f"<div class=card><h3>{n}</h3><button onclick=\"document.title = '{n}'\">Choose</button></div>"
    for n in ("Blue", "Red")
)
CHOOSE = {"do": "click", "target": {"css": "button", "within": {"css": ".card", "shows": "{room:name}"}}}


def test_the_button_of_our_room_s_card_is_pressed(filled):
    assert filled(CARDS, CHOOSE).page.title() == "Red"


def test_a_room_whose_name_goes_on_is_another_room(filled):
    html = CARDS.replace("Red", "Redwood").replace("Blue", "Infrared")
    with pytest.raises(RoomTaken):
        filled(html, {**CHOOSE, "when_missing": "taken"})
    assert filled(html + CARDS, CHOOSE).page.title() == "Red"


def test_a_card_shows_words_that_stand_in_several_elements_of_it(filled):
    html = "<ul><li class=card><b>Red</b><i>9:30</i><button onclick=\"document.title = 'it'\"><img alt=Choose></button></li></ul>"
    within = {"css": ".card", "shows": "{room:name} {start:%-H:%M}"}
    assert (
        filled(html, {**CHOOSE, "target": {"css": "button", "text": "Choose", "within": within}}).page.title() == "it"
    )


def test_a_card_that_is_gone_is_a_taken_room_only_when_the_profile_says_so(filled):
    html = CARDS.replace("Red", "Green")
    with pytest.raises(RoomTaken):
        filled(html, {**CHOOSE, "when_missing": "taken"})
    with pytest.raises(ContractBroken):
        filled(html, CHOOSE)


def test_a_renamed_field_is_never_taken_for_a_taken_room(filled):
    with pytest.raises(ContractBroken):
        filled("<label>Patient<select id=r><option value=r></select></label>",
               {"do": "select", "target": {"css": "#r", "label": "Room"}, "value": "{room}", "when_missing": "taken"})  # fmt: skip


def test_a_summary_with_another_room_means_that_ours_has_gone_where_the_profile_says_so(filled):
    step = {"do": "expect", "target": {"css": "#s"}, "value": "{room:name}", "when_missing": "taken"}
    with pytest.raises(RoomTaken):
        filled("<p id=s>Blue</p>", step)


def test_a_label_that_holds_its_drop_down_is_read_without_the_choices(filled):
    html = "<label>Room <select id=r><option value=x>X<option value=r>R</select></label>"
    assert value(filled(html, select("#r", "{room}") | {"target": {"css": "#r", "label": "Room"}}), "#r") == "r"


def test_a_form_in_an_iframe_is_filled_in(filled):
    html = "<p>Around it</p><iframe id=f srcdoc='<label>Guest<input name=g></label>'></iframe>"
    step = {"do": "fill", "target": {"name": "g", "label": "Guest"}, "value": "{guest}"}
    visit = filled(html, step, context={"frame": "iframe#f"})
    assert visit.page.frame_locator("#f").locator("input").input_value() == "Jane Example"


def test_a_link_in_the_frame_beside_the_pages_is_pressed(filled):
    html = (
        '<iframe name=menu srcdoc=\'<a href="#" onclick="parent.f.srcdoc=`<input name=g>`">Red</a>\'></iframe>'
        "<iframe id=f srcdoc='<a href=\"#\">Red</a>'></iframe>"
    )
    steps = [
        {"do": "click", "target": {"frame": "iframe[name=menu]", "text": "{room:name}"}, "wait": {"element": "input"}},
        {"do": "fill", "target": {"name": "g"}, "value": "{guest}"},
    ]
    visit = filled(html, *steps, context={"frame": "iframe#f"})
    assert visit.page.frame_locator("#f").locator("input").input_value() == "Jane Example"


def test_a_field_is_named_by_its_placeholder_where_nothing_else_labels_it(filled):
    html = "<label>Note <input placeholder=Client value=x></label><input id=c placeholder=Client>"
    assert (
        value(filled(html, {"do": "fill", "target": {"label": "Client"}, "value": "{guest}"}), "#c") == "Jane Example"
    )


def test_a_field_that_looks_something_up_is_typed_key_by_key(filled):
    counted = "this.dataset.k = -(-this.dataset.k || 0) + 1"
    on_key = f"if (event.key === 'Enter') this.dataset.n = this.dataset.k; else if (event.key.length === 1) {counted}"
    html = f'<input id=a onkeydown="{on_key}">'
    step = {"do": "fill", "target": {"css": "#a"}, "value": "{key}", "keys": True, "press": "Enter"}
    assert filled(html, step).page.locator("#a").get_attribute("data-n") == "3"


def test_a_week_is_turned_until_it_shows_the_day_and_no_further(filled):
    html = (
        "<button onclick='go()'>Next week</button><b id=w>1</b><div id=d></div><script>let at = 1; const go = () => { at += 1;"
        "w.textContent = at; d.innerHTML = at === 3 ? '<i data-day=4>4</i>' : ''; }</script>"
    )
    step = {"do": "click", "target": {"text": "Next week"}, "until": {"css": "[data-day='{date:%-d}']"}}
    assert filled(html, step, step).page.locator("#w").inner_text() == "3"
    with pytest.raises(ContractBroken, match="however often"):
        filled(html, {**step, "until": {"css": "#never"}, "most": 2})


def test_a_script_that_puts_the_next_page_in_the_place_of_this_one_has_gone_on(filled):
    html = "<div id=one><button onclick='one.remove(); two.hidden = false'>Go on</button></div><div id=two hidden><input id=b></div>"
    steps = [{"do": "next", "target": {"text": "Go on"}}, {"do": "fill", "target": {"css": "#b"}, "value": "{key}"}]
    assert value(filled(html, *steps), "#b") == "K-1"


def test_of_tables_within_tables_the_innermost_row_that_shows_a_text_is_meant(filled):
    row = "<tr><td>{0}*<td><input id={0} value=old></tr>"
    html = f"<table><tr><td><table>{row.format('Date')}{row.format('Note')}</table></table>"
    step = {"do": "fill", "target": {"css": "input", "within": {"css": "tr", "shows": "Note"}}, "value": "{key}"}
    assert value(filled(html, step), "#Note") == "K-1"


def test_every_hour_of_a_visit_is_ticked(filled):
    html = "".join(f"<input type=checkbox id=h{n}>" for n in (900, 930, 1000, 1030))
    step = {"do": "check", "target": {"css": "#h{start:%-H%M}"}, "each_slot": True}
    visit = filled(html, step, slots={"minutes": 30})
    assert [visit.page.locator(f"#h{n}").is_checked() for n in (900, 930, 1000, 1030)] == [False, True, True, False]


TOLD = """<script>const told = []; const tell = event => told.push(event.type);
for (const kind of ['focus', 'beforeinput', 'input', 'change', 'blur']) document.addEventListener(kind, tell, true);</script>"""


def test_a_page_s_scripts_hear_of_values_entered_together_as_of_typed_and_chosen_ones(filled):
    form = "<input id=a><textarea id=b></textarea><select id=c><option><option>10:30</select>" + TOLD
    typed = [{"do": "fill", "target": {"css": css}, "value": "{guest}"} for css in ("#a", "#b")]
    visit = filled(form, *typed, select("#c", "{end:%H:%M}"))
    assert [value(visit, css) for css in ("#a", "#b", "#c")] == ["Jane Example", "Jane Example", "10:30"]
    one = ["focus", "beforeinput", "input"]
    assert visit.page.evaluate("told") == [*one, "change", "blur", *one, "input", "change"]


def test_a_field_that_becomes_another_while_the_one_before_is_entered_stops_the_booking(filled):
    html = "<input id=a oninput=\"l.textContent = 'Phone'\"><label id=l for=b>Guest</label><input id=b>"
    steps = [{"do": "fill", "target": {"css": "#a"}, "value": "{duration:%H:%M}"}]
    with pytest.raises(ContractBroken, match="another label"):
        filled(html, *steps, {"do": "fill", "target": {"css": "#b", "label": "Guest"}, "value": "{guest}"})


SOON = {"target": {"css": "button"}, "seconds": 2}
GONE_SOON = "over.style.display = 'block'; setTimeout(() => over.style.display = 'none', 300)"
AT_LAST = "onmousemove = event => { if (event.clientX > 9) { onmousemove = null; %s } }"
SLIPS = {
    "nothing": "",
    "a cover": AT_LAST % GONE_SOON,
    "another place": AT_LAST % "b.style.marginTop = '300px'",
}


@pytest.mark.parametrize("kind", SLIPS)
def test_what_slips_over_the_button_in_the_last_moment_is_not_pressed_and_the_button_once(filled, kind):
    cover = "<div id=over style='position: fixed; inset: 0; display: none' onclick=\"count('over')\"></div>"
    script = f"<script>const pressed = []; const count = what => pressed.push(what); {SLIPS[kind]}</script>"
    visit = filled(f"<p>o</p><button id=b onclick=\"count('button')\">Save</button>{cover}{script}", submit=SOON)
    submission = Submission(visit, Filling(visit, Blanks(moments={}, dialect=Dialect(zone=LONDON))), [])
    submission.make_ready()
    submission.press()
    assert visit.page.evaluate("pressed") == ["button"]
