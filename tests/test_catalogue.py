"""Le vrai catalogue : rien de perdu du disque à la mémoire, les listes closes telles que convenues, chaque mot employé et écrit pour être jugé."""

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
import yaml
from clausier import blocks as b, loader, model as m, reponses as r, schema
from clausier.contrat import assemble

DOSSIER = loader.default_folder()
CATALOGUE = loader.load(DOSSIER)

# Stables : un identifiant publié ne change plus. On en ajoute, on n’en retire ni n’en renomme aucun.
RUBRIQUES = """
parties preambule definitions objet documents-contractuels contrats-lies prise-effet duree reconduction etat-des-lieux perimetre
evolution-perimetre maintenance-preventive maintenance-corrective maintenance-palliative maintenance-evolutive infogerance assistance
horaires modalites-intervention acceptation pieces-prets materiel-confie tiers exclusions gravite gti gtr indicateurs mesure-delais
penalites-prestataire rapports gouvernance moyens-resultat conseil obligations-client personnel acces-telemaintenance identifiants
sauvegarde continuite securite incidents-securite donnees-client rgpd confidentialite propriete-intellectuelle licences-tiers
sous-traitance travail-dissimule plan-prevention non-sollicitation prix decompte hors-forfait revision facturation retard-paiement
suspension garanties responsabilite assurance force-majeure imprevision reclamations-prescription avenants audit
resiliation-manquement fin-sans-faute reversibilite cession retractation preuve-signature dispositions-generales differends
juridiction loi-applicable signatures-annexes
""".split()
OPTIONS = """
client-commercant client-pro-non-commercant client-non-professionnel client-public ccag-tic tpe-hors-etablissement
souscription-en-ligne conditions-generales contrat-adhesion client-financier fonction-critique client-nis2 donnees-personnelles
donnees-sensibles donnees-sante secret-professionnel transfert-hors-ue sous-traitants-ulterieurs sous-traitants
prestataire-independant prestataire-etranger element-etranger franchise-tva montant-5000 sur-site sur-site-400h travaux-dangereux
regie-sur-site a-distance atelier materiel pieces-fournies licences-fournies logiciel-tiers livrables comptes-administration
sauvegarde-geree hebergement service-traitement-donnees reprise-parc prestataire-sortant reprise-personnel contrats-lies
niveaux-chiffres gtr-garantie astreinte service-critique prepaiement credit-heures forfait-poste duree-determinee
duree-indeterminee reconduction-tacite plus-de-12-mois groupe signature-electronique interventions-illimitees
""".split()
SENSIBLES = """
duree reconduction gti gtr penalites-prestataire moyens-resultat hors-forfait decompte revision facturation suspension responsabilite
garanties sous-traitance propriete-intellectuelle non-sollicitation imprevision reversibilite resiliation-manquement fin-sans-faute
cession audit identifiants sauvegarde acceptation
""".split()


def tous(alineas):
    """Chaque alinéa et chaque puce."""
    for alinea in alineas:
        yield alinea
        yield from tous(alinea.liste)


def alineas_de(item: m.Clause | m.Annexe):
    groupes = item.versions.values() if isinstance(item, m.Clause) else item.sections
    return tous(a for groupe in groupes for a in groupe.alineas)


ITEMS = {f"{genre}/{item.id}": item for genre, items in (("corps", CATALOGUE.clauses), ("annexes", CATALOGUE.annexes)) for item in items.values()}
par_item = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
TEXTES = {
    nom: [t for a in alineas_de(item) for t in (a.texte, *(cellule for ligne in (a.tableau.lignes if isinstance(a.tableau, m.TableauFixe) else ()) for cellule in ligne))]
    for nom, item in ITEMS.items()
}  # fmt: skip


# --- Rien de perdu


@pytest.mark.parametrize("dossier", schema.DOSSIERS)
def test_chaque_fichier_du_disque_est_un_element_charge(dossier):
    charges = getattr(CATALOGUE, "clauses" if dossier == "corps" else dossier)
    assert sorted(charges) == sorted(p.stem for p in (DOSSIER / dossier).iterdir())


@pytest.mark.parametrize("liste", schema.LISTES)
def test_chaque_ligne_d_un_vocabulaire_est_un_element_charge(liste):
    lignes = yaml.load((DOSSIER / "vocabulaire" / f"{liste}.yml").read_bytes(), yaml.CBaseLoader)
    assert list(getattr(CATALOGUE, liste.replace("-", "_"))) == [ligne["id"] for ligne in lignes]


