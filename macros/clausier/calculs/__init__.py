"""The arithmetic of the contract: deadlines, business days, notice, tickets, penalty, revision, yearly cost.

Pure and exact: minutes and cents are integers, rates and indexes are decimal texts (« 1.5 »), dates ISO texts, instants
« AAAA-MM-JJ HH:MM » on the local clock. No float, no clock read, no list of holidays: the caller gives them (clause `horaires`: the
legal holidays at the Client's seat). Every function raises ValueError, with the cure, on an input that the clause does not allow.
`tests/vectors/calculs.yml` holds the cases that any other implementation must also pass.
"""

from .argent import Cout, Penalite, Revision, cout_forfait, cout_temps, cout_tickets, heures_de_retard, mois_des_indices, penalite, revision
from .delais import Plage, Tranche, echeance, echeance_calendaire, temps_ouvre
from .jours import Preavis, jours_ouvres, plus_jours, plus_mois, preavis, terme
from .temps import Ligne, Mois, REGROUPEMENTS, Solde, Temps, mois_factures, solde, temps_facture, tickets

__all__ = [
    "Cout",
    "Ligne",
    "Mois",
    "Penalite",
    "Plage",
    "Preavis",
    "REGROUPEMENTS",
    "Revision",
    "Solde",
    "Temps",
    "Tranche",
    "cout_forfait",
    "cout_temps",
    "cout_tickets",
    "echeance",
    "echeance_calendaire",
    "heures_de_retard",
    "jours_ouvres",
    "mois_des_indices",
    "mois_factures",
    "penalite",
    "plus_jours",
    "plus_mois",
    "preavis",
    "revision",
    "solde",
    "temps_facture",
    "temps_ouvre",
    "terme",
    "tickets",
]
