"""Settings of the whole suite: examples are judged by what they show, not by the clock."""

from hypothesis import settings

# Several processes share the cores: a slow example is no failure (benchmarks measure time).
settings.register_profile("shared_cores", deadline=None)
settings.load_profile("shared_cores")
