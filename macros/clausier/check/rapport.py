"""What a check found, and its fixed JSON shape (`conception.md`, « Command line »)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PRESENT, VAGUE, ABSENT, A_CONFIRMER, SANS_OBJET = "present", "vague", "absent", "a-confirmer", "sans-objet"
ETATS = (PRESENT, VAGUE, ABSENT, A_CONFIRMER, SANS_OBJET)
COMPLET, A_REVOIR, HORS_SUJET = "complet", "a-revoir", "hors-sujet"


@dataclass(frozen=True, slots=True)
class Extrait:
    """A passage of the contract: its text, its bounds in the text read (code points), where it stands."""

    texte: str
    debut: int
    fin: int
    lieu: str


@dataclass(frozen=True, slots=True)
class Constat:
    """One section: its state, the passage, the elements that lack, why it matters, the text, when it is due, the clause to paste.

    `reserve`: why its absence is not sure, when the reading is incomplete.
    """

    id: str
    titre: str
    etat: str
    statut: str
    extrait: Extrait | None
    manque: tuple[str, ...]
    pourquoi: str
    references: tuple[str, ...]
    condition: str
    clause: str
    reserve: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Passages that do not hold together; `titre` and `references` are those of its kind."""

    regle: str
    extraits: tuple[Extrait, ...]
    pourquoi: str
    titre: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alerte:
    """A passage that a text strikes, requires or frames, or that usage condemns; `suppose`: the options it supposes, which the text does not settle."""

    regle: str
    titre: str
    gravite: str
    extrait: Extrait
    references: tuple[str, ...]
    suppose: tuple[str, ...]
    pourquoi: str
    conseil: str
    clause: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """A whole check. `deduits`: what was deduced and not given (« types », « formule », « hors-forfait », « options »); `supposes`: of these, what
    the text gave no clue of."""

    version: str
    types: tuple[str, ...]
    formule: str
    hors_forfait: str
    options: tuple[str, ...]
    hors_sujet: str | None
    rubriques: tuple[Constat, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    alertes: tuple[Alerte, ...] = ()
    avertissements: tuple[tuple[str, str], ...] = ()
    versions: Mapping[str, str] = None
    deduits: tuple[str, ...] = ()
    supposes: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """« complet » never says that a contract is lawful: only that nothing was found to act on."""
        if self.hors_sujet is not None:
            return HORS_SUJET
        lacks = any((constat.etat in (ABSENT, VAGUE) or constat.reserve) and constat.statut != "recommande" for constat in self.rubriques)
        return A_REVOIR if lacks or self.contradictions or any(alerte.gravite != "usage" for alerte in self.alertes) else COMPLET

    def json(self) -> dict:
        """The report as `clausier verifier --json` prints it."""
        return {
            "version": self.version,
            "types": list(self.types),
            "formule": self.formule or None,
            "formule_hors_forfait": self.hors_forfait or None,
            "options": list(self.options),
            "deduits": list(self.deduits),
            "hors_sujet": None if self.hors_sujet is None else {"raison": self.hors_sujet},
            "rubriques": [_constat(constat) for constat in self.rubriques],
            "contradictions": [_contradiction(contradiction) for contradiction in self.contradictions],
            "alertes": [_alerte(alerte) for alerte in self.alertes],
            "avertissements": [{"code": code, "message": message} for code, message in self.avertissements],
            "versions": dict(self.versions or {}),
            "verdict": self.verdict,
        }


def _passage(extrait: Extrait) -> dict:
    return {"texte": extrait.texte, "debut": extrait.debut, "fin": extrait.fin, "lieu": extrait.lieu}


def _quote(extrait: Extrait | None) -> dict:
    if extrait is None:
        return {"extrait": None, "debut": None, "fin": None, "lieu": None}
    return {"extrait": extrait.texte, "debut": extrait.debut, "fin": extrait.fin, "lieu": extrait.lieu}


def _references(ids: Iterable[str]) -> dict:
    ids = list(ids)
    return {"reference": ids[0] if ids else None, "references": ids}


def _constat(c: Constat) -> dict:
    told = {"manque": list(c.manque), "pourquoi": c.pourquoi, **_references(c.references), "condition": c.condition or None, "clause": c.clause or None, "reserve": c.reserve or None}
    return {"id": c.id, "titre": c.titre, "etat": c.etat, **_quote(c.extrait), **told}


def _contradiction(c: Contradiction) -> dict:
    return {"regle": c.regle, "titre": c.titre, "extraits": [_passage(e) for e in c.extraits], "pourquoi": c.pourquoi, **_references(c.references)}


def _alerte(a: Alerte) -> dict:
    told = {"titre": a.titre, "pourquoi": a.pourquoi, "conseil": a.conseil, "clause": a.clause or None}
    return {"regle": a.regle, "gravite": a.gravite, **_quote(a.extrait), **_references(a.references), "suppose": list(a.suppose), **told}
