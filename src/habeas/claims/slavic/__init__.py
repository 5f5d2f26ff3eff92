"""Russian and Ukrainian: parsing, cues, clauses, mentions, places, quantities."""
