"""Preparing a dossier: computed and rendered in the background, held in memory alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas import __version__
from habeas.model import Confidentiality, WrongUsage
from habeas.reports import (
    DossierOrder,
    PreparedDossier,
    Redactions,
    check_format,
    data_export,
    data_suffix,
    media_type,
    passage_of,
    prepared,
    render,
)
from habeas.web.page import Done, address
from habeas.web.speech import N_
from habeas.web.visit import Visit
from habeas.web.work import Work
from habeas.web.workbench import Workbench

KIND = "dossier"
_NAME = "dossier"


class Ending(StrEnum):
    """A kind of file, by its ending: a dossier, or claims or people as data."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    CLAIMS_CSV = "claims.csv"
    CLAIMS_PARQUET = "claims.parquet"
    CLAIMS_FTM = "claims.ftm.json"
    PEOPLE_CSV = "people.csv"
    PEOPLE_PARQUET = "people.parquet"
    PEOPLE_FTM = "people.ftm.json"

    @property
    def data(self) -> str:
        """`claims` or `people`; "" for a dossier."""
        what, dot, _ = self.value.partition(".")
        return what if dot else ""


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What is wanted. `persons`, `places` and `passages` have one redaction on each line.

    No chapter means all of them. `passages` are written `<sha256>:start-end`.
    """

    ending: Ending = Ending.PDF
    audience: Confidentiality = Confidentiality.CONFIDENTIAL
    chapters: tuple[str, ...] = ()
    persons: str = ""
    places: str = ""
    passages: str = ""
    sources: tuple[str, ...] = ()
    name: str = _NAME


@dataclass(frozen=True)
class ReadyDossier:
    """A file that nobody was given yet: `content`, and `page`, the same as HTML to look at."""

    order: OrderForm
    made: PreparedDossier
    page: bytes
    content: bytes
    media_type: str
    file_name: str


def prepare(visit: Visit, form: OrderForm) -> Done:
    """Begin to prepare it; what cannot be ordered is refused at once."""
    file_name = _file_name(form)
    if not form.ending.data:
        check_format(file_name)
    order = _order(form)
    bench = visit.bench
    work = bench.works.start(KIND, lambda work: _made(bench, work, form, order, file_name))
    return Done(address("/progress/{id}", id=work.id), data={"work": work.id})


def _order(form: OrderForm) -> DossierOrder:
    try:
        redactions = Redactions(
            _lines(form.persons),
            _lines(form.places),
            tuple(passage_of(line) for line in _lines(form.passages)),
            form.sources,
        )
    except ValueError as error:
        raise WrongUsage(f"a redaction cannot be read: {error}") from error
    return DossierOrder(None, form.audience, form.chapters or None, redactions)


def _file_name(form: OrderForm) -> str:
    stem = form.name.strip() or _NAME
    if any(mark in stem for mark in "/\\\x00") or stem.startswith("."):
        raise WrongUsage("this is no name for a file", where=stem[:60])
    return f"{stem[:100]}.{form.ending}"


def _made(
    bench: Workbench, work: Work, form: OrderForm, order: DossierOrder, file_name: str
) -> ReadyDossier:
    work.tell(N_("Computing what the dossier says"), 0.1)
    made = prepared(bench.case.store, order, version=__version__, where=file_name)
    made.check_name(file_name)
    work.tell(N_("Writing the pages"), 0.5)
    page = render(made.content, "dossier.html")
    if form.ending.data:
        data = data_export(form.ending.data, made.content, made.people, data_suffix(file_name))
        return ReadyDossier(form, made, page, data.content, data.media_type, file_name)
    content = page if form.ending is Ending.HTML else render(made.content, file_name)
    return ReadyDossier(form, made, page, content, media_type(file_name), file_name)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
