"""Rules of letters: who writes, one source of text, fields declared, a phrase for each condition, references that arrive."""

from __future__ import annotations

from .. import model as m, texte
from ..shapes import Path, did_you_mean
from .clauses import ClauseRules


class LetterRules(ClauseRules):
    """A letter cites clauses and fields as an annex does, and fills no section."""

    def check(self) -> None:
        self.links: dict[tuple, list[tuple]] = {}
        self.elements: set[str] = set()
        self.worlds = self.c.worlds
        if self.c.courriers and self.c.textes.courriers is None:
            self.at("textes", "")
            self.say((), "il manque la clé « courriers » (les mots que tous les courriers partagent)")
        for courrier in self.c.courriers.values():
            self.courrier(courrier)
        if not self.problems.found:
            self.references_reach()

    def courrier(self, courrier: m.Courrier) -> None:
        if not self.at("courriers", courrier.id):
            return
        self.condition(courrier.condition, ())
        self.foundations(courrier.fondements)
        self.versions(courrier)
        self.phrase(courrier, ())
        used: set[str] = set()
        if self.words(courrier.objet, ("objet",), used):
            self.say(("objet",), "la ligne d'objet ne porte pas de renvoi : retirez-le")
        self.source(courrier)
        if courrier.reprend:
            used |= self.taken(courrier)
        bare = len(courrier.sections) == 1 and not courrier.sections[0].titre
        for i, section in enumerate(courrier.sections):
            base: Path = ("alineas",) if bare else ("sections", i, "alineas")
            self.passages(section.alineas, base, courrier)
            self.paragraphs(section.alineas, base, (courrier.condition,), "", {}, used, ("courrier", courrier.id))
        self.declared(courrier.champs, used)

    def source(self, courrier: m.Courrier) -> None:
        """A letter has paragraphs, an act has titled parts or takes an annex."""
        titled = any(s.titre for s in courrier.sections)
        given = bool(courrier.sections) + bool(courrier.reprend)
        if given != 1 or (titled and not all(s.titre for s in courrier.sections)):
            self.say((), "donnez « alineas », « sections » ou « reprend », l'un des trois")
        elif (courrier.genre == "lettre") == (titled or bool(courrier.reprend)):
            self.say(("genre",), "une lettre a des « alineas » ; un acte, des « sections » ou « reprend »")

    def taken(self, courrier: m.Courrier) -> set[str]:
        """The fields of the annex that an act takes, which must be there whenever the act is sent."""
        annexe = self.c.annexes.get(courrier.reprend)
        if annexe is None:
            self.unknown(f"annexe:{courrier.reprend}", ("reprend",), f"annexe inconnue « {courrier.reprend} »{did_you_mean(courrier.reprend, self.c.annexes)}")
            return set()
        link = texte.Renvoi("annexe", annexe.id, False)
        self.links.setdefault(((courrier.condition,), annexe.condition), []).append((self.problems.file, (*self.prefix, "reprend"), link))
        if any(x.condition is not m.TOUJOURS for s in annexe.sections for x in (s, *s.alineas, *(i for a in s.alineas for i in a.liste))):
            self.say(("reprend",), f"l'annexe « {annexe.id} » a des passages conditionnels, qu'un courrier vierge ne saurait choisir : écrivez des « sections »")
        return set(annexe.champs)

    def passages(self, alineas: tuple[m.Alinea, ...], path: Path, courrier: m.Courrier) -> None:
        for i, alinea in enumerate(alineas):
            self.phrase(alinea, path + (i,))
            if alinea.expediteur and alinea.expediteur not in courrier.expediteurs:
                self.say(path + (i, "expediteur"), "cette Partie n'écrit pas ce courrier : retirez le passage, ou la clé")
            self.passages(alinea.liste, path + (i, "liste"), courrier)

    def phrase(self, item: m.Courrier | m.Alinea, path: Path) -> None:
        if bool(item.si) != (item.condition is not m.TOUJOURS):
            self.say((*path, "si"), "« si » va avec « quand » ou « sauf », et les dit en français")
