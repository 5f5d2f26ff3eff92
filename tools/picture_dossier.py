"""Take the picture of the dossier that the README shows; run by a maintainer after `make demo`.

python tools/picture_dossier.py [DOSSIER.html] [PICTURE.png]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 1000, 1300


def picture(dossier: Path, target: Path) -> None:
    """Write a PNG of the first screen of a dossier. Raises RuntimeError without Chromium."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        raise RuntimeError("no chromium on this machine; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(dossier.resolve().as_uri())
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:]]
    defaults = [HOUSE / "demo" / "dossier.html", HOUSE / "docs" / "images" / "dossier.png"]
    picture(*(paths + defaults[len(paths) :]))
