"""The fifth story: the month's figures, the spreadsheet of them, and the report that the owner gets."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.history import LAST_MONTH, first_of_last_month
from tests.e2e.house import House
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_last_month_is_picked_read_and_downloaded(tab: Page, still_house: House, tmp_path: Path) -> None:
    go(sign_in(tab, still_house), still_house, "/analytics")
    tab.get_by_role("button", name="Dates").click()
    tab.get_by_role("button", name="Last month").click()
    expect(tab.get_by_role("button", name="Dates")).to_contain_text(f"{first_of_last_month():%B}")
    main = tab.get_by_role("main")
    expect(main).to_contain_text(f"{LAST_MONTH} appointments")
    with tab.expect_download() as download:
        main.get_by_role("link", name="Spreadsheet").click()
    download.value.save_as(tmp_path / "figures.xlsx")
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert f"{first_of_last_month():%Y-%m}" in download.value.suggested_filename
    words = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Consult room 1" in words


def test_the_report_is_downloaded_and_sent_to_the_owner_from_then_on(tab: Page, still_house: House) -> None:
    go(sign_in(tab, still_house), still_house, f"/analytics?month={first_of_last_month():%Y-%m}")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="PDF").click()
    pages = PdfReader(download.value.path()).pages
    assert f"Bookings in {first_of_last_month():%B %Y}" in pages[0].extract_text()
    tab.get_by_role("button", name="Change who gets the report").click()
    asked = tab.get_by_role("dialog", name="Monthly report")
    asked.get_by_role("checkbox").click()
    expect(asked.get_by_role("checkbox")).to_be_checked()
    asked.get_by_label("To").fill("owner@practice.example")
    asked.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("status").filter(has_text="The next one is sent on")).to_be_visible()
    expect(tab.get_by_role("main")).to_contain_text("goes to owner@practice.example on the first of every month")
    with still_house.records.reading() as uow:
        plan = uow.control.report_plan()
    assert (plan.is_on, plan.recipients) == (True, ("owner@practice.example",))
