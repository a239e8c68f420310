"""Banc du site : la construction de mille clauses, contre celle du même Markdown final, sur disque, sans le greffon macros.

Les clauses supplémentaires sont des copies des vraies sous d’autres noms, pour les seuls contrats à durée indéterminée : un grand
catalogue a beaucoup de clauses, un contrat n’a pas mille articles. Les modèles restent donc les vrais. Nous écrivons un index de
recherche : l’autre côté a la recherche de Material. Les fichiers à télécharger
ne sont pas du Markdown : l’autre côté les trouve sur disque, et le temps de les produire, mesuré à part dans la même passe, lui est
ajouté. Le rapport sans cet ajout est imprimé aussi. On mesure le temps de processeur, passes alternées, le plus court de
chaque côté.

Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil. « --croissance » ajoute l’exposant
de 1 000 à 5 000 clauses (plusieurs minutes).
"""

from __future__ import annotations

import math
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

RACINE = Path(__file__).resolve().parent.parent
SEUIL, SEUIL_EXPOSANT = 1.10, 1.1
RARE = {"options": ["duree-determinee"]}
VIDAGE = '''"""Écrit sur disque chaque fichier tel qu’il est juste avant la conversion : le Markdown final, et les téléchargements."""
import json
from pathlib import Path

SORTIE = Path(__file__).parent / "vidage"


def on_files(files, config):
    for file in files:
        if not file.is_documentation_page() and file.generated_by:
            ecrire(file.src_uri, file.content_bytes)


def on_page_markdown(markdown, page, config, files):
    tete = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\\n" for k, v in page.meta.items())
    ecrire(page.file.src_uri, f"---\\n{tete}---\\n\\n{markdown}".encode())


on_page_markdown.mkdocs_priority = -100
on_files.mkdocs_priority = -100


def ecrire(uri, donnees):
    fichier = SORTIE / uri
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_bytes(donnees)
'''


TELECHARGEMENTS = """
import sys, time
from pathlib import Path
from clausier import loader
from clausier.web.downloads import Downloads
from clausier.web.site import Site
site = Site(loader.load(Path(sys.argv[1])))
debut = time.process_time()
Downloads(site).files
print(time.process_time() - debut)
"""


def projet(dossier: Path, nombre: int) -> Path:
    """Le projet, ses clauses complétées de copies jusqu’à ce nombre."""
    (dossier / "macros").mkdir(parents=True)
    shutil.copy(RACINE / "macros/__init__.py", dossier / "macros")
    shutil.copytree(RACINE / "docs", dossier / "docs")
    shutil.copytree(RACINE / "clauses", dossier / "clauses")
    shutil.copy(RACINE / "mkdocs.yml", dossier)
    vraies = sorted((dossier / "clauses/corps").glob("*.yml"))
    for rang in range(nombre - len(vraies)):
        source = vraies[rang % len(vraies)]
        copie = source.with_name(f"{source.stem}-copie-{rang // len(vraies) + 1}.yml")
        copie.write_text(_rare(source.read_text("utf-8")), "utf-8")
    return dossier


def _rare(texte: str) -> str:
    """La même clause, écartée des contrats à durée déterminée."""
    trouve = re.search(r"^sauf: (.*)$", texte, re.M)
    autres = yaml.safe_load(trouve[1]) if trouve else []
    sauf = [*(autres if isinstance(autres, list) else [autres]), RARE]
    ligne = "sauf: " + yaml.safe_dump(sauf, default_flow_style=True, width=10_000).strip()
    return texte.replace(trouve[0], ligne) if trouve else re.sub(r"^rubrique:", ligne + "\nrubrique:", texte, count=1, flags=re.M)


def final(source: Path, dossier: Path) -> Path:
    """Le même site, tout en Markdown final sur disque, greffon macros éteint."""
    (source / "vidage.py").write_text(VIDAGE, "utf-8")
    config = (source / "mkdocs.yml").read_text("utf-8")
    (source / "avec-vidage.yml").write_text(config + "\nhooks: [vidage.py]\n", "utf-8")
    construire(source, "-f", "avec-vidage.yml")
    dossier.mkdir()
    shutil.copytree(source / "docs", dossier / "docs")
    shutil.copytree(source / "vidage", dossier / "docs", dirs_exist_ok=True)
    sans = re.sub(r"^  - macros:\n(?:      .*\n)+", "  - search: {lang: fr}\n", config, flags=re.M)  # nous écrivons un index : lui aussi
    sans = re.sub(r"^watch: .*\n", "", sans, flags=re.M)
    assert sans != config and "module_name" not in sans
    (dossier / "mkdocs.yml").write_text(sans, "utf-8")
    return dossier


def construire(dossier: Path, *options: str) -> float:
    """Le temps de processeur d’une construction, en secondes."""
    avant = resource.getrusage(resource.RUSAGE_CHILDREN)
    environnement = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", "site", *options], cwd=dossier, env=environnement, check=True)
    apres = resource.getrusage(resource.RUSAGE_CHILDREN)
    return apres.ru_utime + apres.ru_stime - avant.ru_utime - avant.ru_stime


def produire_les_telechargements(dossier: Path) -> float:
    """Le temps de processeur des fichiers à télécharger, le catalogue une fois lu."""
    resultat = subprocess.run([sys.executable, "-c", TELECHARGEMENTS, "clauses"], cwd=dossier, check=True, capture_output=True, text=True)
    return float(resultat.stdout)


def pages(dossier: Path) -> int:
    return sum(1 for _ in (dossier / "site").rglob("index.html"))


def run(passes: int = 5, nombre: int = 1000) -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    with tempfile.TemporaryDirectory(prefix="banc-site-") as temporaire:
        notre = projet(Path(temporaire) / "notre", nombre)
        simple = final(notre, Path(temporaire) / "simple")
        temps: list[tuple[float, float, float]] = []
        for _ in range(passes):
            temps.append((construire(notre), construire(simple), produire_les_telechargements(notre)))
            print("   secondes : %.2f (le nôtre), %.2f (simple), %.2f (téléchargements)" % temps[-1], file=sys.stderr)
        assert pages(notre) == pages(simple) > nombre, "les deux sites n’ont pas les mêmes pages"
    notre_temps, simple_temps, telechargements = map(min, zip(*temps))  # une machine partagée ne fait qu’ajouter du temps
    print(f"   sans compter les téléchargements de l’autre côté : {notre_temps / simple_temps:.3f}", file=sys.stderr)
    return [(f"site de {nombre} clauses / même Markdown final, macros éteint", notre_temps / (simple_temps + telechargements), SEUIL)]


def croissance() -> list[tuple[str, float, float]]:
    """L’exposant du temps de construction entre 1 000 et 5 000 clauses."""
    with tempfile.TemporaryDirectory(prefix="banc-site-") as temporaire:
        durees = [construire(projet(Path(temporaire) / str(n), n)) for n in (1000, 5000)]
    print("   secondes :", *(f"{d:.1f}" for d in durees), file=sys.stderr)
    return [("site de 1 000 à 5 000 clauses, exposant du temps", math.log(durees[1] / durees[0], 5), SEUIL_EXPOSANT)]


if __name__ == "__main__":
    resultats = run() + (croissance() if "--croissance" in sys.argv else [])
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.3f} ≤ {seuil:.3f}  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
