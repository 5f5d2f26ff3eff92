"""Numbers in running text: digits, number words, shares and ranges, with their modifiers."""

from habeas.language.numbers.find import find_numbers
from habeas.language.numbers.mention import NumberMention

__all__ = ["NumberMention", "find_numbers"]
