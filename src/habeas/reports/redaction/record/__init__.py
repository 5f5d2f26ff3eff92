"""What a dossier is made from with everything redacted taken out of it: texts, rows, people."""
