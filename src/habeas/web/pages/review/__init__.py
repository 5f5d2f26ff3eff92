"""Review: what waits for a person's judgement, at the speed of the keyboard."""

from habeas.web.forms import Nothing
from habeas.web.page import Action, Page, Raw, Room
from habeas.web.pages.review import (
    agreement_view,
    claim_answer,
    claim_correction,
    claim_page,
    claim_view,
    graphic,
    pair_answer,
    pair_view,
    sites_view,
)
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
        Page(
            path="/review/pairs",
            name="review_pairs",
            title=N_("Review: person pairs"),
            template="review/pairs.html",
            view=pair_view.pairs,
            query=pair_view.PairsQuery,
            summary="Records that may be one human, two at a time",
            section=Section.REVIEW,
        ),
        Page(
            path="/review/sites",
            name="review_sites",
            title=N_("Review: sites"),
            template="review/sites.html",
            view=sites_view.sites,
            query=sites_view.SitesQuery,
            summary="Sites, the least settled first, with the claims that they rest on",
            section=Section.REVIEW,
            sheets={"sites": sites_view.sites_sheet},
        ),
        Page(
            path="/review/agreement",
            name="review_agreement",
            title=N_("Review: agreement"),
            template="review/agreement.html",
            view=agreement_view.agreement,
            summary="How reviewers agree with each other and with themselves, by field",
            section=Section.REVIEW,
            sheets={
                "fields": agreement_view.agreement_sheet,
                "disagreements": agreement_view.disagreements_sheet,
                "pairs": agreement_view.pair_looks_sheet,
            },
        ),
    ),
    actions=(
        Action(
            path="/review/pairs/renew",
            name="renew_pairs",
            run=pair_answer.renew,
            summary="Find the questions about people anew, in the background",
            form=Nothing,
            signs=False,
        ),
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
            path="/review/pairs/next",
            name="next_pairs",
            answer=pair_view.following_pairs,
            summary="The next person pairs of the queue, as HTML",
            query=pair_view.NextPairsQuery,
        ),
        Raw(
            path="/review/pairs/judge",
            name="answer_pair",
            answer=pair_answer.answer_pair,
            summary="Answer whether records are one human; refused where they changed since",
            method="POST",
        ),
        Raw(
            path="/review/pairs/undo",
            name="undo_pair",
            answer=pair_answer.undo_pair,
            summary="Take the last answer about a pair back",
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
