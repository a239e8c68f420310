"""Le plan d’un contrat est-il celui qu’un lecteur y voit : titres et niveaux, sommaire, têtes de page, lieu de chaque passage ? Dans les deux sens."""

from pathlib import Path

import pytest
from clausier import loader, reponses as r
from clausier.contrat import assemble
from clausier.extract import brut, lire_octets
from clausier.extract.document import Bloc, ligne
from clausier.extract.etiquettes import etiquette
from clausier.extract.structure import structurer
from clausier.extract.titres import phrase
from clausier.render import FORMATS

GOLDEN = Path(__file__).parent / "golden"
SUITE = "\n\nLe prestataire assure cette prestation dans les conditions que prévoit le contrat.\n\n"


def plan(texte: str, nom: str = "contrat.txt") -> list[tuple[int, str]]:
    return [(bloc.niveau, bloc.texte) for bloc in structurer(brut.lire(texte.encode(), nom, [])) if bloc.genre == "titre"]


def titres(texte: str, nom: str = "contrat.txt") -> list[str]:
    return [titre for _, titre in plan(texte, nom)]


def lieux(texte: str, nom: str = "contrat.txt") -> list[str]:
    return [bloc.lieu for bloc in structurer(brut.lire(texte.encode(), nom, []))]


# ---------------------------------------------------------------- les numéros
@pytest.mark.parametrize(
    ("texte", "genre", "numero", "reste"),
    [
        ("Article 5 – Durée", "article", "5", "Durée"),
        ("ARTICLE l2. – OBJET", "article", "12", "OBJET"),
        ("ARTlCLE 1O : PRIX", "article", "10", "PRIX"),
        ("Article premier : le contrat", "article", "1", "le contrat"),
        ("Art. 5 - Prix", "article", "5", "Prix"),
        ("ARTICLE IV – PRIX", "article", "IV", "PRIX"),
        ("Article 3-2 Prix", "article", "3.2", "Prix"),
        ("Article 7 bis – Prix", "article", "7 bis", "Prix"),
        ("TITRE II - SERVICES", "titre", "II", "SERVICES"),
        ("Chapitre 1er – Dispositions", "chapitre", "1", "Dispositions"),
        ("ANNEXE A – PÉRIMÈTRE", "annexe", "A", "PÉRIMÈTRE"),
        ("Annexe – Périmètre", "annexe", "", "Périmètre"),
        ("5. Durée", "decimal", "5", "Durée"),
        ("5.1 Visites", "decimal", "5.1", "Visites"),
        ("5.1.2. Visites", "decimal", "5.1.2", "Visites"),
        ("5°) Prix", "decimal", "5", "Prix"),
        ("4.4 bis Exclusions", "decimal", "4.4 bis", "Exclusions"),
        ("A13.2 Le pilote", "decimal", "A13.2", "Le pilote"),
        ("I.1 Objet", "decimal", "I.1", "Objet"),
        ("V. – DURÉE", "romain", "V", "DURÉE"),
        ("III - Prix", "romain", "III", "Prix"),
        ("A/ Objet", "lettre", "A", "Objet"),
        ("B. Prix", "lettre", "B", "Prix"),
        ("a) les pannes", "minuscule", "a", "les pannes"),
        ("(ii) les virus", "minuscule", "ii", "les virus"),
        ("(2) ORPIN SERVICES", "minuscule", "2", "ORPIN SERVICES"),
    ],
)
def test_un_numero_est_lu(texte, genre, numero, reste):
    lu = etiquette(texte)
    assert (lu.genre, lu.numero, texte[lu.fin :]) == (genre, numero, reste)


@pytest.mark.parametrize(
    "texte",
    ["Article 1231-5 du code civil", "Article L. 441-10 du code de commerce", "article 5 du contrat", "12/05/2026", "10,5 %", "24/7", "75001 Paris", "1er janvier", "M. Dupont", "L’agence", "Titre de propriété", "B2B", "Il est convenu", "À Paris", "I l y a", "2026"],
)
def test_ce_qui_n_est_pas_un_numero_n_en_est_pas_un(texte):
    assert etiquette(texte) is None


