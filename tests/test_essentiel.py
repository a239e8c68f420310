"""« L’essentiel en une page » et les points à regarder avant de signer : vrais, à leur place, et d’une page au plus."""

from __future__ import annotations

import subprocess

import mini
import pypdfium2
import pytest
from clausier import blocks as b, cli, exemple, loader, model as m, reponses as r, texte
from clausier.contrat import assemble
from clausier.points import MANY
from clausier.render import FORMATS

CATALOGUE = loader.load()


def dit(spans) -> str:
    return b.plain(spans).replace("\u00a0", " ")


def lignes(document: b.Document) -> dict[str, str]:
    """Les lignes de la page : ce que dit le contrat, par sujet."""
    tableau = next(bloc for bloc in document.blocks if isinstance(bloc, b.Table))
    return {dit(ligne[0]): dit(ligne[1]) for ligne in tableau.rows}


def apres(document: b.Document, notice: str) -> list[str]:
    """Les puces qui suivent la remarque ainsi commencée ; aucune si elle n’y est pas."""
    blocs = document.blocks
    places = [i for i, x in enumerate(blocs) if isinstance(x, b.Paragraph) and x.kind == "notice" and dit(x.spans).startswith(notice)]
    return [dit(puce) for i in places for puce in blocs[i + 1].items]


def brut(modele: m.Modele, **change) -> dict:
    options = [*modele.options, *r.default_options(CATALOGUE, modele.options)]
    return {**exemple.raw_answers(CATALOGUE, modele.types, modele.formule, modele.hors_forfait, options), **change}


# --- La page


def test_la_page_vient_avant_le_sommaire_et_se_dit_sans_valeur():
    document = assemble(mini.catalogue(), mini.reponses(fictif="oui"), essentiel=True).document
    genres = [type(x) for x in document.blocks[:6]]
    assert genres == [b.Paragraph, b.Heading, b.Paragraph, b.Table, b.PageBreak, b.TableOfContents]
    assert [dit(x.spans) for x in document.blocks[:3]] == ["EXEMPLE FICTIF.", "L’essentiel en une page", "Sans valeur contractuelle."]


def test_sans_la_demander_il_n_y_a_pas_de_page():
    sans, avec = (assemble(mini.catalogue(), mini.reponses(), essentiel=e).document for e in (False, True))
    assert not any(isinstance(x, b.Heading) and x.anchor == "essentiel" for x in sans.blocks)
    assert avec.blocks[4:] == sans.blocks


def test_les_lignes_d_un_sujet_s_impriment_ensemble_avec_leurs_valeurs_et_leurs_renvois():
    document = assemble(mini.catalogue(), mini.reponses(), essentiel=True).document
    assert lignes(document) == {"Durée": "24 mois pour Société A (article 1).", "Délais": "Un délai est chiffré (article 2). Le retard coûte 10 %."}


def test_une_ligne_suit_sa_condition_et_tombe_si_le_contrat_n_imprime_pas_son_champ():
    document = assemble(mini.catalogue(), mini.reponses(options=[]), essentiel=True).document
    assert list(lignes(document)) == ["Durée"]


def test_une_valeur_manquante_y_reste_a_completer():
    document = assemble(mini.catalogue(), mini.reponses({"duree": None}), essentiel=True).document
    assert lignes(document)["Durée"].startswith("[À compléter : Durée]")


def test_une_valeur_qui_ressemble_a_un_champ_n_y_est_pas_remplacee():
    document = assemble(mini.catalogue(), mini.reponses({"client_nom": "{duree} [[clause:prix]] **x**"}), essentiel=True).document
    assert "pour {duree} [[clause:prix]] **x** (" in lignes(document)["Durée"]


@pytest.mark.parametrize("extension", FORMATS)
def test_la_page_s_ecrit_dans_chaque_format(extension):
    document = assemble(mini.catalogue(), mini.reponses(), essentiel=True).document
    assert FORMATS[extension].render(document) == FORMATS[extension].render(document)


def test_sans_mots_pour_la_page_le_refus_dit_quoi_ajouter(tmp_path, capsys):
    fin = ("vocabulaire/textes.yml", mini.FICHIERS["vocabulaire/textes.yml"][mini.FICHIERS["vocabulaire/textes.yml"].index("essentiel:") :], "")
    dossier = mini.ecrire(tmp_path / "clauses", fin)
    (tmp_path / "r.yml").write_text("types: [corrective]\nformule: forfait\n", "utf-8")
    assert cli.main(["composer", str(tmp_path / "r.yml"), "-o", str(tmp_path / "c.txt"), "--essentiel", "--catalogue", str(dossier)]) == 2
    assert "vocabulaire/textes.yml" in capsys.readouterr().err and not (tmp_path / "c.txt").exists()


