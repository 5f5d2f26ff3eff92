"""People in the workbench: found by name, shown with the evidence, merged, split, taken back.

Every name is invented.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.pipeline import Force
from habeas.web.pages.people.found_words import FOUND
from habeas.web.workbench import Workbench

# Other work may keep this machine busy; what is asked here is what the page says in the end.
PATIENCE = 60.0
JSON = {"accept": "application/json"}


@pytest.fixture
def patient(client: TestClient) -> TestClient:
    """A browser on a case of its own, to judge in; pages wait until all they show is there."""
    client.app.state.bench.patience = PATIENCE  # type: ignore[attr-defined]  # a Starlette, ours
    return client


def people(browser: TestClient, **query: str) -> dict[str, Any]:
    """The list of persons as data."""
    answer = browser.get("/people.json", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def named(browser: TestClient, words: str) -> dict[str, Any]:
    """The one person to whose name these words fit."""
    found = people(browser, q=words)["people"]
    assert len(found) == 1, [one["name"] for one in found]
    one: dict[str, Any] = found[0]
    return one


def page(browser: TestClient, person: str) -> dict[str, Any]:
    """The page of a person as data."""
    answer = browser.get(f"/people/{person}.json")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def sent(browser: TestClient, path: str, **form: Any) -> dict[str, Any]:
    """What a button did, as data."""
    answer = browser.post(path, data=form, headers=JSON)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    work = re.fullmatch("/progress/(.+)", found["go_to"])
    if work is not None:
        # On a busy machine resolving goes on behind a page that watches it.
        works = browser.app.state.bench.works  # type: ignore[attr-defined]  # a Starlette, ours
        assert works.find(work[1]).ended.wait(PATIENCE)
    return found


@pytest.mark.parametrize(
    "words", ["Ланцевич", "lantsevich yuri", "Lancewycz", "Юрий Ланцевич", "ланцев", "Lantsev"]
)
def test_a_person_is_found_in_any_alphabet(looking: TestClient, words: str) -> None:
    assert named(looking, words)["name"] == "Ланцевич Юрій Павлович"


def test_words_that_fit_nobody_find_nobody(looking: TestClient) -> None:
    assert people(looking, q="Nobody-Of-This-Name")["fitting"] == 0
    assert people(looking, q="Ланцевич Остап")["people"] == []


def test_the_list_is_filtered_and_sorted(looking: TestClient) -> None:
    whole = people(looking)
    assert whole["persons"] == len(whole["people"]) == 21
    records = [one["records"] for one in whole["people"]]
    assert records == sorted(records, reverse=True)
    assert records[0] == 4
    several = people(looking, several="1")
    assert several["fitting"] == sum(number > 1 for number in records)
    silent = [one["days_least"] for one in people(looking, sort="silence")["people"]]
    counted = [days for days in silent if days is not None]
    assert counted == sorted(counted, reverse=True)
    assert silent[: len(counted)] == counted
    assert {one["status"] for one in people(looking, status="seen")["people"]} == {"seen"}
    assert all(one["review"] for one in people(looking, review="1")["people"])
    assert people(looking, review="1")["fitting"] == whole["to_review"] > 0


def test_a_page_that_is_not_there_is_the_last_one(looking: TestClient) -> None:
    found = people(looking, page="99")
    assert (found["query"]["page"], found["first"]) == (1, 1)


def test_the_whole_list_leaves_as_csv(looking: TestClient) -> None:
    answer = looking.get("/people/all.csv", params={"several": "1"})
    lines = answer.text.strip().splitlines()
    assert lines[0].startswith("\ufeffid,name,further spellings")
    assert len(lines) == 1 + people(looking, several="1")["fitting"]
    assert looking.get("/people.persons.csv").text.count("\np-") == 21


def test_a_person_has_names_records_custody_and_statements(looking: TestClient) -> None:
    found = page(looking, named(looking, "Velychkiv")["id"])
    assert [name["script"] for name in found["names"]] == ["cyrillic", "latin", "latin", "latin"]
    assert found["names"][0]["patronymic"] == "Романович"
    assert len(found["records"]) == found["all_records"] == 4
    row = next(one for one in found["records"] if one["row"] == 1 and one["sheet"] is None)
    assert ["Дата народження", "14.02.1991"] in row["cells"]
    custody = found["custody"]
    assert [one["status"] for one in custody["statuses"]] == ["captured", "seen", "seen"]
    assert custody["ladder"][0]["rung"] == "acknowledged"
    assert custody["silence"]["since"]["kind"] == "captured"
    claim = found["told"]["claims"][0]
    assert (claim["type"], claim["source_name"]) == ("capture", "sources/news-report.html")
    assert claim["href"].endswith(f"#c-{claim['claim']}")
    assert found["owed"]["custody"] is True
    assert {duty["breached"] for duty in found["owed"]["duties"]} <= {"yes", "no", "unknown"}


def test_every_statement_leads_to_its_passage(looking: TestClient) -> None:
    found = page(looking, named(looking, "Velychkiv")["id"])
    custody = found["custody"]
    statements = [*custody["statements"], custody["silence"]["since"], *found["records"]]
    assert len({one["href"] for one in statements}) == 4
    for one in (*statements, *custody["statuses"], *found["told"]["claims"]):
        address, _, target = one["href"].partition("#")
        shown: Any = html.fromstring(looking.get(address).text)
        assert shown.get_element_by_id(target) is not None
        if target == "passage":
            row = shown.get_element_by_id(target).getnext().text_content()
            assert "VELYCHKIV" in row.upper() or "ВЕЛИЧКІВ" in row.upper()
        else:
            assert target.startswith("c-")


def test_the_list_counts_the_days_that_oversight_counts(looking: TestClient) -> None:
    bench: Workbench = looking.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    listed = {one["id"]: (one["days_least"], one["days_most"]) for one in people(looking)["people"]}
    compared = 0
    for item in bench.oversight.persons:
        days = item.silence.days
        if days is not None:
            assert listed[item.facts.person] == (days.least, days.most)
            compared += 1
    assert compared > 5


def test_the_waterfall_adds_up_to_the_evidence(looking: TestClient) -> None:
    found = page(looking, named(looking, "Velychkiv")["id"])["joining"]
    assert found["state"] == "shown"
    assert found["joined"][0]["nearest"] is None
    for item in found["joined"][1:]:
        weights = [one["weight"] for one in item["findings"]]
        assert sum(weights) == pytest.approx(item["bits"], abs=0.05)
        assert item["findings"][-1]["total"] == pytest.approx(item["bits"], abs=0.05)
        assert min(one["low"] for one in item["findings"]) >= 0
        assert max(one["high"] for one in item["findings"]) <= 100


def test_two_people_are_merged_and_it_is_undone(patient: TestClient, sample: Case) -> None:
    one, other = named(patient, "Velychkiv"), named(patient, "Lantsevich")
    compared = patient.get(f"/people/{one['id']}/merge.json?other={other['id']}").json()
    assert compared["link"]["bits"] < 0
    assert {fact["fact"]: fact["agree"] for fact in compared["facts"]}["born"] == "different"
    done = sent(
        patient,
        f"/people/{one['id']}/merge",
        other=other["id"],
        answer="same",
        reason="one man under two names, says his sister",
        seen=compared["seen"],
    )
    assert "is kept in the ledger" in done["said"]
    merged = page(patient, named(patient, "Velychkiv")["id"])
    assert merged["all_records"] == one["records"] + other["records"]
    assert people(patient)["persons"] == 20
    judgement = merged["judgements"][0]
    assert (judgement["answer"], judgement["force"]) == ("same", "in force")
    assert judgement["reason"] == "one man under two names, says his sister"
    undone = sent(
        patient,
        f"/people/judgements/{judgement['position']}/undo",
        reason="the sister meant another man",
        person=merged["person"]["id"],
    )
    assert "taken back" in undone["said"]
    assert people(patient)["persons"] == 21
    after = page(patient, one["id"])
    assert after["all_records"] == one["records"]
    assert page(patient, other["id"])["all_records"] == other["records"]
    assert [item["force"] for item in after["judgements"]] == ["takes back", "taken back"]
    assert sample.people.settled.of(Force.TAKEN_BACK)[0].placed.position == judgement["position"]


def test_a_record_is_split_off(patient: TestClient) -> None:
    one = named(patient, "Velychkiv")
    shown = page(patient, one["id"])
    record = shown["records"][-1]["id"]
    assert f'name="seen" value="{shown["seen"]}"' in patient.get(f"/people/{one['id']}").text
    done = sent(
        patient,
        f"/people/{one['id']}/split",
        records=record,
        reason="another man with the same initials",
        seen=shown["seen"],
    )
    assert "is kept in the ledger" in done["said"]
    assert people(patient)["persons"] == 22
    left = page(patient, one["id"])
    assert record not in [item["id"] for item in left["records"]]
    assert left["judgements"][0]["answer"] == "different"
    assert left["judgements"][0]["records"] == [record]


def test_records_that_came_after_the_page_was_shown_are_not_split_from(
    patient: TestClient,
) -> None:
    one, other = named(patient, "Velychkiv"), named(patient, "Lantsevich")
    shown = page(patient, one["id"])
    both = patient.get(f"/people/{one['id']}/merge.json", params={"other": other["id"]}).json()
    merge = {"other": other["id"], "answer": "same", "reason": "one nickname", "seen": both["seen"]}
    sent(patient, f"/people/{one['id']}/merge", **merge)
    kept = next(
        item["id"]
        for item in people(patient)["people"]
        if shown["records"][-1]["id"]
        in [each["id"] for each in page(patient, item["id"])["records"]]
    )
    split = {"records": shown["records"][-1]["id"], "reason": "so", "seen": shown["seen"]}
    answer = patient.post(f"/people/{kept}/split", data=split, headers=JSON)
    assert answer.status_code == 409
    assert "have changed since the page was shown" in answer.json()["error"]["what"]


def test_a_judgement_that_does_not_fit_is_refused(patient: TestClient) -> None:
    one, other = named(patient, "Velychkiv"), named(patient, "Lantsevich")
    merge = {"other": other["id"], "answer": "same", "reason": "as it seemed", "seen": "0" * 16}
    refused: tuple[tuple[str, dict[str, str], str], ...] = (
        ("merge", merge, "have changed since the page was shown"),
        ("split", {"reason": "so it seems", "seen": ""}, "no record was chosen"),
        ("split", {"records": "elsewhere/1", "reason": "so", "seen": ""}, "have changed since"),
        ("label", {"label": "public", "reason": " "}, "a label needs a reason"),
        ("label", {"label": "secret", "reason": "so it seems"}, "does not fit"),
    )
    for path, form, what in refused:
        answer = patient.post(f"/people/{one['id']}/{path}", data=form, headers=JSON)
        assert answer.status_code in {400, 409}, (path, form)
        assert what in answer.json()["error"]["what"], (path, form)
    bench: Workbench = patient.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    assert list(bench.case.store.person_judgements()) == []


def test_a_person_is_labelled(patient: TestClient, sample: Case) -> None:
    one = named(patient, "Velychkiv")
    assert one["label"] == "confidential"
    sent(patient, f"/people/{one['id']}/label", label="restricted", reason="the family agreed")
    assert named(patient, "Velychkiv")["label"] == "restricted"
    assert sample.labels.persons[one["id"]].own


def test_an_id_of_nobody_is_refused_in_words(looking: TestClient) -> None:
    answer = looking.get("/people/p-nobody")
    assert answer.status_code == 400
    assert "no person of this case has this id" in answer.text
    assert looking.get("/people/p-nobody.json").json()["error"]["remedy"]


def test_the_pages_say_what_there_is_to_do_without_script(looking: TestClient) -> None:
    one, other = named(looking, "Velychkiv"), named(looking, "Lantsevich")
    whole = looking.get(f"/people/{one['id']}").text
    for words in ("Why they are one person", "Split off the ticked records", "What is owed"):
        assert words in whole
    assert f'action="/people/{one["id"]}/split"' in whole
    compared = looking.get(f"/people/{one['id']}/merge", params={"other": other["id"]}).text
    assert 'name="answer" value="same"' in compared
    assert "One human, or two?" in compared


def test_the_graph_and_the_table_of_pairs_say_the_same(looking: TestClient) -> None:
    one = named(looking, "Velychkiv")
    pairs = page(looking, one["id"])["pairs"]
    graph = looking.get(f"/people/{one['id']}/graph.json").json()
    records = [node["id"] for node in graph["nodes"] if node["kind"] == "record"]
    assert len(records) == one["records"]
    drawn = {(edge["source"], edge["target"]) for edge in graph["edges"]}
    assert {(pair["left"], pair["right"]) for pair in pairs} <= drawn
    assert pairs[0]["probability"] == max(pair["probability"] for pair in pairs)
    assert looking.get(f"/people/{one['id']}.pairs.csv").text.count("\n") == len(pairs) + 1


def test_the_words_of_findings_are_those_of_the_table_of_findings() -> None:
    table = files("habeas.people").joinpath("data/findings.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    words = {sentence.partition(": ")[0] for feature, _, sentence in rows if feature != "event"}
    assert words == set(FOUND) - {"before anything is compared"}