# ---------------------------------------------------------------- les titres
@pytest.mark.parametrize(
    "noms",
    [
        ("Article 1 – Objet", "Article 2 – Durée", "Article 3 – Prix"),
        ("ARTICLE l. – OBJET", "ARTICLE 2. – DURÉE", "ART1CLE 3 : PRIX"),
        ("Article 1 Objet", "Article 2 Durée", "Article 3 Prix"),
        ("Art. 1 - Objet", "Art. 2 - Durée", "Art. 3 - Prix"),
        ("1. Objet", "2. Durée", "3. Prix"),
        ("1 - Objet", "2 - Durée", "3 - Prix"),
        ("1 Objet", "2 Durée", "3 Prix"),
        ("1.1 Objet", "1.2 Durée", "1.3 Prix"),
        ("I. – OBJET", "II. – DURÉE", "III. – PRIX"),
        ("A/ Objet", "B/ Durée", "C/ Prix"),
        ("A. Objet du contrat", "B. Durée du contrat", "C. Prix"),
        ("OBJET", "DURÉE", "PRIX ET PAIEMENT"),
        ("Objet du contrat :", "Durée du contrat :", "Prix et paiement :"),
        ("Ce que fait l’Agence", "Durée du contrat", "Prix et paiement"),
        ("1. Ce que nous faisons pour vous", "2. Comment nous joindre ?", "3. Ce qui n’est pas compris"),
    ],
)
def test_des_titres_sans_style_sont_reperes(noms):
    assert titres("".join(nom + SUITE for nom in ("CONTRAT DE MAINTENANCE", *noms)))[-3:] == list(noms)


@pytest.mark.parametrize("separateur", [". ", " : ", ". – ", ".- "])
def test_un_titre_et_son_texte_sur_une_ligne_se_separent(separateur):
    lus = structurer(brut.lire(f"Article 5 – Durée{separateur}Le contrat est conclu pour douze mois. Il se renouvelle.".encode(), "a.txt", []))
    assert [(bloc.genre, bloc.texte) for bloc in lus] == [("titre", f"Article 5 – Durée{separateur}".rstrip()), ("alinea", "Le contrat est conclu pour douze mois. Il se renouvelle.")]


def test_un_resume_qui_reprend_les_titres_n_en_est_pas_un_second():
    resume = "Article 1 – Objet : Ce que fait le prestataire, en une phrase.\n\nArticle 2 – Durée : Vous êtes engagés pour un an."
    assert titres(f"{resume}\n\nArticle 1 – Objet{SUITE}Article 2 – Durée{SUITE}") == ["Article 1 – Objet", "Article 2 – Durée"]


def test_d_autres_titres_en_tete_de_leur_texte():
    assert titres("5.1 Visites. La Société effectue deux visites par an.\n\n5.2 Dépannage. La Société recherche la cause.") == ["5.1 Visites.", "5.2 Dépannage."]
    assert titres("ARTICLE 8 RÉSILIATION Chaque partie peut résilier le contrat avec un préavis.") == ["ARTICLE 8 RÉSILIATION"]
    assert titres("Article 7. Le client paie à trente jours fin de mois, sans escompte.") == ["Article 7."]


def test_un_titre_en_gras_dans_un_markdown_est_un_titre():
    assert titres("**Durée**\n\nLe contrat dure un an à compter de sa signature.\n\n**Tableau des délais**\n\n| a | b |\n|---|---|\n| 1 | 2 |", "a.md") == ["Durée"]
    assert titres("**Le Client :** société X, à Paris.\n\n**Incident** : tout arrêt d'un service.\n\nL'**Agence** répond.", "a.md") == ["Incident :"]


