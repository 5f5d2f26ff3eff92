"""The compiled inside of the chains: numbers in, numbers out."""
