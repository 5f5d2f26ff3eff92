"""What changed between two days, in words: lost, gained, changed; in law or in fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from habeas.oversight.answer import Verdict
from habeas.oversight.change import About, Change, ChangeKind, Nature, Turn
from habeas.oversight.telling.messages import sentence, word_for
from habeas.oversight.telling.unknowns import missing_text
from habeas.oversight.telling.wording import door_name, notice
from habeas.oversight.world import World


def changes_text(
    changes: Sequence[Change],
    world: World,
    state: str,
    before: date,
    after: date,
    language: str = "en",
    kept: Sequence[str] = (),
) -> str:
    """The changes as plain lines, and the doors `kept`, for a reader of "en", "uk" or "ru"."""
    lines = [*_lines(changes, state, before, after, language)]
    if kept:
        lines += ["", sentence("losses.kept", {}, language)]
        lines += [f"  {door_name(door, language)} ({door})" for door in kept]
    return "\n".join([*lines, "", notice(world, language)])


def change_text(change: Change, language: str = "en") -> str:
    """One change: what, in law or in fact, and each day on which it turned."""
    nature = word_for("losses.nature", change.nature.value, language)
    if change.about is About.EVENT:
        when = sentence("leaving.when", {"date": str(change.when)}, language)
        return f"{_name(change, language)} ({nature}): {when}{_rows(change)}"
    before = word_for("losses.verdict", change.before.value, language)
    told = [sentence("losses.before", {"verdict": before}, language)]
    if change.nature is Nature.FACT:
        told = [_refused(change, turn, language) for turn in change.turns]
    else:
        told += [_turn(turn, language) for turn in change.turns]
    return f"{_name(change, language)} ({nature}): {'; '.join(told)}{_rows(change)}"


def _lines(
    changes: Sequence[Change], state: str, before: date, after: date, language: str
) -> Iterator[str]:
    values = {"state": state, "from": str(before), "to": str(after)}
    yield sentence("losses.title", values, language)
    if not changes:
        yield sentence("losses.none", {}, language)
    for heading in (*(kind.value for kind in ChangeKind), "other_grounds"):
        of_kind = [change for change in changes if _heading(change) == heading]
        if of_kind:
            yield ""
            yield sentence(f"losses.heading.{heading}", {}, language)
        for change in of_kind:
            yield f"  {change_text(change, language)}"
            yield from (f"    {missing_text(item, language)}" for item in change.unknown)


def _heading(change: Change) -> str:
    return "other_grounds" if change.other_grounds else change.kind.value


def _name(change: Change, language: str) -> str:
    if change.about is About.DOOR:
        return f"{door_name(change.name, language)} ({change.name})"
    if change.about is About.EVENT:
        return sentence(f"losses.event.{change.name}", {"body": change.body}, language)
    return sentence(f"losses.{change.about.value}", {"treaty": change.name}, language)


def _turn(turn: Turn, language: str) -> str:
    verdict = word_for("losses.verdict", turn.verdict.value, language)
    text = sentence("losses.turn", {"date": str(turn.day), "verdict": verdict}, language)
    if turn.dated is None or turn.dated == turn.day or (turn.day - turn.dated).days > 1:
        return text
    return f"{text} ({sentence('losses.effect_on', {'day': str(turn.dated)}, language)})"


def _refused(change: Change, turn: Turn, language: str) -> str:
    refused = turn.verdict is Verdict.NO
    when = change.when if turn is change.turns[-1] else turn.day
    key = "losses.refused" if refused else "losses.admitted"
    return sentence(key, {"date": str(when)}, language)


def _rows(change: Change) -> str:
    return f" [{', '.join(change.rows)}]" if change.rows else ""
