"""The texts of a form in a reader's language; the English ones stand with the form itself."""

from __future__ import annotations

from habeas.oversight.forms import Field, Form
from habeas.oversight.telling.messages import has_sentence, word_for


def form_name(form: Form, language: str = "en") -> str:
    """What the form is called."""
    return _said(f"form.{form.id}", form.name, language)


def form_limits(form: Form, language: str = "en") -> str:
    """How long it may be, and by when it must be there."""
    return _said(f"form.{form.id}.limits", form.limits, language)


def form_sent_to(form: Form, language: str = "en") -> str:
    """To whom it goes; addresses change and stand with the body itself."""
    return _said(f"form.{form.id}.sent_to", form.sent_to, language)


def form_gates(form: Form, language: str = "en") -> tuple[str, ...]:
    """What the body checks first."""
    return tuple(
        _said(f"form.{form.id}.gate.{number}", gate, language)
        for number, gate in enumerate(form.gates, start=1)
    )


def field_label(form: Form, field: Field, language: str = "en") -> str:
    """What one field asks for."""
    return _said(f"field.{form.id}.{field.id}", field.label, language)


def _said(key: str, english: str, language: str) -> str:
    stem, _, rest = key.partition(".")
    return word_for(stem, rest, language) if has_sentence(key, language) else english
