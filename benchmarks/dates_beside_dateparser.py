"""Our dates beside those of `dateparser`, on the annotated texts, language by language.

    python benchmarks/dates_beside_dateparser.py [FOLDER ...]

FOLDER holds texts (`dev_*.txt`) with their claims (`.gold.jsonl`) and a `manifest.json` with the
day of publication of each; without one, the project's own development texts are read. A date is
right when its interval is exactly the annotated one. We read the whole text; dateparser is handed
the annotated words alone, as it does not tell well where a date stands, once bare (a day) and once
with the period that it names (the day, week, month or year). It is no dependency of the project:
where it is not installed, only our own figures are printed.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

from habeas.language import DateMention, find_dates
from habeas.language.dates.calendar import unit_holding
from habeas.model import DateInterval

OWN = Path(__file__).parent.parent / "tests" / "claims" / "gold"
LANGUAGES = ("en", "ru", "uk")
Interval = tuple[str, str]


def language_of(name: str) -> str:
    """The language that a text's name tells ("dev_ru_court"); English where it tells none."""
    return next((part for part in name.split("_") if part in LANGUAGES[1:]), "en")


def annotated(path: Path) -> list[dict[str, Any]]:
    """The annotated dates of a text: `start`, `end`, `text`, `from`, `to`."""
    lines = path.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [found for line in lines for found in json.loads(line)["dates"]]


def ours(mentions: tuple[DateMention, ...], gold: dict[str, Any]) -> bool:
    """Whether a mention at the annotated place has the annotated interval."""
    wanted = gold["from"], gold["to"]
    return any(
        interval is not None and (str(interval.first), str(interval.last)) == wanted
        for mention in mentions
        if mention.start < gold["end"] and mention.end > gold["start"]
        for interval in (mention.interval, mention.named)
    )


def theirs(parser: Any, words: str, published: date) -> tuple[Interval | None, Interval | None]:
    """What dateparser makes of the words: the day, and the period that holds it."""
    found = parser.get_date_data(words)
    if found is None or found.date_obj is None:
        return None, None
    day = found.date_obj.date()
    period = found.period if found.period in {"week", "month", "year"} else "day"
    whole = unit_holding(day, period)
    return (str(day), str(day)), (str(whole.first), str(whole.last))


def parser_for(language: str, published: date) -> Any:
    """A parser of dateparser, or None where it is not installed."""
    try:
        package = importlib.import_module("dateparser.date")
    except ImportError:
        return None
    base = datetime(published.year, published.month, published.day)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    return package.DateDataParser(languages=[language], settings=settings)


def count(folder: Path) -> tuple[Counter[tuple[str, str]], bool]:
    """How many dates each way gets right, by language; and whether dateparser is there."""
    right: Counter[tuple[str, str]] = Counter()
    published = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    published = published.get("texts", published)
    there = True
    for path in sorted(folder.glob("dev_*.txt")):
        language, day = (
            language_of(path.stem),
            date.fromisoformat(published[path.stem]["published"]),
        )
        with path.open(encoding="utf-8", newline="") as opened:
            mentions = find_dates(opened.read(), DateInterval.on(day), language=language)
        parser = parser_for(language, day)
        there = parser is not None
        for gold in annotated(path):
            right[language, "annotated"] += 1
            right[language, "ours"] += ours(mentions, gold)
            if parser is None:
                continue
            bare, period = theirs(parser, gold["text"], day)
            right[language, "bare"] += bare == (gold["from"], gold["to"])
            right[language, "period"] += period == (gold["from"], gold["to"])
    return right, there


def main(folders: list[Path]) -> None:
    """Print a row for each language."""
    print("| language | annotated | ours | dateparser, bare | dateparser with its period |")
    for folder in folders:
        right, there = count(folder)
        for language in LANGUAGES:
            row = [right[language, way] for way in ("annotated", "ours", "bare", "period")]
            cells = [str(cell) for cell in row[:2]] + [str(c) if there else "–" for c in row[2:]]
            print(f"| {language} | {' | '.join(cells)} |")
    if not there:
        print("dateparser is not installed here")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [OWN])
