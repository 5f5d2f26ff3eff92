"""Russian and Ukrainian blocks become Docs whose offsets are those of the text."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from habeas.claims.slavic import lemmas
from habeas.claims.slavic.grammar import SlavicGrammar
from habeas.claims.slavic.parsing import analyser_of, missing_extra, parse_blocks
from habeas.claims.slavic.tokens import plain_form, words_in

LANGUAGES = ("ru", "uk")
needs_russian = pytest.mark.skipif(missing_extra("ru") is not None, reason="extra russian absent")
needs_ukrainian = pytest.mark.skipif(
    missing_extra("uk") is not None, reason="extra ukrainian absent"
)
MARKS = "«»„“”—–-,.;:!?'’ʼ№%\n\t\u0301\u00ad\u00a0\ufeff"
ODD = st.text(alphabet="абвіїєґёйщ ЯІ12aZ🙂" + MARKS, max_size=80)


def parsed(text: str, language: str) -> Doc:
    return next(parse_blocks([text], language))


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def subject(doc: Doc, verb: str) -> str | None:
    return next((c.text for c in word(doc, verb).children if c.dep_.startswith("nsubj")), None)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(text=ODD)
def test_no_text_breaks_an_offset(language: str, text: str) -> None:
    doc = parsed(text, language)
    assert len(doc.text) == len(text)
    for token in doc:
        assert doc.text[token.idx : token.idx + len(token)] == token.text
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60))
def test_words_and_spaces_make_up_the_text(text: str) -> None:
    length = sum(len(found.text) + found.space_after for found in words_in(text))
    assert length == len(text)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("за\u0301мок", "замок"),
        ("пере\u00adвели", "перевели"),
        ("об’єкт", "об'єкт"),
        ("обʼєкт", "об'єкт"),
        ("й", "й"),
        ("ИК‑10", "ИК-10"),
    ],
)
def test_a_word_is_looked_up_without_its_marks(printed: str, plain: str) -> None:
    assert plain_form(printed) == plain


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ru", "В 2021 г. его взяли. Он жил на ул. Садовой.", 2),
        ("ru", "«Нас били, — сказал он. — Потом увезли».", 2),
        ("ru", "Судья А. Б. Вымыслов молчал.", 1),
        ("uk", "Його взяли на вул. Садовій. У м. Вигадані немає світла!", 2),
        ("uk", "«За що?» — спитав він.", 1),
    ],
)
def test_abbreviations_and_dialogue_do_not_end_a_sentence(
    language: str, text: str, count: int
) -> None:
    assert len(SlavicGrammar(language).sentences(text)) == count


@needs_russian
def test_russian_syntax_comes_from_the_models() -> None:
    doc = parsed("Женщина, которую держали в подвале, сообщила, что её муж погиб.", "ru")
    assert subject(doc, "сообщила") == "Женщина"
    assert word(doc, "держали").dep_ == "acl:relcl"
    assert word(doc, "погиб").dep_ == "ccomp"
    assert word(doc, "держали").lemma_ == "держать"


@needs_ukrainian
def test_a_ukrainian_verb_finds_its_subject_over_a_relative_clause() -> None:
    doc = parsed("Жінка, яку тримали в підвалі, повідомила, що її чоловік загинув.", "uk")
    assert subject(doc, "повідомила") == "Жінка"
    assert word(doc, "тримали").head.text == "Жінка"
    assert word(doc, "загинув").dep_ == "ccomp"
    assert word(doc, "загинув").head.text == "повідомила"


@needs_ukrainian
@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Звільнений боєць заговорив.", "Звільнений", "звільнити"),
        ("Їх утримували, посилаючись на наказ.", "посилаючись", "посилатися"),
        ("Захоплені селища мовчать.", "Захоплені", "захопити"),
        ("Суд пішов, заявивши про відмову.", "заявивши", "заявити"),
        ("Тіла передано родинам.", "передано", "передати"),
    ],
)
def test_ukrainian_participles_lead_to_their_verb(text: str, form: str, lemma: str) -> None:
    assert word(parsed(text, "uk"), form).lemma_ == lemma


@needs_ukrainian
def test_a_preposition_decides_the_case() -> None:
    doc = parsed("У вигаданій колонії тримали трьох лікарів.", "uk")
    assert word(doc, "колонії").morph.get("Case", []) == ["Loc"]
    assert word(doc, "лікарів").dep_ == "obj"


@needs_ukrainian
def test_what_reports_stands_beside_what_is_reported() -> None:
    doc = parsed("«Нас били», — розповіла вчителька Одарка Вигадана.", "uk")
    told = word(doc, "розповіла")
    assert (told.dep_, told.head.text) == ("parataxis", "били")
    assert subject(doc, "розповіла") == "вчителька"
    assert word(doc, "Одарка").ent_type_ == "PERSON"


@pytest.mark.parametrize(
    ("language", "text", "verb"),
    [
        ("ru", "Следователь сообщил, что задержанных избивали в подвале колонии.", "избивать"),
        ("uk", "Слідчий повідомив, що затриманих били в підвалі колонії.", "бити"),
    ],
)
def test_without_any_extra_endings_still_tell_verbs(language: str, text: str, verb: str) -> None:
    from habeas.claims.slavic.lexicon import candidates
    from habeas.claims.slavic.rule_analyser import RuleAnalyser

    candidates.cache_clear()
    try:
        with mock.patch.object(lemmas, "has_dictionary", return_value=False):
            nodes = RuleAnalyser(language).analyse([[w.plain for w in words_in(text)]])[0]
    finally:
        candidates.cache_clear()
    found = next(node for node in nodes if node.lemma == verb)
    assert (found.pos, found.dep) == ("VERB", "ccomp")


def test_a_missing_extra_is_told_with_the_line_that_installs_it() -> None:
    with mock.patch("habeas.claims.slavic.parsing.has_dictionary", return_value=False):
        note = missing_extra("uk")
    assert note is not None
    assert "pip install 'habeas[ukrainian]'" in note


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_monstrous_line_is_cut_and_other_scripts_are_taken(language: str) -> None:
    doc = parsed("слово " * 2_000 + "Latin words, ελληνικά і 漢字", language)
    assert max(len(sentence) for sentence in doc.sents) <= 401
    assert analyser_of(language) is analyser_of(language)
