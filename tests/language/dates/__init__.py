"""Expressions of time: how they are found and what they are resolved to."""
