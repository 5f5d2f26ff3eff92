"""What a button said is told once, to the session it was said in, and stands in no cookie."""

from __future__ import annotations

from starlette.testclient import TestClient

from habeas.web.sayings import Sayings
from habeas.web.workbench import Workbench


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


def test_the_next_page_says_what_a_button_did_and_no_cookie_holds_it(client: TestClient) -> None:
    bench: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    bench.settle("claims")
    bench.patience = 20.0
    shown = client.get("/review.json").json()["item"]
    form = {name: str(shown[name]) for name in ("number", "claim", "token")}
    client.post("/review/judge", data=form | {"verdict": "confirm"})
    twice = client.post("/review/judge", data=form | {"verdict": "confirm"})
    assert twice.status_code == 303
    assert "set-cookie" not in twice.headers
    said = "This was answered already; what was said stands."
    polled = client.get("/overview", headers={"x-habeas-poll": "1"})
    assert said not in polled.text
    assert said in client.get("/overview").text
    assert said not in client.get("/overview").text
