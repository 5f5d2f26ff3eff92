"""The page that is handed to a court: complete, self-contained, and the same every time."""

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.figures import Standing
from habeas.reports import DossierContent, SourceContent, build, render_html
from tests.reports import invented
from tests.reports.page import parsed, quotes, text

GOLDEN = Path(__file__).parent / "golden" / "dossier.html"


def test_the_page_is_the_golden_one() -> None:
    """To renew: python -m tests.reports.renew_golden, then read the difference."""
    assert render_html(invented.case()).decode() == GOLDEN.read_text(encoding="utf-8")


def test_equal_content_gives_equal_bytes() -> None:
    assert render_html(invented.case()) == render_html(invented.case())


def test_no_moment_but_those_of_the_content_stands_in_the_page() -> None:
    years = set(re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", render_html(invented.case()).decode()))
    assert years <= {
        *("2026-02-11", "2026-02-12", "2026-02-21", "2026-02-23", "2026-02-25", "2026-02-27"),
        *("2026-02-28", "2026-03-01", "2026-03-02", "2026-03-05", "2026-03-06"),
    }


def test_nothing_is_asked_of_the_outside() -> None:
    page = parsed(invented.case())
    for node in page.iter():
        for name, value in node.attrib.items():
            if name in {"href", "src", "srcset", "action", "poster", "data", "xlink:href"}:
                assert value.startswith("#"), (node.tag, name, value)
            assert not name.startswith("on")
            assert name != "style"
    tags = {node.tag for node in page.iter() if isinstance(node.tag, str)}
    assert not tags & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    assert not re.search(r"@import|url\((?!#)", render_html(invented.case()).decode())


def test_the_policy_allows_the_one_style_sheet_and_nothing_else() -> None:
    page = parsed(invented.case())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    head = page.find("head")
    assert head is not None
    assert [node.tag for node in head][:2] == ["meta", "meta"]


def test_every_internal_link_arrives() -> None:
    page = parsed(invented.case())
    ids = Counter(page.xpath("//@id"))
    assert set(ids.values()) == {1}
    assert all(link[1:] in ids for link in page.xpath("//@href"))


def test_every_quote_stands_in_the_page_exactly_once() -> None:
    found = quotes(parsed(invented.case()))
    assert Counter(found.values()) == Counter(claim.passage.quote for claim in invented.CLAIMS)


def test_statements_are_numbered_in_the_order_of_the_text() -> None:
    found = quotes(parsed(invented.case()))
    expected = [claim.passage.quote for claim in invented.CLAIMS]
    assert [found[f"S1-{number:03}"] for number in range(1, 7)] == expected


def test_what_is_asserted_is_marked_inside_its_quote() -> None:
    page = parsed(invented.case())
    (marked,) = page.xpath("//article[@id='S1-002']//mark")
    assert text(marked) == "guards at the Orlyne workshop beat more than 40 captives"


def test_the_counts_equal_the_data() -> None:
    dossier = build(invented.case())
    assert dossier.counts == {
        Standing.CONFIRMED: 1,
        Standing.CORRECTED: 1,
        Standing.UNREVIEWED: 3,
        Standing.REJECTED: 1,
    }
    page = parsed(invented.case())
    row = page.xpath("//section[@id='section-1']/div/table/tbody/tr/td")
    assert [text(cell) for cell in row] == ["1", "1", "3", "1", "6"]
    assert "4 sources, 3 of them with text" in text(page.get_element_by_id("section-1"))


def test_facts_and_inferences_stand_in_separate_sections() -> None:
    page = parsed(invented.case())
    facts = page.xpath("//section[@id='section-2']//article/@id")
    rest = page.xpath("//section[@id='section-3']//article/@id")
    assert facts == ["S1-002", "S1-003"]
    assert rest == ["S1-004", "S1-005", "S1-006", "S1-001"]
    states = page.xpath("//section[@id='section-3']//span[@class='state']/text()")
    assert states == ["not reviewed", "not reviewed", "not reviewed", "rejected"]


def test_a_correction_shows_the_machines_value_struck_beside_the_persons() -> None:
    page = parsed(invented.case())
    statement = page.get_element_by_id("S1-002")
    changes = [(text(p.find("del")), text(p.find("ins"))) for p in statement.xpath(".//p[del]")]
    assert changes == [("Orlyne", "Orlyne Minor"), ("2026-02-28", "2026-02-25")]


def test_every_judgement_is_shown_and_only_the_latest_counts() -> None:
    statement = text(parsed(invented.case()).get_element_by_id("S1-002"))
    assert (
        "Rejected by Ada Example, 2026-03-05 12:00:00 UTC (a later judgement counts)" in statement
    )
    assert "Corrected by Ada Example, 2026-03-05 12:00:00 UTC: the other Orlyne" in statement


def test_a_statement_leads_back_to_its_words() -> None:
    statement = text(parsed(invented.case()).get_element_by_id("S1-006"))
    passage = invented.EXHUMED.passage
    assert f"characters [{passage.start}, {passage.end})" in statement
    assert "page 1" in statement
    assert f"{invented.REPORT_SOURCE.sha256[:12]}…" in statement
    source = parsed(invented.case()).get_element_by_id("source-1")
    assert invented.REPORT_SOURCE.sha256 in text(source)
    assert invented.EXHUMED.id in statement


def test_evidence_is_the_words_or_the_inference() -> None:
    statement = text(parsed(invented.case()).get_element_by_id("S1-002"))
    assert "“Orlyne” [82, 88)" in statement
    assert "inferred from cue “told”" in statement


def test_a_judgement_that_found_no_statement_is_listed() -> None:
    section = text(parsed(invented.case()).get_element_by_id("section-3"))
    assert "before vanished after" in section
    assert "before the page was read anew" in section


def test_what_was_left_out_and_erased_is_named() -> None:
    section = text(parsed(invented.case()).get_element_by_id("section-8"))
    assert "bomb.zip" in section
    assert "unpacks to more than 200 times its size" in section
    assert "the witness asked for it" in section
    assert "none was read: film: no reader for video" in section


def test_words_carry_their_language() -> None:
    content = replace(
        invented.case(),
        sources=(
            SourceContent(
                invented.NOTE_SOURCE,
                invented.document_of(invented.NOTE, "pl"),
                claims=(
                    invented.claim_of(invented.NOTE, "Mężczyznę trzymano w piwnicy warsztatu."),
                ),
            ),
        ),
        judgements={},
    )
    (quote,) = parsed(content).xpath("//blockquote[span[@class='q']]")
    assert quote.get("lang") == "pl"
    assert quote.get("dir") == "auto"


def test_the_head_and_the_commands_that_check_it_are_printed() -> None:
    section = text(parsed(invented.case()).get_element_by_id("section-11"))
    assert "ab" * 32 in section
    assert "habeas verify my-case" in section
    assert "habeas report my-case --at 9-abababababababab -o again.html" in section
    assert "— invented.example/case c2ln" in section


def test_the_audience_stands_on_the_page_and_in_the_running_head() -> None:
    page = parsed(invented.case())
    assert text(page.xpath("//p[@class='audience']")[0]) == "Confidential: for the investigation"
    assert 'content: "Confidential\\3a \\20 for' in page.xpath("string(//style)")


def test_an_empty_case_says_so_in_words() -> None:
    empty = DossierContent("empty", (), invented.case().head)
    page = text(parsed(empty))
    for words in (
        "This record holds 0 sources",
        "Nobody has confirmed a statement yet.",
        "No claim carries a date.",
        "no claim names a place that the gazetteer knows",
        "No statement of this record is a denial.",
        "No source of this record holds a list or a table.",
        "This record holds no source.",
        "No checkpoint was signed for exactly this head",
    ):
        assert words in page


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("</style></title><script>alert(1)</script>", id="tags"),
        pytest.param("\" onmouseover=alert(1) x='", id="quotes"),
        pytest.param("safe\u202e\u2066gnp.exe\u200b", id="bidi"),
        pytest.param("nul\x00bell\x07\x1b[31m", id="control"),
        pytest.param("\ud800 lone surrogate", id="surrogate"),
        pytest.param("{{ 7*7 }}{% raw %}", id="template"),
        pytest.param("\\</style>*/ } body { display: none", id="css"),
        pytest.param("&lt;b&gt;&#60;i&#62;", id="entities"),
    ],
)
def test_hostile_words_stay_words_everywhere(hostile: str) -> None:
    content = hostile_case(hostile)
    raw = render_html(content).decode("utf-8")
    page = parsed(content)
    tame = parsed(hostile_case("tame"))
    assert Counter(node.tag for node in page.iter()) == Counter(node.tag for node in tame.iter())
    assert {name for node in page.iter() for name in node.attrib} == {
        name for node in tame.iter() for name in node.attrib
    }
    for character in "\u202e\u2066\u200b\x00\x07\x1b":
        assert character not in raw
    shown = re.sub(
        r"[\x00-\x1f\u200b\u202e\u2066\ud800]", lambda c: f"\\u{{{ord(c[0]):x}}}", hostile
    )
    assert text(page).count(shown) >= 12


def hostile_case(words: str) -> DossierContent:
    """The invented case with the same words in every field that comes from outside."""
    base = invented.case()
    report = f"{invented.REPORT}\n\nHe said: {words}."
    claim = invented.claim_of(
        report,
        f"He said: {words}.",
        attribution=replace(invented.TOLVAN, speaker=words, role=words, chain=(words, words)),
        actor=words,
        victim=words,
        place=invented.place(words, 50, 30),
        origin=words,
    )
    source = replace(
        invented.REPORT_SOURCE,
        publisher=words,
        author=words,
        provenance=(
            replace(invented.REPORT_SOURCE.provenance[0], untrusted_name=words, url=words),
        ),
    )
    document = invented.document_of(report, title=words, notes=(words,))
    return replace(
        base,
        case_id=words,
        investigators=(words,),
        sources=(SourceContent(source, document, claims=(*invented.CLAIMS, claim)),),
        failures=(replace(base.failures[0], untrusted_name=words, reason=words),),
        deletions=(replace(base.deletions[0], reason=words, author=words),),
        tools=((words, words),),
    )
