"""What a source page says of sources that copy one another, or tell one account."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.workbench import Workbench
from tests.pipeline.making import ONE_PROCESS
from tests.web.pages.test_sources import case_of, data, source_named, tree

REPORT = """Guards beat prisoners at the Orrin colony

Guards beat Danylo Stepaniuk at the Orrin colony on 3 May 2031, his lawyer Ada Brenko said. "They
beat him with sticks in the yard," Brenko told reporters.

Eleven prisoners died at the Orrin colony in May 2031, Brenko said. The prison service did not
answer.
"""
RETOLD = """Letters from the colony

On 3 May 2031 guards beat Danylo Stepaniuk at the Orrin colony, said Ada Brenko, a lawyer.

Nobody else spoke about the winter, the roads or the harvest, and the river had been calm.
"""


def add(case: Case, folder: Path) -> None:
    texts = {"agency": REPORT, "paper": f"{REPORT}\nFirst printed by an agency.\n", "other": RETOLD}
    for name, words in texts.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    case.add(folder, settings=ONE_PROCESS)


def names(found: list[dict[str, str]]) -> list[str]:
    return [item["name"].rpartition("/")[2] for item in found]


def test_copies_and_one_account_are_proposed_with_reasons(
    client: TestClient, sample: Case, bench: Workbench, tmp_path: Path
) -> None:
    folder = tmp_path / "told"
    folder.mkdir()
    add(sample, folder)
    bench.changed()
    bench.settle("events")

    def page(name: str) -> str:
        return f"/sources/{source_named(sample, name).sha256}"

    agency = data(client, f"{page('agency.txt')}.json")["one_origin"]
    assert names(agency["copies"]) == ["paper.txt"]
    (account,) = agency["accounts"]
    assert account["whose"] == "Ada Brenko"
    assert names(account["others"]) == ["other.txt", "paper.txt"]
    retold = data(client, f"{page('other.txt')}.json")["one_origin"]
    assert retold["copies"] == []
    assert names(retold["accounts"][0]["others"]) == ["agency.txt", "paper.txt"]
    section = tree(client, page("agency.txt")).get_element_by_id("independence").getparent()
    words = " ".join(section.text_content().split())
    assert "shares most of its text with 1 other source" in words
    assert "the record has no decision about it" in words
    assert f"{page('paper.txt')}" in section.xpath(".//a/@href")


def test_a_source_of_its_own_is_said_to_share_nothing(looking: TestClient) -> None:
    source = source_named(case_of(looking), "bodies-examined.csv").sha256
    found = data(looking, f"/sources/{source}.json")
    assert found["one_origin"] == {"copies": [], "accounts": []}
    assert "Nothing was found that it shares" in looking.get(f"/sources/{source}").text
