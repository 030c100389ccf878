"""The fifth story: the month's figures, and the spreadsheet of them. (The PDF by mail on the first is not part of the console yet.)"""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

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
