"""Whether a protection may be suspended, in words: the verdict, then treaty by treaty."""

from __future__ import annotations

from collections.abc import Iterator

from habeas.oversight.answer import Verdict
from habeas.oversight.derogation import Derogation, OneTreaty
from habeas.oversight.telling.messages import sentence, word_for
from habeas.oversight.telling.unknowns import missing_text
from habeas.oversight.telling.wording import condition_text, notice
from habeas.oversight.world import World


def derogation_text(found: Derogation, world: World, language: str = "en") -> str:
    """The answer as plain lines, for a reader of "en", "uk" or "ru"."""
    return "\n".join(_lines(found, world, language))


def _lines(found: Derogation, world: World, language: str) -> Iterator[str]:
    matter = word_for("derogation.matter", found.matter, language)
    values = {"state": found.state, "matter": matter, "day": str(found.on)}
    yield sentence("derogation.title", values, language)
    yield sentence(f"derogation.verdict.{found.verdict.value}", {}, language)
    for one in found.treaties:
        yield f"  {_treaty_line(one, language)}"
        for notified in one.notified:
            about = {
                "article": notified.article,
                "since": str(notified.since or ""),
                "row": notified.row,
            }
            yield f"    {sentence('derogation.notified', about, language)}"
    yield from (f"  {condition_text(condition, language)}" for condition in found.conditions)
    yield from (f"  {missing_text(item, language)}" for item in found.unknown)
    confidence = word_for("confidence", found.confidence.value, language)
    articles = "; ".join(
        f"{one.ground.treaty} {one.ground.article}".strip()
        for one in found.treaties
        if found.verdict is not Verdict.NO or set(one.ground.rules) & set(found.rules)
    )
    grounds = {"articles": articles, "rules": ", ".join(found.rules), "confidence": confidence}
    yield sentence("leaving.grounds", grounds, language)
    yield ""
    yield notice(world, language)


def _treaty_line(one: OneTreaty, language: str) -> str:
    ground = one.ground
    values = {
        "treaty": ground.treaty,
        "article": ground.article,
        "binds": word_for("derogation.binds", one.binds.value, language),
    }
    key = ground.derogable.value if ground.treaty else "universal"
    return sentence(f"derogation.{key}", values, language)