@pytest.mark.parametrize(
    "texte",
    [
        "Les prestations comprennent :\n\n1. Supervision\n\n2. Sauvegarde\n\n3. Mises à jour\n\nLe client fournit un accès.",
        "Le prestataire assure :\n\n1. Supervision : Il surveille les serveurs de jour comme de nuit.\n\n2. Sauvegarde : Il copie les données chaque nuit.",
        "1. Je répare ou je fais réparer ce qui tombe en panne.\n\n2. Je vous rappelle dans les deux heures.",
        "5.1 Le Prestataire s’engage. Il rend compte de ses visites.\n\n5.2 Toute modification suppose un avenant signé. Le silence ne vaut pas accord.",
        "1.2 Le Prestataire :\n\nExemple Informatique, société par actions simplifiée au capital de 1 000 euros.",
        "22.1 Sont seuls exclus des prestations :\n\n– les virus ;\n\n– les chocs.",
        "12 Avenue des Lilas est le siège du client et du prestataire.",
        "30 jours après réception de la facture, le prix est dû par le client.",
        "Article 28 du RGPD : le sous-traitant agit sur instruction documentée du responsable.",
        "Annexe 1 : Prix\n\nAnnexe 2 : Périmètre\n\nAnnexe 3 : Données",
        "- Article 7 – Durée : Vous êtes engagés pour un an.\n- Article 8 – Prix : Vous payez chaque mois.",
        "Le contrat suit\nArticle 5 du code de la commande.",
        "ET :",
        "Ne sont pas compris :\n\nles virus, les chocs et les consommables de toute nature.",
        "Le Client :\n\nla société Exemple, dont le siège est à Villefictive, ci-après le Client.",
        "Fait à Paris\n\nLe prestataire remet ce jour au client un exemplaire du contrat et de chacune de ses annexes.",
        "LE PRESTATAIRE                    LE CLIENT",
        "Conseil : relisez.\n\nTéléphone :\n\n00 00 00 00 00, du lundi au vendredi, aux heures de bureau du prestataire.",
    ],
)
def test_une_phrase_un_item_ou_une_adresse_n_est_pas_un_titre(texte):
    assert titres("Le contrat qui suit est conclu entre les parties.\n\n" + texte) == []


@pytest.mark.parametrize("texte", ["Le Client paie la redevance", "Chaque partie peut résilier le contrat", "Ces délais se comptent en heures ouvrées depuis la déclaration", "Sont seuls exclus des prestations"])
def test_une_phrase_se_reconnait(texte):
    assert phrase(texte) and not phrase("Obligations et collaboration du Client") and not phrase("Ce que nous ne faisons pas")


def test_les_niveaux_suivent_les_numeros():
    texte = "".join(nom + SUITE for nom in ("TITRE I - CADRE", "Article 1. Objet", "1.1 Périmètre", "Article 2. Durée", "TITRE II - PRIX", "Article 3. Prix", "ANNEXE 1 - TARIF", "1. Postes", "2. Serveurs"))
    assert plan(texte) == [(1, "TITRE I - CADRE"), (2, "Article 1. Objet"), (3, "1.1 Périmètre"), (2, "Article 2. Durée"), (1, "TITRE II - PRIX"), (2, "Article 3. Prix"), (1, "ANNEXE 1 - TARIF"), (2, "1. Postes"), (2, "2. Serveurs")]


def test_les_niveaux_du_fichier_sont_gardes():
    assert plan("# Contrat\n\n## Article 1\n\ntexte\n\n### 1.1 Détail\n\ntexte\n\n## Article 2\n\ntexte", "a.md") == [(1, "Contrat"), (2, "Article 1"), (3, "1.1 Détail"), (2, "Article 2")]


def test_un_style_de_titre_pose_sur_tout_un_paragraphe_n_en_fait_pas_un_titre():
    longue = "Le Prestataire assure la maintenance préventive et corrective du parc désigné en annexe, et rend compte de chaque visite par écrit."
    assert [bloc.genre for bloc in structurer([Bloc(longue, "titre", 2, ancre="7"), Bloc("Durée", "titre", 2)])] == ["alinea", "titre"]


def test_ce_qu_on_coupe_garde_de_quoi_le_retrouver():
    lus = structurer([Bloc("Article 5 – Durée. Le contrat est conclu pour douze mois.", "alinea", ancre="12")])
    assert [(bloc.genre, bloc.ancre) for bloc in lus] == [("titre", "12"), ("alinea", "12")]


# ---------------------------------------------------------------- sommaires et têtes de page
def genres(texte: str) -> list[str]:
    return [bloc.genre for bloc in structurer(brut.lire(texte.encode(), "a.txt", []))]


CORPS = "1. Objet" + SUITE + "2. Durée du contrat" + SUITE + "3. Prix" + SUITE + "4. Divers" + SUITE


