"""The booking log: the address says what is shown, and the export is exactly that."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.history import first_of_last_month
from tests.e2e.house import House
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_filters_live_in_the_address_and_survive_a_reload(tab: Page, still_house: House) -> None:
    go(sign_in(tab, still_house), still_house, "/log")
    tab.get_by_role("button", name="Type", exact=True).click()
    tab.get_by_role("dialog").get_by_label("Treatment").click()
    expect(tab.get_by_role("table", name="2 bookings")).to_be_visible()
    assert "type=Treatment" in tab.url
    tab.reload()
    expect(tab.get_by_role("table", name="2 bookings")).to_be_visible()
    tab.get_by_role("button", name="Clear").click()
    expect(tab.get_by_role("table", name="2 bookings")).to_be_hidden()


def test_the_export_has_exactly_what_is_shown(tab: Page, still_house: House, tmp_path: Path) -> None:
    first = first_of_last_month()
    asked = f"/log?from={first}&to={first}&sort=start&order=up"
    go(sign_in(tab, still_house), still_house, asked)
    rows = tab.get_by_role("main").get_by_role("row")
    expect(rows).to_have_count(1 + 6)
    shown = [rows.nth(n).get_by_role("cell").all_inner_texts() for n in range(1, 7)]
    tab.get_by_role("button", name="Export 6").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Plain table (.csv)").click()
    download.value.save_as(tmp_path / "log.csv")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [(row["Guest"], f"{row['From']}–{row['To']}") for row in csv.DictReader(file)]
    assert written == [(cells[4], cells[3]) for cells in shown]
