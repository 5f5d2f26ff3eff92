"""What the rooms below say in English, said in the reader's language.

The ledger, the logs and the command line speak one language. `locale/rooms.*.po` holds the
sentences of the rooms as messages with named places (gathered by `tools/refresh_messages.py`). A
sentence is found again by the words between its places; what stands in them is told in turn where
it is known, and carried over where it is a name. A place may choose a form by its number:
`%(count|рядок|рядки|рядків)s`. What no message fits stays as it is, marked as English: a wrong
sentence would be worse than a foreign one.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from html import unescape
from itertools import chain

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from habeas.web.room_message import PLACE, RoomMessage, room_message
from habeas.web.speech import Speech, catalogue_file
from habeas.web.vocabulary import WORDS, term

# No sentence of the rooms is longer; longer words come from a source.
_LONGEST = 2_000
_DEEPEST = 5
_MOST_CLAUSES = 12
_KEPT = 20_000
# So many signs at their beginning, or end, find the messages that words may be.
_SHELVED = 2
_CLAUSES = re.compile(r"(?<=[.;:,—]) (?=\S)")
_MARKS = ";:,— "
_IN_BRACKETS = re.compile(r"(.+) \(([^()]+)\)")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"-?\d*\.\d+%?")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)? ?%?")
_NUMBER = re.compile(r"-?\d[\d,]*")
_KINDS = ("one", "few", "many", "other")
_ENGLISH = re.compile(r"(?<!\S)[a-z]{3,}[,.;:]?(?!\S)")
_PICTURED = re.compile(r"<(text|title|desc)([^<>]*)>([^<>]+)<")
# Words that make a sentence; a name has hardly any of them.
_SENTENCE_WORDS = frozenset(
    "the is are was were be been it its them they this these that which who whom there not no "
    "nobody cannot can may might would could has have had if than then as so to from until".split()
)
# Places for numbers alone.
_NUMBERS = frozenset({"count", "number"})
# Places for the words of another program.
_FOREIGN = frozenset({"strerror", "error", "original"})


class Retelling:
    """The sentences of the rooms in one language."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._whole: dict[str, str] = {}
        messages: list[RoomMessage] = []
        with catalogue_file(f"rooms.{speech.language}").open("rb") as file:
            for message in read_po(file, locale=speech.language):
                said, told = message.id, str(message.string)
                if not isinstance(said, str) or not said or not told:
                    continue
                if PLACE.search(said):
                    messages.append(room_message(said, told))
                else:
                    self._whole[said] = told
        self._shelves: dict[tuple[str, str], list[tuple[int, RoomMessage]]] = {}
        messages.sort(key=lambda each: -each.letters)
        for rank, each in enumerate(messages):
            self._shelves.setdefault(_shelf(each), []).append((rank, each))
        self.retold = lru_cache(_KEPT)(self._retold)

    def messages(self, words: str) -> list[RoomMessage]:
        """The messages that these words may be, those that say most first."""
        shelves = (words[:_SHELVED], ""), ("", words[-_SHELVED:]), ("", "")
        return [message for _, message in sorted(chain(*map(self._on, shelves)))]

    def _on(self, shelf: tuple[str, str]) -> list[tuple[int, RoomMessage]]:
        return self._shelves.get(shelf, [])

    def _retold(self, words: str) -> Markup:
        """The words for a page; what is not known stays English and is marked so."""
        if not words.strip() or len(words) > _LONGEST:
            return _left(words)
        return _Telling(self).retold(words)

    def as_a_whole(self, words: str) -> str | None:
        """A sentence without places, whatever its first letter and with or without its stop."""
        bare = words.rstrip(".")
        capital = bare[:1].upper() + bare[1:]
        for form in (words, bare, bare + ".", capital, capital + "."):
            if form in self._whole:
                told = self._whole[form].rstrip(".")
                if words[:1].islower() and form[:1].isupper():
                    told = told[:1].lower() + told[1:]
                return told + "." * (words[-1:] == ".")
        for code in (words, words.replace(" ", "_")):
            if code in WORDS:
                return term(self._speech, code)
        said = self._speech.words.gettext(words)
        return said if said != words else None

    def written(self, value: str) -> Markup | None:
        """A number or a day as this language writes it."""
        if _THOUSANDS.fullmatch(value):
            return escape(self._speech.number(int(value.replace(",", ""))))
        if _DECIMAL.fullmatch(value):
            return escape(value.replace(".", ","))
        if _PLAIN_NUMBER.fullmatch(value):
            return escape(value)
        try:
            return escape(self._speech.day(date.fromisoformat(value)))
        except ValueError:
            return None

    def filled(
        self, message: str, values: dict[str, str], told: dict[str, Markup | None]
    ) -> Markup:
        """A message with its places filled by what is `told`, else by the `values` themselves."""
        found, at = Markup(), 0
        for place in PLACE.finditer(message):
            name, forms = place[1], place[2].split("|")[1:]
            found += escape(message[at : place.start()])
            if forms:
                found += escape(self._form(values[name], forms))
            else:
                value = told[name]
                found += " " * values[name].startswith(" ")
                found += _carried(name, values[name].strip()) if value is None else value
            at = place.end()
        return found + escape(message[at:])

    def _form(self, value: str, forms: list[str]) -> str:
        """The form that a number asks for: one, few, many."""
        number = int(value.replace(",", "")) if _NUMBER.fullmatch(value) else 0
        kind = self._speech.locale.plural_form(number)
        return forms[min(_KINDS.index(kind), len(forms) - 1)]


