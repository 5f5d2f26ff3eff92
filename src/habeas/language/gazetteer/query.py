"""Reading a printed name: what the words around it say, and what is left to look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.language.scripts import fold
from habeas.language.table import rows

_LEADING = ("the ",)
_JOINING = ("of ",)


@dataclass(frozen=True, slots=True)
class Query:
    """`core` is the folded name to look up; `kind` is what its words say it is, if anything.

    `hints` are the parts after commas ("Clearwater, Florida"): each says where the first lies.
    """

    core: str
    kind: str | None = None
    hints: tuple[str, ...] = ()


def index_key(name: str) -> str:
    """The form under which the index keeps a name: folded, no full stop at either end."""
    return fold(name).strip(" .")


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in rows("place_words.tsv")}


def whole(name: str) -> Query:
    """The name as printed, less articles and possessives, with its hints split off."""
    core, *hints = (part.strip() for part in name.replace("(", ",").replace(")", "").split(","))
    return Query(_bare(fold(core)), None, tuple(hint for hint in hints if hint))


def stripped(query: Query) -> Query | None:
    """The same query without the words that say what it is; None if there are none to take off."""
    core, kind = query.core, query.kind
    while True:
        shorter, said = _without_one_word(core)
        if not shorter or said is None:
            break
        core = shorter
        kind = kind or (said if said != "part" else None)
    return None if core == query.core else Query(core, kind, query.hints)


def _bare(folded: str) -> str:
    for article in _LEADING:
        folded = folded.removeprefix(article)
    return index_key(folded.removesuffix("'s").removesuffix("'"))


def _without_one_word(core: str) -> tuple[str, str | None]:
    words = core.split()
    for size in (2, 1):
        first, rest = " ".join(words[:size]), words[size:]
        if rest and first in _words():
            return " ".join(rest).removeprefix("of "), _words()[first]
        last, rest = " ".join(words[-size:]), words[:-size]
        if rest and last in _words():
            return " ".join(rest), _words()[last]
    return core, None
