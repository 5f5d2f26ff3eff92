"""Which part each stretch of a page plays: the rules, one after another.

Each rule sees all parts in order and decides those it is sure of; what no rule decides is a
paragraph. The order matters:

- page noise by its own words, so that no later rule meets it;
- rows of tables;
- captions with a credit, and picture texts printed twice;
- bylines and datelines, which bound the top of the page;
- rubric, title and deck;
- pull quotes, which must not be taken for heads;
- section heads and lists; captions without a credit;
- short lines below the page's own notices.
"""

from __future__ import annotations

from collections.abc import Callable

from habeas.model import BlockKind
from habeas.sources.page.bylines import mark_bylines
from habeas.sources.page.credits import mark_captions, mark_repeated_captions
from habeas.sources.page.front import mark_front
from habeas.sources.page.heads import mark_heads
from habeas.sources.page.noise import mark_noise, mark_tail
from habeas.sources.page.part import Part
from habeas.sources.page.pull_quotes import mark_pull_quotes
from habeas.sources.page.rows import mark_rows
from habeas.sources.page.scenes import mark_scenes

Rule = Callable[[list[Part]], list[Part]]

_PLAIN_TEXT: tuple[Rule, ...] = (
    mark_noise,
    mark_rows,
    mark_captions,
    mark_repeated_captions,
    mark_bylines,
    mark_front,
    mark_pull_quotes,
    mark_tail,
    mark_heads,
    mark_scenes,
)
_MARKED_UP: tuple[Rule, ...] = (
    mark_noise,
    mark_captions,
    mark_bylines,
    mark_repeated_captions,
    mark_pull_quotes,
    mark_tail,
)


def classify(parts: list[Part], *, marked_up: bool = False) -> list[Part]:
    """The same stretches, each with a kind; a caption with its credit becomes two parts.

    `marked_up`: the format itself says what is a title or a head (HTML, styled documents), so
    that only the rules which such mark-up leaves open are asked.
    """
    for rule in _MARKED_UP if marked_up else _PLAIN_TEXT:
        parts = rule(parts)
    return [
        part.decided(BlockKind.PARAGRAPH, part.reason or "running text") if part.open else part
        for part in parts
    ]
