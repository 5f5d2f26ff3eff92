"""What a button said is told once, to the session it was said in, and stands in no cookie."""

from __future__ import annotations

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.sayings import Sayings


def test_words_are_given_out_once_and_to_their_session_alone() -> None:
    sayings = Sayings()
    sayings.keep("mine", "Orrin is confirmed.")
    sayings.keep("mine", "")
    assert sayings.take("another") == ()
    assert sayings.take("mine") == ("Orrin is confirmed.",)
    assert sayings.take("mine") == ()


def test_of_many_words_that_nobody_came_for_the_last_are_kept() -> None:
    sayings = Sayings()
    for number in range(9):
        sayings.keep("mine", str(number))
    assert sayings.take("mine") == ("4", "5", "6", "7", "8")


def test_the_next_page_says_what_a_button_did_and_no_cookie_holds_it(
    client: TestClient, sample: Case
) -> None:
    claim = next(iter(sample.claims)).claim.id
    form = {"claim": claim, "verdict": "confirm", "token": "0" * 64, "number": "1"}
    answer = client.post("/review/judge", data=form)
    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers
    said = "This has changed since it was shown."
    polled = client.get("/overview", headers={"x-habeas-poll": "1"})
    assert said not in polled.text
    assert said in client.get("/overview").text
    assert said not in client.get("/overview").text
