"""Where a text names a redacted person, in whatever form, and where it only seems to."""
