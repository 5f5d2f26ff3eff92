"""Print the court record to PDF with Chromium, and take the clock out of the result."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

CLOCK = re.compile(rb"\(D:\d{14}")
FIXED_TIME = b"(D:20240625090000"


def print_to(page_file: Path, target: Path) -> Path:
    """Write the PDF of an HTML file; its two dates are set to a fixed one of the same length.

    Raises RuntimeError when no Chromium is installed.
    """
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        raise RuntimeError("no chromium on this machine; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_file.as_uri())
        data = page.pdf(prefer_css_page_size=True)
        browser.close()
    target.write_bytes(CLOCK.sub(FIXED_TIME, data))
    return target
