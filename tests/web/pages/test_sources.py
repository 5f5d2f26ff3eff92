"""The list of sources, the search, and a document with its claims, coverage, label and history."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from lxml import html
from PIL import Image, ImageChops
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.claims import coverage_of
from habeas.model import Source
from habeas.web.workbench import StillWorking, Workbench


def source_named(case: Case, name: str) -> Source:
    return next(item for item in case.store.sources() if item.name.endswith(name))


def case_of(browser: TestClient) -> Case:
    found: Case = browser.app.state.bench.case  # type: ignore[attr-defined]  # a Starlette, ours
    return found


def data(browser: TestClient, path: str, **query: Any) -> Any:
    answer = browser.get(path, params=query)
    assert answer.status_code == 200, answer.text[:500]
    return answer.json()


def tree(browser: TestClient, path: str, **query: Any) -> Any:
    """The page as HTML."""
    answer = browser.get(path, **query)
    assert answer.status_code == 200, answer.text[:500]
    return html.fromstring(answer.text)


def names(view: Any) -> list[str]:
    return [line["name"] for line in view["lines"]]


def test_the_list_says_of_each_source_what_is_known(looking: TestClient) -> None:
    case = case_of(looking)
    view = data(looking, "/sources.json")
    assert view["total"] == view["fitting"] == len(view["lines"]) == len(list(case.store.sources()))
    line = next(item for item in view["lines"] if item["name"].endswith("news-report.html"))
    assert (line["media_type"], line["language"], line["label"]) == (
        "text/html",
        "en",
        "confidential",
    )
    assert line["publisher"] == "The Danube Courier"
    assert line["claims"] == sum(line["states"].values()) > 10
    sound = next(item for item in view["lines"] if item["name"].endswith(".wav"))
    assert "no speech" in sound["problem"]
    archive = next(item for item in view["lines"] if item["name"].endswith(".zip"))
    assert (archive["archive"], archive["problem"]) == (True, None)


def test_filters_narrow_the_list(looking: TestClient) -> None:
    ukrainian = data(looking, "/sources.json", language="uk")
    assert {line["language"] for line in ukrainian["lines"]} == {"uk"}
    assert 0 < ukrainian["fitting"] < ukrainian["total"]
    pages = data(looking, "/sources.json", media_type="text/html")
    assert {line["media_type"] for line in pages["lines"]} == {"text/html"}
    assert names(data(looking, "/sources.json", unread="1")) == ["sources/voice-message.wav"]
    assert names(data(looking, "/sources.json", name="DANUBE")) == ["sources/news-report.html"]
    assert data(looking, "/sources.json", label="public")["fitting"] == 0
    assert "No source fits" in looking.get("/sources", params={"label": "public"}).text


@pytest.mark.parametrize(
    ("sort", "value"),
    [("size", "size"), ("claims", "claims"), ("name", "name"), ("published", "published")],
)
def test_the_list_is_sorted_both_ways(looking: TestClient, sort: str, value: str) -> None:
    def values(falling: str) -> list[Any]:
        lines = data(looking, "/sources.json", sort=sort, falling=falling)["lines"]
        if sort == "published":
            return [line[value]["first"] for line in lines if line[value] and line[value]["first"]]
        return [line[value].casefold() if sort == "name" else line[value] for line in lines]

    assert values("0") == sorted(values("0"))
    assert values("1") == sorted(values("1"), reverse=True)
    assert len(set(values("1"))) > 1


def test_a_search_finds_passages_and_leads_to_them(looking: TestClient) -> None:
    view = data(looking, "/sources.json", q="cookies")
    assert view["lines"] == []
    case = case_of(looking)
    for item in data(looking, "/sources.json", q="bodies")["found"]["passages"]:
        document = case.store.document(item["source"])
        assert document is not None
        told = "".join(words["text"] for words in item["snippet"])
        assert told in document.text[item["start"] : item["end"]]
        shown = [words["text"].casefold() for words in item["snippet"] if words["found"]]
        in_names = [piece for _, name in item["names"] for piece in name if piece["found"]]
        assert shown or in_names
        assert set(shown) <= {"bodies", "body"}
    page = tree(looking, "/sources", params={"q": "bodies"})
    for link in page.xpath("//figure[@class='quote']//a/@href")[:6]:
        target, _, anchor = link.partition("#")
        opened = tree(looking, target)
        assert opened.xpath("//*[@id=$id]", id=anchor), link


def test_a_search_without_words_or_without_hits_says_so(looking: TestClient) -> None:
    assert "There is no word" in looking.get("/sources", params={"q": "??"}).text
    assert "Nothing holds all" in looking.get("/sources", params={"q": "zyxwvutqq"}).text


def test_a_hostile_query_is_shown_as_words(looking: TestClient) -> None:
    for query in ('"><script>x</script>', "' OR 1=1 --", "a" * 9_000, "NEAR(", "\u202e"):
        assert looking.get("/sources", params={"q": query}).status_code == 200
    page = tree(looking, "/sources", params={"q": '"><script>x</script>'})
    assert page.xpath("//script[contains(., 'x')]") == []


def test_the_document_is_the_text_to_the_letter_with_every_claim_in_it(looking: TestClient) -> None:
    case = case_of(looking)
    source = source_named(case, "news-report.html")
    document = case.store.document(source.sha256)
    assert document is not None
    page = tree(looking, f"/sources/{source.sha256}")
    (shown,) = page.find_class("document-text")
    assert shown.text_content() == document.text
    claims = [kept.claim for kept in case.store.claims(source=source.sha256)]
    spans = [span for span in json.loads(shown.get("data-highlights")) if "id" in span]
    told = sorted({shown.text_content()[span["start"] : span["end"]] for span in spans})
    assert told == sorted({claim.passage.quote for claim in claims})
    cards = [card.get("id") for card in page.find_class("claim-card")]
    assert cards == [f"c-{claim.id}" for claim in claims]
    assert {span["id"] for span in spans} == set(cards)


def test_every_card_leads_to_its_block_and_names_the_chain(looking: TestClient) -> None:
    source = source_named(case_of(looking), "news-report.html")
    page = tree(looking, f"/sources/{source.sha256}")
    ids = set(page.xpath("//@id"))
    links = page.xpath("//*[contains(@class, 'claim-card')]//figcaption/a/@href")
    assert links
    assert {link.removeprefix("#") for link in links} <= ids
    cards = data(looking, f"/sources/{source.sha256}.json")["text"]["cards"]
    denial = next(card for card in cards if card["stance"] == "denies")
    assert denial["chain"][0] == "prison service"
    assert denial["chain"][-1] == "The Danube Courier"


def test_the_shares_are_the_coverage(looking: TestClient) -> None:
    case = case_of(looking)
    source = source_named(case, "news-report.html")
    document = case.store.document(source.sha256)
    assert document is not None
    claims = [kept.claim for kept in case.store.claims(source=source.sha256)]
    covered = coverage_of(document, claims)
    view = data(looking, f"/sources/{source.sha256}.json", coverage="1")
    shares = {item["fate"]: item["characters"] for item in view["coverage"]}
    assert shares["claim"] == covered.claimed
    assert shares.get("noise", 0) == covered.noise
    assert shares.get("not understood", 0) == covered.not_understood
    assert sum(item["share"] for item in view["coverage"]) == pytest.approx(1)
    without = data(looking, f"/sources/{source.sha256}.json")
    marked = {item["class"] for item in view["text"]["highlights"]}
    assert {"context", "noise"} <= marked
    assert not {"context", "noise"} & {item["class"] for item in without["text"]["highlights"]}


def test_a_link_to_a_claim_that_is_not_there_is_refused(looking: TestClient) -> None:
    source = source_named(case_of(looking), "news-report.html")
    assert looking.get(f"/sources/{source.sha256}.json?claim=zzz").status_code == 400
    assert looking.get("/sources/0000.json").status_code == 400


def test_a_source_without_text_says_why(looking: TestClient) -> None:
    source = source_named(case_of(looking), ".wav")
    view = data(looking, f"/sources/{source.sha256}.json")
    assert view["text"] is None
    assert "no speech" in view["problem"]
    assert "no speech" in looking.get(f"/sources/{source.sha256}").text


def test_an_archive_leads_to_what_it_holds_and_back(looking: TestClient) -> None:
    archive = source_named(case_of(looking), ".zip")
    members = data(looking, f"/sources/{archive.sha256}.json")["members"]
    assert len(members) >= 2
    for sha256, _ in members:
        found = data(looking, f"/sources/{sha256}.json")["found"]
        assert archive.sha256 in {item["container"] for item in found}


def test_the_original_is_saved_and_never_shown(looking: TestClient) -> None:
    case = case_of(looking)
    source = source_named(case, "news-report.html")
    answer = looking.get(f"/sources/{source.sha256}/original")
    assert answer.content == case.store.blob(source.sha256)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "news-report.html" in answer.headers["content-disposition"]


def test_the_claims_of_a_source_as_csv(looking: TestClient) -> None:
    case = case_of(looking)
    source = source_named(case, "news-report.html")
    answer = looking.get(f"/sources/{source.sha256}/claims.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    kept = [item.claim.id for item in case.store.claims(source=source.sha256)]
    assert [row["id"] for row in rows] == kept
    assert {row["state"] for row in rows} == {"not reviewed"}


def test_a_judgement_a_correction_and_a_label_show_at_once(
    client: TestClient, sample: Case
) -> None:
    source = source_named(sample, "news-report.html")
    first, second = [kept.claim.id for kept in sample.store.claims(source=source.sha256)][:2]
    sample.judge(first, "reject", reason="An invented reason")
    sample.judge(second, "correct", reason="The page says so", place="Dnipro")
    view = data(client, f"/sources/{source.sha256}.json")
    one, two = view["text"]["cards"][:2]
    assert (one["state"], one["reason"]) == ("rejected", "An invented reason")
    assert (two["state"], two["place"], two["place_code"]) == ("corrected", "Dnipro", None)
    rejected = [item for item in view["text"]["highlights"] if item["class"] == "claim rejected"]
    assert [item["id"] for item in rejected] == [one["card"]]
    answer = client.post(
        "/sources/label",
        data={"source": source.sha256, "label": "restricted", "reason": "Asked for by a family"},
    )
    assert answer.status_code == 303
    view = data(client, f"/sources/{source.sha256}.json")
    assert view["label"] == "restricted"
    told = [(line["kind"], line["what"]) for line in view["history"]]
    assert told[0] == ("source", source.name)
    assert told[1:] == [
        ("judgement", "rejected"),
        ("judgement", "corrected"),
        ("label", "restricted"),
    ]
    listed = data(client, "/sources.json", label="restricted")
    assert names(listed) == ["sources/news-report.html"]


def test_a_label_needs_a_reason(client: TestClient, sample: Case) -> None:
    source = source_named(sample, "news-brief.txt")
    form = {"source": source.sha256, "label": "public", "reason": " "}
    assert client.post("/sources/label", data=form).status_code == 400
    assert data(client, f"/sources/{source.sha256}.json")["label"] == "confidential"


def test_a_card_judges_what_it_showed_and_nothing_else(client: TestClient, sample: Case) -> None:
    source = source_named(sample, "news-brief.txt")
    page = tree(client, f"/sources/{source.sha256}")
    one, other = page.xpath("//form[@action='/sources/judge']")[:2]

    def sent(form: Any) -> dict[str, str]:
        hidden = form.xpath(".//input[@type='hidden']")
        return {item.get("name"): item.get("value") for item in hidden}

    answer = client.post(
        "/sources/judge", data={**sent(one), "reason": "Read it twice", "verdict": "confirm"}
    )
    assert answer.status_code == 303, answer.text[:500]
    assert tree(client, answer.headers["location"]).xpath("//article[@autofocus]/@id") == [
        f"c-{sent(one)['claim']}"
    ]
    view = data(client, f"/sources/{source.sha256}.json")
    assert view["states"]["confirmed"] == 1
    (judgement,) = sample.store.judgements()
    assert judgement.claim_id == sent(one)["claim"]
    assert "type" in judgement.seen
    again = {**sent(one), "reason": "Once more", "verdict": "reject"}
    assert client.post("/sources/judge", data=again).status_code == 409
    sample.judge(sent(other)["claim"], "reject", reason="Somebody else was faster")
    late = {**sent(other), "reason": "As I saw it", "verdict": "confirm"}
    assert client.post("/sources/judge", data=late).status_code == 409
    mixed = {**sent(other), "token": sent(one)["token"], "reason": "x", "verdict": "confirm"}
    assert client.post("/sources/judge", data=mixed).status_code == 409
    assert len(list(sample.store.judgements())) == 2


def test_no_page_of_a_source_needs_the_whole_record(
    client: TestClient, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of one source must not become slower as the case grows."""

    def refused(bench: Workbench, name: str, patience: float | None = None) -> object:
        if patience == 0.0:  # it takes what is there, and waits for nothing
            raise StillWorking(name)
        raise AssertionError(f"the page waited for {name}")

    monkeypatch.setattr(Workbench, "_part", refused)
    source = source_named(sample, "news-report.html")
    for path in ("", "/laid-out", "/view"):
        assert client.get(f"/sources/{source.sha256}{path}").status_code == 200


def test_claims_are_marked_on_the_picture_of_a_page_too(looking: TestClient) -> None:
    source = source_named(case_of(looking), "court-record.pdf").sha256
    assert data(looking, f"/sources/{source}.json")["marked"]
    pictures = [
        looking.get(f"/sources/{source}/picture", params={"page": 1, **marked}).content
        for marked in ({}, {"marked": "1"})
    ]
    plain, marked = (Image.open(io.BytesIO(png)) for png in pictures)
    assert plain.size == marked.size
    assert ImageChops.difference(plain, marked).getbbox() is not None
