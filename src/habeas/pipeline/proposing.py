"""`propose`: a person's own language model is asked about each document; its answers are kept.

An answer goes into the ledger as it came, before anybody reads it, because it cannot be had again.
Claims are derived from it in a reading process, as those of the rules are, and come out the same at
each rebuild. What was answered before is not asked again, so a run that broke off goes on.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from habeas.claims import EXTRACTOR, proposing
from habeas.model import AllowedHost, CaseLocked, Document, ModelAnswer, Source, model_origin
from habeas.pipeline.as_of import read_documents
from habeas.pipeline.derivation import question_about
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.readers import Readers
from habeas.pipeline.settings import ImportSettings
from habeas.pipeline.tally import Remark
from habeas.store import CaseStore

Telling = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class ProposeReport:
    """What a model was asked, and what of its answers stands in the documents.

    `asked` requests were sent and `known` had been answered before; `proposed` claims are this
    model's own, `agreed` claims of others it found as well; `refused` maps what was refused and why
    to how often; `problems` are documents whose answers could not be looked up.
    """

    documents: int
    asked: int
    known: int
    proposed: int
    agreed: int
    refused: tuple[tuple[str, int], ...] = ()
    problems: tuple[Remark, ...] = ()


def propose(
    store: CaseStore,
    url: str,
    model: str,
    *,
    allow_host: str | None = None,
    settings: proposing.ProposeSettings | None = None,
    pool: Readers | None = None,
    progress: Telling | None = None,
    clock: Clock = now,
) -> ProposeReport:
    """Ask a model about every document of a case that is open for writing.

    Texts leave this machine only for a host that `allow_host` names, now or earlier in this case;
    the word is kept in the ledger. `pool` is one of reading processes that runs already.
    Raises WrongUsage for an address or host that will not do, CaseLocked without the
    investigator's key, InputRefused while sources wait to be read, EndpointFailed when the model
    cannot be asked: what it answered before is kept.
    """
    if not store.can_sign:
        # Said before anything is sent: an answer that cannot be kept would be lost.
        raise CaseLocked(
            "the signing key is closed, and a model's answers go into the ledger",
            where=str(store.path),
            remedy="open the case for writing, with its passphrase",
        )
    settings = settings or proposing.ProposeSettings()
    allowed = {item.host for item in store.allowed_hosts()}
    named = {allow_host.lower()} if allow_host else set()
    endpoint = proposing.Endpoint(url, model, allowed_hosts=allowed | named, settings=settings)
    documents = [(source, document) for source, document in read_documents(store) if document]
    if not endpoint.is_local and endpoint.host not in allowed:
        store.allow_host(AllowedHost(endpoint.host, store.investigator, clock()))
    run = _Run(store, endpoint, settings, clock)
    with nullcontext(pool) if pool else Readers(ImportSettings(processes=1)) as readers:
        for number, (source, document) in enumerate(documents, 1):
            try:
                run.ask(source, document)
            finally:
                run.derive(source, document, readers)
            if progress:
                progress(source.name, number / len(documents))
    return run.report(len(documents))


class _Run:
    """One run over a case, and its counts."""

    def __init__(
        self,
        store: CaseStore,
        endpoint: proposing.Endpoint,
        settings: proposing.ProposeSettings,
        clock: Clock,
    ) -> None:
        self._store = store
        self._endpoint = endpoint
        self._settings = settings
        self._clock = clock
        self._origin = model_origin(endpoint.model, proposing.prompt_hash())
        self._asked = self._known = self._proposed = self._agreed = 0
        self._refused: Counter[str] = Counter()
        self._problems: list[Remark] = []

    def ask(self, source: Source, document: Document) -> None:
        """Ask about each part of a document that was not answered yet, and keep what comes."""
        answered = {item.request for item in self._store.model_answers(source=source.sha256)}
        for part, body, digest in self._requests(document):
            if digest in answered:
                self._known += 1
                continue
            response = self._endpoint.ask(body)
            self._store.append_model_answer(
                ModelAnswer(
                    source=source.sha256,
                    text=proposing.text_hash(document),
                    passages=part.passages,
                    model=self._endpoint.model,
                    prompt=proposing.prompt_hash(),
                    request=digest,
                    host=self._endpoint.host,
                    response=base64.b64encode(response).decode("ascii"),
                    author=self._store.investigator,
                    made_at=self._clock(),
                )
            )
            self._asked += 1

    def derive(self, source: Source, document: Document, readers: Readers) -> None:
        """Make the claims of a document again, with all that models answered about it."""
        question = question_about(self._store, source, document)
        if not question.answers:
            return
        answer = readers.read(question).result()
        if answer.claims_problem is not None:
            self._problems.append(Remark(source.name, answer.claims_problem))
            return
        self._store.put_claims(source.sha256, answer.claims, extractor=EXTRACTOR)
        refusals = [item for item in answer.refusals if item.origin == self._origin]
        self._refused.update(f"{item.what}: {item.why}" for item in refusals)
        self._proposed += sum(claim.origin == self._origin for claim in answer.claims)
        self._agreed += sum(proposing.agrees(self._origin, claim) for claim in answer.claims)

    def report(self, documents: int) -> ProposeReport:
        """The counts of the run."""
        return ProposeReport(
            documents,
            self._asked,
            self._known,
            self._proposed,
            self._agreed,
            tuple(sorted(self._refused.items(), key=lambda item: (-item[1], item[0]))),
            tuple(self._problems),
        )

    def _requests(self, document: Document) -> Iterator[tuple[proposing.Part, bytes, str]]:
        for part in proposing.parts(document, self._settings):
            body = proposing.request_body(document, part, self._endpoint.model, self._settings)
            yield part, body, hashlib.sha256(body).hexdigest()