class _Telling:
    """One telling. What was found of some words is kept: clauses overlap, and are asked for again
    at each place that they might stand in, which would take exponential time.
    """

    def __init__(self, book: Retelling) -> None:
        self._book = book
        self._known: dict[tuple[str, int], Markup | None] = {}

    def retold(self, words: str) -> Markup:
        """The words for a page; what is not known stays English and is marked so."""
        told = self._told(words, 0)
        if told is not None:
            return told
        return Markup(" ").join(clause or _left(piece) for piece, clause in self._clauses(words, 0))

    def _told(self, words: str, depth: int) -> Markup | None:
        """The words in this language, or None."""
        if depth > _DEEPEST:
            return None
        key = words, depth
        if key not in self._known:
            self._known[key] = self._told_anew(words, depth)
        return self._known[key]

    def _told_anew(self, words: str, depth: int) -> Markup | None:
        whole = self._book.as_a_whole(words)
        if whole is not None:
            return escape(whole)
        for message in self._book.messages(words):
            told = self._by_message(message, words, depth)
            if told is not None:
                return told
        bracketed = _IN_BRACKETS.fullmatch(words)
        if bracketed:
            before, within = (
                self._told(part, depth + 1) or self._book.written(part)
                for part in bracketed.groups()
            )
            if before is not None and within is not None:
                return Markup("{} ({})").format(before, within)
        return None

    def _by_message(self, message: RoomMessage, words: str, depth: int) -> Markup | None:
        values = message.values(words)
        if values is None:
            return None
        told = {name: self._value(value.strip(), depth + 1) for name, value in values.items()}
        for name, value in values.items():
            if name in _NUMBERS and not _NUMBER.fullmatch(value):
                return None
            if told[name] is None and name not in _FOREIGN and _is_prose(value):
                return None
        # So few words fit much by chance; a name of figures or capitals is hardly chance.
        by_chance = any(map(_ENGLISH.search, values.values()))
        if not message.says_much and by_chance and all(value is None for value in told.values()):
            return None
        return self._book.filled(message.told, values, told)

    def _value(self, value: str, depth: int) -> Markup | None:
        """What stands in a place, where it is known: words of the rooms, a number, a day."""
        if not value:
            return Markup()
        told = self._told(value, depth) or self._book.written(value)
        if told is not None or depth >= _DEEPEST:
            return told
        clauses = [clause for _, clause in self._clauses(value, depth)]
        known = [clause for clause in clauses if clause is not None]
        return Markup(" ").join(known) if len(known) == len(clauses) else None

    def _clauses(self, words: str, depth: int) -> list[tuple[str, Markup | None]]:
        """The words in clauses, the longest that are known, each as it is told or None."""
        pieces = _CLAUSES.split(words)
        found = []
        while pieces:
            for many in range(min(len(pieces), _MOST_CLAUSES), 0, -1):
                clause = " ".join(pieces[:many])
                told = self._clause(clause, depth + 1) if clause != words else None
                if told is not None:
                    break
            found.append((clause, told))
            pieces = pieces[many:]
        return found

    def _clause(self, words: str, depth: int) -> Markup | None:
        told = self._told(words, depth)
        if told is not None:
            return told
        body = words.rstrip(_MARKS)
        told = self._told(body, depth) if body != words else None
        return None if told is None else told + words[len(body) :]


@cache
def retelling(speech: Speech) -> Retelling | None:
    """The sentences in this language; None for English, in which they were made."""
    return None if speech.language == "en" else Retelling(speech)


def retold(speech: Speech, words: object) -> Markup:
    """Words of the rooms for a page in this language."""
    told = retelling(speech)
    return escape(words) if told is None else told.retold(str(words))


def retold_picture(speech: Speech, picture: Markup) -> Markup:
    """A picture of our own drawing with its words told; what is not known is marked as English."""
    told = retelling(speech)
    if told is None:
        return picture

    def written(words: re.Match[str]) -> str:
        tag, attributes, said = words.groups()
        known = told.retold(unescape(said))
        if 'lang="en"' in known or (tag == "desc" and _ENGLISH.search(known.striptags())):
            return f'<{tag}{attributes} lang="en">{said}<'
        return f"<{tag}{attributes}>{escape(known.striptags())}<"

    return Markup(_PICTURED.sub(written, picture))  # noqa: S704 - our own mark-up, words escaped


def _shelf(message: RoomMessage) -> tuple[str, str]:
    """By what a message is looked for: how it begins, else how it ends, else by nothing."""
    first, last = message.literals[0], message.literals[-1]
    if len(first) >= _SHELVED:
        return first[:_SHELVED], ""
    return ("", last[-_SHELVED:]) if len(last) >= _SHELVED else ("", "")


def _is_prose(words: str) -> bool:
    """Whether these words make a sentence or several, or open a bracket without closing it."""
    cut = words.count("(") != words.count(")") or "; " in words or ". " in words
    return cut or not _SENTENCE_WORDS.isdisjoint(words.split())


def _carried(name: str, value: str) -> Markup:
    """A value that is the same in every language: a name, or another program's words."""
    if name in _FOREIGN:
        return Markup('<span lang="en">{}</span>').format(value)
    if len(value) > 2 and value[0] == value[-1] == "'":
        names = value[1:-1].split("', '")
        return Markup(", ").join(Markup("«<bdi>{}</bdi>»").format(name) for name in names)
    return Markup("<bdi>{}</bdi>").format(value)


def _left(words: str) -> Markup:
    """Words that no message fits: as they are, and marked where they are English."""
    if _ENGLISH.search(words):
        return Markup('<span lang="en">{}</span>').format(words)
    return escape(words)
