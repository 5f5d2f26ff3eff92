"""Leaving (or joining) a treaty as a procedure: its steps, its days, what each changes abroad."""
