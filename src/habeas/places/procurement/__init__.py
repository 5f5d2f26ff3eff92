"""Purchases of food for closed institutions: an alarm beside the declared population."""
