"""Un petit catalogue valide : ce qu’il faut de chaque sorte pour éprouver le noyau, sans dépendre des vraies clauses.

Trois rubriques, quatre clauses (dont une à trois versions), une annexe, les onze types de champ. Les fichiers sont des textes :
un test en change un mot et regarde ce que le lecteur en dit.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from clausier import loader, model as m, reponses as r

FICHIERS = {
    "catalogue.yml": "version: 0.0.1\ndate: 2026-01-01\nlicence: CC0-1.0\n",
    "vocabulaire/rubriques.yml": """\
- id: objet
  numero: S01
  groupe: cadre
  titre: Objet du contrat
  statut: toujours
  exige:
    - {id: prestations, texte: prestations confiées}
    - {id: duree, texte: durée}
- id: delais
  numero: S02
  groupe: cadre
  titre: Délais
  statut: si
  si: un délai est chiffré
  quand: {options: [delais]}
  fondements: {encadre: [code-civil/1166]}
  exige:
    - {id: delai, texte: délai chiffré}
    - {id: astreinte, texte: astreinte, quand: {options: [astreinte]}}
- id: prix
  numero: S03
  groupe: finances
  titre: Prix
  statut: toujours
  exige:
    - {id: montant, texte: montant}
""",
    "vocabulaire/options.yml": """\
