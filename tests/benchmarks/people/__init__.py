"""Tests of the benchmarks of the people room."""
