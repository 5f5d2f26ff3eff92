"""Sentences: one for every key that the engine produces, in every language, with nothing left open.

Keys are collected from the source, from the data, and from a sweep of questions.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import habeas.oversight
from habeas.model import DateInterval
from habeas.oversight.action import ActionKind, Confidence
from habeas.oversight.answer import Answer, Layer, Missing, Verdict
from habeas.oversight.door import Door, DoorKind, matters, shipped_doors
from habeas.oversight.in_fact import REFUSING
from habeas.oversight.opening import open_doors
from habeas.oversight.question import Question, Victim
from habeas.oversight.requirements import TESTS, Need
from habeas.oversight.requirements.within_limit import Hardness, limits
from habeas.oversight.tables import shipped_world
from habeas.oversight.telling.messages import catalogue, has_sentence, languages, sentence, word_for
from habeas.oversight.telling.unknowns import missing_text
from habeas.oversight.telling.wording import condition_text, finding_text
from habeas.oversight.territory import Place
from habeas.oversight.truth import Truth

_ROOM = Path(habeas.oversight.__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
_TRANSLATED = [language for language in languages() if language != "en"]


def test_the_room_speaks_english_first_then_ukrainian_and_russian() -> None:
    assert languages()[0] == "en"
    assert {"uk", "ru"} <= set(languages())


@pytest.mark.parametrize("language", _TRANSLATED)
def test_every_english_sentence_has_a_translation(language: str) -> None:
    assert not sorted(catalogue("en").keys() - catalogue(language).keys())


@pytest.mark.parametrize("language", _TRANSLATED)
def test_a_translation_asks_for_no_value_that_the_english_sentence_lacks(language: str) -> None:
    english = catalogue("en")
    for key, text in catalogue(language).items():
        if key in english:
            assert set(_SLOT.findall(text)) <= set(_SLOT.findall(english[key])), key


@pytest.mark.parametrize("language", _TRANSLATED)
def test_every_treaty_has_a_name_in_every_language(language: str) -> None:
    for treaty in shipped_world().treaties:
        assert has_sentence(f"treaty.{treaty}", language), treaty


@pytest.mark.parametrize("language", _TRANSLATED)
def test_every_rule_is_told_in_every_language_and_no_rule_that_is_gone(language: str) -> None:
    told = {key.removeprefix("rule.") for key in catalogue(language) if key.startswith("rule.")}
    assert told == set(shipped_world().rules)


@settings(max_examples=50, deadline=None)
@given(
    days=st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=2, max_size=2).map(sorted),
    known=st.tuples(st.booleans(), st.booleans()),
    language=st.sampled_from(languages()),
)
def test_no_date_is_ever_shown_as_a_code(
    days: list[date], known: tuple[bool, bool], language: str
) -> None:
    first, last = (day if sure else None for day, sure in zip(days, known, strict=True))
    values = {"body": "CPT", "state": "RU", "since": str(DateInterval(first, last))}
    text = sentence("practice.last_visit", values, language, strict=True)
    assert not re.search(r"[0-9]{4}-[0-9]{2}", text)
    for day in (first, last):
        assert day is None or str(day.year) in text


def test_dates_states_and_treaties_are_spelled_for_the_language() -> None:
    values = {"state": "RU", "treaty": "ECHR", "since": "1998-05-05", "until": "2022-09-16"}
    assert "16 September 2022" in sentence("bound.no", values)
    assert "16 вересня 2022 р." in sentence("bound.no", values, "uk")
    russian = sentence("bound.no", values, "ru")
    assert "16 сентября 2022 г." in russian
    assert "Россия" in russian
    assert "Конвенция о защите прав человека и основных свобод" in russian


@pytest.mark.parametrize(
    ("shown", "english"),
    [
        ("2022-06-15 – 2026-04-13", "between 15 June 2022 and 13 April 2026"),
        ("2019-01-01 – 2019-12-31", "2019"),
        ("2019-04-01 – 2019-04-30", "April 2019"),
        ("2025-09-29 – …", "29 September 2025 or any later day, or never"),
        ("… – 2015-03-14", "14 March 2015 or earlier"),
        ("", "none on record"),
    ],
)
def test_an_uncertain_date_says_how_far_it_is_known(shown: str, english: str) -> None:
    values = {"body": "CPT", "state": "RU", "since": shown}
    assert sentence("practice.last_visit", values).endswith(f"Russia, {english}.")


def test_a_part_in_brackets_is_left_out_when_its_value_is_empty() -> None:
    values = {"state": "UA", "treaty": "CAT", "since": "1987-06-26", "until": ""}
    assert sentence("bound.yes", values).endswith("(since: 26 June 1987).")


def test_an_unknown_key_is_shown_bare_and_strictly_it_is_an_error() -> None:
    assert sentence("no.such.key", {}) == "no.such.key"
    with pytest.raises(KeyError):
        sentence("no.such.key", {}, strict=True)


def test_a_value_not_given_is_shown_as_open_and_strictly_it_is_an_error() -> None:
    assert "…" in sentence("bound.too_early", {})
    with pytest.raises(KeyError):
        sentence("bound.too_early", {}, strict=True)


def test_a_language_without_a_catalogue_falls_back_to_english() -> None:
    assert word_for("verdict", "yes", "de") == word_for("verdict", "yes", "en")


@pytest.mark.parametrize("language", languages())
def test_every_key_in_the_source_has_a_sentence(language: str) -> None:
    keys = set(_keys_in_source())
    assert {"bound.yes", "role.unnamed", "only_the_part", "time.outside"} <= keys
    assert not sorted(key for key in keys if not has_sentence(key, language))


@pytest.mark.parametrize("language", languages())
def test_every_key_in_the_data_has_a_sentence(language: str) -> None:
    keys = set(_keys_in_data())
    assert len(keys) > 200
    assert not sorted(key for key in keys if not has_sentence(key, language))


@pytest.mark.parametrize("language", languages())
def test_a_sweep_of_questions_leaves_no_key_without_a_sentence(language: str) -> None:
    for answer in _sweep():
        for finding in answer.findings:
            _whole(finding_text(finding, language, strict=True))
            for condition in finding.conditions:
                _whole(condition_text(condition, language, strict=True))
            for item in finding.missing:
                _whole(missing_text(item, language, strict=True))
            for name in finding.dates:
                assert has_sentence(f"date.{name}", language), name
        if answer.procedure:
            assert has_sentence(f"procedure.{answer.procedure}", language)


def test_the_sweep_reaches_every_layer_verdict_and_door() -> None:
    answers = _sweep()
    assert {answer.verdict for answer in answers} == set(Verdict)
    assert {layer for answer in answers for layer in answer.layers} == set(Layer)
    assert {answer.door for answer in answers} == {door.id for door in shipped_doors()}


@pytest.mark.parametrize("language", languages())
def test_what_is_missing_names_the_fact_and_where_it_flips(language: str) -> None:
    fact = "RU:ECPT:denunciation_notified:received"
    text = missing_text(Missing(fact, date(2026, 2, 28), Truth.NO, Truth.YES), language)
    assert word_for("act", "denunciation_notified", language) in text
    assert word_for("truth", "no", language) in text
    assert fact not in text


@cache
def _sweep() -> tuple[Answer, ...]:
    world = shipped_world()
    places = (None, Place("UA-14", "UA", "UA-14"), Place("X", "UA", "UA-14", controller="RU"))
    acts = (None, DateInterval.on(date(1950, 1, 1)), DateInterval(date(2021, 5, 1), None))
    victims = (Victim(), Victim("POW", "UA"), Victim("civilian", "JM"))
    told: tuple[dict[str, str | date], ...] = (
        {"remedies": "not_tried", "pending_before": "HRC", "author": "anonymous"},
        {"remedies": "exhausted", "examined_by": "ECtHR", "final_decision": date(2015, 1, 1)},
    )
    found: list[Answer] = []
    for state, place, act in product(("RU", "UA", "JM"), places, acts):
        for victim, step in zip(victims, (None, date(2027, 3, 15), date(2012, 1, 1)), strict=True):
            question = Question(state, act=act, step=step, place=place, victim=victim)
            found.extend(open_doors(world, question))
    for state, facts in product(("BY", "GR", "US"), told):
        day = DateInterval.on(date(2022, 3, 20))
        question = Question(state, act=day, victim=victims[1], facts=facts, matter="torture")
        found.extend(open_doors(world, question))
    return tuple(found)


def _whole(text: str) -> None:
    assert text.strip()
    assert not _SLOT.search(text), text
    assert "[" not in text, text


def _keys_in_source() -> Iterator[str]:
    """Keys that findings and conditions are made with: constants, and those that end in a truth."""
    sources = [*_ROOM.glob("*.py"), *(_ROOM / "requirements").glob("*.py")]
    for node in (n for path in sources for n in ast.walk(ast.parse(path.read_text("utf-8")))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "Finding" and len(node.args) > 1:
            yield from _keys(node.args[1])
        elif node.func.id == "Condition" and node.args:
            yield from _keys(node.args[0])
        elif node.func.id == "_finding":
            dotted = (key for part in node.args for key in _keys(part))
            yield from (key for key in dotted if "." in key)


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr) and ast.unparse(node).rstrip("'\"").endswith(".value}"):
        head = node.values[0]
        if len(node.values) == 2 and isinstance(head, ast.Constant) and isinstance(head.value, str):
            yield from (f"{head.value}{truth.value}" for truth in Truth)


def _keys_in_data() -> Iterator[str]:
    for stem, members in (
        ("verdict", Verdict),
        ("layer", Layer),
        ("truth", Truth),
        ("confidence", Confidence),
        ("kind", DoorKind),
        ("act", ActionKind),
        ("hardness", Hardness),
    ):
        yield from (f"{stem}.{member.value}" for member in members)
    yield from (f"verdict.{verdict.value}.means" for verdict in Verdict)
    yield from (f"practice.{kind}" for kind in REFUSING)
    yield from (f"wrong.{matter}" for matter in matters())
    world = shipped_world()
    yield from (treaty.survival for treaty in world.treaties.values() if treaty.survival)
    declared = (row for rows in world.actions.values() for row in rows if row.effect)
    yield from (f"effect.{row.effect}" for row in declared)
    for door in shipped_doors():
        yield from _keys_of(door)
        for need in _parts(door.needs):
            yield from _keys_of_need(need)
    for limit in (row for rows in limits().values() for row in rows):
        yield from (f"limit.{limit.name}", f"limit.{limit.name}.late", f"limit_name.{limit.name}")
        yield from (f"clock.{clock}" for clock in limit.clocks)
        yield from (f"limit.procedure.{way}" for way in (limit.in_time, limit.late) if way)


def _keys_of(door: Door) -> Iterator[str]:
    yield from (f"door.{door.id}", f"body.{door.body}", door.who)
    yield from (f"language.{code}" for code in door.languages)
    if door.enforces:
        yield f"enforcement.{door.enforces}"


def _keys_of_need(need: Need) -> Iterator[str]:
    assert need.test in TESTS
    yield f"role.{need.of}"
    if need.test == "case_fact":
        fact = need.values["fact"]
        key = need.values.get("key", fact)
        yield from (key, f"fact.{fact}")
        if need.values.get("no"):
            yield f"case.no.{key}"
        values = (*need.values.get("yes", ()), *need.values.get("no", ()))
        yield from (f"value.{value}" for value in values)
    elif need.test == "not_elsewhere":
        yield from (f"{stem}.{need.values['bars']}" for stem in ("not_elsewhere", "bars"))
        yield from (f"body.{body}" for body in need.values["counts"])
    elif need.test != "within":
        yield f"need.{need.test}"
    if need.test == "mandate":
        yield from (f"body.{body}" for body in need.values["bodies"])
        if "key" in need.values:
            yield need.values["key"]


def _parts(needs: tuple[Need, ...]) -> Iterator[Need]:
    for need in needs:
        if not need.any_of:
            yield need
        for way in need.any_of:
            yield from _parts(way)
