"""Reading one document without a case: bytes in, a document and its claims out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from habeas.model import Claim, Document, UnreadableSource
from habeas.pipeline.description import Description
from habeas.pipeline.questions import Question
from habeas.pipeline.readers import Readers
from habeas.pipeline.settings import ImportSettings


def read_one(
    content: bytes,
    *,
    name: str,
    description: Description | None = None,
    settings: ImportSettings | None = None,
    before_unsafe: Callable[[str], None] | None = None,
) -> tuple[Document, tuple[Claim, ...]]:
    """Read one document in a process of its own, under the limits of an import.

    `before_unsafe` is called with the reason before it is read without isolation, which only
    `settings.unsafe_parse` allows; else IsolationMissing is raised where there is none.
    Raises UnreadableSource with the reason when there is no text in it, when it breaks a limit,
    or when the reading process hangs or dies.
    """
    settings = settings or ImportSettings(processes=1)
    description = description or Description()
    if len(content) > settings.largest_read:
        raise UnreadableSource(
            f"larger than {settings.largest_read:,} bytes", where=name, remedy="split it"
        )
    with Readers(settings, before_unsafe=before_unsafe) as readers:
        sha256 = hashlib.sha256(content).hexdigest()
        question = Question(
            sha256,
            name,
            content,
            description.outlet,
            description.published,
            media_type=readers.identify(content, name),
        )
        answer = readers.read(question).result()
    if answer.document is None:
        raise UnreadableSource(answer.problem or "it could not be read", where=name)
    if answer.claims_problem is not None:
        raise UnreadableSource(answer.claims_problem, where=name)
    return answer.document, answer.claims
