"""What each part of the extraction buys: the scores without it, one part at a time.

    python benchmarks/claims_ablation.py

A Markdown table a language. A cell says by how many hundredths a score changes when the part is
switched off: on the texts that rules were tuned on, then on the held ones, which are only measured.
A negative number is what the part buys. Parts are switched off here, by putting a stand-in in their
place; optional packages by making them look as if they were not installed, in a process of its own.
Needs the scorer of the shared folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from claims_pooled import HELD, TUNED, Count, Scores, head, pooled, row, shown

from habeas.claims.english.grammar import EnglishGrammar
from habeas.claims.piece import Piece
from habeas.claims.places import Context
from habeas.claims.slavic.grammar import SlavicGrammar
from habeas.claims.speakers import NOBODY, Speaker
from habeas.claims.standing import Standing

LANGUAGES = ("en", "ru", "uk")
COLUMNS = (
    "spans ≥ .5",
    "spans ≥ .8",
    "type",
    "speaker",
    "place",
    "geocode",
    "date",
    "quantity",
    "denials",
)
Patch = tuple[str, Callable[..., Any]]
# Scores by language, of the tuned and of the held texts.
Figures = dict[str, tuple[Scores, Scores]]


@dataclass(frozen=True)
class Part:
    """One part of the extraction: the stand-ins that switch it off, or the packages it needs."""

    name: str
    patches: tuple[Patch, ...] = ()
    packages: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES


def _whole(grammar: object, sentence: Any) -> list[Piece]:
    return [Piece(sentence.start, sentence.end, sentence.root)]


def _unresolved(state: object, mention: Any) -> Speaker:
    return Speaker(mention.name, plural=mention.plural, how="unresolved", ambiguous=True)


def _remember_no_account() -> Callable[..., None]:
    from habeas.claims.walk import Walk

    remember = Walk._remember

    def forgetful(walk: Any, *given: Any, **named: Any) -> None:
        remember(walk, *given, **named)
        walk._state.account = None

    return forgetful


ROOM = "habeas.claims"
PARTS_OF_IT = (
    Part(
        "splitting sentences into clauses",
        (
            (f"{ROOM}.english.grammar.EnglishGrammar.pieces", _whole),
            (f"{ROOM}.slavic.grammar.SlavicGrammar.pieces", _whole),
        ),
    ),
    Part(
        "pronouns and descriptions resolved",
        (
            (f"{ROOM}.speakers.SpeakerState._pronoun", _unresolved),
            (f"{ROOM}.speakers.SpeakerState._described", lambda state, mention: None),
        ),
    ),
    Part(
        "quotations without a source resolved",
        (
            (f"{ROOM}.speakers.SpeakerState.floating_quote", lambda state: NOBODY),
            (f"{ROOM}.walk.Walk._quote_speaker", lambda walk, block, sentence: NOBODY),
        ),
    ),
    Part("retold accounts", ((f"{ROOM}.walk.Walk._remember", _remember_no_account()),)),
    Part(
        "full names for surnames",
        ((f"{ROOM}.names.NameBook.full_name", lambda book, mention: None),),
    ),
    Part(
        "the witness of a text", ((f"{ROOM}.extract.find_witness", lambda document, blocks: None),)
    ),
    Part(
        "euphemisms of denial",
        ((f"{ROOM}.stance.denial_cue", lambda span, language, standing: None),),
    ),
    Part(
        "who answers for the harm",
        (
            (
                f"{ROOM}.standing.Sided.standing",
                lambda sided, speaker, language, before, *, seat: Standing(),
            ),
        ),
    ),
    Part(
        "types carried from the claim before",
        (
            (
                f"{ROOM}.assemble.Assembler._context_type",
                lambda own, block, speaker, types: types,
            ),
        ),
    ),
    Part(
        "the document's countries as context of places",
        ((f"{ROOM}.extract.document_context", lambda docs: Context()),),
    ),
    Part(
        "places of the attribution left out",
        ((f"{ROOM}.assemble._beside_content", lambda *given: frozenset()),),
    ),
    Part(
        "places of other events and of birth left out",
        (
            (f"{ROOM}.english.place_words._lies_below_another_verb", lambda token, span: False),
            (f"{ROOM}.english.place_words._is_biography", lambda token: False),
            (f"{ROOM}.slavic.place_words._is_biography", lambda token, language: False),
        ),
    ),
    Part(
        "dates that lean on another event",
        ((f"{ROOM}.moments._from_anchor", lambda *given: None),),
    ),
    Part(
        "tense decides past or future",
        (("habeas.language.dates.find.turned_ahead", lambda text, item, *given: item),),
    ),
    Part("slovnet, navec and razdel", packages=("slovnet",), languages=("ru",)),
    Part("Russian dictionary (and slovnet)", packages=("pymorphy3_dicts_ru",), languages=("ru",)),
    Part("Ukrainian dictionary", packages=("pymorphy3_dicts_uk",), languages=("uk",)),
)


def figures(languages: Sequence[str] = LANGUAGES) -> Figures:
    """Scores as the extraction now is."""
    return {
        language: (pooled(_in(TUNED, language)), pooled(_in(HELD, language)))
        for language in languages
    }


def _in(groups: Sequence[str], language: str) -> list[str]:
    return [group for group in groups if (group.partition("_")[2] or "en") == language]


def without(part: Part) -> Figures:
    """Scores without one part; raises AttributeError where a stand-in has nothing to replace."""
    if part.packages:
        wanted = [*part.languages, "--without", *part.packages]
        command = [sys.executable, __file__, *wanted]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return {
            language: (_scores(tuned), _scores(held))
            for language, (tuned, held) in json.loads(answer).items()
        }
    with ExitStack() as stack:
        for target, stand_in in part.patches:
            stack.enter_context(patch(target, stand_in))
        return figures(part.languages)


def _scores(counts: dict[str, list[int]]) -> Scores:
    return {name: Count(*count) for name, count in counts.items()}


def _plain(scores: Scores) -> dict[str, list[int]]:
    return {name: [c.right, c.predicted, c.annotated] for name, c in scores.items()}


def _change(whole: Scores, less: Scores, column: str) -> str:
    before, after = whole[column].score, less[column].score
    if before is None or after is None:
        return "–"
    points = round(100 * (after - before))
    return f"{points:+d}" if points else "·"


def parse_once() -> None:
    """Keep every parsed text, whatever is switched off after it."""
    for grammar in (EnglishGrammar, SlavicGrammar):
        _keep_parsed(grammar)


def _keep_parsed(grammar: Any) -> None:
    parse, kept = grammar.parse, {}

    def once(self: Any, texts: Iterable[str]) -> Iterator[Any]:
        given = tuple(texts)
        key = (self.language, given)
        if key not in kept:
            kept[key] = list(parse(self, given))
        return iter(kept[key])

    grammar.parse = once


def main() -> None:
    """Print the tables."""
    whole = figures()
    found = [(part, without(part)) for part in PARTS_OF_IT]
    for language in LANGUAGES:
        tuned, held = whole[language]
        print(f"\n{language}: change of the score in hundredths, tuned / held texts\n")
        print(head("without", list(COLUMNS)))
        scores = [f"{shown(tuned[c].score)} / {shown(held[c].score)}" for c in COLUMNS]
        print(row("*(nothing: the scores)*", scores))
        for part, less in found:
            if language not in less:
                continue
            cells = [
                f"{_change(tuned, less[language][0], c)} / {_change(held, less[language][1], c)}"
                for c in COLUMNS
            ]
            print(row(part.name, ["·" if cell == "· / ·" else cell for cell in cells]))


def leave_out(packages: Sequence[str], languages: Sequence[str]) -> None:
    """Make packages look absent, before anything has looked for them; print scores as JSON."""
    for package in packages:
        sys.modules[package] = None  # type: ignore[assignment] # how Python marks an absent one
    found = figures(languages)
    json.dump(
        {name: [_plain(scores) for scores in both] for name, both in found.items()}, sys.stdout
    )


if __name__ == "__main__":
    parse_once()
    if "--without" in sys.argv:
        cut = sys.argv.index("--without")
        leave_out(sys.argv[cut + 1 :], sys.argv[1:cut])
    else:
        main()
