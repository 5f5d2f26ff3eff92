"""Write the `--help` of every command into docs/commands.md, between its marks.

    python tools/refresh_help.py            # rewrite the page
    python tools/refresh_help.py --check    # say whether it is up to date; exit code 1 if not

A section of the page is `## habeas NAME`, for a command of a group `### habeas GROUP NAME`; the
block after it that begins with ```help is written by this tool, everything else by people.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
SECTION = re.compile(r"(^###? habeas(?P<name>(?: [a-z]+)*)\n.*?^```help\n).*?(^```$)", re.M | re.S)


def help_of(name: str) -> str:
    """What `habeas NAME --help` prints, 80 columns wide."""
    words = [sys.executable, "-m", "habeas", *name.split(), "--help"]
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    # Our own program, with the name of one of its commands.
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        words, env=environment, capture_output=True, text=True, check=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines()) + "\n"


def refreshed(page: str) -> str:
    """The page with every help block as it should be."""
    return SECTION.sub(lambda found: found[1] + help_of(found["name"]) + found[3], page)


def main() -> int:
    """Rewrite the page, or check it."""
    before = PAGE.read_text(encoding="utf-8")
    after = refreshed(before)
    if "--check" in sys.argv[1:]:
        print("up to date" if after == before else f"{PAGE.name} is not up to date")
        return int(after != before)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