@pytest.mark.parametrize(
    "sommaire",
    [
        "SOMMAIRE\n1. Objet ............ 2\n2. Durée du contrat ............ 3\n3. Prix ............ 4\n4. Divers ............ 9",
        "Table des matières\n\n1. Objet 2\n\n2. Durée du contrat 3\n\n3. Prix 4\n\n4. Divers 5",
        "Sommaire\n\nObjet\n\nDurée du contrat\n\nPrix\n\nDivers",
        "Objet\n\nDurée du contrat\n\nPrix\n\nDivers",
        "Sommaire : 1. Objet - 2. Durée du contrat - 3. Prix - 4. Divers et signatures",
        "1. Objet …………… 2\n2. Durée du contrat …………… 3",
        "Sommaire\n\n  Objet                    2\n  Durée du contrat         3\n  Prix                     4\n  Divers                   5",
    ],
)
def test_un_sommaire_n_est_pas_du_contenu(sommaire):
    lus = structurer(brut.lire(f"{sommaire}\n\n{CORPS}".encode(), "a.txt", []))
    debut = next(rang for rang, bloc in enumerate(lus) if bloc.genre == "titre")
    assert {bloc.genre for bloc in lus[:debut]} == {"sommaire"} and [bloc.texte for bloc in lus if bloc.genre == "titre"] == ["1. Objet", "2. Durée du contrat", "3. Prix", "4. Divers"]


def test_des_prix_apres_des_points_sont_un_tableau_et_non_un_sommaire():
    lus = structurer(brut.lire(b"Poste fixe ......... 118\nServeur ......... 690\nImprimante ......... 142\n\n" + CORPS.encode(), "a.txt", []))
    assert [bloc.texte for bloc in lus if bloc.genre == "ligne"] == ["Poste fixe | 118", "Serveur | 690", "Imprimante | 142"] and "sommaire" not in {bloc.genre for bloc in lus}


def test_un_titre_seul_ou_une_liste_courte_n_est_pas_un_sommaire():
    assert "sommaire" not in genres(CORPS) and "sommaire" not in genres("Sommaire des prestations\n\nLe prestataire répare." + SUITE)


def test_les_numeros_de_page_et_les_tetes_repetees_sont_mis_a_part():
    coupe = [Bloc("Le prestataire remet chaque mois un compte rendu de ses visites et de ce qu’il a"), Bloc("Société Fictive – Contrat 2026"), Bloc("constaté.")]
    lus = structurer([*coupe, Bloc("Page 2/12"), Bloc("Société Fictive – Contrat 2026"), Bloc("- 3 -"), Bloc("Société Fictive – Contrat 2026"), Bloc("CGV 2026 page 3/6"), Bloc("Le client paie.")])
    assert [bloc.genre for bloc in lus] == ["alinea", "pied", "alinea", "pied", "pied", "pied", "pied", "pied", "alinea"]


def test_une_phrase_repetee_n_est_pas_une_tete_de_page():
    assert [bloc.genre for bloc in structurer([Bloc("Sans objet."), Bloc("Le client paie."), Bloc("Sans objet."), Bloc("Le prestataire répare."), Bloc("Sans objet."), Bloc("Voir le détail en page 4.")])] == ["alinea"] * 6


# ---------------------------------------------------------------- les lieux
def test_chaque_passage_a_son_lieu():
    texte = """CONTRAT DE MAINTENANCE

Entre les parties ci-dessous désignées, il est convenu ce qui suit, à compter de ce jour.

PRÉAMBULE

Le client exploite un atelier et souhaite confier la maintenance de son parc au prestataire.

Article 5 – Durée

Le contrat dure douze mois à compter de sa signature.

Il se renouvelle, sauf :
- dénonciation ;
- résiliation.

5.2 Une partie peut résilier le contrat à tout moment, avec un préavis de trois mois.

a) par lettre recommandée ;

ANNEXE 2 – NIVEAUX DE SERVICE

  Gravité      Prise en charge    Rétablissement
  Grave        1 heure            4 heures
  Légère       1 jour             5 jours
"""
    assert lieux(texte) == [
        "titre",
        "début, alinéa 1",
        "sous « PRÉAMBULE »",
        "sous « PRÉAMBULE », alinéa 1",
        "article 5 « Durée »",
        "article 5 « Durée », alinéa 1",
        "article 5 « Durée », alinéa 2",
        "article 5 « Durée », alinéa 2, tiret 1",
        "article 5 « Durée », alinéa 2, tiret 2",
        "article 5 « Durée », paragraphe 5.2",
        "article 5 « Durée », alinéa 3, point a",
        "annexe 2 « NIVEAUX DE SERVICE »",
        "annexe 2 « NIVEAUX DE SERVICE », tableau, ligne 1",
        "annexe 2 « NIVEAUX DE SERVICE », tableau, ligne 2",
        "annexe 2 « NIVEAUX DE SERVICE », tableau, ligne 3",
    ]


