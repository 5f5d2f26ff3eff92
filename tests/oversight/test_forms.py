"""Forms: what each submission asks for, and what a case still lacks."""

from __future__ import annotations

import json

import pytest

from habeas.model import WrongUsage
from habeas.oversight.door import shipped_doors
from habeas.oversight.forms import FieldNeed, form, forms, missing_fields
from habeas.oversight.telling.form_wording import (
    field_label,
    form_gates,
    form_limits,
    form_name,
    form_sent_to,
)
from habeas.oversight.telling.messages import languages
from tests.oversight.reference import REFERENCE, needs_reference


def test_every_form_that_a_door_names_exists_and_every_form_belongs_to_a_door() -> None:
    assert {door.form for door in shipped_doors() if door.form} == set(forms())


def test_an_unknown_form_names_the_forms_there_are() -> None:
    with pytest.raises(WrongUsage) as refused:
        form("nobody")
    assert "ced_urgent" in str(refused.value)


def test_an_empty_case_lacks_every_field_that_is_always_asked() -> None:
    wanted = {FieldNeed.REQUIRED, FieldNeed.MINIMUM}
    for one in forms().values():
        lacking = missing_fields(one, ())
        assert lacking == tuple(field for field in one.fields if field.need in wanted)


def test_an_answer_at_a_path_fills_every_field_that_reads_it() -> None:
    tracing = form("icrc_tracing")
    shared = [field.id for field in tracing.fields if field.path == "victim.person"]
    assert len(shared) > 1
    lacking = {field.id for field in missing_fields(tracing, {"victim.person"})}
    assert not lacking & set(shared)
    assert "last" in lacking


def test_a_conditional_field_is_never_missing_by_itself() -> None:
    applied = form("ecthr")
    assert "rep" in {field.id for field in applied.fields}
    assert "rep" not in {field.id for field in missing_fields(applied, ())}


def test_a_case_that_answers_every_path_lacks_nothing() -> None:
    for one in forms().values():
        assert missing_fields(one, {field.path for field in one.fields}) == ()


def test_the_ids_of_a_form_are_unique_and_every_field_has_words_and_a_path() -> None:
    for one in forms().values():
        ids = [field.id for field in one.fields]
        assert len(ids) == len(set(ids)), one.id
        assert all(field.label and field.path for field in one.fields), one.id
        assert one.languages, one.id
        assert one.gates, one.id


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_every_text_of_a_form_is_translated(language: str) -> None:
    for one in forms().values():
        assert form_name(one, language) != one.name
        assert form_limits(one, language) != one.limits
        assert form_sent_to(one, language) != one.sent_to
        assert not set(form_gates(one, language)) & set(one.gates)
        for field in one.fields:
            assert field_label(one, field, language) != field.label, (one.id, field.id)


def test_a_form_in_a_language_without_a_catalogue_is_in_english() -> None:
    one = form("wgad")
    assert form_name(one, "de") == one.name


@needs_reference
def test_the_fields_are_those_of_the_reference_in_words_of_our_own() -> None:
    listed = json.loads((REFERENCE / "forms.json").read_text(encoding="utf-8"))
    needs = {"minimum element": "minimum"}
    theirs = {
        tuple(
            (field["id"], field["case_path"], needs.get(field["required"], field["required"]))
            for field in entry["fields"]
        )
        for entry in listed
    }
    ours = {
        tuple((field.id, field.path, field.need.value) for field in one.fields)
        for one in forms().values()
    }
    assert ours == theirs
    labels = {field["label"] for entry in listed for field in entry["fields"]}
    long = {label for label in labels if len(label.split()) > 3}
    assert not long & {field.label for one in forms().values() for field in one.fields}
