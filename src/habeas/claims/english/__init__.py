"""English: parsing, cues, clauses, mentions, places, quantities."""
