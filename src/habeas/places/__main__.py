"""`python -m habeas.places`: compile the kernels ahead, as `make install` does."""

from habeas.places.compilation import compile_all

compile_all()
