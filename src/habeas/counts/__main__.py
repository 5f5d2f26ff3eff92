"""`python -m habeas.counts`: compile the samplers ahead, as `make install` does."""

from habeas.counts.compilation import compile_all

compile_all()
