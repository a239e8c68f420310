"""One contract per line of a table: what each line answers, under which file name, and the journal that lets a run resume.

Nothing is printed nor written here: `verbes/lot_moteur` renders and writes. A line's mark (`empreinte`) covers everything its contract depends on.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from . import model as m, reponses as r, tableau as t
from .shapes import did_you_mean

JOURNAL = ".clausier-lot.json"
RAPPORT = "rapport.csv"
TITRES_DU_RAPPORT = ("ligne", "colonne", "pourquoi", "remède")
CHOIX = ("types", "formule", "formule-hors-forfait", "options", "position", "titre", "fictif")
_MAX_NOM = 150  # bytes, so that a suffix and an extension fit in any file system
_RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|(com|lpt)[0-9¹²³])(\.|\Z)")
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Faute:
    """Why a line is refused: its number in the table, the column (empty when no single one is at fault), the reason, the cure."""

    ligne: int
    colonne: str
    pourquoi: str
    remede: str = "corrigez cette ligne, puis relancez la même commande"

    @classmethod
    def de(cls, ligne: int, colonne: str, message: str) -> "Faute":
        """From a message « reason : cure »."""
        why, _, cure = message.partition(" : ")
        if not cure:
            return cls(ligne, colonne, why)
        return cls(ligne, colonne, why, f"écrivez : {cure}" if why.startswith("on attend") else cure)


@dataclass(frozen=True, slots=True)
class Travail:
    """A line to compose: `nom` is its file name without extension, `donnees` what it adds to the common answers."""

    ligne: int
    nom: str
    donnees: dict


# ---------------------------------------------------------------- from lines to answers
def verifier_commun(commun: dict, catalogue: m.Catalogue, source: bytes = b"") -> None:
    """The common answers hold no wrong value; what is missing may come from the table. Raises InvalidAnswers."""
    supposed = {"types": [next(iter(catalogue.types))], "formule": next(iter(catalogue.formules))}
    r.build({**supposed, **commun}, replace(catalogue, comparaisons={}), source)  # a line may change one of two values that are compared


def verifier_colonnes(table: t.Tableau, catalogue: m.Catalogue) -> None:
    """Every column is known. Raises TableauInutilisable, with the nearest name of each."""
    asked = [o.id for o in catalogue.options.values() if not o.calculee]
    sensitive = [c.id for c in catalogue.clauses.values() if c.sensible]
    fields = [f.id for f in catalogue.champs.values() if f.type != "tableau"]
    known = [*CHOIX, "fichier", *fields, *(f"options.{o}" for o in asked), *(f"versions.{c}" for c in sensitive)]
    by_label = {t.plier(f.libelle): f.id for f in catalogue.champs.values()}
    faults = []
    for title in table.titres:
        champ = catalogue.champs.get(title)
        if champ and champ.type == "tableau":
            faults.append(f"colonne « {title} » : c'est un tableau, qui ne tient pas dans une cellule ; mettez-le dans les réponses communes, ou donnez --tableau {title}=FICHIER")
        elif title not in known:
            close = by_label.get(t.plier(title))
            faults.append(f"colonne « {title} » inconnue : une colonne porte l'identifiant d'un champ" + (f" ; ici, « {close} »" if close else did_you_mean(title, known)))
    if faults:
        raise t.TableauInutilisable("\n".join(f"  - {fault}" for fault in faults))


def travaux(table: t.Tableau, catalogue: m.Catalogue, commun: dict, motif: str = "") -> tuple[list[Travail], list[Faute]]:
    """What to compose, and the lines refused for their form. `motif`: « {champ}-{ligne} ». Raises TableauInutilisable for a column of `motif` unknown."""
    for name in _PLACE.findall(motif):
        if name not in table.titres and name != "ligne" and name not in catalogue.champs:
            raise t.TableauInutilisable(f"--nom : « {{{name}}} » n'est ni une colonne, ni un champ, ni {{ligne}}{did_you_mean(name, [*table.titres, *catalogue.champs])}")
    found, faults, taken = [], [], set()
    for line in table.lignes:
        name = _libre(nom_sur(_nom(line, commun, motif)) or f"contrat-{line.numero:04d}", taken)
        data, wrong = _donnees(line, catalogue, commun)
        if wrong:
            faults += wrong
        else:
            found.append(Travail(line.numero, name, data))
    return found, faults


def reponses_de(travail: Travail, commun: dict, catalogue: m.Catalogue) -> r.Reponses:
    """The answers of one line. Raises InvalidAnswers."""
    data = travail.donnees
    fields = {**(commun.get("champs") or {}), **data["champs"]}
    return r.build({**commun, **data["choix"], "versions": {**(commun.get("versions") or {}), **data["versions"]}, "champs": fields}, catalogue)


def fautes_de(travail: Travail, error: r.InvalidAnswers) -> list[Faute]:
    """The faults of invalid answers, each with its column."""
    return [Faute.de(travail.ligne, _colonne(path), message) for path, message in error.places]


def empreinte(*parts: object) -> str:
    """The mark of what a contract depends on."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _colonne(path: tuple) -> str:
    if not path:
        return ""
    return f"versions.{path[1]}" if path[0] == "versions" and len(path) > 1 else str(path[1] if path[0] == "champs" and len(path) > 1 else path[0])


