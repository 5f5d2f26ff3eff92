"""What part each stretch of text plays on its page, found from the text and its mark-up."""

from habeas.sources.page.classify import classify
from habeas.sources.page.paragraphs import split_paragraphs
from habeas.sources.page.part import Part

__all__ = ["Part", "classify", "split_paragraphs"]
