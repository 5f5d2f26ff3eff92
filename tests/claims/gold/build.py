"""Build the gold lines of our own annotated texts from the annotators' compact form.

`NAME.txt` holds a text, `NAME.claims.toml` its annotation: where a claim stands is written as the
words themselves (`first words [..] last words`), never as a number. This script finds the words,
checks what an annotator gets wrong by hand, and writes `NAME.gold.jsonl` and the digests in
`manifest.json`. `--check` writes nothing and fails when a file on disk differs.

    python tests/claims/gold/build.py [--check] [--gaps] [NAME ...]
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NARRATOR = "narrator"
ELISION = " [..] "
VOCABULARY: dict[str, list[str]] = tomllib.loads((HERE / "vocabulary.toml").read_text())
Row = dict[str, Any]


class AnnotationError(ValueError):
    """An annotation does not fit its text; the message names the file and the words."""


def pattern_of(words: str) -> str:
    """The words as a pattern: a line break of the text counts as a space."""
    return r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"(?!\w)"


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Every half-open span of `quote`; `A [..] B` runs from A to the first B after it."""
    head, _, tail = quote.partition(ELISION)
    spans = [match.span() for match in re.finditer(pattern_of(head), text)]
    if not tail:
        return spans
    closed = []
    for start, end in spans:
        close = re.search(pattern_of(tail), text[end:])
        if close:
            closed.append((start, end + close.end()))
    return closed


def only_inside(text: str, quote: str, bounds: tuple[int, int]) -> tuple[int, int]:
    """The one place of `quote` inside `bounds`."""
    start, end = bounds
    found = occurrences(text[start:end], quote)
    if len(found) != 1:
        raise AnnotationError(f"{quote!r} stands {len(found)} times in {text[start:end]!r}")
    return start + found[0][0], start + found[0][1]


def mention_of(text: str, words: str | None, claim: tuple[int, int]) -> tuple[int | None, ...]:
    """Where the speaker is named: in the claim, else the last time before it."""
    if not words:
        return None, None
    inside = occurrences(text[slice(*claim)], words)
    if inside:
        return claim[0] + inside[0][0], claim[0] + inside[0][1]
    before = occurrences(text[: claim[0]], words)
    if not before:
        raise AnnotationError(f"the mention {words!r} stands nowhere before {claim}")
    return before[-1]


def date_row(text: str, line: str, bounds: tuple[int, int]) -> Row:
    """`words = 2025-03-11/2025-03-20 report` with one day or two, and the role unless event."""
    words, _, value = line.rpartition(" = ")
    interval, _, role = value.partition(" ")
    first, _, last = interval.partition("/")
    days = [date.fromisoformat(day) for day in (first, last or first)]
    if days[0] > days[1] or role not in {"", "report"}:
        raise AnnotationError(f"not an interval with a role: {line!r}")
    start, end = only_inside(text, words, bounds)
    return {
        "text": text[start:end],
        "from": str(days[0]),
        "to": str(days[1]),
        "role": role or "event",
        "start": start,
        "end": end,
    }


def quantity_row(text: str, line: str, bounds: tuple[int, int]) -> Row:
    """`words = modifier value unit`; a range is `low-high`, a share may end in `/ of what`."""
    words, _, value = line.rpartition(" = ")
    stated, _, denominator = value.partition(" / ")
    modifier, number, unit = stated.split(" ", 2)
    if modifier not in VOCABULARY["modifier"]:
        raise AnnotationError(f"not a modifier: {modifier!r} in {line!r}")
    low, _, high = number.partition("-")
    start, end = only_inside(text, words, bounds)
    row: Row = {
        "text": text[start:end],
        "value": number_of(low),
        "unit": unit,
        "modifier": modifier,
        "start": start,
        "end": end,
    }
    if high:
        row |= {"low": number_of(low), "high": number_of(high)}
    if denominator:
        row["denominator"] = denominator
    return row


def number_of(printed: str) -> int | float:
    """A whole number stays whole, as the gold lines of the project's guidelines have it."""
    return int(printed) if printed.isdigit() else float(printed)