- {id: client-commercant, libelle: Le Client est commerçant, groupe: statut, defaut: oui, force: encadre}
- {id: client-public, libelle: Le Client est un acheteur public, groupe: statut, force: encadre}
- {id: delais, libelle: Des délais sont chiffrés, force: pratique}
- {id: astreinte, libelle: Une astreinte existe, implique: [delais], force: pratique}
- {id: marche, libelle: Le marché est public, suppose: [client-public], force: pratique}
- {id: longue, libelle: Le contrat dépasse un an, calculee: {champ: duree, seuil: 12, strict: oui, si_vide: oui}, force: encadre, references: [code-civil/1166]}
- {id: illimite, libelle: Le nombre n'est pas limité, calculee: {champ: regime, vaut: illimite, si_vide: non}, force: pratique}
""",
    "vocabulaire/champs.yml": """\
- {id: client_nom, libelle: Nom du Client, groupe: cadre, type: texte, aide: Le nom exact., exemple: ATELIERS FICTIFS}
- {id: besoin, libelle: Besoin, groupe: cadre, type: paragraphe, aide: Le besoin., exemple: Un besoin fictif.}
- {id: duree, libelle: Durée, groupe: cadre, type: entier, unite: [mois, mois], minimum: 1, maximum: 120, aide: En mois., exemple: 24}
- {id: remise, libelle: Remise, groupe: finances, type: decimal, unite: [heure, heures], minimum: 0, maximum: 10, aide: En heures., exemple: 1.5}
- {id: prix_annuel, libelle: Prix annuel, groupe: finances, type: montant, minimum: 1, maximum: 100000, aide: Le prix., exemple: 1200}
- {id: prix_maximum, libelle: Prix maximum, groupe: finances, type: montant, aide: Le plafond., exemple: 2400}
- {id: penalite, libelle: Pénalité, groupe: finances, type: taux, maximum: 100, aide: En pour cent., exemple: 10}
- {id: date_effet, libelle: Date d'effet, groupe: cadre, type: date, aide: Le début., exemple: 2027-01-04}
- {id: ouverture, libelle: Ouverture, groupe: cadre, type: heure, aide: L'ouverture., exemple: "08:30"}
- {id: regime, libelle: Régime, groupe: finances, type: choix, valeurs: [{id: plafonne, libelle: plafonné}, {id: illimite, libelle: illimité}], aide: Le régime., exemple: plafonne}
- {id: sites, libelle: Sites, groupe: cadre, type: liste, aide: Les sites., exemple: [Siège, Dépôt]}
- id: inventaire
  libelle: Inventaire
  groupe: cadre
  type: tableau
  aide: Les équipements.
  colonnes:
    - {id: nom, titre: Nom, type: texte}
    - {id: nombre, titre: Nombre, type: entier}
    - {id: prix, titre: Prix, type: montant}
  exemple:
    - {nom: Poste fictif, nombre: 12, prix: 500}
    - {nom: Serveur fictif, nombre: 1, prix: 2500}
""",
    "vocabulaire/references.yml": """\
- id: code-civil/1166
  code: Code civil
  article: '1166'
  titre: Qualité de la prestation
  version_du: '2016-10-01'
  url: https://exemple.invalid/1166
  etat: integral
  verification: recoupe
  resume: La prestation répond à l'attente légitime.
""",
    "vocabulaire/glossaire.yml": "- {id: gti, terme: Délai de prise en charge, definition: Le temps avant le diagnostic., voir: [delais]}\n",
    "vocabulaire/indices.yml": """\
- id: syntec
  titre: Indice
  usage: Révision.
  source: La fédération.
  references: [code-civil/1166]
  valeurs:
    - {date: 2026-01-01, valeur: 300, source: Publication}
""",
    "vocabulaire/incoherences.yml": """\
- id: delais-au-ticket
  titre: Astreinte par ticket
  quand: {formules: [ticket], options: [astreinte]}
  message: L'astreinte ne va pas avec les tickets.
""",
    "vocabulaire/comparaisons.yml": """\
- {id: prix-plafond, petit: prix_annuel, grand: prix_maximum, message: Le prix dépasse le plafond}
""",
    "vocabulaire/pas-pour.yml": """\
- {id: consommateur, public: un consommateur, pourquoi: Le droit de la consommation s'applique.}
- {id: public, public: un acheteur public, pourquoi: Choisissez l'option., sauf_options: [client-public]}
""",
    "vocabulaire/essentiel.yml": """\
- {id: duree, titre: Durée, texte: "{duree} pour **{client_nom}** (article [[clause:objet]])."}
- {id: delai, titre: Délais, texte: "Un délai est chiffré (article [[clause:delais]]).", quand: {options: [delais]}}
- {id: delai-penalite, titre: Délais, texte: "Le retard coûte {penalite}."}
""",
    "vocabulaire/moments.yml": """\
- {id: lire, titre: À lire, sur: listes, aide: Lisez tout.}
- {id: reunir, titre: À réunir, sur: les-deux, echange: oui}
- {id: relire, titre: À relire, sur: fiches}
""",
    "vocabulaire/avant-signer.yml": """\
- {id: lire-prix, moment: lire, cote: client, clause: prix, texte: Lisez le prix.}
- {id: tenir-delai, moment: lire, cote: prestataire, clause: delais, texte: Tenez le délai.}
- {id: piece-inventaire, moment: reunir, cote: les-deux, annexe: inventaire, texte: Inventaire daté}
- {id: piece-marche, moment: reunir, cote: client, quand: {options: [client-public]}, si: le Client est un acheteur public, fondements: {encadre: [code-civil/1166]}, texte: Pièces du marché}
- {id: relire-delais, moment: relire, cote: les-deux, clause: delais, texte: Qui compte le délai ?}
""",
    "vocabulaire/synonymes.yml": "- {id: tarif, mots: [tarif], trouve: [montant], clauses: [prix]}\n",
    "vocabulaire/textes.yml": """\
titre: Contrat d'essai
groupes:
  - {id: cadre, titre: Cadre}
  - {id: finances, titre: Finances}
annexes: Annexes
a_completer: "[À compléter : #]"
entete: "Contrat de {client_nom}"
signataires:
  - {titre: Pour le Client, lignes: ["{client_nom}", "Signature :"]}
notices:
  avertissement: Ceci est un modèle.
  fictif: EXEMPLE FICTIF.
  adhesion: Contrat d'adhésion.
  provenance: "Établi avec #."
  choix: "Choix :"
  pas_pour: "Pas pour :"
  attention: "À vérifier :"
  difficiles: "Points à lire de près :"
  avantage_client: "À l'avantage du Client :"
  avantage_prestataire: "À l'avantage du Prestataire :"
  reserves: "Points réservés :"
  reserves_nombreux: "Points réservés : # valeurs."
  reserves_entete: En-tête
essentiel:
  titre: L'essentiel en une page
  avis: Sans valeur contractuelle.
  colonnes: [Sujet, Réponse]
""",
    "types/corrective.yml": """\
titre: Maintenance corrective
rang: 10
apporte: [palliative]
en_clair: On répare.
definition: Réparer après la panne.
exige: [objet]
ce_qu_il_exige: La panne.
pieges: [Oublier la panne.]
""",
    "types/preventive.yml": """\
titre: Maintenance préventive
rang: 20
en_clair: On prévient.
definition: Agir avant la panne.
exige: [objet]
ce_qu_il_exige: La période.
pieges: [Oublier la période.]
""",
    "formules/forfait.yml": """\
titre: Forfait
rang: 10
en_clair: Un prix fixe.
definition: Un prix périodique.
exige: [prix]
ce_qu_elle_exige: Un inventaire.
pour_qui: Un parc stable.
pieges: [Oublier l'inventaire.]
""",
    "formules/ticket.yml": """\
titre: Par ticket
rang: 20
implique: [delais]
defaut_hors_forfait: oui
en_clair: Un carnet.
definition: Des tickets.
exige: [prix, delais]
ce_qu_elle_exige: Un solde.
pour_qui: Un besoin irrégulier.
pieges: [Perdre le solde.]
""",
    "modeles/essai.yml": """\
titre: Corrective au forfait
rang: 10
types: [corrective]
formule: forfait
hors_forfait: ticket
options: [delais]
en_clair: Un modèle d'essai.
pour: Un essai.
""",
    "corps/objet.yml": """\
titre: Objet du contrat
rubrique: objet
statut: indispensable
fondements: {}
champs: [besoin, client_nom, date_effet, duree, ouverture, sites]
en_clair: Ce qui est confié.
pourquoi: Sans objet, pas de contrat.
pieges: [Ne rien dire.]
alineas:
  - texte: >
      Le Prestataire assure pour **{client_nom}** les prestations de l'[[annexe:inventaire|annexe #|inventaire remis à part]], sur les sites {sites}.
    remplit: [prestations]
  - texte: Le Contrat commence le {date_effet} et dure {duree}.
    remplit: [duree]
  - texte: "Les besoins sont les suivants : {besoin}"
    liste:
      - La Plage de service ouvre à {ouverture}.
      - {texte: Le Client est un acheteur public., quand: {options: [client-public]}}
relecture: {etat: non relu par un juriste}
historique:
  - {version: 1, date: 2026-01-01, changement: première rédaction}
""",
    "corps/delais.yml": """\
titre: Délais
rubrique: delais
quand: {options: [delais]}
statut: indispensable
fondements: {encadre: [code-civil/1166]}
champs: [penalite]
en_clair: Le délai engage.
pourquoi: Un délai sans chiffre ne vaut rien.
pieges: [Oublier l'unité.]
versions:
  equilibree:
    ecart: Quatre heures.
    biais: Aucun camp.
    repli: Six heures.
    alineas:
      - texte: Le Prestataire intervient en quatre heures, sous peine d'une pénalité de {penalite}.
        remplit: [delai]
      - texte: L'astreinte est décrite à l'article [[clause:prix]].
        quand: {options: [astreinte]}
        remplit: [astreinte]
  client:
    ecart: Deux heures.
    biais: Avantage le Client.
    repli: Quatre heures.
    alineas:
      - texte: Le Prestataire intervient en deux heures, sous peine d'une pénalité de {penalite}.
        remplit: [delai]
      - texte: L'astreinte est décrite à l'article [[clause:prix]].
        quand: {options: [astreinte]}
        remplit: [astreinte]
  prestataire:
    ecart: Huit heures.
    biais: Avantage le Prestataire.
    repli: Six heures.
    alineas:
      - texte: Le Prestataire intervient en huit heures, sous peine d'une pénalité de {penalite}.
        remplit: [delai]
      - texte: L'astreinte est décrite à l'article [[clause:prix]].
        quand: {options: [astreinte]}
        remplit: [astreinte]
relecture: {etat: non relu par un juriste}
historique:
  - {version: 1, date: 2026-01-01, changement: première rédaction}
""",
    "corps/prix.yml": """\
titre: Prix
rubrique: prix
statut: indispensable
fondements: {}
champs: [prix_annuel, prix_maximum, regime, remise]
en_clair: Ce que le Client paie.
pourquoi: Sans prix, pas d'accord.
pieges: [Oublier la taxe.]
alineas:
  - texte: Le prix est de {prix_annuel} HT, au plus {prix_maximum} HT, pour un nombre {regime} d'interventions ; {remise} sont remises.
    remplit: [montant]
    tableau:
      colonnes: [Poste, Mode]
      lignes:
        - [Intervention, "{regime}"]
relecture: {etat: non relu par un juriste}
historique:
  - {version: 1, date: 2026-01-01, changement: première rédaction}
""",
    "corps/prix-longue-duree.yml": """\
titre: Révision du prix
rubrique: prix
rang: 20
quand: {options: [longue]}
sauf: {options: [client-public]}
statut: recommande
fondements: {}
en_clair: Le prix se révise.
pourquoi: Le temps passe.
pieges: [Oublier l'indice.]
alineas:
  - texte: Les Parties révisent le prix chaque année, comme il est dit à l'article [[clause:objet]].
relecture: {etat: non relu par un juriste}
historique:
  - {version: 1, date: 2026-01-01, changement: première rédaction}
  - {version: 2, date: 2026-02-01, changement: renvoi ajouté, texte_anterieur: Les Parties révisent le prix.}
""",
    "annexes/inventaire.yml": """\
titre: Inventaire
quand: {formules: [forfait]}
fondements: {}
champs: [inventaire]
en_clair: La liste.
pourquoi: On ne maintient que ce qui est listé.
pieges: [Ne pas dater.]
sections:
  - titre: Équipements
    alineas:
      - texte: Les équipements de l'article [[clause:objet]] sont les suivants.
        tableau: inventaire
  - titre: Acheteur public
    quand: {options: [client-public]}
    alineas:
      - texte: L'acheteur tient cet inventaire.
relecture: {etat: non relu par un juriste}
historique:
  - {version: 1, date: 2026-01-01, changement: première rédaction}
""",
}


def fichiers(*changements: tuple[str, str, str]) -> dict[str, bytes]:
    """Les fichiers du petit catalogue, après des changements (fichier, avant, après) ; avant vide : ajoute à la fin."""
    textes = dict(FICHIERS)
    for nom, avant, apres in changements:
        assert avant in textes.get(nom, ""), f"« {avant} » n’est pas dans {nom}"
        textes[nom] = textes[nom].replace(avant, apres, 1) if avant else textes.get(nom, "") + apres
    return {nom: texte.encode() for nom, texte in sorted(textes.items())}


def construire(fichiers_: dict[str, bytes], maison: dict[str, bytes] | None = None) -> m.Catalogue:
    """Le catalogue de ces fichiers. Lève InvalidCatalogue."""
    return loader.build(fichiers_, maison or {}, "maison" if maison else "", "essai")


def fautes(*changements: tuple[str, str, str], maison: dict[str, bytes] | None = None) -> list[str]:
    """Les fautes que le lecteur trouve après ces changements, en texte."""
    try:
        construire(fichiers(*changements), maison)
    except loader.InvalidCatalogue as erreur:
        return [str(faute) for faute in erreur.problems]
    return []


@lru_cache(maxsize=1)
def catalogue() -> m.Catalogue:
    return construire(fichiers())


def ecrire(dossier: Path, *changements: tuple[str, str, str]) -> Path:
    """Le petit catalogue, écrit sur le disque."""
    for nom, donnees in fichiers(*changements).items():
        fichier = dossier / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(donnees)
    return dossier


# Des réponses complètes, en données simples : un test en change une valeur.
REPONSES = {
    "types": ["corrective"],
    "formule": "forfait",
    "options": ["delais"],
    "champs": {
        "client_nom": "Société A",
        "besoin": "Un parc.",
        "duree": "24",
        "remise": "1.5",
        "prix_annuel": "1200",
        "prix_maximum": "2400",
        "penalite": "10",
        "date_effet": "2027-01-04",
        "ouverture": "08:30",
        "regime": "plafonne",
        "sites": ["Siège", "Dépôt"],
        "inventaire": [{"nom": "Poste", "nombre": "12", "prix": "500"}],
    },
}


def reponses(champs: dict | None = None, **choix) -> r.Reponses:
    """Les réponses ci-dessus, certains choix ou champs changés (un champ à None est retiré)."""
    valeurs = {k: v for k, v in {**REPONSES["champs"], **(champs or {})}.items() if v is not None}
    return r.build({**REPONSES, **choix, "champs": valeurs}, catalogue())
