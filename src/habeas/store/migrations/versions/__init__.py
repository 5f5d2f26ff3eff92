"""One module per format, named for the format's number."""