def place_fields(name: str | None, book: Row, extra: list[str]) -> Row:
    """The place as printed, with what the annotation's own table knows of it."""
    if name is None:
        return {"place": None, "place_alt": [], "place_type": None, "lat": None, "lon": None}
    if name not in book:
        raise AnnotationError(f"the place {name!r} is not in [places]")
    known = book[name]
    return {
        "place": name,
        "place_alt": known.get("alt", []) + extra,
        "place_type": known["type"],
        "lat": known["lat"],
        "lon": known["lon"],
    }


def chain_of(speaker: str, via: list[str], outlet: str) -> list[str]:
    """From the innermost source to the document's outlet, each once."""
    links = [] if speaker == NARRATOR else [speaker]
    return list(dict.fromkeys([*links, *via, outlet]))


def first_quantity(rows: list[Row]) -> Row | None:
    """The leading quantity, as the gold lines repeat it."""
    return {key: rows[0][key] for key in ("value", "unit", "modifier")} if rows else None


def check_words(claim: Row, row: Row) -> None:
    """Refuse a word that the guidelines do not have, and a cue that the claim does not have."""
    words = {
        "claim_key": list(claim),
        "type": [row["type"], *row["type_alt"]],
        "stance": [row["stance"]],
        "modality": [row["modality"]],
        "place_type": [row["place_type"]] if row["place"] else [],
        "flag": [claim["flag"]] if "flag" in claim else [],
    }
    for field, used in words.items():
        strange = set(used) - set(VOCABULARY[field])
        if strange:
            raise AnnotationError(f"unknown {field} {sorted(strange)} at {claim['span']!r}")
    if "flag" in claim and row["speaker"] == NARRATOR:
        raise AnnotationError(f"the narrator cannot be {claim['flag']} at {claim['span']!r}")
    if row["cue"] and not re.search(pattern_of(row["cue"]), row["text"], re.IGNORECASE):
        raise AnnotationError(f"the cue {row['cue']!r} is not in {row['text']!r}")


def gold_row(text: str, claim: Row, span: tuple[int, int], book: Row) -> Row:
    """One gold line, its `id` and `duplicate_of` still open."""
    speaker = claim.get("by", NARRATOR)
    known = book.get("speakers", {}).get(speaker, {})
    via = claim.get("via", [])
    content = only_inside(text, claim["content"], span) if "content" in claim else span
    mention = mention_of(text, claim.get("mention"), span)
    dates = [date_row(text, line, span) for line in claim.get("dates", [])]
    quantities = [quantity_row(text, line, span) for line in claim.get("quantities", [])]
    kind, *alternatives = claim["type"].split()
    row: Row = {
        "id": "",
        "doc": book["doc"],
        "start": span[0],
        "end": span[1],
        "text": text[slice(*span)],
        "content_start": content[0],
        "content_end": content[1],
        "type": kind,
        "type_alt": alternatives,
        "subtype": claim.get("subtype"),
        "stance": claim.get("stance", "reports" if speaker == NARRATOR else "asserts"),
        "modality": claim.get("modality", "fact"),
        "negated": claim.get("negated", False),
        "speaker": speaker,
        "speaker_alt": known.get("alt", []) + claim.get("by_alt", []),
        "speaker_role": claim.get("role", known.get("role")),
        "speaker_mention_start": mention[0],
        "speaker_mention_end": mention[1],
        "speaker_coref": claim.get("flag") == "coref",
        "speaker_implicit": claim.get("flag") == "implicit",
        "cue": claim.get("cue"),
        "via": via,
        "chain": chain_of(speaker, via, book["outlet"]),
        "actor": claim.get("actor"),
        "victim": claim.get("victim"),
    }
    row |= place_fields(claim.get("place"), book.get("places", {}), claim.get("place_alt", []))
    row |= {
        "date_from": dates[0]["from"] if dates else None,
        "date_to": dates[0]["to"] if dates else None,
        "dates": dates,
        "quantity": first_quantity(quantities),
        "quantities": quantities,
        "caption": claim.get("caption", False),
        "headline": claim.get("headline", False),
        "duplicate_of": None,
        "notes": claim.get("notes"),
    }
    check_words(claim, row)
    return row


