"""Review: what waits for a person's judgement, at the speed of the keyboard."""

from habeas.web.page import Action, Page, Raw, Room
from habeas.web.pages.review import claim_answer, claim_correction, claim_page, claim_view, graphic
from habeas.web.section import Section
from habeas.web.speech import N_

ROOM = Room(
    pages=(
        Page(
            path="/review",
            name="review",
            title=N_("Review"),
            template="review/claims.html",
            view=claim_view.review,
            query=claim_view.ReviewQuery,
            summary="The claims that wait for a judgement, one at a time",
            section=Section.REVIEW,
        ),
        Page(
            path="/review/claims/{id}",
            name="review_claim",
            title=N_("A claim"),
            template="review/claim.html",
            view=claim_page.claim,
            query=claim_page.ClaimQuery,
            summary="One claim: every field and what it came from, its history, its correction",
            section=Section.REVIEW,
        ),
    ),
    actions=(
        Action(
            path="/review/claims/{id}",
            name="decide_claim",
            run=claim_correction.decide,
            summary="Confirm, reject or correct a claim as it was shown",
            form=claim_correction.CorrectionForm,
        ),
        Action(
            path="/review/claims/{id}/undo",
            name="undo_judgement",
            run=claim_correction.take_back,
            summary="Take a judgement about a claim back",
            form=claim_correction.TakeBackForm,
        ),
    ),
    raws=(
        Raw(
            path="/review/next",
            name="next_claims",
            answer=claim_view.following,
            summary="The next items of the queue, as HTML",
            query=claim_view.NextQuery,
        ),
        Raw(
            path="/review/judge",
            name="answer_claim",
            answer=claim_answer.answer,
            summary="Answer an item of the queue; refused where it changed since it was shown",
            method="POST",
        ),
        Raw(
            path="/review/undo",
            name="undo_answer",
            answer=claim_answer.undo,
            summary="Take the last answer back",
            method="POST",
        ),
        Raw(
            path="/review/graphic",
            name="choose_graphic",
            answer=graphic.choose_graphic,
            summary="Cover accounts of violence in this browser, or show them",
            query=graphic.GraphicChoice,
        ),
    ),
)
