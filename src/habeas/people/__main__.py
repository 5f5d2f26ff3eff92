"""`python -m habeas.people`: compile the kernels ahead, as `make install` does."""

from habeas.people.compilation import compile_all

compile_all()