def test_aucun_fichier_n_est_oublie_hors_des_dossiers_lus():
    lus = {DOSSIER / nom for nom in loader.read_files(DOSSIER)}
    assert {p for p in DOSSIER.rglob("*") if p.is_file()} - lus == {DOSSIER / "LICENCE"}
    assert {p.stem for p in (DOSSIER / "vocabulaire").iterdir()} == {*schema.LISTES, "textes"}


# --- Listes closes


def test_les_rubriques_sont_celles_du_projet():
    assert list(CATALOGUE.rubriques) == RUBRIQUES and len(RUBRIQUES) == 78
    numeros = [int(x.numero[1:]) for x in CATALOGUE.rubriques.values()]
    assert sorted(numeros) == list(range(1, 79))


def test_les_options_sont_celles_du_projet():
    assert list(CATALOGUE.options) == OPTIONS


def test_les_types_et_formules_sont_ceux_du_projet():
    assert set(CATALOGUE.types) == {"preventive", "corrective", "infogerance", "evolutive"}
    assert set(CATALOGUE.formules) == {"forfait", "demande", "temps-passe", "ticket"}
    assert CATALOGUE.types["corrective"].apporte == CATALOGUE.types["infogerance"].apporte == ("palliative",)


@pytest.mark.parametrize("types", [("preventive",), ("corrective",), ("preventive", "corrective"), ("infogerance",)], ids="+".join)
@pytest.mark.parametrize("formule", ["forfait", "demande", "temps-passe", "ticket"])
def test_un_modele_existe_pour_chaque_formule_et_chaque_jeu_de_types(types, formule):
    assert [x.id for x in CATALOGUE.modeles.values() if set(x.types) == set(types) and x.formule == formule]


# --- Clauses


@pytest.mark.parametrize("rubrique", RUBRIQUES)
def test_chaque_rubrique_a_sa_clause(rubrique):
    assert CATALOGUE.clauses_de(rubrique)


@pytest.mark.parametrize("clause", SENSIBLES)
def test_une_clause_sensible_a_ses_trois_versions(clause):
    assert set(CATALOGUE.clauses[clause].versions) == set(m.VERSIONS)


@pytest.mark.parametrize("clause", [c for c in CATALOGUE.clauses.values() if c.sensible], ids=lambda c: c.id)
def test_les_trois_versions_different_et_disent_en_quoi(clause):
    versions = clause.versions.values()
    for vue in (lambda v: tuple(a.texte for a in tous(v.alineas)), lambda v: v.ecart, lambda v: v.biais, lambda v: v.repli):
        assert len({vue(v) for v in versions}) == 3


def elements_remplis(version: m.Version) -> set[str]:
    return {element for alinea in tous(version.alineas) for element in alinea.remplit}


@pytest.mark.parametrize("clause", [c for c in CATALOGUE.clauses.values() if c.sensible], ids=lambda c: c.id)
def test_chaque_version_remplit_les_memes_elements(clause):
    assert len({frozenset(elements_remplis(v)) for v in clause.versions.values()}) == 1


@par_item
def test_un_element_se_dit_relu_ou_non_et_date_sa_version(item):
    assert item.relecture == "non relu par un juriste" or "par " in item.relecture
    dates = [change.date for change in item.historique]
    assert dates == sorted(dates)
    assert all(change.texte_anterieur for change in item.historique[1:]) or len(item.historique) == 1


@par_item
def test_ce_qui_explique_un_element_est_assez_long_pour_servir(item):
    assert 30 <= len(item.en_clair) <= 400 and len(item.pourquoi) >= 80 and 2 <= len(item.pieges) <= 6


@pytest.mark.parametrize("type_ou_formule", [*CATALOGUE.types.values(), *CATALOGUE.formules.values()], ids=lambda x: x.id)
def test_chaque_rubrique_exigee_par_un_type_ou_une_formule_est_dans_chacun_de_ses_modeles(type_ou_formule):
    for modele in CATALOGUE.modeles.values():
        if type_ou_formule.id in (*modele.types, modele.formule):
            presentes = {k.clause.rubrique for k in modele_vierge(modele).clauses}
            assert set(type_ou_formule.exige) <= presentes, f"{modele.id} : il manque {set(type_ou_formule.exige) - presentes}"


