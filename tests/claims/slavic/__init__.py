"""Tests of Russian and Ukrainian sentences as they are read."""
