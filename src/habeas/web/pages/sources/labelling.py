"""Who may see a source from now on: a person's word, kept in the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import Confidentiality
from habeas.web.page import Action, Done, address
from habeas.web.speech import N_
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class LabelForm:
    """The source (its whole SHA-256), its new label, and why."""

    source: str
    label: Confidentiality
    reason: str


def label_source(visit: Visit, form: LabelForm) -> Done:
    """Record the label; the page of the source then shows it."""
    source = visit.bench.case.store.source(form.source)
    visit.bench.case.label(source.sha256, form.label, reason=form.reason)
    said = visit.speech.say(N_("The label was recorded."))
    return Done(address("/sources/{sha256}", sha256=source.sha256) + "#label", said)


ACTION = Action(
    path="/sources/label",
    name="label_source",
    run=label_source,
    summary="Record who may see a source from now on",
    form=LabelForm,
)