# --- Modèles


def modele_vierge(modele: m.Modele):
    return assemble(CATALOGUE, r.from_model(modele, CATALOGUE), modele=modele)


par_modele = pytest.mark.parametrize("modele", CATALOGUE.modeles.values(), ids=CATALOGUE.modeles)
# Ce que l’article d’origine demande à tout contrat, par prestation : nombre, durée, nature, moyens, et ce qui en montre la fin.
PAR_PRESTATION = {
    "modalites-intervention": {"nombre-interventions", "moyens-employes", "a-distance", "sur-site", "en-atelier", "deplacement"},
    "acceptation": {"compte-rendu-de-fin", "delai-pour-contester", "cloture"},
    "objet": {"prestations-confiees", "types-de-maintenance"},
    "duree": {"duree-chiffree-ou-indeterminee"},
}


@par_modele
@pytest.mark.parametrize("titre", ["Objet du contrat", "Définitions"])
def test_chaque_modele_porte_le_titre_litteral(modele, titre):
    titres = [b.plain(x.spans) for x in modele_vierge(modele).document.blocks if isinstance(x, b.Heading) and x.kind == "article"]
    assert titre in titres


@par_modele
def test_chaque_modele_dit_nombre_duree_nature_moyens_et_fin_de_chaque_prestation(modele):
    contrat = modele_vierge(modele)
    remplis = {f"{k.clause.rubrique}/{e}" for k in contrat.clauses for a in tous(k.alineas) for e in a.remplit}
    for rubrique, elements in PAR_PRESTATION.items():
        assert {f"{rubrique}/{e}" for e in elements} <= remplis
    assert all(f"type de prestation : {CATALOGUE.types[t].titre.lower()}" in texte_de(contrat).replace("\u00a0", " ") for t in modele.types)


@par_modele
def test_chaque_modele_dit_a_qui_il_n_est_pas_destine(modele):
    texte = texte_de(modele_vierge(modele))
    assert "n’est pas fait pour" in texte and "un consommateur" in texte
    for regle in CATALOGUE.pas_pour.values():
        convient = not r.from_model(modele, CATALOGUE).situation.options.isdisjoint(regle.sauf_options)
        assert (regle.pourquoi.replace("'", "’")[1:40] in texte.replace("\u00a0", " ")) != convient, regle.id


@par_modele
def test_un_modele_incoherent_porte_son_avertissement(modele):
    contrat = modele_vierge(modele)
    notices = [b.plain(x.spans).replace("\u00a0", " ").replace("’", "'") for x in contrat.document.blocks if isinstance(x, b.Paragraph) and x.kind == "notice"]
    assert [a for a in contrat.avertissements if not any(a in notice for notice in notices)] == []


def texte_de(contrat) -> str:
    blocs = contrat.document.blocks
    puces = [b.plain(item) for x in blocs if isinstance(x, b.BulletList) for item in x.items]
    return "\n".join([*(b.plain(x.spans) for x in blocs if isinstance(x, (b.Heading, b.Paragraph))), *puces])


# --- Vocabulaires : tout est employé


def champs_employes() -> set[str]:
    employes = {c for item in (*ITEMS.values(), *CATALOGUE.courriers.values()) for c in item.champs}
    employes |= {o.calculee.champ for o in CATALOGUE.options.values() if o.calculee}
    courriers = CATALOGUE.textes.courriers
    avenant = CATALOGUE.textes.avenant
    mots = " ".join([CATALOGUE.textes.entete, courriers.lieu_date, courriers.reference, *(ligne for s in CATALOGUE.textes.signataires for ligne in s.lignes)])
    mots += " ".join([avenant.titre, avenant.rappel, avenant.fait, *avenant.parties, *avenant.effet])
    return employes | set(re.findall(r"\{(\w+)\}", mots))


@pytest.mark.parametrize("champ", CATALOGUE.champs)
def test_chaque_champ_est_employe(champ):
    assert champ in champs_employes()


def test_deux_champs_n_ont_pas_le_meme_libelle():
    libelles = Counter(x.libelle for x in CATALOGUE.champs.values())
    assert [libelle for libelle, fois in libelles.items() if fois > 1] == []


