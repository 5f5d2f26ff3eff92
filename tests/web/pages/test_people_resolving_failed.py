"""A judgement stands where the people cannot be resolved again, and the page says why."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from habeas.model import InputRefused
from habeas.web.pages.people import resolving
from habeas.web.work import Work
from habeas.web.workbench import Workbench
from tests.web.pages.test_people import named, page, patient, sent

__all__ = ["patient"]


def refuse(_: Work) -> None:
    raise InputRefused("this case was opened to be read")


def failing(bench: Workbench) -> Work:
    """Work that cannot be done."""
    return bench.works.start("resolve", refuse)


def test_why_it_could_not_be_resolved_is_said_in_the_reader_s_language(
    patient: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.headers["cookie"] += "; language=uk"
    one = named(patient, "Velychkiv")
    shown = page(patient, one["id"])
    monkeypatch.setattr(resolving, "start_resolving", failing)
    split = {"records": shown["records"][-1]["id"], "reason": "another man", "seen": shown["seen"]}
    said = sent(patient, f"/people/{one['id']}/split", **split)["said"]
    assert "(цю справу відкрито для читання)" in said
    assert "opened to be read" not in said