def test_la_ligne_de_commande_ecrit_la_page(tmp_path):
    dossier = mini.ecrire(tmp_path / "clauses")
    (tmp_path / "r.yml").write_text("types: [corrective]\nformule: forfait\nchamps: {duree: 24}\n", "utf-8")
    for options, attendu in (([], False), (["--essentiel"], True)):
        assert cli.main(["composer", str(tmp_path / "r.yml"), "-o", str(tmp_path / "c.txt"), "--catalogue", str(dossier), *options]) == 0
        assert ("L’essentiel en une page" in (tmp_path / "c.txt").read_text("utf-8")) is attendu


# --- Les fautes du vocabulaire


SEPAREES = "- {id: fin, titre: Prix, texte: Un prix.}\n- {id: fin-2, titre: Délais, texte: Une fin.}\n"


@pytest.mark.parametrize(
    ("avant", "apres_", "message"),
    [
        ("{duree} pour", "{durée_x} pour", "accolade"),
        ("{duree} pour", "{duree_x} pour", "« duree_x » n'est pas dans champs"),
        ("{duree} pour", "{inventaire} pour", "est un tableau"),
        ("clause:objet", "clause:objett", "clause:objett"),
        (", quand: {options: [delais]}", "", "absent quand"),
        ("options: [delais]", "options: [delai]", "valeur inconnue « delai »"),
        ("", SEPAREES, "ne se suivent pas"),
    ],
)
def test_une_ligne_fautive_est_dite(avant, apres_, message):
    fautes = mini.fautes(("vocabulaire/essentiel.yml", avant, apres_))
    assert len(fautes) == 1 and message in fautes[0] and "vocabulaire/essentiel.yml" in fautes[0]


@pytest.mark.parametrize("genre", ["titre", "avis", "colonnes"])
def test_les_mots_de_la_page_sont_controles(genre):
    avant = {"titre": "L'essentiel en une page", "avis": "Sans valeur contractuelle.", "colonnes": "[Sujet, Réponse]"}[genre]
    faute = {"titre": "Le {inconnu}", "avis": "Voir [[clause:objet]].", "colonnes": "[Sujet, Réponse, Trop]"}[genre]
    fautes = mini.fautes(("vocabulaire/textes.yml", avant, faute))
    assert len(fautes) == 1 and "vocabulaire/textes.yml" in fautes[0]


# --- Les vraies lignes


@pytest.mark.parametrize("modele", CATALOGUE.modeles.values(), ids=CATALOGUE.modeles)
@pytest.mark.parametrize("position", m.VERSIONS)
@pytest.mark.lent
def test_chaque_contrat_a_une_page_complete(modele, position):
    document = assemble(CATALOGUE, r.build(brut(modele, position=position), CATALOGUE), essentiel=True).document
    sujets = set(lignes(document))
    commande = "Commandes" if modele.formule == "demande" else "Hors forfait"
    attendus = {"Parties", "Prestations", "Ce qui est couvert", "Horaires", "Délais", "Prix", commande, "Paiement", "Durée", "Fin pour faute", "Responsabilité", "Données du Client", "Restitution"}
    assert attendus <= sujets


def contrats_sous(condition: m.Condition):
    """Des contrats d’exemple où la condition tient : ceux des modèles, et ceux auxquels on donne ses types et ses options."""
    voulus = {cle: [v for carte in condition.quand for c, valeurs in carte if c == cle for v in sorted(valeurs)] for cle in ("types", "options")}
    for modele in CATALOGUE.modeles.values():
        types = list(dict.fromkeys([*modele.types, *voulus["types"]]))
        groupes = {CATALOGUE.options[o].groupe for o in voulus["options"]} - {""}
        options = [*voulus["options"], *(o for o in modele.options if CATALOGUE.options[o].groupe not in groupes and o not in voulus["options"])]
        options += r.default_options(CATALOGUE, options)
        reponses = r.build(exemple.raw_answers(CATALOGUE, types, modele.formule, modele.hors_forfait, options), CATALOGUE)
        if condition.vraie(reponses.situation):
            yield assemble(CATALOGUE, reponses)


@pytest.mark.parametrize("ligne", CATALOGUE.essentiel.values(), ids=CATALOGUE.essentiel)
def test_chaque_ligne_s_imprime_dans_un_contrat(ligne):
    """Un champ qu’aucun article ne cite sous sa condition la ferait taire partout."""
    cites = set(texte.champs(ligne.texte))
    assert any(cites <= {s.key for s in b.all_spans(contrat.document) if isinstance(s, b.FieldValue)} for contrat in contrats_sous(ligne.condition))


