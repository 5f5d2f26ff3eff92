"""Build the gazetteer's index ahead of time: `python -m habeas.language.gazetteer`."""

from __future__ import annotations

import sys

from habeas.language.gazetteer.build import build_index
from habeas.model import HabeasError


def main() -> int:
    """Build the index unless it is there, and say where it lies; 1 when it cannot be written."""
    try:
        path = build_index()
    except HabeasError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"gazetteer: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
