"""Who tells a Russian or Ukrainian testimony, by the lines at its head and its foot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from habeas.claims.slavic.person_names import full_nominative

_LETTER = "А-ЯІЇЄҐЁ"
_NAME = rf"(?P<name>[{_LETTER}][\w’'ʼ-]*\.?(?:[ \t]+[{_LETTER}][\w’'ʼ-]*\.?){{0,3}})"
_END = r"(?=[ \t]*(?:[,.;:(\n—–]|$|[ \t][а-яіїєґё]))"
_ADJECTIVES = r"(?:[а-яіїєґё’'ʼ-]+[ \t]+){0,3}"
_LABELLED = re.compile(
    r"^[ \t]*(?i:свидетель(?:ница|ствует)?|рассказывает|рассказал[аи]?|рассказчи[кц]а?|опрошенн\w+"
    r"|потерпевш\w+|респондент\w*|показания дал[аи]?|заявитель(?:ница)?|герой|героиня|автор"
    r"|свідок|свідкиня|свідчить|розповідає|розповіла?|розповідач\w*|оповідач\w*|опитан\w+|потерпіл\w+"
    r"|заявни\w+|показання дала?|ім[’'ʼ]я|имя|говорит|каже)"
    rf"[ \t]*(?:\([^)\n]*\))?[ \t]*:[ \t]*{_ADJECTIVES}{_NAME}{_END}",
    re.MULTILINE,
)
_TOLD_BY = re.compile(
    r"(?i:\b(?:рассказ|свидетельств[оа]|показания|история|интервью|исповедь|воспоминания|монолог"
    r"|объяснение|заявление|свідчення|розповідь|історія|інтерв[’'ʼ]ю|спогади|показання|пояснення"
    r"|заява|протокол допроса|протокол допиту))[ \t]+(?:(?:с|со|з|із|зі)[ \t]+)?"
    rf"{_ADJECTIVES}{_NAME}{_END}"
)
_OWN_NAME = re.compile(
    rf"(?:^|[.!?«„—–][ \t]*)(?:Я,[ \t]+{_ADJECTIVES}|Меня зовут[ \t]+|Мене звати[ \t]+"
    rf"|Мене звуть[ \t]+|Моё имя[ \t—–]+|Моє ім[’'ʼ]я[ \t—–]+){_NAME}{_END}",
    re.MULTILINE,
)
_RECORDED_BY = re.compile(
    r"(?i:\b(?:записал[аи]?|записав|записала|беседовал[аи]?|спілкувал(?:а|и)ся|спілкувався"
    r"|розмовляла?|розмовляв|интервью(?:[ \t]+(?:взяла?|провела?|вела?))?|розмову вела?|розмову вів"
    rf"|опросила?|опитала|опитав))[ \t]*:?[ \t]+{_NAME}"
)


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """The witness in the nominative, and who wrote the words down."""

    name: str | None
    recorder: str | None


def witness_line(head: str, foot: str, language: str) -> WitnessLine:
    """Who tells, by the first blocks of a text; who recorded, by the first or the last."""
    found = next((m for p in (_LABELLED, _OWN_NAME, _TOLD_BY) if (m := p.search(head))), None)
    recorder = _RECORDED_BY.search(f"{head}\n{foot}")
    return WitnessLine(
        full_nominative(found.group("name"), language) if found else None,
        full_nominative(recorder.group("name"), language) if recorder else None,
    )
