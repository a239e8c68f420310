"""Les niveaux : un module n’importe que de son niveau ou de ceux d’avant, sans cycle ; les rendus ne savent rien des clauses."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PAQUET = Path(__file__).resolve().parent.parent / "macros" / "clausier"
NIVEAUX = [
    {"model", "blocks", "typography", "sheets"},
    {"shapes", "yamlstrict", "texte", "valeurs", "classeur", "tableau", "formules", "plis", "mots", "motifs", "ensembles", "memoire"},
    {"schema", "implication", "index"},
    {"loader", "overrides", "crosscheck", "controle"},
    {"reponses", "passages", "essentiel", "points", "contrat", "courrier", "comparaison", "avenant", "exemple", "export", "public", "publicshapes", "calculs", "lot", "tableur", "extract", "check"},
    {"rapports", "verbes", "cli", "web", "__main__"},
]
NIVEAU = {module: rang for rang, modules in enumerate(NIVEAUX) for module in modules}
FICHIERS = sorted(PAQUET.rglob("*.py"))


def nom(fichier: Path) -> str:
    """`render.word` pour render/word.py, `render` pour render/__init__.py."""
    return ".".join(fichier.relative_to(PAQUET).with_suffix("").parts).removesuffix(".__init__")


def imports(fichier: Path) -> tuple[set[str], set[str]]:
    """Les modules de la maison qu’un fichier importe (sauf pour les types seuls), et les bibliothèques."""
    maison, dehors = set(), set()
    arbre = ast.parse(fichier.read_text("utf-8"))
    pour_les_types = {id(n) for bloc in ast.walk(arbre) if isinstance(bloc, ast.If) and "TYPE_CHECKING" in ast.unparse(bloc.test) for n in ast.walk(bloc)}
    paquet = fichier.relative_to(PAQUET).parts[:-1]
    for noeud in ast.walk(arbre):
        if id(noeud) in pour_les_types:
            continue
        if isinstance(noeud, ast.Import):
            cibles = [alias.name for alias in noeud.names]
        elif isinstance(noeud, ast.ImportFrom):
            base = ["clausier", *paquet[: len(paquet) - noeud.level + 1]] if noeud.level else []
            base += noeud.module.split(".") if noeud.module else []
            cibles = [".".join([*base, alias.name]) for alias in noeud.names]
        else:
            continue
        for cible in cibles:
            tete, *reste = cible.split(".")
            if tete != "clausier":
                dehors.add(tete)
            elif reste and (PAQUET.joinpath(*reste).is_dir() or PAQUET.joinpath(*reste).with_suffix(".py").exists()):
                maison.add(".".join(reste))
            elif reste[:-1]:
                maison.add(".".join(reste[:-1]))
    return maison, dehors


@pytest.mark.parametrize("fichier", FICHIERS, ids=nom)
def test_un_module_n_importe_que_des_niveaux_d_avant(fichier):
    module = nom(fichier)
    if module == "__init__":
        return
    tete = module.split(".")[0]
    maison, _ = imports(fichier)
    if tete == "render":
        assert {m for m in maison if m.split(".")[0] != "render"} <= {"blocks", "typography", "sheets"}
        return
    assert tete in NIVEAU, f"{module} : dites son niveau dans ce test et dans DEVELOPPER.md"
    for cible in maison - {module}:
        premiere = cible.split(".")[0]
        if premiere == "render":
            assert tete in ("rapports", "verbes", "cli", "web"), f"{module} imprime : cela revient aux verbes et à web"
        else:
            assert NIVEAU[premiere] <= NIVEAU[tete], f"{module} importe {cible}, d’un niveau au-dessus du sien"


def test_aucun_cycle_d_imports():
    graphe = {nom(f): imports(f)[0] - {nom(f)} for f in FICHIERS}
    vus: dict[str, int] = {}

    def visiter(module: str, chemin: tuple[str, ...]) -> None:
        assert vus.get(module) != 1, " → ".join([*chemin, module])
        if module not in vus:
            vus[module] = 1
            for cible in sorted(graphe.get(module, ())):
                visiter(cible, (*chemin, module))
            vus[module] = 2

    for module in graphe:
        visiter(module, ())


@pytest.mark.parametrize("fichier", FICHIERS, ids=nom)
def test_seul_web_connait_mkdocs_et_seul_le_lecteur_connait_yaml(fichier):
    _, dehors = imports(fichier)
    module = nom(fichier)
    if not module.startswith("web"):
        assert dehors.isdisjoint({"mkdocs", "mkdocs_macros", "properdocs", "jinja2", "markdown"})
    if module != "yamlstrict":
        assert "yaml" not in dehors
    assert dehors.isdisjoint({"requests", "urllib3", "http", "socket"})


def test_le_noyau_ne_depend_que_de_yaml():
    """typst, XlsxWriter et pypdfium2, qui ne servent qu’à écrire un PDF, un tableur et à lire un PDF, sont des dépendances à part."""
    dehors = {nom(f): imports(f)[1] - set(sys.stdlib_module_names) for f in FICHIERS if not nom(f).startswith("web")}
    assert (dehors.pop("render.pdf"), dehors.pop("render.xlsx"), dehors.pop("extract.pdf")) == ({"typst"}, {"xlsxwriter"}, {"pypdfium2"})
    assert set().union(*dehors.values()) == {"yaml"}


LECTURES = {"open", "read_text", "read_bytes", "load", "glob", "rglob", "iterdir", "run", "Popen", "print"}


@pytest.mark.parametrize("fichier", [f for f in FICHIERS if nom(f) != "__main__"], ids=nom)
def test_rien_ne_travaille_a_l_import(fichier):
    """Un module pose des noms ; à l’import, il n’ouvre aucun fichier et ne lance rien."""
    arbre = ast.parse(fichier.read_text("utf-8"))
    au_fond = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for noeud in arbre.body:
        if isinstance(noeud, au_fond) or (isinstance(noeud, ast.If) and ast.unparse(noeud.test) in ("TYPE_CHECKING", "__name__ == '__main__'")):
            continue
        appels = {ast.unparse(n.func).split(".")[-1] for n in ast.walk(noeud) if isinstance(n, ast.Call)}
        assert appels.isdisjoint(LECTURES), f"ligne {noeud.lineno}"


@pytest.mark.parametrize("module", ["clausier", "clausier.loader", "clausier.cli", "clausier.render"])
def test_le_noyau_s_importe_sans_mkdocs(module):
    code = f"import {module}, sys; assert not [m for m in sys.modules if m.split('.')[0] in ('mkdocs', 'jinja2', 'docx', 'typst', 'xlsxwriter')]"
    subprocess.run([sys.executable, "-c", code], check=True)
