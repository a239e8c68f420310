"""The shape of each kind of file: one table per kind gives validation, JSON Schema and the printed documentation.

Rules across files are crosscheck's.
"""

from __future__ import annotations

from ..shapes import Objet
from .clauses import ANNEXE, BASE, CLAUSE
from .commun import DATE, ENTIER, FONDEMENTS, ID, IDS, OUI_NON, TEXTE
from .courriers import COURRIER
from .vocabulaire import CALCUL, CHAMP, COMPARAISON, INCOHERENCE, INDICE, OPTION, PAS_POUR, REFERENCE, RUBRIQUE, TERME
from .choix import FORMULE, MODELE, TYPE
from .guide import DESSIN, EVENEMENT, LIGNE_ESSENTIELLE, MOMENT, MOT_FLOU, POINT, SYNONYME
from .tableurs import TABLEUR
from .documents import CATALOGUE, GROUPE, TEXTES

# Kinds by folder or vocabulary file: what the loader reads and where.
DOSSIERS: dict[str, Objet] = {"corps": CLAUSE, "annexes": ANNEXE, "types": TYPE, "formules": FORMULE, "modeles": MODELE, "courriers": COURRIER, "tableurs": TABLEUR}
LISTES: dict[str, Objet] = {
    "rubriques": RUBRIQUE,
    "options": OPTION,
    "champs": CHAMP,
    "references": REFERENCE,
    "glossaire": TERME,
    "indices": INDICE,
    "incoherences": INCOHERENCE,
    "comparaisons": COMPARAISON,
    "pas-pour": PAS_POUR,
    "moments": MOMENT,
    "avant-signer": POINT,
    "mots-flous": MOT_FLOU,
    "synonymes": SYNONYME,
    "dessins": DESSIN,
    "essentiel": LIGNE_ESSENTIELLE,
    "changements": EVENEMENT,
}
