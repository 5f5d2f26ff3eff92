"""How soon a room of the workbench is seen: from the command, and from one room to the next.

    python benchmarks/first_paint.py                # the sample case, 20 visits to each room
    python benchmarks/first_paint.py --visits 5 --case my-case

A case is made of the sample sources, resolved, and served by the real command; the system's
Chromium opens the address that it prints. First are told the seconds from the command to that
address and to the first paint of the overview; then, once all figures are computed, for each room
the milliseconds from the click to the first paint with content (`first-contentful-paint`), those
of them that the server took, and the scripts that the room loads, in kB after gzip. A case of one's
own is opened with the passphrase in HABEAS_PASSPHRASE.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

import habeas
from habeas.model import WrongUsage
from habeas.web.section import Section

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "src" / "habeas" / "web" / "static"
PASSPHRASE = "only for this measurement"  # noqa: S105 - it opens nothing but invented sources
CHROMIUM = "/usr/bin/chromium"
MAP = ("maplibre-gl.js", "maplibre-gl-worker.js")
COMPUTED = 180.0  # seconds that the figures of a case may take
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
SERVER = """(() => {
  const [page] = performance.getEntriesByType("navigation");
  return page.responseStart - page.requestStart;
})()"""
COMPUTING = """path => fetch(path, { headers: { accept: "text/html" } })
  .then((answer) => answer.text()).then((text) => text.includes('hx-trigger="every'))"""
SCRIPTS = """performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname)
  .filter((path) => path.endsWith(".js"))"""


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--case", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        case = chosen.case or made(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        begun = time.time()
        with served(case) as address:
            printed = time.time()
            page.goto(address)
            page.wait_for_url("**/overview")
            seen = page.evaluate("performance.timeOrigin") / 1000 + painted(page) / 1000
            print(f"command to address {printed - begun:.2f} s, to overview {seen - begun:.2f} s")
            origin = urlsplit(page.url)._replace(path="", query="", fragment="").geturl()
            settled(page)
            rooms(page, origin, chosen.visits)
        browser.close()


def rooms(page: Page, origin: str, visits: int) -> None:
    """One line for each room."""
    print(f"{'room':<12}{'p50 ms':>8}{'p95 ms':>8}{'server p50':>12}{'server p95':>12}", end="")
    print(f"{'scripts kB':>12}{'with map':>10}")
    for section in Section:
        paints, answers = [], []
        for _ in range(visits + 1):
            page.goto(origin + section.path)
            paints.append(painted(page))
            answers.append(float(page.evaluate(SERVER)))
        page.wait_for_load_state("networkidle")
        plain, with_map = weights(page)
        # The first visit fills the browser's cache, and is left out.
        print(f"{section.title:<12}{at(paints[1:], 50):>8.0f}{at(paints[1:], 95):>8.0f}", end="")
        print(f"{at(answers[1:], 50):>12.0f}{at(answers[1:], 95):>12.0f}", end="")
        print(f"{plain:>12.1f}{with_map:>10.1f}")


def made(folder: Path) -> Path:
    """A case of the sample sources, resolved."""
    case = folder / "sample-case"
    with habeas.new(case, investigator="Sample", passphrase=PASSPHRASE) as new:
        new.add(ROOT / "examples" / "sources")
        new.resolve()
    return case


@contextmanager
def served(case: Path) -> Iterator[str]:
    """The address that `habeas serve` prints."""
    command = [sys.executable, "-m", "habeas", "serve", str(case), "--no-browser"]
    environment = {"HABEAS_PASSPHRASE": PASSPHRASE, "PYTHONUNBUFFERED": "1"} | os.environ
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stdout or ():
                if found := re.search(r"http://\S+#token=\S+", line):
                    yield found[0]
                    return
            raise WrongUsage("the workbench did not start", where=str(case))
        finally:
            process.terminate()


def settled(page: Page) -> None:
    """Wait until no room shows that something is being computed."""
    deadline = time.monotonic() + COMPUTED
    for section in Section:
        while page.evaluate(COMPUTING, section.path):
            if time.monotonic() > deadline:
                raise WrongUsage("the figures are not there in time", where=section.path)
            time.sleep(1)


def painted(page: Page) -> float:
    """Milliseconds from the click to the first paint with content."""
    deadline = time.monotonic() + 30
    while (found := page.evaluate(PAINTED)) is None:
        if time.monotonic() > deadline:
            raise WrongUsage("nothing was painted", where=page.url)
        time.sleep(0.01)
    return float(found)


def weights(page: Page) -> tuple[float, float]:
    """The scripts that this page loaded, in kB after gzip: without the map's, and with them."""
    paths = [STATIC / path.removeprefix("/static/") for path in page.evaluate(SCRIPTS)]
    sizes = {path: len(gzip.compress(path.read_bytes(), 9)) / 1000 for path in set(paths)}
    return sum(size for path, size in sizes.items() if path.name not in MAP), sum(sizes.values())


def at(values: list[float], percent: int) -> float:
    """A percentile of some values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
