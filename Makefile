UV := .tools/bin/uv
PY := .venv/bin/python

lock:
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --all-extras --group dev pyproject.toml -o requirements.lock --custom-compile-command "make lock"
.PHONY: lock
