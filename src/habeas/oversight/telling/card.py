"""A door on one card: who may use it, what it needs, what bars it, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from habeas.oversight.door import Door, DoorKind, shipped_doors
from habeas.oversight.forms import Form, forms
from habeas.oversight.requirements import Need
from habeas.oversight.requirements.within_limit import Limit, limits
from habeas.oversight.tables import AS_OF
from habeas.oversight.telling.form_wording import (
    field_label,
    form_gates,
    form_limits,
    form_name,
    form_sent_to,
)
from habeas.oversight.telling.messages import sentence, word_for
from habeas.oversight.telling.wording import door_name

# Doors behind which a matter is examined, so that it can count as another procedure.
_EXAMINES = frozenset({DoorKind.COMPLAINT, DoorKind.URGENT})


@dataclass(frozen=True, slots=True)
class DoorCard:
    """What to know of a door before any case; every text is in `language`.

    `conflicts` are the other procedures that bar this one, or that this one bars.
    """

    door: str
    language: str
    name: str
    body: str
    kind: str
    who: str
    languages: tuple[str, ...]
    needs: tuple[str, ...]
    limits: tuple[str, ...]
    conflicts: tuple[str, ...]
    worth: str
    form: Form | None
    notice: str

    def lines(self) -> tuple[str, ...]:
        """The card as lines of text, one heading after another."""
        return (*_lines(self), "", self.notice)


def door_card(
    door: Door, language: str = "en", doors: Iterable[Door] | None = None, *, strict: bool = False
) -> DoorCard:
    """The card of a door among the others (by default those that the room comes with).

    With `strict`, a text that the catalogues lack raises KeyError.
    """
    others = tuple(shipped_doors() if doors is None else doors)
    needs = tuple(_all_needs(door.needs))
    bounds = [need.values["limit"] for need in needs if need.test == "within"]
    return DoorCard(
        door=door.id,
        language=language,
        name=door_name(door.id, language),
        body=word_for("body", door.body, language),
        kind=word_for("kind", door.kind.value, language),
        who=sentence(door.who, {}, language, strict=strict) if door.who else "",
        languages=tuple(word_for("language", code, language) for code in door.languages),
        needs=tuple(_needed(door.needs, language, strict)),
        limits=tuple(
            _limit_text(limit, language, strict) for name in bounds for limit in limits()[name]
        ),
        conflicts=(
            *_bars(needs, language, strict),
            *_barred_by(door, others, language, strict),
        ),
        worth=_worth(door, language, strict),
        form=forms().get(door.form),
        notice=sentence("notice", {"as_of": str(AS_OF)}, language, strict=strict),
    )


def _worth(door: Door, language: str, strict: bool) -> str:
    if not door.enforces:
        return ""
    return sentence(f"enforcement.{door.enforces}", {"body": door.body}, language, strict=strict)


def _all_needs(needs: Iterable[Need]) -> Iterator[Need]:
    for need in needs:
        if not need.any_of:
            yield need
        for way in need.any_of:
            yield from _all_needs(way)


def _needed(needs: Iterable[Need], language: str, strict: bool) -> Iterator[str]:
    """What is needed, without time limits and other procedures: they have their own place."""
    for need in needs:
        if need.any_of:
            yield sentence("need.any", {}, language, strict=strict)
            for way in need.any_of:
                yield "– " + " ".join(_needed(way, language, strict))
        elif need.test not in {"within", "not_elsewhere"}:
            yield _need_text(need, language, strict)


def _need_text(need: Need, language: str, strict: bool) -> str:
    values = {
        "treaty": need.treaty,
        "article": need.article,
        "effect": need.effect,
        "count": str(need.values.get("for_months", "")),
        "wanted": ", ".join(need.values.get("status", ())),
        "bodies": ", ".join(need.values.get("bodies", ())),
        "kind": str(need.values.get("kind", "")),
    }
    key = f"need.{need.test}"
    if need.test == "case_fact":
        key = need.values.get("key", need.values["fact"])
    elif values["count"]:
        key = "need.bound_for"
    text = sentence(key, values, language, strict=strict)
    if need.of == Need(need.layer).of:
        return text
    return f"{text} {sentence('need.of', {'role': need.of}, language, strict=strict)}"


def _limit_text(limit: Limit, language: str, strict: bool) -> str:
    span = " ".join(
        sentence(f"card.{unit}", {"count": str(count)}, language, strict=strict)
        for unit, count in (("months", limit.term.months), ("days", limit.term.days))
        if count
    )
    values = {
        "span": span,
        "clock": ", ".join(limit.clocks),
        "hardness": limit.hardness.value,
        "article": limit.article,
    }
    text = sentence("card.limit", values, language, strict=strict)
    for name, day in (("since", limit.since), ("until", limit.until)):
        if day is not None:
            text += "; " + sentence(f"card.{name}", {name: str(day)}, language, strict=strict)
    return text


def _bars(needs: Iterable[Need], language: str, strict: bool) -> Iterator[str]:
    for need in needs:
        if need.test != "not_elsewhere":
            continue
        bodies = {"bodies": ", ".join(need.values["counts"])}
        yield sentence(f"bars.{need.values['bars']}", bodies, language, strict=strict)
        widened = need.values.get("past_bars_if")
        if widened is not None:
            yield sentence("bars.widened", widened, language, strict=strict)


def _barred_by(door: Door, others: Iterable[Door], language: str, strict: bool) -> Iterator[str]:
    """The doors that a matter brought here shuts."""
    if door.kind not in _EXAMINES:
        return
    for other in others:
        for need in _all_needs(other.needs):
            if need.test == "not_elsewhere" and door.body in need.values["counts"]:
                key = f"barred_at.{need.values['bars']}"
                yield sentence(key, {"door": other.id}, language, strict=strict)


def _lines(card: DoorCard) -> Iterator[str]:
    def heading(key: str) -> str:
        return word_for("heading", key, card.language)

    def section(key: str, texts: Iterable[str], none: str = "") -> Iterator[str]:
        shown = tuple(texts) or ((word_for("card", none, card.language),) if none else ())
        if shown:
            yield f"{heading(key)}:"
            yield from (f"  • {text}" for text in shown)

    yield f"{card.name} ({card.door})"
    yield sentence("heading.body", {"body": card.body}, card.language)
    yield f"{heading('kind')}: {card.kind}"
    yield f"{heading('who')}: {card.who}"
    yield f"{heading('languages')}: {', '.join(card.languages)}"
    yield from section("needs", card.needs)
    yield from section("limits", card.limits, "no_limit")
    yield from section("conflicts", card.conflicts, "no_conflict")
    if card.worth:
        yield f"{heading('worth')}: {card.worth}"
    if card.form is None:
        yield f"{heading('form')}: {word_for('card', 'no_form', card.language)}"
        return
    yield f"{heading('form')}: {form_name(card.form, card.language)}"
    spoken = [word_for("language", code, card.language) for code in card.form.languages]
    yield f"{heading('form_languages')}: {', '.join(spoken)}"
    yield f"{heading('form_limits')}: {form_limits(card.form, card.language)}"
    yield f"{heading('sent_to')}: {form_sent_to(card.form, card.language)}"
    yield from section("gates", form_gates(card.form, card.language))
    asked = (
        f"{field_label(card.form, field, card.language)} "
        f"[{word_for('field_need', field.need.value, card.language)}]"
        for field in card.form.fields
    )
    yield from section("fields", asked)
