"""What a model proposes comes through word for word or not at all, and marked as what it is."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.claims.proposing import ProposeSettings, parts, request_body
from habeas.model import BlockKind, Modality, Stance
from tests.claims.proposing.asking import check_nothing_is_invented, reasons, the_claim, told
from tests.claims.proposing.texts import ENGLISH, RUSSIAN, UKRAINIAN, document

REPORT = document(ENGLISH)
BEATING = "Guards at the Orrin colony beat Taras Velmin for “three or four hours” on 14 March 2031"


def test_a_copied_claim_comes_with_its_fields_and_their_evidence() -> None:
    claim = the_claim(
        REPORT,
        quote=f"{BEATING}, his sister Hanna Velmin told the Lower Orrin Herald".replace("“", '"'),
        type="torture",
        passage=1,
        speaker="his sister Hanna Velmin",
        actor="Guards at the Orrin colony",
        victim="Taras Velmin",
        place="Orrin",
        date="14 March 2031",
        denied=False,
        negated=False,
    )
    check_nothing_is_invented(claim, REPORT)
    assert claim.passage.quote.startswith(BEATING)
    assert claim.type == "torture"
    assert claim.attribution.speaker == "his sister Hanna Velmin"
    assert (claim.actor, claim.victim) == ("Guards at the Orrin colony", "Taras Velmin")
    assert claim.date is not None
    assert claim.date.interval.first == claim.date.interval.last == date(2031, 3, 14)
    assert (claim.stance, claim.negated, claim.modality) == (Stance.ASSERTS, False, Modality.FACT)
    assert claim.confidence == 0.3
    assert claim.evidence_for("review") is None


def test_a_number_means_what_our_rules_read_where_it_stands() -> None:
    claim = the_claim(
        REPORT,
        quote="at least 1,240 people were moved from Chernihiv",
        type="transfer",
        quantity="1,240 people",
        place="Chernihiv",
    )
    check_nothing_is_invented(claim, REPORT)
    (quantity,) = claim.quantities
    assert (quantity.value, quantity.modifier, quantity.unit) == (1240, "at_least", "people")
    assert claim.place is not None
    assert claim.place.best is not None
    assert claim.place.best.country == "UA"


def test_a_number_whose_at_least_was_left_out_of_the_quote_is_dropped() -> None:
    quote = "1,240 people were moved from Chernihiv"
    assert reasons(REPORT, quote=quote, type="transfer", quantity="1,240 people") == [
        ("quantity", "our rules read no number from these words")
    ]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("speaker", "Human Rights Watch"),
        ("speaker", "Hanna Velmyn"),
        ("speaker", "Hаnna Velmin"),
        ("speaker", "hanna velmin"),
        ("actor", "Russian guards"),
        ("actor", "the Orrin colony guards"),
        ("victim", "Taras Velmin and others"),
        ("victim", "aras Velmin"),
        ("place", "Chernihiv"),
        ("place", "Orri"),
        ("date", "15 March 2031"),
        ("date", "2031-03-14"),
        ("date", "last March"),
        ("quantity", "12 hours"),
        ("quantity", "169 detainees"),
        ("quantity", "4 hours"),
        ("quantity", "1 March"),
    ],
)
def test_a_field_whose_words_are_not_there_is_dropped_and_said(field: str, words: str) -> None:
    given = {"quote": BEATING, "type": "torture", field: words}
    claim = the_claim(REPORT, **given)
    check_nothing_is_invented(claim, REPORT)
    ((what, why),) = reasons(REPORT, **given)
    assert what == field
    assert why in str(claim.evidence_for("review"))
    assert claim.confidence < 0.3


def test_words_of_another_passage_count_only_where_it_is_named() -> None:
    quote = "the 169 detainees ‘received medical care’"
    without = the_claim(REPORT, quote=quote, type="medical", speaker="Its spokesman, Orest Dall")
    assert without.attribution.speaker == "narrator"
    named = the_claim(
        REPORT,
        quote=quote,
        type="medical",
        speaker="Its spokesman, Orest Dall",
        place="Orrin",
        date="14 March 2031",
        antecedents=[2, 1],
    )
    check_nothing_is_invented(named, REPORT)
    assert named.attribution.speaker == "Its spokesman, Orest Dall"
    assert named.date is not None
    for numbers in ([0], [-1], [99], ["1"], [True], "1", None):
        odd = the_claim(REPORT, quote=quote, type="medical", place="Orrin", antecedents=numbers)
        assert odd.place is None


@pytest.mark.parametrize("words", ["she", "She", "they", "It"])
def test_a_pronoun_names_nobody(words: str) -> None:
    claim = the_claim(
        REPORT,
        quote="“They said nobody would ever find out,” she said — and they didn’t stop.",
        type="position",
        speaker=words,
    )
    assert claim.attribution.speaker == "narrator"


def test_a_type_outside_of_the_ontology_is_other_and_for_review() -> None:
    for kind in ("genocide", "", "Torture", None, 7, ["torture"]):
        claim = the_claim(REPORT, quote=BEATING, type=kind)
        assert claim.type == "other"
        assert "no such type" in str(claim.evidence_for("review"))


def test_the_printed_denial_decides_and_the_models_other_word_is_a_note() -> None:
    quote = "The regional prison service denied that anyone had been beaten"
    speaker = "The regional prison service"
    agreed = the_claim(REPORT, quote=quote, type="official_denial", speaker=speaker, denied=True)
    assert agreed.stance is Stance.DENIES
    assert agreed.evidence_for("review") is None
    turned = the_claim(REPORT, quote=quote, type="torture", speaker=speaker, denied=False)
    assert turned.stance is Stance.DENIES
    assert "not denied" in str(turned.evidence_for("review"))
    inner = the_claim(REPORT, quote="anyone had been beaten", type="torture", denied=False)
    assert inner.stance is Stance.DENIES
    made_up = the_claim(REPORT, quote=BEATING, type="official_denial", denied=True)
    assert made_up.stance is not Stance.DENIES
    assert "no word of denial" in str(made_up.evidence_for("review"))


def test_a_printed_negation_decides_and_the_models_other_word_is_a_note() -> None:
    quote = "the 169 detainees ‘received medical care’ and were not held in the basement"
    claim = the_claim(REPORT, quote=quote, type="conditions", negated=False)
    assert claim.negated
    assert "hold a negation" in str(claim.evidence_for("review"))
    claim = the_claim(REPORT, quote=BEATING, type="conditions", negated=True)
    assert not claim.negated
    assert "hold no negation" in str(claim.evidence_for("review"))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They did not beat the three prisoners.", "beat the three prisoners"),
        ("He never saw guards beat anyone.", "guards beat anyone"),
        ("No prisoner was beaten there.", "prisoner was beaten there"),
        ("The guards beat nobody there.", "The guards beat"),
        ("They didn’t beat the prisoners.", "beat the prisoners"),
        ("Они не избивали заключённых в колонии.", "избивали заключённых в колонии"),
        ("Никто не видел, но без суда их казнили.", "суда их казнили"),
        ("Вони не били затриманих у колонії.", "били затриманих у колонії"),
        ("Жоден затриманий не скаржився на побої.", "скаржився на побої"),
    ],
)
def test_a_quote_that_leaves_its_negation_out_is_refused(text: str, quote: str) -> None:
    found = document((text,))
    assert reasons(found, quote=quote, type="torture") == [
        ("claim", "the quote leaves out a word that negates it")
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They did not, as was claimed, beat the prisoners.", "beat the prisoners"),
        ("They beat, he said, none of the men.", "They beat"),
        ("It is not true. Guards beat him, and nobody came.", "Guards beat him"),
        ("Стража била их, но не в колонии.", "Стража била их"),
    ],
)
def test_a_negation_elsewhere_in_the_sentence_is_a_note_for_the_reviewer(
    text: str, quote: str
) -> None:
    claim = the_claim(document((text,)), quote=quote, type="torture")
    assert "negation outside of the quote" in str(claim.evidence)
    assert claim.confidence < 0.3


@pytest.mark.parametrize("language", ["pl", "fr", None])
def test_in_a_language_of_unknown_negations_only_whole_sentences_are_taken(
    language: str | None,
) -> None:
    text = "Strażnicy nie bili Tarasa Welmina. „Mówi to jego siostra.” Potem go wypuścili"
    found = document((text,), language=language)
    for part in ("bili Tarasa Welmina", "Strażnicy nie bili", "Mówi to jego", "go wypuścili"):
        ((what, why),) = reasons(found, quote=part, type="torture")
        assert (what, "no whole sentence" in why) == ("claim", True)
    for whole in (
        "Strażnicy nie bili Tarasa Welmina.",
        "Mówi to jego siostra",
        "Potem go wypuścili",
    ):
        claim = the_claim(found, quote=whole, type="torture")
        assert "know no negations" in str(claim.evidence_for("review"))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Between May and July 2031 guards beat him.", "Between May and July 2031 guards beat him"),
        ("In colony No. 2 guards beat him.", "In colony No. 2 guards beat him"),
        ("He saw Will Dall there.", "He saw Will Dall there"),
    ],
)
def test_a_month_a_name_and_a_numbered_thing_turn_nothing_round(text: str, quote: str) -> None:
    claim = the_claim(document((text,)), quote=quote, type="torture")
    assert (claim.modality, claim.negated) == (Modality.FACT, False)


@pytest.mark.parametrize("text", ["Guards Did Not Beat Men", "GUARDS DID NOT BEAT MEN"])
def test_a_headline_is_negated_by_a_word_with_a_capital(text: str) -> None:
    assert the_claim(document((text,)), quote=text, type="torture").negated


def test_a_negation_of_another_clause_takes_nothing_away() -> None:
    found = document(("He did not hear it, but guards beat three men. No. Guards beat four men.",))
    assert not the_claim(found, quote="guards beat three men", type="torture").negated
    assert "review" not in str(the_claim(found, quote="Guards beat four men", type="torture"))
    assert not the_claim(found, quote="Guards beat four men", type="torture").negated


@pytest.mark.parametrize(
    ("text", "quote", "modality"),
    [
        ("Guards may have beaten the men.", "Guards may have beaten the men", Modality.POSSIBLE),
        ("The men allegedly beat a guard.", "The men allegedly beat a guard", Modality.POSSIBLE),
        ("Возможно, их избивали в подвале.", "Возможно, их избивали", Modality.POSSIBLE),
        ("The colony must release the men.", "must release the men", Modality.OBLIGATION),
        ("Їх повинні звільнити завтра.", "Їх повинні звільнити", Modality.OBLIGATION),
        ("The men will be moved to Tarn.", "men will be moved", Modality.PLANNED),
        ("Perhaps guards beat him there.", "guards beat him there", Modality.POSSIBLE),
        ("Guards beat him there.", "Guards beat him there", Modality.FACT),
    ],
)
def test_what_is_only_possible_owed_or_planned_is_no_fact(
    text: str, quote: str, modality: Modality
) -> None:
    assert the_claim(document((text,)), quote=quote, type="torture").modality is modality


def test_russian_and_ukrainian_words_come_through_as_printed() -> None:
    claim = the_claim(
        document(RUSSIAN),
        quote="Надзиратели колонии в Орринске избивали Тараса Вельмина",
        type="torture",
        actor="Надзиратели колонии",
        victim="Тараса Вельмина",
    )
    assert (claim.actor, claim.victim) == ("Надзиратели колонии", "Тараса Вельмина")
    denied = the_claim(
        document(UKRAINIAN),
        quote="Управління виконання покарань заперечує, що когось били",
        type="official_denial",
        speaker="Управління виконання покарань",
    )
    assert denied.stance is Stance.DENIES
    # A Latin letter in place of a Cyrillic one names somebody else.
    assert reasons(document(RUSSIAN), quote="Надзиратeли колонии в Орринске", type="torture")


def test_claims_come_in_the_order_of_the_text_and_once() -> None:
    said = [
        {"quote": "None was told why", "type": "data_gap"},
        {"quote": BEATING, "type": "torture"},
    ]
    made = told(REPORT, *said, *said)
    assert [claim.type for claim in made.claims] == ["torture", "data_gap"]
    assert made.proposed == 2
    assert len({claim.id for claim in made.claims}) == 2


def test_a_long_document_is_shown_in_parts_whose_last_passages_come_again() -> None:
    found = document(tuple(f"Passage number {n} about the colony." for n in range(50)))
    asked = parts(found, ProposeSettings(part_length=400, repeated=2))
    assert len(asked) > 3
    assert asked[0].passages[-2:] == asked[1].passages[:2]
    shown = {span for part in asked for span in part.passages}
    assert shown == {(block.start, block.end) for block in found.blocks}
    body = request_body(found, asked[1], "m").decode()
    assert "[passage 1 " in body
    assert found.text[slice(*asked[1].passages[0])] in body


def test_a_passage_that_is_too_long_is_cut_between_words() -> None:
    found = document(("word " * 500,))
    asked = parts(found, ProposeSettings(part_length=300, repeated=0))
    edges = [span for part in asked for span in part.passages]
    assert [start for start, _ in edges[1:]] == [end for _, end in edges[:-1]]
    assert all(found.text[start:end].split() for start, end in edges)
    assert all(end - start <= 300 for start, end in edges)
    assert set("".join(found.text[a:b] for a, b in edges).split()) == {"word"}


def test_page_noise_and_second_copies_are_not_shown() -> None:
    from dataclasses import replace

    first, second, third = document(
        ("Guards beat him.", "Subscribe now!", "Guards beat him.")
    ).blocks
    found = document(("Guards beat him.", "Subscribe now!", "Guards beat him."))
    blocks = (first, replace(second, kind=BlockKind.PAGE_NOISE), replace(third, duplicate_of=0))
    found = replace(found, blocks=blocks)
    assert parts(found)[0].passages == ((first.start, first.end),)
    assert the_claim(found, quote="Guards beat him", type="torture").passage.start == 0
    assert reasons(found, quote="Subscribe now!", type="other")


def test_an_empty_document_is_not_asked_about() -> None:
    assert parts(document(())) == ()
    assert told(document(())).claims == ()
