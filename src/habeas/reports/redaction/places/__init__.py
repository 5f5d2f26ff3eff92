"""Where a text names a redacted place, in whatever form, and where it only seems to."""
