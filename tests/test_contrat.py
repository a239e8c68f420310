"""L’assemblage : ce qui est retenu, comment il se numérote, ce qui renvoie à quoi, ce qui reste à compléter."""

import random

import mini
import pytest
from clausier import blocks as b, reponses as r
from clausier.contrat import EDITIONS, assemble
from clausier.render import FORMATS


def assembler(champs=None, edition="propre", modele=None, **choix) -> b.Document:
    return assemble(mini.catalogue(), mini.reponses(champs, **choix), edition, modele).document


def titres(document: b.Document, genre: str) -> list[str]:
    return [b.heading_text(x).replace("\u00a0", " ") for x in document.blocks if isinstance(x, b.Heading) and x.kind == genre]


def paragraphes(document: b.Document) -> dict[str, str]:
    return {x.number: b.plain(x.spans).replace("\u00a0", " ") for x in document.blocks if isinstance(x, b.Paragraph) and x.number}


def notices(document: b.Document) -> list[str]:
    return [b.plain(x.spans).replace("\u00a0", " ") for x in document.blocks if isinstance(x, b.Paragraph) and x.kind in ("notice", "origin")]


# --- Choix et numéros


def test_les_articles_et_alineas_suivent_l_ordre_des_rubriques():
    document = assembler()
    assert titres(document, "group") == ["Cadre", "Finances", "Annexes"]
    assert titres(document, "article") == ["Article 1 – Objet du contrat", "Article 2 – Délais", "Article 3 – Prix"]
    assert titres(document, "annex") == ["Annexe 1 – Inventaire"]
    assert list(paragraphes(document)) == ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "A1.1"]


def test_les_numeros_suivent_une_omission():
    document = assembler(options=[])
    assert titres(document, "article") == ["Article 1 – Objet du contrat", "Article 2 – Prix"]
    assert list(paragraphes(document)) == ["1.1", "1.2", "1.3", "2.1", "2.2", "A1.1"]


def test_deux_clauses_d_une_rubrique_font_un_seul_article():
    assert paragraphes(assembler())["3.2"] == "Les Parties révisent le prix chaque année, comme il est dit à l’article 1."


def test_un_alinea_une_puce_et_une_section_suivent_leur_condition():
    public = assembler(options=["client-public", "astreinte"])
    puces = [b.plain(puce).replace("\u00a0", " ") for bloc in public.blocks if isinstance(bloc, b.BulletList) for puce in bloc.items]
    puces = [puce for puce in puces if not puce.startswith("Article ")]  # le résumé des clauses difficiles
    assert puces == ["La Plage de service ouvre à 8 h 30.", "Le Client est un acheteur public."]
    assert paragraphes(public)["2.2"] == "L’astreinte est décrite à l’article 3."
    assert "3.2" not in paragraphes(public)
    assert titres(public, "section") == ["Équipements", "Acheteur public"]


def test_un_renvoi_a_deux_redactions_suit_la_presence_de_sa_cible():
    assert "les prestations de l’annexe 1, sur" in paragraphes(assembler())["1.1"]
    assert "les prestations de l’inventaire remis à part, sur" in paragraphes(assembler(formule="ticket"))["1.1"]


@pytest.mark.parametrize("position", ["equilibree", "client", "prestataire"])
def test_chaque_position_a_son_texte_et_la_clause_peut_s_en_ecarter(position):
    heures = {"equilibree": "quatre", "client": "deux", "prestataire": "huit"}
    assert heures[position] in paragraphes(assembler(position=position))["2.1"]
    assert "deux" in paragraphes(assembler(position=position, versions={"delais": "client"}))["2.1"]


@pytest.mark.parametrize("formule", ["forfait", "ticket"])
@pytest.mark.parametrize("options", [[], ["delais"], ["astreinte"], ["client-public"], ["astreinte", "client-public"]], ids="+".join)
def test_chaque_renvoi_vise_un_titre_du_document(formule, options):
    document = assembler(formule=formule, options=options)
    ancres = {x.anchor: x.number for x in document.blocks if isinstance(x, b.Heading)}
    renvois = [span for span in b.all_spans(document) if isinstance(span, b.Reference)]
    assert all(ancres[renvoi.target] == renvoi.text for renvoi in renvois)


# --- Valeurs et blancs


def test_une_valeur_est_imprimee_a_sa_place_et_porte_son_champ():
    (nom, *_) = [s for s in b.all_spans(assembler({"client_nom": "ÉTS « X » & Fils"})) if isinstance(s, b.FieldValue) and s.key == "client_nom"]
    assert (nom.text, nom.blank, nom.bold, nom.label) == ("ÉTS « X » & Fils", False, True, "Nom du Client")


def test_une_valeur_qui_ressemble_a_un_champ_n_est_pas_remplacee():
    assert "{duree} [[clause:prix]] **gras** #" in paragraphes(assembler({"client_nom": "{duree} [[clause:prix]] **gras** #"}))["1.1"]


def test_un_blanc_s_imprime_et_se_liste_une_fois():
    contrat = assemble(mini.catalogue(), mini.reponses({"duree": None, "client_nom": None}))
    assert "dure [À compléter : Durée]." in paragraphes(contrat.document)["1.2"]
    assert [blanc.champ for blanc in contrat.blancs].count("client_nom") == 1
    assert {blanc.champ: blanc.libelle for blanc in contrat.blancs} == {"duree": "Durée", "client_nom": "Nom du Client"}


