"""Habeas makes hidden detention countable: sources, claims, judgements, dossiers."""
