"""Oversight: which doors are open, for whom, until when."""