def number_rows(rows: list[Row], copies: list[tuple[Row, Row]], doc: str) -> None:
    """Sort by place in the text, refuse overlaps, give ids and tie the copies to their first."""
    rows.sort(key=lambda row: int(row["start"]))
    for left, right in itertools.pairwise(rows):
        if left["end"] > right["start"]:
            raise AnnotationError(f"two claims overlap: {left['text']!r} and {right['text']!r}")
    for position, row in enumerate(rows, start=1):
        row["id"] = f"{doc}-{position:03d}"
    for first, copy in copies:
        copy["duplicate_of"] = first["id"]


def gold_rows(text: str, book: Row) -> list[Row]:
    """All gold lines of one text in reading order."""
    rows: list[Row] = []
    copies: list[tuple[Row, Row]] = []
    for claim in book["claim"]:
        spans = occurrences(text, claim["span"])
        if len(spans) != claim.get("copies", 1):
            raise AnnotationError(f"{claim['span']!r} stands {len(spans)} times")
        first, *rest = [gold_row(text, claim, span, book) for span in spans]
        rows += [first, *rest]
        copies += [(first, copy) for copy in rest]
    number_rows(rows, copies, book["doc"])
    return rows


def gaps(text: str, rows: list[Row]) -> list[str]:
    """What no claim covers: heads, by-lines, page noise, joints, or something forgotten."""
    edges = [0, *(edge for row in rows for edge in (row["start"], row["end"])), len(text)]
    pieces = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [" ".join(piece.split()) for piece in pieces if len(piece.strip(" ,.\n")) > 3]


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(path: Path, content: str, check: bool) -> bool:
    """Write the file, or with `check` tell whether it already holds exactly this."""
    if check:
        return path.exists() and path.read_bytes() == content.encode()
    path.write_bytes(content.encode())
    return True


def build(name: str, check: bool, show_gaps: bool) -> tuple[Row, bool]:
    """One text: its manifest entry, and whether the file on disk is as it should be."""
    data = (HERE / f"{name}.txt").read_bytes()
    text = data.decode()
    form = (HERE / f"{name}.claims.toml").read_bytes()
    book = tomllib.loads(form.decode()) | {"doc": name}
    rows = gold_rows(text, book)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if show_gaps:
        print(*gaps(text, rows), sep="\n")
    language = book.get("language", "en")
    if language not in VOCABULARY["language"]:
        raise AnnotationError(f"unknown language {language!r}")
    entry = {
        "language": language,
        "published": book["published"],
        "outlet": book["outlet"],
        "claims": len(rows),
        "sha256": {
            f"{name}.txt": digest(data),
            f"{name}.claims.toml": digest(form),
            f"{name}.gold.jsonl": digest(lines.encode()),
        },
    }
    return entry, keep(HERE / f"{name}.gold.jsonl", lines, check)


def main() -> int:
    """Build or check the texts named, all of them by default."""
    parser = argparse.ArgumentParser(description="Build the gold lines of our annotated texts.")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--gaps", action="store_true", help="print what no claim covers")
    wanted = parser.parse_args()
    every = sorted(path.name.removesuffix(".claims.toml") for path in HERE.glob("*.claims.toml"))
    manifest_path = HERE / "manifest.json"
    keeps_others = bool(wanted.names) and manifest_path.exists()
    manifest = json.loads(manifest_path.read_text()) if keeps_others else {}
    stale = []
    for name in wanted.names or every:
        try:
            manifest[name], fresh = build(name, wanted.check, wanted.gaps)
        except AnnotationError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        stale += [] if fresh else [f"{name}.gold.jsonl"]
    content = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    stale += [] if keep(manifest_path, content, wanted.check) else ["manifest.json"]
    if stale:
        print(f"not as built: {', '.join(stale)}; run build.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
