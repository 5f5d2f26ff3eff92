"""`habeas propose`: a local model proposes, the command says what came through, a person judges.

The commands run in this process: their start, which takes most of the time, is tested elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.cli.entry import run
from tests.claims.proposing.scripted_endpoint import claiming, listening, send
from tests.cli.running import one_line
from tests.pipeline.making import PASSPHRASE, new_store, write

# In Polish, which no rule reads: what stands in the case comes from the model alone. Invented.
TESTIMONY = "Strażnicy bili Tarasa Welmina w piwnicy szkoły, mówi jego siostra.\n"
BEATING = {
    "quote": "Strażnicy bili Tarasa Welmina w piwnicy szkoły, mówi jego siostra",
    "type": "torture",
}
INVENTED = {"quote": "Strażnicy zabili 40 osób\u202e w piwnicy", "type": "killing"}
Told = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    top = tmp_path_factory.mktemp("propose")
    made = top / "case"
    new_store(made).close()
    folder = write(top / "in", {"testimony.txt": TESTIMONY})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
        assert run(["add", str(made), str(folder)]) == 0
        yield made


def propose(case: Path, url: str, *more: str, model: str = "m") -> int:
    return run(["propose", str(case), "--endpoint", url, "--model", model, *more])


def test_proposals_are_told_listed_marked_and_logged(case: Path, capsys: Told) -> None:
    capsys.readouterr()
    with listening(claiming(BEATING, INVENTED)) as server:
        assert propose(case, server.url) == 0
        told = capsys.readouterr().out
        assert propose(case, server.url, "--json") == 0
        assert len(server.asked) == 1
    assert "1 document: 1 request\n" in told
    assert "1 claim proposed, 0 found by the rules as well" in told
    assert "refused 1 × claim: the quote does not stand in what was shown" in told
    again = json.loads(one_line(capsys.readouterr().out))
    assert (again["asked"], again["known"], again["proposed"]) == (0, 1, 1)

    assert run(["claims", str(case)]) == 0
    assert "proposed by a model" in capsys.readouterr().out
    assert run(["claims", str(case), "--json"]) == 0
    row = json.loads(one_line(capsys.readouterr().out))
    assert row["origin"].startswith("model:m@")
    assert row["state"] == "not reviewed"

    assert run(["judge", str(case), row["id"], "confirm", "--reason", "his sister wrote so"]) == 0
    capsys.readouterr()
    assert run(["claims", str(case)]) == 0
    assert "proposed by a model" not in capsys.readouterr().out

    assert run(["log", str(case)]) == 0
    logged = capsys.readouterr().out
    assert "model_answer" in logged
    assert "m at 127.0.0.1 about" in logged
    assert run(["verify", str(case)]) == 0


@pytest.mark.parametrize(
    ("endpoint", "model", "code", "told"),
    [
        ("http://model.example.org/v1", "m", 2, "--allow-host model.example.org"),
        ("http://127.0.0.1:1/v1", "unasked", 1, "no connection"),
        ("nonsense", "m", 2, "no address"),
        ("http://127.0.0.1:1/v1\u202e", "m", 2, "no host"),
        ("http://127.0.0.1:1/v1", "a model", 2, "no name of a model"),
    ],
)
def test_what_will_not_do_is_one_line_with_a_remedy(
    case: Path, capsys: Told, endpoint: str, model: str, code: int, told: str
) -> None:
    assert propose(case, endpoint, model=model) == code
    said = one_line(capsys.readouterr().err)
    assert told in said
    assert " — " in said
    assert said.isprintable()


def test_a_failing_server_is_one_line(case: Path, capsys: Told) -> None:
    with listening(lambda request, _: send(request, b"{}" * 99, status=503)) as server:
        assert propose(case, server.url, model="unasked") == 1
    assert "it answered with HTTP 503" in one_line(capsys.readouterr().err)
