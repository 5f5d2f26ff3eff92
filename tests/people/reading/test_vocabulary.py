"""What cells say in words."""

from __future__ import annotations

import pytest

from habeas.people import EventKind
from habeas.people.reading.vocabulary import event_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("captured", "captured"), ("Taken prisoner", "captured"), ("POW", "captured"),
        ("полон", "captured"), ("взятий у полон", "captured"), ("в плену", "captured"),
        ("задержан", "captured"), ("затриманий", "captured"), ("gefangen genommen", "captured"),
        ("seen", "seen"), ("бачили живим", "seen"), ("содержится в СИЗО", "seen"),
        ("переведено до колонії", "transferred"), ("этапирован", "transferred"),
        ("sentenced", "sentenced"), ("вирок суду", "sentenced"), ("осуждён", "sentenced"),
        ("released", "released"), ("Звільнений", "released"), ("звільнений з полону", "released"),
        ("освобождён из плена", "released"), ("вызвалены", "released"), ("zwolniony", "released"),
        ("exchanged", "exchanged"), ("обмен", "exchanged"), ("обмін", "exchanged"),
        ("звільнений за обміном", "exchanged"), ("released in an exchange", "exchanged"),
        ("died", "died"), ("помер", "died"), ("помер у полоні", "died"), ("загинула", "died"),
        ("умер", "died"), ("убит", "died"), ("тіло повернуто", "died"), ("памёр", "died"),
        ("released without charge", "released"), ("missing", "other"), ("зник безвісти", "other"),
        ("пропал без вести", "other"),
    ],
)  # fmt: skip
def test_a_word_for_what_happened_is_known(text: str, kind: str) -> None:
    assert event_kind(text) is EventKind[kind.upper()]


@pytest.mark.parametrize(
    "text", ["не звільнений", "not released", "нет данных о смерти", "xyz", ""]
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert event_kind(text) is None
