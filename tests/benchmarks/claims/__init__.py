"""Tests of the benchmarks of the claims room."""