def test_rien_n_est_invente_dans_un_modele_vierge():
    contrat = assemble(mini.catalogue(), r.from_model(mini.catalogue().modeles["essai"], mini.catalogue()))
    valeurs = [s for s in b.all_spans(contrat.document) if isinstance(s, b.FieldValue)]
    assert valeurs and all(v.blank and v.text.replace("\u00a0", " ").startswith("[À compléter : ") for v in valeurs)
    assert {v.key.split(".")[0] for v in valeurs} == {blanc.champ for blanc in contrat.blancs}


def test_une_case_vide_de_tableau_est_un_blanc_nomme():
    contrat = assemble(mini.catalogue(), mini.reponses({"inventaire": [{"nom": "Poste", "nombre": "1"}]}))
    assert [(x.champ, x.libelle) for x in contrat.blancs] == [("inventaire.1.prix", "Inventaire, ligne 1, Prix")]


def test_un_tableau_de_champ_a_ses_colonnes_et_ses_lignes():
    (fixe, champ) = [x for x in assembler({"inventaire": [{"nom": "A"}, {"nom": "B"}]}).blocks if isinstance(x, b.Table)]
    assert fixe.columns == ("Poste", "Mode") and b.plain(fixe.rows[0][1]) == "plafonné"
    assert champ.columns == ("Nom", "Nombre", "Prix") and [b.plain(ligne[0]) for ligne in champ.rows] == ["A", "B"]


# --- Tête et fin


def test_un_exemple_fictif_est_marque_comme_tel():
    assert notices(assembler(fictif="oui"))[0] == "EXEMPLE FICTIF."
    assert "EXEMPLE FICTIF." not in notices(assembler())


def test_le_document_porte_les_versions_de_ses_clauses():
    assert notices(assembler())[-1] == "Établi avec 0.0.1 du 2026-01-01. objet v1, delais v1 equilibree, prix v1, prix-longue-duree v2, annexe inventaire v1."


def test_un_modele_dit_ses_choix_a_qui_il_ne_va_pas_et_ce_qui_est_a_verifier():
    catalogue = mini.construire(mini.fichiers(("modeles/essai.yml", "formule: forfait", "formule: ticket"), ("modeles/essai.yml", "[delais]", "[astreinte]")))
    modele = catalogue.modeles["essai"]
    document = assemble(catalogue, r.from_model(modele, catalogue), modele=modele).document
    texte = " ".join(b.plain(p) for bloc in document.blocks if isinstance(bloc, b.BulletList) for p in bloc.items)
    assert "(astreinte)" in texte and "(delais)" in texte and "un consommateur" in texte and "un acheteur public" in texte
    assert any("Astreinte par ticket" in notice for notice in notices(document))


def test_un_titre_choisi_remplace_celui_du_catalogue():
    assert (assembler().title, assembler(titre="Mon contrat").title) == ("Contrat d'essai", "Mon contrat")


def test_l_edition_annotee_ajoute_des_notes_et_rien_au_texte():
    propre, annotee = assembler(), assembler(edition="annotee")
    assert annotee.blocks == propre.blocks and not propre.annotations
    notes = {note.anchor: note.paragraphs for note in annotee.annotations}
    assert set(notes) == {"clause-objet", "clause-delais", "clause-prix", "clause-prix-longue-duree", "annexe-inventaire"}
    delais = " ".join(notes["clause-delais"]).replace("\u00a0", " ")
    assert "Version equilibree : Quatre heures." in delais and "Repli : Six heures." in delais and "Encadré par : Code civil, art. 1166" in delais


# --- Mêmes réponses, mêmes octets


def melanger(donnees, hasard):
    if isinstance(donnees, dict):
        cles = list(donnees)
        hasard.shuffle(cles)
        return {cle: melanger(donnees[cle], hasard) for cle in cles}
    return [melanger(x, hasard) for x in donnees] if isinstance(donnees, list) else donnees


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("extension", FORMATS)
def test_l_ordre_des_cles_ne_change_pas_un_octet(extension, edition):
    def rendre(donnees):
        return FORMATS[extension].render(assemble(mini.catalogue(), r.build(donnees, mini.catalogue()), edition).document)

    attendu = rendre(mini.REPONSES)
    assert all(rendre(melanger(mini.REPONSES, random.Random(graine))) == attendu for graine in range(5))


def test_l_ordre_des_options_ne_change_pas_le_document():
    assert assembler(options=["delais", "marche"]) == assembler(options=["marche", "delais"])


@pytest.mark.parametrize("champ", ["client_nom", "besoin", "penalite", "prix_maximum", "remise", "ouverture", "date_effet"])
def test_une_reponse_ne_change_que_ce_qu_elle_concerne(champ):
    autre = {"client_nom": "Z", "besoin": "Z", "penalite": "99", "prix_maximum": "9999", "remise": "9", "ouverture": "23:59", "date_effet": "2030-12-31"}
    avant, apres = assembler(), assembler({champ: autre[champ]})
    changes = [(x, y) for x, y in zip(b.all_spans(avant), b.all_spans(apres), strict=True) if x != y]
    assert changes and {x.key for x, _ in changes} == {champ}


def test_un_champ_qu_aucune_clause_ne_cite_ne_change_rien():
    assert assembler({"inventaire": None}, formule="ticket") == assembler({"inventaire": [{"nom": "Z"}]}, formule="ticket")