def options_lues() -> set[str]:
    conditions = [x.condition for x in (*CATALOGUE.rubriques.values(), *ITEMS.values(), *CATALOGUE.incoherences.values(), *CATALOGUE.comparaisons.values())]
    conditions += [e.condition for x in CATALOGUE.rubriques.values() for e in x.exige]
    conditions += [a.condition for item in ITEMS.values() for a in alineas_de(item)]
    conditions += [s.condition for x in CATALOGUE.annexes.values() for s in x.sections]
    lues = {o for c in conditions for cartes in (c.quand, c.sauf) for carte in cartes for cle, valeurs in carte if cle == "options" for o in valeurs}
    return lues | {o for x in CATALOGUE.pas_pour.values() for o in x.sauf_options}


@pytest.mark.parametrize("option", OPTIONS)
def test_chaque_option_change_quelque_chose(option):
    lues = options_lues()
    assert option in lues or set(CATALOGUE.options[option].implique) & lues


def references_citees() -> set[str]:
    listes = [ids for item in (*ITEMS.values(), *CATALOGUE.courriers.values(), *CATALOGUE.rubriques.values()) for ids in item.fondements.values()]
    listes += [x.references for x in (*CATALOGUE.options.values(), *CATALOGUE.types.values(), *CATALOGUE.formules.values(), *CATALOGUE.indices.values())]
    return {i for ids in listes for i in ids}


def test_chaque_citation_est_un_texte_connu():
    assert references_citees() <= set(CATALOGUE.references)


CITATION = re.compile(r"\[((?:[a-z0-9-]+)/[A-Za-z0-9-]+)\]|\((code-[a-z-]+/[A-Z]?[\d-]+[a-z]?)\)")


def test_une_citation_entre_crochets_ou_parentheses_est_un_texte_connu():
    """Dans les messages et les notices, un texte se cite par son identifiant."""
    messages = [*CATALOGUE.textes.notices.values(), *(x.message for x in (*CATALOGUE.incoherences.values(), *CATALOGUE.comparaisons.values()))]
    citees = {trouve for texte in messages for paire in CITATION.findall(texte) for trouve in paire if trouve}
    assert citees <= set(CATALOGUE.references)


@par_item
def test_la_force_d_un_texte_est_une_seule_par_element(item):
    fois = Counter(i for ids in item.fondements.values() for i in ids)
    assert [i for i, n in fois.items() if n > 1] == []


@pytest.mark.parametrize("reference", CATALOGUE.references.values(), ids=CATALOGUE.references)
def test_une_reference_a_son_adresse_officielle_ou_dit_pourquoi_non(reference):
    assert reference.url.startswith("https://") or reference.reserve
    assert reference.version_du == "" or re.fullmatch(r"\d{4}-\d\d-\d\d", reference.version_du)


# --- Écriture

# Un taux qui change, écrit dans une clause, se périme ; un multiple ou une majoration fixés par un texte, non.
TAUX = re.compile(r"intérêt légal|Banque centrale|BCE|refinancement|Syntec", re.IGNORECASE)


@pytest.mark.parametrize("nom", TEXTES)
def test_aucun_taux_qui_change_n_est_ecrit_dans_une_clause(nom):
    phrases = [p for texte in TEXTES[nom] for p in re.split(r"(?<=[.;])\s+", texte) if TAUX.search(p)]
    assert [p for p in phrases if re.search(r"\d\s*%|\d[.,]\d", p)] == []


def test_un_taux_releve_est_date_et_sa_source_est_dite():
    assert {"interet-legal", "bce-refinancement", "syntec"} <= set(CATALOGUE.indices)
    for indice in CATALOGUE.indices.values():
        assert indice.valeurs or "non détenue" in indice.note or "aucune valeur" in indice.note, indice.id
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", v.date) and v.source for v in indice.valeurs)


@pytest.mark.parametrize("nom", TEXTES)
def test_aucun_mot_flou_dans_nos_clauses(nom):
    for mot in CATALOGUE.mots_flous.values():
        motif = re.compile(r"(?<!\w)" + re.escape(mot.mot), re.IGNORECASE)
        for texte in TEXTES[nom]:
            assert not motif.search(texte), f"{ITEMS[nom].id} : « {mot.mot} » ; écrivez {mot.a_la_place} : {texte}"


@pytest.mark.parametrize("nom", TEXTES)
def test_une_phrase_a_quarante_mots_au_plus(nom):
    phrases = [p for texte in TEXTES[nom] for p in re.split(r"(?<=[.;:!?])\s+", texte)]
    assert [p for p in phrases if len(p.split()) > 40] == []


