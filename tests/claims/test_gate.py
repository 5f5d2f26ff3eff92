"""A gate on quality: measured scores may not fall below the floors in `gate.json`.

The floors are pinned together with a digest of the texts that they were measured on. The scorer
and two of the texts lie in the shared folder, so that a clone without it skips this test.

    python tests/claims/test_gate.py                     # print what is measured
    python tests/claims/test_gate.py --update            # raise the floors; never lowers one
    python tests/claims/test_gate.py --update dev held   # of the groups named
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from habeas.claims import extract, prediction_lines
from habeas.model import DateInterval
from habeas.sources import read

HERE = Path(__file__).parent
GATE = HERE / "gate.json"
SHARED = HERE.parents[2] / "shared" / "claims"
# Another processor may round the model's numbers otherwise and change a claim or two.
MARGIN = 0.01
GROUPS = ("shared", "dev", "held", "extra", "dev_ru", "dev_uk", "held_ru", "held_uk")
PARTS = ("claims", "type_e2e", "speaker", "place", "date", "quantity")
SHARED_TEXTS = {
    "en1_country_report": ("2024-12-31", "US State Department", True),
    "en2_news": ("2015-05-07", "Wikinews", False),
}


@dataclass(frozen=True)
class AnnotatedText:
    """A text with what `--published` and `--outlet` say of it."""

    name: str
    path: Path
    published: DateInterval
    outlet: str

    @property
    def gold(self) -> Path:
        return self.path.with_name(f"{self.path.stem}.gold.jsonl")


def annotated_texts(group: str) -> Iterator[AnnotatedText]:
    """The texts of one group: shared, dev or extra (ours, tuned on), held (ours, only measured).

    A language other than English is part of the group's name: "dev_ru", "held_uk".
    """
    if group == "shared":
        for name, (published, outlet, yearly) in SHARED_TEXTS.items():
            day = date.fromisoformat(published)
            first = date(day.year, 1, 1) if yearly else day
            yield AnnotatedText(
                name, SHARED / "dev" / f"{name}.txt", DateInterval(first, day), outlet
            )
        return
    split, _, language = group.partition("_")
    manifest = json.loads((HERE / "gold" / "manifest.json").read_text(encoding="utf-8"))
    for name, entry in manifest.items():
        if name.startswith(f"{split}_") and entry["language"] == (language or "en"):
            on = DateInterval.on(date.fromisoformat(entry["published"]))
            yield AnnotatedText(name, HERE / "gold" / f"{name}.txt", on, entry["outlet"])


def digest_of(group: str) -> str:
    """SHA-256 over the texts and annotations of a group."""
    total = hashlib.sha256()
    for text in annotated_texts(group):
        total.update(text.path.read_bytes())
        total.update(text.gold.read_bytes())
    return total.hexdigest()


@cache
def scorer() -> ModuleType:
    """The scorer of the shared folder."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def measure(group: str) -> dict[str, float]:
    """Pooled F1 of every part over the texts of a group."""
    counts = {part: [0, 0, 0] for part in PARTS}
    for text in annotated_texts(group):
        document = read(text.path.read_bytes(), name=text.path.name)
        claims = extract(document, outlet=text.outlet, published=text.published)
        predicted = list(prediction_lines(claims, document))
        result = scorer().score(predicted, scorer().load(text.gold))
        for part in PARTS:
            for position, key in enumerate(("tp", "pred", "gold")):
                counts[part][position] += result[part][key]
    return {part: round(2 * tp / (pred + gold), 3) for part, (tp, pred, gold) in counts.items()}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorer lies in ../shared, absent here")
@pytest.mark.parametrize("group", GROUPS)
def test_no_score_falls_below_its_floor(group: str) -> None:
    floors = json.loads(GATE.read_text(encoding="utf-8"))["floors"]
    if group not in floors:
        pytest.skip(f"no floors for {group} in {GATE.name} yet")
    gate = floors[group]
    assert gate["digest"] == digest_of(group), "the texts changed: measure again with --update"
    measured = measure(group)
    below = {
        part: (measured[part], floor)
        for part, floor in gate["f1"].items()
        if measured[part] < floor
    }
    assert not below, f"below the floor (measured, floor): {below}"


def update(wanted: Iterable[str]) -> None:
    """Write the measured scores as floors; a floor is never lowered while its texts stay."""
    gate = json.loads(GATE.read_text(encoding="utf-8"))
    for group in wanted:
        known = gate["floors"].get(group, {})
        same = known.get("digest") == digest_of(group)
        floors = known.get("f1", {}) if same else {}
        gate["floors"][group] = {
            "digest": digest_of(group),
            "f1": {
                part: max(round(value - MARGIN, 3), floors.get(part, 0.0))
                for part, value in measure(group).items()
            },
        }
    GATE.write_text(json.dumps(gate, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if word in GROUPS] or list(GROUPS)
    if "--update" in sys.argv:
        update(named)
    for name in named:
        print(name, measure(name))
