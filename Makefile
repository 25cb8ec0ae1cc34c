# Every target is one line that calls a program; what it does stands there.
STACK ?= sandbox
PYTHON ?= python3
RUN = .venv/bin/python -m

.PHONY: setup up preview refresh down status test lint bench lock clean

setup:
	@$(PYTHON) tools/bootstrap.py

up preview refresh down: setup
	@$(RUN) tools.stack $@ $(STACK)

status: setup
	@$(RUN) localaws status

test: setup
	@$(RUN) pytest --numprocesses auto --dist loadfile

lint: setup
	@$(RUN) tools.lint

bench: setup
	@$(RUN) benchmarks

lock: setup
	@$(RUN) tools.lock

clean:
	@$(PYTHON) tools/clean.py