def test_le_lieu_donne_par_le_lecteur_est_garde():
    lus = structurer([Bloc("En-tête", "entete", lieu="en-tête de la section 1"), Bloc("Article 1 – Objet"), Bloc("Le client paie la redevance.", lieu="page 4"), ligne(["a", "b"], lieu="tableau 3, ligne 2"), Bloc("Une note.", "note", lieu="note 1"), Bloc("Pied", "pied", lieu="page 2")])
    assert [bloc.lieu for bloc in lus] == ["en-tête de la section 1", "article 1 « Objet »", "article 1 « Objet », alinéa 1, page 4", "article 1 « Objet », tableau 3, ligne 2", "note 1", "pied de page, page 2"]


def test_deux_tableaux_d_un_meme_titre_se_distinguent():
    lus = structurer([Bloc("Annexe 1 – Prix"), ligne(["a", "b"], ("a", "b")), ligne(["1", "2"], ("a", "b")), Bloc("Et aussi, pour les serveurs :"), ligne(["c", "d"])])
    assert [bloc.lieu for bloc in lus if bloc.genre == "ligne"] == ["annexe 1 « Prix », tableau 1, ligne 1", "annexe 1 « Prix », tableau 1, ligne 2", "annexe 1 « Prix », tableau 2, ligne 1"]


def test_un_titre_sur_la_ligne_d_apres_son_numero_le_nomme():
    assert lieux("ARTICLE 5\n\nDURÉE\n\nLe contrat dure douze mois à compter de sa signature.")[-1] == "article 5 « DURÉE », alinéa 1"


def test_un_titre_trop_long_ou_cite_est_raccourci():
    (_, lieu) = lieux("Article 1 – Obligations du prestataire, du client « final » et de leurs sous-traitants respectifs\n\nLe contrat dure un an, à compter de sa signature.")
    assert lieu == "article 1 « Obligations du prestataire, du client “ final ” et de leurs… », alinéa 1"


# ---------------------------------------------------------------- nos contrats, dans chaque format
@pytest.mark.parametrize("nom", sorted(fichier.stem for fichier in GOLDEN.glob("*.md")))
@pytest.mark.lent
def test_le_texte_et_le_markdown_d_un_modele_ont_les_memes_articles(nom):
    numerotes = [[bloc.texte for bloc in lire_octets(f"{nom}.{ext}", (GOLDEN / f"{nom}.{ext}").read_bytes()).blocs if bloc.genre == "titre" and bloc.texte.startswith(("Article ", "Annexe "))] for ext in ("md", "txt")]
    assert numerotes[0] == numerotes[1] and len(numerotes[0]) > 30
    articles = [titre for titre in numerotes[0] if titre.startswith("Article ")]
    assert [etiquette(titre).valeur for titre in articles] == [(rang,) for rang in range(1, len(articles) + 1)]


@pytest.mark.lent
def test_un_modele_a_le_meme_plan_et_les_memes_tableaux_dans_chaque_format():
    catalogue = loader.load()
    modele = catalogue.modeles["infogerance-forfait"]
    document = assemble(catalogue, r.from_model(modele, catalogue), modele=modele).document
    plans, tableaux = {}, {}
    for extension in ("md", "docx", "odt", "html", "txt", "pdf"):
        lecture = lire_octets(f"a.{extension}", FORMATS[extension].render(document))
        plans[extension] = [bloc.lieu.split(", page")[0] for bloc in lecture.blocs if bloc.genre == "titre" and bloc.texte.startswith(("Article ", "Annexe "))]
        tableaux[extension] = [" ".join(bloc.texte.split()) for bloc in lecture.blocs if bloc.genre == "ligne" and "Signature :" not in bloc.texte]
        assert "sommaire" in {bloc.genre for bloc in lecture.blocs}
    for extension, lu in plans.items():
        assert lu == plans["md"], extension
        assert tableaux[extension] == tableaux["md"], extension
