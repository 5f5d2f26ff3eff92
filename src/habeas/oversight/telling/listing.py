"""Many doors on one page: the open ones first, each with what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.oversight.answer import Answer, Verdict
from habeas.oversight.door import Door, shipped_doors
from habeas.oversight.states import state_name
from habeas.oversight.telling.messages import sentence, word_for
from habeas.oversight.telling.unknowns import missing_text
from habeas.oversight.telling.wording import condition_text, door_name, notice
from habeas.oversight.world import World

_ORDER = (Verdict.YES, Verdict.CONDITIONAL, Verdict.UNKNOWN, Verdict.NO)


def listing_text(
    answers: Sequence[Answer],
    world: World,
    language: str = "en",
    doors: Sequence[Door] | None = None,
) -> str:
    """The answers under their verdicts, a few lines each, and the notice at the end."""
    known = {door.id: door for door in (shipped_doors() if doors is None else doors)}
    return "\n".join((*_groups(answers, known, language), "", notice(world, language)))


def _groups(answers: Sequence[Answer], doors: dict[str, Door], language: str) -> Iterator[str]:
    for verdict in _ORDER:
        alike = [answer for answer in answers if answer.verdict is verdict]
        if alike:
            means = word_for("verdict", f"{verdict.value}.means", language)
            yield f"\n{word_for('verdict', verdict.value, language)}: {means}"
        for answer in alike:
            yield from _lines(answer, doors.get(answer.door), language)


def _lines(answer: Answer, door: Door | None, language: str) -> Iterator[str]:
    state = state_name(answer.addressee, language)
    yield f"  {answer.door} – {door_name(answer.door, language)} ({state}; {answer.step})"
    if answer.verdict is Verdict.NO:
        return
    if door is not None and door.who:
        yield f"      {sentence(door.who, {}, language)}"
    if answer.procedure:
        told = sentence("heading.procedure", {"procedure": answer.procedure}, language)
        yield f"      {told}"
    if answer.access_refused:
        yield f"      {sentence('access_refused', {}, language)}"
    for missing in answer.unknown:
        yield f"      ? {missing_text(missing, language)}"
    for condition in answer.conditions:
        if condition.open:
            yield f"      • {condition_text(condition, language)}"
