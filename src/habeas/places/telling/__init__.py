"""Where something was, as people tell it in English, Russian or Ukrainian, to descriptions."""

from habeas.places.telling.read import find_descriptions, read_description

__all__ = ["find_descriptions", "read_description"]
