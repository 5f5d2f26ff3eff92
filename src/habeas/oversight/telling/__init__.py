"""Answers in words and as plain data: sentences in three languages, lists, cards, JSON."""
