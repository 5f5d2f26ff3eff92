"""An answer in words: the verdict first, then what it rests on, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from habeas.oversight.answer import LAW, Answer, Condition, Finding, Verdict
from habeas.oversight.telling.messages import has_sentence, sentence, word_for
from habeas.oversight.telling.spelling import day_text
from habeas.oversight.telling.unknowns import missing_text
from habeas.oversight.world import World

_OPEN = frozenset({Verdict.YES, Verdict.CONDITIONAL})


def answer_text(answer: Answer, world: World, language: str = "en") -> str:
    """The whole answer as plain lines, for a reader of "en", "uk" or "ru"."""
    return "\n".join(_lines(answer, world, language))


def verdict_line(answer: Answer, language: str = "en") -> str:
    """The verdict, the door it is about, and what the verdict means."""
    verdict = answer.verdict.value
    name = door_name(answer.door, language)
    means = f"{verdict}.means"
    if has_sentence(f"verdict.{means}.{answer.kind}"):
        means = f"{means}.{answer.kind}"
    said = word_for("verdict", means, language)
    return f"{word_for('verdict', verdict, language)} – {name} ({answer.door}): {said}"


def door_name(door: str, language: str = "en") -> str:
    """What a door is called; a question about a treaty alone bears the treaty's name."""
    if has_sentence(f"door.{door}"):
        return word_for("door", door, language)
    return treaty_name(door, language)


def treaty_name(treaty: str, language: str = "en") -> str:
    """What a treaty is called, or its id where no table names it."""
    return sentence("name.treaty", {"treaty": treaty}, language)


def finding_text(finding: Finding, language: str = "en", *, strict: bool = False) -> str:
    """The sentence of one finding; a catalogue may have one of its own for a truth of the key.

    With `strict`, a key or a value that is lacking raises KeyError.
    """
    told = "; ".join(condition_text(condition, language) for condition in finding.conditions)
    key = f"{finding.key}.{finding.truth.value}"
    key = key if has_sentence(key) else finding.key
    return sentence(key, {**finding.values, "conditions": told}, language, strict=strict)


def condition_text(condition: Condition, language: str = "en", *, strict: bool = False) -> str:
    """The sentence of one condition; with `strict`, what is lacking raises KeyError."""
    return sentence(condition.key, condition.values, language, strict=strict)


def notice(world: World, language: str = "en") -> str:
    """That this is no legal advice, whom to ask, and to which day the data was gathered."""
    return sentence("notice", {"as_of": str(world.as_of)}, language)


def _lines(answer: Answer, world: World, language: str) -> Iterator[str]:
    yield verdict_line(answer, language)
    yield sentence("heading.addressee", {"state": answer.addressee}, language)
    yield sentence("heading.step", {"day": str(answer.step)}, language)
    if answer.covered is not None and answer.covered.first != answer.covered.last:
        first, last = answer.covered.first, answer.covered.last
        span = {"from": str(first or ""), "to": str(last or "")}
        yield sentence("heading.covered", span, language)
    if answer.procedure:
        yield sentence("heading.procedure", {"procedure": answer.procedure}, language)
    if answer.access_refused and answer.verdict in _OPEN:
        yield sentence("access_refused", {}, language)
    for layer, found in answer.layers.items():
        verdict = word_for("verdict", found.verdict.value, language)
        said = word_for("layer", layer.value, language)
        yield f"\n{said} – {verdict}" if layer in LAW else f"\n{said}"
        yield from _once(_with_articles(finding, world, language) for finding in found.findings)
    told = [missing_text(item, language) for item in answer.unknown]
    yield from _section("heading.unknown", told, language)
    for heading, is_open in (("heading.conditions", True), ("heading.reminders", False)):
        held = [
            condition_text(condition, language)
            for condition in answer.conditions
            if condition.open is is_open
        ]
        yield from _section(heading, held, language)
    dated = [
        f"{word_for('date', name, language)}: {day_text(day, language)}"
        for name, day in answer.dates.items()
        if day is not None
    ]
    yield from _section("heading.dates", dated, language)
    rules = [rule_text(rule, world, language) for rule in answer.rules]
    yield from _section("heading.rules", rules, language)
    confidence = word_for("confidence", answer.confidence.value, language)
    yield f"\n{word_for('heading', 'confidence', language)}: {confidence}"
    if answer.rows:
        yield f"{word_for('heading', 'rows', language)}: {', '.join(answer.rows)}"
    yield f"\n{notice(world, language)}"


def rule_text(rule: str, world: World, language: str = "en") -> str:
    """A rule with its article, and what it says where the language has it."""
    found = world.rules.get(rule)
    if found is None:
        return rule
    says = word_for("rule", rule, language) if has_sentence(f"rule.{rule}", language) else ""
    if not says and language == "en":
        says = found.says
    return f"{rule} ({article_text(rule, world)})" + (f": {says}" if says else "")


def article_text(rule: str, world: World) -> str:
    """The article of a rule, with the id of its treaty where it is a bare number."""
    found = world.rules[rule]
    bare = found.article[:1].isdigit() and found.treaty in world.treaties
    return f"{found.treaty} {found.article}" if bare else found.article


def _with_articles(finding: Finding, world: World, language: str) -> str:
    articles = [article_text(rule, world) for rule in finding.rules if rule in world.rules]
    cited = f" [{'; '.join(dict.fromkeys(articles))}]" if articles else ""
    return f"  • {finding_text(finding, language)}{cited}"


def _section(heading: str, lines: list[str], language: str) -> Iterator[str]:
    if lines:
        yield f"\n{sentence(heading, {}, language)}"
        yield from _once(f"  • {line}" for line in lines)


def _once(lines: Iterable[str]) -> Iterable[str]:
    """The lines without repetition, in order."""
    return dict.fromkeys(lines)