@pytest.mark.parametrize("nom", TEXTES)
def test_le_fichier_garde_l_apostrophe_droite_et_les_espaces_ordinaires(nom):
    texte = (DOSSIER / f"{nom}.yml").read_text("utf-8")
    assert [c for c in "’\u00a0\u202f\u200b\t\r" if c in texte] == []
    assert [t for t in TEXTES[nom] if "  " in t or t != t.strip()] == []


@pytest.mark.parametrize("mot", ["prestataire", "parties"])
def test_un_terme_defini_garde_sa_majuscule(mot):
    motif = re.compile(rf"(?<![\w-])\b(le|du|au|les|des|aux) {mot}\b(?! (?:sortant|entrant|précédent|suivant|tiers|prenantes?))")
    assert [(nom, t) for nom, textes in TEXTES.items() for t in textes if motif.search(t)] == []


@par_modele
def test_le_modele_imprime_respecte_la_typographie_francaise(modele):
    contrat = modele_vierge(modele)
    for span in b.all_spans(contrat.document):
        if isinstance(span, b.FieldValue) and not span.blank:
            continue
        assert "'" not in span.text, span.text
        assert not re.search(r" [;:!?%€»]|« (?!$)|  ", span.text), span.text
    for bloc in contrat.document.blocks:
        if isinstance(bloc, (b.Heading, b.Paragraph)):
            texte = b.plain(bloc.spans)
            assert not re.search(r"(?<![\s\u00a0\u202f:/])[;!?»](?!\d)|(?<=[a-zà-ü])[:](?= )|«(?!\u00a0)", texte), texte
            assert not re.search(r"\b(?:[Aa]rticle|[Aa]nnexe) \d", texte), texte


@par_modele
def test_aucun_alinea_n_est_imprime_deux_fois(modele):
    """Ce qui est dans une clause n’est pas répété dans une autre : on renvoie."""
    textes = (b.plain(x.spans) for x in modele_vierge(modele).document.blocks if isinstance(x, b.Paragraph) and x.number)
    fois = Counter(texte for texte in textes if texte[-1] not in ":…")
    assert [texte for texte, n in fois.items() if n > 1] == []


# --- Assemblage de tout


def choix_d_options() -> list[str]:
    return [o.id for o in CATALOGUE.options.values() if not o.calculee]


def assembler(types, formule, options) -> b.Document:
    groupes = {CATALOGUE.options[o].groupe for o in options} - {""}
    defauts = [o.id for o in CATALOGUE.options.values() if o.groupe and o.defaut and o.groupe not in groupes]
    reponses = r.build({"types": list(types), "formule": formule, "options": [*options, *defauts]}, CATALOGUE)
    return assemble(CATALOGUE, reponses).document


JEUX = [("preventive",), ("corrective",), ("infogerance",), ("evolutive",), ("preventive", "corrective")]


@pytest.mark.lent
@pytest.mark.parametrize(("types", "formule"), list(product(JEUX, CATALOGUE.formules)), ids=lambda x: x if isinstance(x, str) else "+".join(x))
def test_chaque_renvoi_arrive_pour_chaque_paire_d_options(types, formule):
    """Les premières options d’une paire tournent avec le jeu de types : toutes les paires sont vues avec chaque formule."""
    options = choix_d_options()
    groupe = {o: CATALOGUE.options[o].groupe for o in options}
    rang = JEUX.index(types)
    for i, une in enumerate(options):
        for autre in options[i:]:
            if (une != autre and groupe[une] and groupe[une] == groupe[autre]) or (types not in (JEUX[0], JEUX[2]) and (i + rang) % 3):
                continue
            document = assembler(types, formule, dict.fromkeys((une, autre)))
            ancres = {x.anchor: x.number for x in document.blocks if isinstance(x, b.Heading)}
            for span in b.all_spans(document):
                if span.__class__ is b.Reference:
                    assert ancres.get(span.target) == span.text, (une, autre, span)


def test_les_vrais_textes_ne_portent_ni_html_ni_gabarit():
    for nom in loader.read_files(DOSSIER):
        texte = Path(DOSSIER, nom).read_text("utf-8")
        assert not re.search(r"<(script|img|a |br|b>|i>|svg)|\{\{|\{%|\$\{|javascript:", texte), nom