@pytest.mark.lent
def test_la_page_tient_sur_une_page_a4_dans_chaque_modele(tmp_path, exige_programme):
    """Word et ODT par LibreOffice, PDF par pdfium : la deuxième page commence par le sommaire."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    for modele in CATALOGUE.modeles.values():
        document = assemble(CATALOGUE, r.build(brut(modele), CATALOGUE), essentiel=True).document
        for extension in ("docx", "odt", "pdf"):
            dossier = tmp_path / extension
            dossier.mkdir(exist_ok=True)
            (dossier / f"{modele.id}.{extension}").write_bytes(FORMATS[extension].render(document))
    for extension in ("docx", "odt"):
        profil = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        fichiers = sorted((tmp_path / extension).iterdir())
        subprocess.run([soffice, "--headless", profil, "--convert-to", "pdf", "--outdir", tmp_path / extension, *fichiers], check=True, capture_output=True, timeout=600)
    lus = sorted(tmp_path.glob("*/*.pdf"))
    assert len(lus) == 3 * len(CATALOGUE.modeles)
    for chemin in lus:
        with pypdfium2.PdfDocument(chemin) as pdf:
            pages = [pdf[i].get_textpage().get_text_range() for i in range(2)]
        assert "Restitution" in pages[0], f"{chemin.parent.name}/{chemin.name}"
        assert "Sommaire" in pages[1] and "Ce que dit le contrat" not in pages[1], f"{chemin.parent.name}/{chemin.name}"


# --- Les points difficiles et réservés


@pytest.mark.parametrize("position", m.VERSIONS)
def test_un_point_difficile_dit_qui_sa_version_avantage(position):
    document = assemble(mini.catalogue(), mini.reponses(position=position)).document
    dits = {"equilibree": "", "client": " À l’avantage du Client : Deux heures.", "prestataire": " À l’avantage du Prestataire : Huit heures."}
    assert apres(document, "Points à lire de près") == [f"Article 2 – Délais : Le délai engage.{dits[position]}"]


def test_un_contrat_complet_n_a_pas_de_point_reserve():
    assert apres(assemble(mini.catalogue(), mini.reponses()).document, "Points réservés") == []


def test_un_modele_vierge_n_enumere_pas_ses_blancs():
    modele = mini.catalogue().modeles["essai"]
    assert apres(assemble(mini.catalogue(), r.from_model(modele, mini.catalogue()), modele=modele).document, "Points réservés") == []


def test_chaque_valeur_manquante_est_reservee_une_fois_sous_son_article():
    sans = {"client_nom": None, "duree": None, "regime": None, "inventaire": [{"nom": "Poste", "nombre": "1"}]}
    document = assemble(mini.catalogue(), mini.reponses(sans)).document
    assert apres(document, "Points réservés") == ["Article 1 – Objet du contrat : Nom du Client ; Durée", "Article 3 – Prix : Régime", "Annexe 1 – Inventaire : Inventaire, ligne 1, Prix"]
    renvois = [s for bloc in document.blocks if isinstance(bloc, b.BulletList) for puce in bloc.items for s in puce if isinstance(s, b.Reference)]
    assert {s.target for s in renvois} >= {"article-objet", "article-prix", "annexe-inventaire"}


def test_un_tableau_sans_ligne_est_un_seul_point_reserve():
    assert apres(assemble(mini.catalogue(), mini.reponses({"inventaire": None})).document, "Points réservés") == ["Annexe 1 – Inventaire : Inventaire"]


def test_une_valeur_que_seul_l_en_tete_imprime_est_reservee_aussi():
    catalogue = mini.construire(mini.fichiers(("vocabulaire/textes.yml", '"Contrat de {client_nom}"', '"Réf. {reference}"'), ("vocabulaire/champs.yml", "", "- {id: reference, libelle: Référence, groupe: cadre, type: texte, aide: La référence., exemple: EX-1}\n")))
    document = assemble(catalogue, r.build(mini.REPONSES, catalogue)).document
    assert apres(document, "Points réservés") == ["En-tête : Référence"]


def test_au_dela_de_quarante_valeurs_seuls_leur_nombre_et_leurs_articles_sont_dits():
    for lignes_, attendu in ((MANY, 0), (MANY + 1, 1)):
        inventaire = [{"nom": "Poste", "nombre": "1"}] * lignes_
        document = assemble(mini.catalogue(), mini.reponses({"inventaire": inventaire})).document
        points = apres(document, f"Points réservés : {lignes_} valeurs" if attendu else "Points réservés :")
        assert (points == ["Annexe 1"]) is bool(attendu)


@pytest.mark.parametrize("modele", ["infogerance-forfait-financier", "corrective-demande"])
def test_chaque_blanc_d_un_vrai_contrat_est_dans_les_points_reserves(modele):
    complet = brut(CATALOGUE.modeles[modele])
    champs = {cle: valeur for i, (cle, valeur) in enumerate(complet["champs"].items()) if i % 9}
    contrat = assemble(CATALOGUE, r.build({**complet, "champs": champs}, CATALOGUE))
    dits = " ; ".join(apres(contrat.document, "Points réservés"))
    assert 1 < len(contrat.blancs) <= MANY
    assert all(dits.count(blanc.libelle.replace("'", "’").replace(" ?", "\u00a0?")) >= 1 for blanc in contrat.blancs)
