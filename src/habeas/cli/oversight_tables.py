"""`habeas oversight card|compare|coverage`: a door, a saved file, and what the tables hold."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from habeas.cli.asking_oversight import content_of, print_lines
from habeas.cli.json_line import json_line
from habeas.model import printable, to_plain


def show_card(door: str, *, language: str, as_json: bool) -> None:
    """Print who may use a door, what it needs, by when, and what it is worth."""
    from habeas import oversight

    for found in oversight.find_doors(door):
        card = oversight.door_card(found, language)
        if as_json:
            print(json_line(to_plain(card)))
        else:
            print_lines("\n".join(card.lines()))


def compare_file(file: Path, *, treaty: str, as_json: bool) -> int:
    """Print what a saved file has otherwise than the tables; 3 when rows were skipped."""
    from habeas import oversight

    world = oversight.shipped_world()
    found = oversight.read_saved(content_of(file), name=file.name, treaty=treaty)
    differences = oversight.compare(world, found)
    if as_json:
        print(
            json_line(
                {
                    "file": found.source,
                    "format": found.format,
                    "rows": found.rows,
                    "differences": to_plain(differences),
                    "skipped": to_plain(found.skipped),
                    "notice": oversight.notice(world),
                }
            )
        )
        return 3 if found.skipped else 0
    read = f"{len(found.actions)} actions, {len(found.practice)} visits and statements"
    print(printable(f"{found.source}: {found.rows} rows, {read}"))
    if found.practice:
        print("  visits and statements are read, and not compared with the tables")
    for item in differences:
        row = item.there or item.here
        when = str(row.counted_from or "no date") if row else ""
        kind = f"{row.kind.value} {row.article}".strip() if row else ""
        days = f", {item.days:+} days" if item.days else ""
        said = item.kind.replace("_", " ")
        print(printable(f"  {said}: {item.state} {item.treaty} {kind} {when}{days}"))
    for skipped in found.skipped:
        print(printable(f"  not read: {skipped.where}: {skipped.reason}"))
    print(printable(oversight.notice(world)))
    return 3 if found.skipped else 0


def show_coverage(*, as_json: bool) -> None:
    """Print what the tables hold of each treaty, and where their sources disagree."""
    from habeas import oversight

    world = oversight.shipped_world()
    rows, against = oversight.coverage(world), oversight.disagreements(world)
    if as_json:
        told = {"coverage": to_plain(rows), "disagreements": to_plain(against)}
        print(json_line({**told, "notice": oversight.notice(world)}))
        return
    table = Table("treaty", "as of", "states", "bound", "unsure", "published", "to the day")
    for row in rows:
        published = "–" if row.published is None else str(row.published)
        table.add_row(
            row.treaty,
            str(row.as_of),
            str(row.states),
            str(row.bound),
            str(row.unsure),
            published,
            f"{row.day_precise:.0%}",
        )
    Console().print(table)
    for item in against:
        rows_named = ", ".join(item.rows)
        days = f" ({item.days:+} days)" if item.days else ""
        print(printable(f"  {item.kind.replace('_', ' ')}: {rows_named}{days}"))
    print(printable(oversight.notice(world)))