def _donnees(line: t.Ligne, catalogue: m.Catalogue, commun: dict) -> tuple[dict, list[Faute]]:
    """What the filled cells of a line answer; an empty cell leaves the common answer."""
    faults = [Faute.de(line.numero, title, message) for title, message in line.fautes]
    choices: dict[str, object] = {}
    versions, fields, switched = {}, {}, {}
    for title, text in line.cellules.items():
        if not text or title == "fichier":
            continue
        if title in ("types", "options"):
            choices[title] = t.ids(text)
        elif title == "fictif":
            yes = t.oui_ou_non(text)
            choices[title] = text if yes is None else "oui" if yes else "non"
        elif title in CHOIX:
            choices[title] = text
        elif title.startswith("versions."):
            versions[title.removeprefix("versions.")] = text
        elif title.startswith("options."):
            switched[title.removeprefix("options.")] = yes = t.oui_ou_non(text)
            if yes is None:
                faults.append(Faute(line.numero, title, f"« {text[:40]} » n'est ni oui ni non", "écrivez oui ou non"))
        else:
            try:
                fields[title] = t.cellule(catalogue.champs[title], text)
            except ValueError as error:
                faults.append(Faute.de(line.numero, title, str(error)))
    if switched:
        chosen = choices.get("options", commun.get("options"))
        chosen = r.default_options(catalogue, [o for o, yes in switched.items() if yes]) if chosen is None else chosen
        choices["options"] = [*(o for o in chosen if switched.get(o, True)), *(o for o, yes in switched.items() if yes and o not in chosen)]
    return {"choix": choices, "versions": versions, "champs": fields}, faults


# ---------------------------------------------------------------- file names
def nom_sur(text: str) -> str:
    """A file name that is one, on every system: letters, digits, « - _ . »; never a path, never hidden, never reserved; may be empty."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c if c.isalnum() or c in "-_." or unicodedata.category(c).startswith("M") else "-" for c in text)
    name = _court(re.sub(r"-{2,}", "-", re.sub(r"\.{2,}", ".", kept)).strip("-_. "), _MAX_NOM)
    return f"contrat-{name}" if _RESERVED.match(name.casefold()) else name


def _nom(line: t.Ligne, commun: dict, motif: str) -> str:
    if not motif:
        return re.sub(r"\.(docx|odt|pdf|md|html|txt)\Z", "", line.cellules.get("fichier", ""), flags=re.IGNORECASE)
    common = commun.get("champs") or {}

    def value(match: re.Match) -> str:
        name = match[1]
        return str(line.numero) if name == "ligne" and name not in line.cellules else line.cellules.get(name) or str(common.get(name) or "")

    return _PLACE.sub(value, motif)


def _libre(name: str, taken: set[str]) -> str:
    """The first of « name », « name-2 », « name-3 »… that no line before has, case apart."""
    free, rank = name, 1
    while unicodedata.normalize("NFKC", free.casefold()) in taken:
        rank += 1
        free = f"{name}-{rank}"
    taken.add(unicodedata.normalize("NFKC", free.casefold()))
    return free


def _court(name: str, limit: int) -> str:
    """Its beginning, in so many bytes of UTF-8, no character cut."""
    return name.encode()[:limit].decode(errors="ignore").rstrip("-_. ")


# ---------------------------------------------------------------- the journal
@dataclass(frozen=True, slots=True)
class Ecrit:
    """A file that a run wrote: the mark of what it was made of, the hash of its bytes."""

    source: str
    sortie: str


class Journal:
    """What the folder's files were made of. `ecrits` by file name."""

    def __init__(self, ecrits: Mapping[str, Ecrit] = ()):
        self.ecrits: dict[str, Ecrit] = dict(ecrits)

    @classmethod
    def lire(cls, folder: Path) -> "Journal":
        """The journal of a folder; empty when there is none. Raises TableauInutilisable when it cannot be read: files would be at risk."""
        try:
            data = json.loads((folder / JOURNAL).read_bytes())
            if data["format"] != 1:
                raise KeyError
            return cls({str(name): Ecrit(str(pair[0]), str(pair[1])) for name, pair in data["fichiers"].items()})
        except FileNotFoundError:
            return cls()
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            raise t.TableauInutilisable(f"{folder / JOURNAL} : journal illisible ; choisissez un dossier neuf, ou effacez-le (les contrats présents seront alors gardés tels quels)") from None

    def octets(self) -> bytes:
        """To be written in place of the former one."""
        files = {name: [item.source, item.sortie] for name, item in sorted(self.ecrits.items())}
        return json.dumps({"format": 1, "fichiers": files}, ensure_ascii=False, indent=0).encode()


def somme(data: bytes) -> str:
    """The hash of a file."""
    return hashlib.sha256(data).hexdigest()[:32]


# ---------------------------------------------------------------- the report
def rapport(faults: Iterable[Faute]) -> bytes:
    """The refused lines, as a CSV that no spreadsheet takes for formulas."""
    return t.ecrire_csv([TITRES_DU_RAPPORT, *([str(f.ligne), f.colonne, f.pourquoi, f.remede] for f in _ranges(faults))])


def est_un_rapport(data: bytes) -> bool:
    """Is this file a report of ours, that another may replace?"""
    return data.startswith(t.ecrire_csv([TITRES_DU_RAPPORT]))


def resume(faults: Iterable[Faute], limit: int = 12) -> Iterator[str]:
    """The first refused lines, for the screen."""
    faults = _ranges(faults)
    for fault in faults[:limit]:
        where = f"ligne {fault.ligne}" + (f", {fault.colonne}" if fault.colonne else "")
        yield f"  {where} : {fault.pourquoi} ; {fault.remede}"
    if len(faults) > limit:
        yield f"  … et {len(faults) - limit} autre(s), dans {RAPPORT}"


def _ranges(faults: Iterable[Faute]) -> list[Faute]:
    return sorted(faults, key=lambda f: (f.ligne, f.colonne, f.pourquoi))
