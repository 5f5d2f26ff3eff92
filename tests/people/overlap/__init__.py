"""How far two lists coincide without showing names."""
