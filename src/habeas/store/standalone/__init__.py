"""What goes out with every dossier and every sealed ledger, and runs without Habeas."""
