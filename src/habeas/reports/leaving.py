"""Dossiers and data that leave a case as files: recorded in the ledger before they have a name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from habeas.model import Confidentiality, WrongUsage
from habeas.pipeline import ExportedFile, WrittenReport, check_folder, let_out
from habeas.reports.exports import data_export, data_suffix
from habeas.reports.formats import check_format, media_type, render
from habeas.reports.preparing import DossierOrder, prepared
from habeas.reports.redaction import RedactionReport
from habeas.store import CaseStore, require_place, seal


@dataclass(frozen=True, slots=True)
class WrittenDossier(WrittenReport):
    """A file that left the case. `redaction` says who is who in it, for the investigator alone."""

    redaction: RedactionReport | None = None


def write_dossier(
    store: CaseStore, path: Path, order: DossierOrder, *, version: str
) -> WrittenDossier:
    """Write a dossier, and beside it the sealed folder, unless anything in it is redacted.

    Raises as `prepared`, `check_format` and `let_out` do, and WrongUsage where the folder of an
    earlier dossier of this name lies beside a redacted one: it names what is left out of that.
    """
    check_format(path.name)
    check_folder(path)
    proof = path.with_name(f"{path.name}.proof")
    if not order.redactions:
        require_place(proof)
    elif proof.exists():
        raise WrongUsage(
            "beside this dossier lies the sealed folder of an earlier one, which names its sources",
            where=proof.name,
            remedy="move or remove that folder, or give the redacted dossier another name",
        )
    made = prepared(store, order, version=version, where=path.name)
    made.check_name(path.name)
    page = render(made.content, path.name)
    file = ExportedFile(path, page, media_type(path.name), made.head, order.audience)
    written = let_out(store, file)
    if not order.redactions:
        # A proof tells the name of its file and who collected it, which no label is about.
        inside = order.audience is Confidentiality.CONFIDENTIAL
        seal(store, proof, [sha256 for sha256 in made.shown if inside and store.has_source(sha256)])
    return WrittenDossier(path, written.size, written.sha256, made.head, made.redaction)


def write_data(
    store: CaseStore, what: str, path: Path, order: DossierOrder, *, version: str
) -> WrittenDossier:
    """Write the `claims` or the `people` as data. Raises as `write_dossier` does."""
    suffix = data_suffix(path.name)
    check_folder(path)
    made = prepared(store, order, version=version, where=path.name)
    made.check_name(path.name)
    data = data_export(what, made.content, made.people, suffix)
    file = ExportedFile(path, data.content, data.media_type, made.head, order.audience)
    written = let_out(store, file)
    return WrittenDossier(path, written.size, written.sha256, made.head, made.redaction)
