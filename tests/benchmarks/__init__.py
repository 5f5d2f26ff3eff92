"""Tests of the benchmarks: a wrong measure is worse than none."""
