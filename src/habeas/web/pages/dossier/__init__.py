"""Dossier: chosen, looked at, and then let out; each that leaves is in the ledger first."""

from habeas.web.page import Action, Page, Raw, Room
from habeas.web.pages.dossier import choosing, preparing, ready
from habeas.web.section import Section
from habeas.web.speech import N_

ROOM = Room(
    pages=(
        Page(
            path="/dossier",
            name="dossier",
            title=N_("Dossier"),
            template="dossier/choosing.html",
            view=choosing.choosing,
            query=choosing.ChoosingQuery,
            summary="What a dossier can hold, for whom, and which have left the case",
            section=Section.DOSSIER,
            sheets={"exports": choosing.exports_sheet},
        ),
        Page(
            path="/dossier/ready/{id}",
            name="ready_dossier",
            title=N_("Dossier"),
            template="dossier/ready.html",
            view=ready.ready,
            summary="A dossier that was prepared: who is redacted in it, and what it weighs",
            section=Section.DOSSIER,
            frames=True,
        ),
    ),
    actions=(
        Action(
            path="/dossier/prepare",
            name="prepare_dossier",
            run=preparing.prepare,
            form=preparing.OrderForm,
            summary="Prepare a dossier; nothing leaves the case by this",
            signs=False,
        ),
    ),
    raws=(
        Raw(
            path="/dossier/ready/{id}/preview",
            name="preview_dossier",
            answer=ready.preview,
            summary="The dossier as it would be read, in a frame of its own",
        ),
        Raw(
            path="/dossier/ready/{id}/file",
            name="let_dossier_out",
            answer=ready.let_out,
            summary="Record in the ledger that the dossier leaves, and hand it over",
            method="POST",
        ),
    ),
)
