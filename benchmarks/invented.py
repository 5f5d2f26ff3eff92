"""Reports for measuring: of any number and length, all invented, the same every time."""

from __future__ import annotations

import random

_PEOPLE = ["Taras Velmin", "Olha Korsak", "Ihor Samets", "Nadia Prokopiv", "Petro Dovhal"]
_PLACES = ["Chernihiv", "Izium", "Kherson", "Kharkiv", "Melitopol", "Taganrog"]
_OUTLETS = ["the Lower Orrin Herald", "the Danube Courier", "Open Register"]
_SENTENCES = [
    "Guards at the colony near {place} beat {person} for {days} days, his sister told {outlet}.",
    '"Nobody asked our names, and nobody wrote them down," {person} said.',
    "In {month} {year}, {count} prisoners were transferred from {place} to another region.",
    "The regional prison service denied that anyone had been held in {place}.",
    "More than {count} people have died in custody since {month} {year}, a lawyer said.",
    "According to {outlet}, {person} was captured near {place} and has not been seen since.",
    "{person} was exchanged on {month} {days}, {year}, after {count} days without contact.",
    "Investigators exhumed {count} bodies at a burial site in {place} in {month}.",
    "The ministry said that its obligations had been met, and gave no further details.",
    "Families in {place} had written at least {count} letters, none of which was answered.",
]
_MONTHS = ["January", "March", "May", "July", "September", "November"]


def report(number: int, words: int) -> str:
    """Report number `number`, of about so many words, in paragraphs of four sentences."""
    chance = random.Random(number)  # noqa: S311 - invented texts, no secrets
    sentences: list[str] = []
    length = 0
    while length < words:
        sentence = chance.choice(_SENTENCES).format(
            person=chance.choice(_PEOPLE),
            place=chance.choice(_PLACES),
            outlet=chance.choice(_OUTLETS),
            month=chance.choice(_MONTHS),
            year=chance.randint(2021, 2025),
            days=chance.randint(2, 28),
            count=chance.randint(3, 400),
        )
        sentences.append(sentence)
        length += len(sentence.split())
    paragraphs = [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
    return f"Report number {number}\n\n" + "\n\n".join(paragraphs) + "\n"
