# The commands. `make run` is the one a newcomer needs, `make test` the one a developer needs; both set up what they
# miss by themselves, the first time.

# The environment's own Python once there is one; before that the machine's.
PYTHON := $(shell test -x .venv/bin/python && echo .venv/bin/python || command -v python3 || command -v python)
BOOT = $(if $(PYTHON),$(PYTHON) -I workshop/install_and_start.py,$(error Python 3.11 or newer is needed. On Debian or Ubuntu type: sudo apt install python3 python3-venv))

.PHONY: help run suggest demo test test-long bench chaos lint lock pictures grouping-pictures figures modules grouping-figures clean

help:
	@echo "make run        start the program (PORT=8080 make run: on another port)"
	@echo "make suggest    install what compares ideas by their meaning, across languages (91 MB; without it by letters)"
	@echo "make demo       a ready forum with simulated participants, to look at"
	@echo "make test       everything that is checked on each change (ONLY=\"rules live\" make test: a part of it)"
	@echo "make test-long  the tests that take longer"
	@echo "make bench      what the server costs and how late it is, against references; takes a quarter of an hour (ONLY=joins make bench)"
	@echo "make chaos      fault injection: a server is killed, cut off and filled up by a printed seed, and its data counted (MINUTES=20 SEED=7 ROUNDS=1 make chaos)"
	@echo "make lint       style, types, templates, generated documents"
	@echo "make lock       renew the lock files from pyproject.toml"
	@echo "make pictures   the README's pictures, made from the running program"
	@echo "make grouping-pictures  how screen, phone and console look while a hall groups and votes on a hundred ideas"
	@echo "make figures    what the code looks like, in numbers"
	@echo "make modules    what each Python file is for (ROOM=live make modules: those of one room)"
	@echo "make grouping-figures IDEAS=ideas.tsv THEMES=themes.tsv"
	@echo "                how good the suggestions for grouping are on these files, as JSON"
	@echo "make clean      remove the environment and what the tools leave; your data stays"

run:
	@exec $(BOOT) run serve

suggest:
	@exec $(BOOT) suggest

demo:
	@exec $(BOOT) run demo $(if $(SERIES),--series)

test:
	@exec $(BOOT) test $(ONLY)

test-long:
	@exec $(BOOT) test --long $(ONLY)

bench:
	@exec $(BOOT) run bench $(addprefix --only ,$(ONLY))

chaos:
	@exec $(BOOT) tool tests.chaos.run --minutes $(or $(MINUTES),30) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SEED),--seed $(SEED))

lint:
	@exec $(BOOT) test style types templates documents

lock:
	@exec $(BOOT) lock

pictures:
	@exec $(BOOT) tool tests.tools.pictures

grouping-pictures:
	@exec $(BOOT) tool tests.tools.grouping_pictures

figures:
	@exec $(BOOT) tool tests.tools.figures

modules:
	@exec $(BOOT) tool tests.tools.module_list $(ROOM)

IDEAS = tests/data/grouping_library.tsv
THEMES = tests/data/grouping_library_themes.tsv

grouping-figures:
	@exec $(BOOT) tool tests.tools.grouping_figures $(IDEAS) $(THEMES)

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/artefacts
	find workshop tests -name __pycache__ -type d -prune -exec rm -rf {} +
