"""The shape of a letter."""

from __future__ import annotations

from .. import model as m
from ..shapes import Choix, Key, Liste, ListeDeTextes, Objet, Tableau
from .commun import ENTIER, FONDEMENTS, ID, IDS, OUI_NON, SI, TEXTE, conditioned, conditions
from .clauses import CHANGEMENT, RELECTURE

PUCE_DE_COURRIER = Objet("puce de courrier", conditioned(m.Alinea), [Key("texte", TEXTE, "le texte de la puce"), SI, *conditions()])
PASSAGE = Objet(
    "passage",
    conditioned(m.Alinea),
    [
        Key("texte", TEXTE, "le paragraphe, dans le petit Markdown du projet"),
        Key("liste", ListeDeTextes(PUCE_DE_COURRIER), "les puces qui suivent", required=False, default=()),
        Key("tableau", Tableau(), "le tableau qui suit", required=False),
        Key("expediteur", Choix(*m.PARTIES), "ne s'imprime que si cette Partie écrit", required=False),
        SI,
        *conditions(),
    ],
)
PASSAGES = Liste(PASSAGE, 1)
PARTIE_DE_COURRIER = Objet("partie de courrier", m.Section, [Key("titre", TEXTE, "le titre de la partie"), Key("alineas", PASSAGES, "son texte")])


def _courrier(alineas=None, sections=(), **values) -> m.Courrier:
    if alineas is not None:
        sections = (m.Section("", alineas), *sections)
    return conditioned(m.Courrier)(sections=sections, **values)


COURRIER = Objet(
    "courrier",
    _courrier,
    [
        Key("titre", TEXTE, "le titre du courrier"),
        Key("rang", ENTIER, "l'ordre d'affichage", required=False, default=10),
        Key("objet", TEXTE, "la ligne d'objet, sans le mot « Objet »"),
        Key("expediteur", Choix(*m.PARTIES, m.LES_DEUX), "qui l'écrit : client, prestataire, ou l'un comme l'autre"),
        Key("genre", Choix("lettre", "acte"), "lettre, ou acte que les deux Parties signent"),
        Key("recommande", OUI_NON, "part par envoi recommandé", required=False, default=False),
        Key("quand_l_envoyer", TEXTE, "le moment, et le délai à respecter"),
        Key("en_clair", TEXTE, "une phrase simple, au lecteur"),
        SI,
        Key("fondements", FONDEMENTS, "les textes officiels, par force : `impose`, `oblige`, `encadre`, `suppletif`"),
        Key("champs", IDS, "exactement les champs cités dans l'objet et le texte", required=False, default=()),
        Key("alineas", PASSAGES, "le texte d'une lettre", required=False),
        Key("sections", Liste(PARTIE_DE_COURRIER, 1), "le texte d'un acte, par parties titrées", required=False),
        Key("reprend", ID, "l'annexe dont l'acte reprend le texte", required=False),
        Key("pieges", Liste(TEXTE, 2), "les erreurs qui privent le courrier d'effet"),
        Key("relecture", RELECTURE, "l'état de relecture"),
        Key("historique", Liste(CHANGEMENT, 1), "les versions, la plus ancienne d'abord"),
        *conditions(),
    ],
)
