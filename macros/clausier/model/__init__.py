"""The domain: what a catalogue is made of. Frozen data, no reading, no writing, no rule across files."""

from .listes import ARTICLES_AVENANT, AVENANTS, FORCES, GESTES_AVENANT, LES_DEUX, PARTIES, SEULE_VERSION, VERSIONS
from .conditions import Carte, Condition, Situation, TOUJOURS, condition
from .vocabulaire import (
    Calcul,
    Champ,
    Colonne,
    Comparaison,
    Element,
    ExempleSelon,
    Fondements,
    Incoherence,
    Indice,
    Option,
    PasPour,
    Reference,
    Releve,
    Rubrique,
    Terme,
    Valeur,
)
from .clauses import Alinea, Annexe, Base, Changement, Clause, Courrier, Section, Surcharge, TableauFixe, Version
from .choix import EnBref, Formule, Modele, TypeMaintenance
from .guide import Dessin, Etape, Evenement, LigneEssentielle, Moment, MotFlou, Point, Synonyme
from .tableurs import ColonneTableur, FeuilleTableur, Reglage, Tableur
from .documents import Groupe, PartieCourrier, Signataire, Textes, TextesAvenant, TextesCourriers, TextesEssentiel
from .catalogue import Catalogue
from .contexte import INCONNU, Annonce, ReglesContexte, Repere, RepereOption, Sujet
from .contradictions import (
    GENRES_CONTRADICTION,
    MESURES,
    Dit,
    Fait,
    Genre,
    Gravite,
    Multiple,
    Noms,
    Opposition,
    ReglesBlancs,
    ReglesCas,
    ReglesDefinitions,
    ReglesContradictions,
    ReglesDurees,
    ReglesNumeros,
    ReglesObligations,
    ReglesPlafond,
    ReglesQuantites,
    ReglesRecapitulatifs,
    ReglesTermes,
    ReglesTribunaux,
)
from .controle import GRAVITES, LACUNES, PORTEES, Controle, Flou, Langue, Manque, RegleAlerte, RegleRubrique, TextesRapport, Tournure
