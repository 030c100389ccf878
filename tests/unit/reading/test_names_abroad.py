"""Where a German, Dutch, French or Spanish name ends, and when it is two people."""

import pytest

from booking_console.adapters.parsing.names.names import find_names, labelled_name


@pytest.mark.parametrize(
    "said",
    [
        "Frau Anna Berger zur Kontrolle",
        "Frau Anna Berger den Termin",
        "Frau Anna Berger am Montag",
        "Frau Anna Berger zu Dr. Holm",
    ],
)
def test_a_name_ends_where_the_sentence_goes_on(said):
    assert find_names(said)[0].name == "Anna Berger"


@pytest.mark.parametrize("said", ["Pablo Gil y Ana Ruiz", "Pablo y Ana Ruiz"])
def test_two_people_are_not_one_name(said):
    assert labelled_name(said) is None


@pytest.mark.parametrize(
    "said", ["José Ortega y Gasset", "Montserrat Puig i Ferrer", "Hans zur Mühlen", "Anna Fürst zu Rain"]
)
def test_a_name_keeps_its_particle_under_a_label(said):
    assert labelled_name(said) == said
