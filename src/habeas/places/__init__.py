"""Places: where detention is that has no address.

Vague words in, surfaces out; many weak sightings in, sites with their doubt out; kitchens'
contracts in, a ranked alarm out. Floor 3 of the house: pure functions, usable alone.
"""
