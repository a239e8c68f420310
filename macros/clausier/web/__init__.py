"""The site: the only part of Clausier that knows MkDocs.

`define_env` is what mkdocs-macros calls, once per build. It imports the rest only then, because an ImportError raised while a
macros module loads is reported as « module not found », without its cause.
"""

from __future__ import annotations


def define_env(env) -> None:
    """Registers the macros of the hand-written pages and the generated pages of the site.

    Raises mkdocs' Abort, with the French list of faults, when the catalogue cannot be used.
    """
    from mkdocs.exceptions import Abort

    try:
        from .pages import install
    except ImportError as error:
        raise Abort(f"Clausier ne peut pas démarrer : {error}. Réinstallez l'environnement (make propre, puis make site).") from error
    install(env)
