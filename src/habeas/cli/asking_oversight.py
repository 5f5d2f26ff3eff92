"""`habeas oversight ask|doors`: the words of a question in, the answers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.json_line import json_line
from habeas.model import InputRefused, WrongUsage, printable

if TYPE_CHECKING:
    from habeas.oversight import Reply, World


@dataclass(frozen=True, slots=True)
class Words:
    """A question as it was typed."""

    state: list[str]
    place: str
    act: list[str] | None
    step: list[str] | None
    known: str | None
    victim: str
    suspect: str
    complainant: str
    matter: str
    fact: list[str] | None
    received: list[str] | None


def answer_question(
    words: Words,
    *,
    body: str,
    treaty: str,
    derogate: str,
    rows: Path | None,
    control: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Print one reply: the verdict, its layers, what is unknown and what it depends on."""
    if derogate:
        from habeas.cli.oversight_timeline import show_derogation

        show_derogation(
            words.state, derogate, words.step, words.known, language=language, as_json=as_json
        )
        return
    world = world_of(words, rows, control)
    reply = _asked(world, words, body=body, treaty=treaty)
    if as_json:
        print(json_line(_reply_dict(reply, words)))
        return
    from habeas.oversight import listing, wording

    if len(reply.answers) != 1:
        print_lines(listing.listing_text(reply.answers, reply.world, language))
    for answer in reply.answers if body or treaty else ():
        print_lines(wording.answer_text(answer, reply.world, language))


def list_doors(
    words: Words, *, rows: Path | None, control: Path | None, language: str, as_json: bool
) -> None:
    """Print every door in one line each, the open ones first."""
    reply = _asked(world_of(words, rows, control), words)
    if as_json:
        print(json_line(_reply_dict(reply, words)))
        return
    from habeas.oversight import listing

    print_lines(listing.listing_text(reply.answers, reply.world, language))


def world_of(words: Words, rows: Path | None, control: Path | None) -> World:
    """The shipped world with the user's own rows, table of control and supposed receipts."""
    from habeas import oversight

    world = oversight.shipped_world()
    if rows is not None:
        world = world.with_actions(oversight.read_actions(content_of(rows), name=rows.name))
    if control is not None:
        own = oversight.read_control(content_of(control), name=control.name)
        world = replace(world, control=own)
    for name, date in _pairs(words.received or [], "--received"):
        treaty = oversight.find_treaty(world, name).id
        received = oversight.when(date, "received")
        if received is not None:
            for state in map(oversight.find_state, words.state):
                world = oversight.with_notice(world, state, treaty, received)
    return world


def _asked(world: World, words: Words, **about: str) -> Reply:
    from habeas import oversight

    return oversight.ask(
        state=words.state,
        place=words.place,
        act=words.act or None,
        step=words.step or None,
        known=words.known,
        victim=words.victim,
        suspect=words.suspect,
        complainant=words.complainant,
        matter=words.matter,
        facts=dict(_pairs(words.fact or [], "--fact")),
        world=world,
        **about,
    )


def _reply_dict(reply: Reply, words: Words) -> dict[str, Any]:
    """The answer that decides, what all of them leave open, and beside it every answer."""
    from habeas.oversight import as_json

    every = [as_json.answer_dict(answer, reply.world) for answer in reply.answers]
    telling = [entry for entry in every if entry["verdict"] == reply.verdict.value] or every
    asked = {
        "state": words.state or None,
        "place": words.place or None,
        "act": words.act,
        "step": words.step,
        "known": words.known,
        "victim": words.victim or None,
    }
    found: dict[str, Any] = {**(telling[0] if telling else {}), "verdict": reply.verdict.value}
    if len(every) > 1:
        found |= {name: _united(every, name) for name in ("unknown", "conditions", "rules", "rows")}
    return {**found, "question": asked, "answers": every}


def _united(every: Sequence[dict[str, Any]], name: str) -> list[Any]:
    """What several answers list under one name, each thing once."""
    found: list[Any] = []
    for entry in every:
        found += [item for item in entry[name] if item not in found]
    return found


def print_lines(text: str) -> None:
    """Print text whose parts may come from a user's file, harmless to a terminal."""
    for line in text.strip("\n").split("\n"):
        print(printable(line))


def _pairs(words: Sequence[str], option: str) -> list[tuple[str, str]]:
    pairs = [tuple(part.strip() for part in word.partition("=")) for word in words]
    for word, (name, equals, value) in zip(words, pairs, strict=True):
        if not (name and equals and value):
            raise WrongUsage(f"{option} {word!r} is no pair", remedy=f"write {option} NAME=VALUE")
    return [(name, value) for name, _, value in pairs]


def content_of(path: Path) -> bytes:
    """The bytes of a file that the user named. Raises InputRefused."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"cannot be read ({error.strerror})", where=str(path), remedy="name a readable file"
        ) from error
