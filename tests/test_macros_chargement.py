"""Le module que mkdocs-macros charge ne travaille pas à l’import, et une bibliothèque absente se dit en clair."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort

import clausier.web


def test_importer_le_module_ne_lit_pas_le_catalogue_ni_mkdocs():
    code = "import sys, clausier.web; sys.exit('mkdocs' in sys.modules or 'clausier.loader' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_une_bibliotheque_absente_est_nommee(monkeypatch):
    monkeypatch.setitem(sys.modules, "clausier.web.pages", None)
    with pytest.raises(Abort, match="clausier.web.pages"):
        clausier.web.define_env(SimpleNamespace())


def test_un_moteur_qui_refuse_les_greffons_garde_les_macros(monkeypatch, tmp_path):
    class Refus:
        def __setitem__(self, cle, valeur):
            raise TypeError("pas de greffon ici")

    appels = {}
    env = SimpleNamespace(
        project_dir=str(tmp_path),
        conf=type("Conf", (dict,), {"plugins": Refus(), "use_directory_urls": True})(extra={}),
        config={},
        macro=lambda fonction, nom: appels.setdefault(nom, fonction),
    )
    clausier.web.define_env(env)
    assert {"texte_officiel", "extrait", "lien_clause"} <= appels.keys()
