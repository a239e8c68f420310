"""Le verbe `verifier` de bout en bout : ce qu’il dit au terminal, en JSON, en page, dans la copie annotée et l’avenant ; ce qu’il refuse, sans rien écrire à moitié."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from clausier import cli, controle, loader
from clausier.check import verifier
from clausier.extract import lire_octets
from clausier.extract.document import Avertissement, Lecture
from clausier.render import FORMATS
from hostiles import bureau as b

CATALOGUE = loader.load()
REGLES = controle.load(CATALOGUE)
CONTRAT = """Contrat de maintenance informatique

Article 1 – Objet

La Société Exemple Informatique assure la maintenance corrective des postes et du serveur de la société Ateliers Fictifs, ci-après le Client.

Article 2 – Durée

Le contrat est conclu pour une durée de douze mois à compter du 1er janvier 2026.

Article 3 – Interventions

Le Prestataire prend en charge tout incident bloquant dans les 4 heures ouvrées qui suivent l’appel. Il intervient dans les meilleurs délais pour les autres.

En cas d’incident bloquant, la prise en charge a lieu sous 8 heures ouvrées.

Article 4 – Prix

Le Client paie une redevance mensuelle de 300 euros hors taxes, à trente jours.

Article 5 – Données personnelles

Le Prestataire traite les données personnelles du Client.
"""
RECETTE = "Quiche aux poireaux\n\nPréchauffez le four. Mélangez la farine, le beurre et un œuf, étalez la pâte, garnissez de poireaux et de crème.\n\n" + "Enfournez quarante minutes, puis servez tiède avec une salade verte. " * 6
ETATS = {"present", "vague", "absent", "a-confirmer", "sans-objet"}


class Sortie:
    def __init__(self, code: int, capture):
        self.code, (self.out, self.err) = code, capture


@pytest.fixture
def clausier(capsys, tmp_path, monkeypatch):
    """`clausier("contrat.txt", …)` : le verbe `verifier`, depuis un dossier où le contrat est en trois formats."""
    monkeypatch.chdir(tmp_path)
    Path("contrat.txt").write_text(CONTRAT, "utf-8")
    Path("contrat.docx").write_bytes(en_docx(CONTRAT))
    Path("recette.txt").write_text(RECETTE, "utf-8")

    def lancer(*arguments: str) -> Sortie:
        capsys.readouterr()
        try:
            code = cli.main(["verifier", *arguments])
        except SystemExit as fin:
            code = fin.code
        sortie = Sortie(code, capsys.readouterr())
        assert "Traceback" not in sortie.err
        return sortie

    return lancer


def en_docx(texte: str) -> bytes:
    """Le texte en .docx, ses titres d’article dans le style de titre."""
    titre = b.style("T", "heading 1", '<w:outlineLvl w:val="0"/>')
    return b.docx("".join(b.p(alinea, style="T" if alinea.startswith("Article") else "") for alinea in texte.strip().split("\n\n")), styles=titre)


def fichiers() -> set[str]:
    return {chemin.name for chemin in Path().iterdir()}


DEPART = {"contrat.txt", "contrat.docx", "recette.txt"}


# ---------------------------------------------------------------- au terminal
def test_le_terminal_dit_d_abord_ce_sur_quoi_agir(clausier):
    sortie = clausier("contrat.txt")
    assert sortie.code == 1 and sortie.err == ""
    parties = re.findall(r"^[A-ZÀÉ][A-ZÀÉÊ' ]{6,}$", sortie.out, re.M)
    assert parties == [partie for partie in ("CE QU'UN TEXTE IMPOSE OU INTERDIT", "RISQUES", "CONTRADICTIONS", "RUBRIQUES ABSENTES", "RUBRIQUES VAGUES", "RUBRIQUES À CONFIRMER", "PHRASES FLOUES ET USAGES", "LE RESTE") if partie in parties]
    assert {"CONTRADICTIONS", "RUBRIQUES ABSENTES", "RUBRIQUES VAGUES", "PHRASES FLOUES ET USAGES", "LE RESTE"} <= set(parties)
    assert sortie.out.splitlines()[2].startswith("À revoir. Rubriques que ce contrat appelle :")
    assert max(map(len, sortie.out.splitlines())) <= 100


def test_chaque_passage_est_cite_entier_avec_son_lieu(clausier):
    out = " ".join(clausier("contrat.txt").out.split())
    assert "« Il intervient dans les meilleurs délais pour les autres. » (article 3 « Interventions », alinéa 1)" in out
    assert "« Le Prestataire prend en charge tout incident bloquant dans les 4 heures ouvrées qui suivent l’appel. » (article 3 « Interventions », alinéa 1)" in out
    assert "sous 8 heures ouvrées. » (article 3 « Interventions », alinéa 2)" in out


def test_ce_qui_est_deduit_est_dit_ce_qui_est_donne_ne_l_est_pas(clausier):
    deduit = clausier("contrat.txt").out
    assert "Types : maintenance corrective (d'après le texte)." in deduit and "Ce qui est déduit se corrige par --types" in deduit
    donne = clausier("contrat.txt", "--types", "preventive,infogerance", "--formule", "ticket", "--hors-forfait", "temps-passe", "--options", "sur-site")
    assert "Types : maintenance préventive, infogérance." in donne.out and "d'après" not in donne.out and "se corrige" not in donne.out


def test_une_formule_dont_rien_n_est_dit_est_supposee_et_c_est_dit(clausier):
    Path("contrat.txt").write_text(re.sub(r"(?s)Article 4.*?(?=Article 5)", "", CONTRAT), "utf-8")
    assert "(supposé, le texte n'en disant pas assez)" in clausier("contrat.txt").out


@pytest.mark.parametrize(("option", "titre", "suite"), [((), "LECTURE DU FICHIER", "RUBRIQUES ABSENTES"), (("--html",), '"partie-lecture"', '"partie-absent"')])
def test_ce_que_la_lecture_a_d_anormal_se_dit_avant_les_constats(clausier, option, titre, suite):
    assert titre not in clausier("contrat.docx", *option).out
    masque = b.p(b.r("Le Client renonce à tout recours.", "<w:vanish/>"))
    Path("masque.docx").write_bytes(b.docx("".join(b.p(alinea) for alinea in CONTRAT.strip().split("\n\n")) + masque))
    out = clausier("masque.docx", *option).out
    assert out.index("renonce à tout recours") > out.index(titre) and out.index(titre) < out.index(suite)


def test_un_hors_sujet_est_dit_avec_sa_raison_et_rien_d_autre(clausier):
    sortie = clausier("recette.txt")
    assert sortie.code == 1 and "Hors sujet. " in sortie.out and "recette" in sortie.out and "ABSENTES" not in sortie.out


def test_rien_a_reprendre_donne_zero(clausier, monkeypatch):
    """Le code 0 ne dit que cela : rien à reprendre parmi ce qui est vérifié."""
    monkeypatch.setattr("clausier.check.rapport.Rapport.verdict", property(lambda rapport: "complet"))
    sortie = clausier("contrat.txt")
    assert sortie.code == 0 and "Rien à reprendre parmi ce qui est vérifié." in sortie.out


@pytest.mark.parametrize("option", [(), ("--html",)])
def test_aucun_rapport_ne_dit_conforme_ni_nul_en_verdict(clausier, option):
    sortie = clausier("contrat.txt", *option).out.lower()
    assert "contrat conforme" not in sortie and "clause nulle" not in sortie and "illégal" not in sortie


# ---------------------------------------------------------------- JSON
CLES = {
    "": {"version", "types", "formule", "formule_hors_forfait", "options", "deduits", "hors_sujet", "rubriques", "contradictions", "alertes", "avertissements", "versions", "verdict"},
    "rubriques": {"id", "titre", "etat", "extrait", "debut", "fin", "lieu", "manque", "pourquoi", "reference", "references", "condition", "clause", "reserve"},
    "contradictions": {"regle", "titre", "extraits", "pourquoi", "reference", "references"},
    "alertes": {"regle", "titre", "gravite", "extrait", "debut", "fin", "lieu", "reference", "references", "suppose", "pourquoi", "conseil", "clause"},
}


@pytest.fixture
def rapport(clausier) -> dict:
    sortie = clausier("contrat.txt", "--json")
    assert sortie.code == 1 and sortie.err == ""
    return json.loads(sortie.out)


def test_le_json_a_les_cles_dites_et_elles_seules(rapport):
    assert set(rapport) == CLES[""]
    for liste in ("rubriques", "contradictions", "alertes"):
        assert rapport[liste] and {frozenset(element) for element in rapport[liste]} == {frozenset(CLES[liste])}
    assert {frozenset(passage) for trouvee in rapport["contradictions"] for passage in trouvee["extraits"]} == {frozenset({"texte", "debut", "fin", "lieu"})}
    assert rapport["verdict"] == "a-revoir" and rapport["hors_sujet"] is None and rapport["formule"] == "forfait" and set(rapport["versions"]) == {"catalogue", "regles"}
    assert rapport["deduits"] == ["types", "formule", "options"] and rapport["avertissements"] == []


def test_le_json_a_une_entree_par_rubrique_dans_l_ordre_du_catalogue(rapport):
    assert [constat["id"] for constat in rapport["rubriques"]] == list(CATALOGUE.rubriques)
    assert {constat["etat"] for constat in rapport["rubriques"]} <= ETATS
    constats = {constat["id"]: constat for constat in rapport["rubriques"]}
    assert constats["audit"]["etat"] in ("absent", "sans-objet") and constats["audit"]["extrait"] is None and constats["audit"]["debut"] is None
    assert constats["duree"]["etat"] == "present" and constats["duree"]["lieu"] == "article 2 « Durée », alinéa 1"


def test_ce_qui_manque_dit_pourquoi_quel_texte_et_quelle_clause(rapport):
    for constat in rapport["rubriques"]:
        attendus = {element.id for element in CATALOGUE.rubriques[constat["id"]].exige}
        assert set(constat["manque"]) <= attendus and constat["reference"] == (constat["references"] or [None])[0]
        if constat["etat"] == "absent":
            assert constat["manque"] and constat["pourquoi"] and CATALOGUE.clauses[constat["clause"]].rubrique == constat["id"]
    for alerte in rapport["alertes"]:
        assert alerte["gravite"] in ("impose", "risque", "usage") and alerte["reference"] == (alerte["references"] or [None])[0]
        assert set(alerte["references"]) <= set(CATALOGUE.references) and set(alerte["suppose"]) <= set(CATALOGUE.options)


@pytest.mark.parametrize("nom", ["contrat.txt", "contrat.docx"])
def test_les_bornes_comptent_les_caracteres_du_texte_lu(clausier, nom):
    lu = lire_octets(nom, Path(nom).read_bytes()).texte
    rapport = json.loads(clausier(nom, "--json").out)
    passages = [(e["extrait"], e["debut"], e["fin"]) for liste in ("rubriques", "alertes") for e in rapport[liste] if e["extrait"]]
    passages += [(e["texte"], e["debut"], e["fin"]) for trouvee in rapport["contradictions"] for e in trouvee["extraits"]]
    assert len(passages) > 10 and [texte for texte, debut, fin in passages if lu[debut:fin] != texte] == []


def test_meme_contrat_memes_octets(clausier):
    for option in ("--json", "--html"):
        assert clausier("contrat.docx", option).out == clausier("contrat.docx", option).out


def test_un_hors_sujet_en_json(clausier):
    sortie = clausier("recette.txt", "--json")
    rapport = json.loads(sortie.out)
    assert sortie.code == 1 and rapport["verdict"] == "hors-sujet" and set(rapport["hors_sujet"]) == {"raison"} and rapport["rubriques"] == [] and rapport["formule"] is None


# ---------------------------------------------------------------- la lecture incomplète
def lue(*codes: str) -> Lecture:
    lecture = lire_octets("contrat.txt", CONTRAT.encode())
    return Lecture(lecture.format, lecture.blocs, tuple(Avertissement(code, "…") for code in codes))


@pytest.mark.parametrize("code", ["texte-illisible", "pages-sans-texte", "contenu-importe", "autre-langue"])
def test_une_lecture_incomplete_n_affirme_aucune_absence(code):
    entier, incomplet = verifier(lue(), CATALOGUE, REGLES), verifier(lue(code), CATALOGUE, REGLES)
    absentes = {constat.id for constat in entier.rubriques if constat.etat == "absent"}
    assert len(absentes) > 5 and not any(constat.reserve for constat in entier.rubriques)
    assert {constat.id for constat in incomplet.rubriques if constat.reserve} == absentes
    raisons = {constat.reserve for constat in incomplet.rubriques if constat.reserve}
    assert raisons == {f"la lecture est incomplète, {REGLES.rapport.lacunes[code]}"} and incomplet.verdict == "a-revoir"
    assert {constat.etat for constat in incomplet.rubriques if constat.id in absentes} == {"a-confirmer"}
    assert [c.etat for c in incomplet.rubriques if c.id not in absentes] == [c.etat for c in entier.rubriques if c.id not in absentes]


def test_un_texte_masque_ou_des_macros_ne_rendent_pas_la_lecture_incomplete():
    assert any(constat.etat == "absent" for constat in verifier(lue("texte-masque", "macros", "bidi"), CATALOGUE, REGLES).rubriques)


def test_une_lecture_incomplete_n_est_pas_dite_hors_sujet_faute_de_mots():
    court = Lecture("pdf", lire_octets("a.txt", b"Conditions de vente de la maison.").blocs, (Avertissement("pages-sans-texte", "…"),))
    assert verifier(court, CATALOGUE, REGLES).hors_sujet is None
    assert verifier(Lecture("pdf", court.blocs), CATALOGUE, REGLES).hors_sujet == "Le texte est trop court pour être un contrat."


def test_la_raison_du_doute_se_lit_dans_chaque_rapport(clausier):
    anglais = "\n\nArticle 6 – Liability\n\nThe Provider shall not be liable for any loss of data, and the total liability under this agreement is limited to the fees that are paid by the Customer for the year. " * 3
    Path("contrat.txt").write_text(CONTRAT + anglais, "utf-8")
    for sortie in (clausier("contrat.txt").out, clausier("contrat.txt", "--html").out.replace("&nbsp;", " ")):
        lu = " ".join(sortie.replace("\u00a0", " ").replace("’", "'").split())
        assert "la lecture est incomplète, une partie du texte n'est pas en français" in lu and "est en anglais" in lu
        assert "RUBRIQUES ABSENTES" not in lu and "Rubriques absentes" not in lu


# ---------------------------------------------------------------- les fichiers
def test_la_page_est_un_seul_fichier_ou_rien_n_est_charge(clausier):
    sortie = clausier("contrat.txt", "--html", "-o", "rapport.html")
    page = Path("rapport.html").read_text("utf-8")
    assert sortie.code == 1 and sortie.out == "" and page.startswith("<!DOCTYPE html>") and '<html lang="fr-FR">' in page
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*|url\(|@import|<script|<link|https?:", page) == []
    titres = [int(niveau) for niveau in re.findall(r"<h([1-6])[ >]", page)]
    assert titres[0] == 1 and titres.count(1) == 1 and all(apres <= avant + 1 for avant, apres in zip(titres, titres[1:]))
    assert page.count("<th ") == page.count('<th scope="col">') > 4


PIEGES = '<script>alert(1)</script> & "guillemets" &lt;b&gt; </style> <img src=x onerror=alert(1)> {{7*7}}'


@pytest.mark.parametrize("extension", ["html", "md", "docx", "odt"])
def test_le_texte_du_contrat_n_agit_dans_aucun_rapport(clausier, extension):
    Path("piège <i>.txt").write_text(CONTRAT.replace("dans les meilleurs délais", f"dans les meilleurs délais {PIEGES} \u202etxet\u202c"), "utf-8")
    assert clausier("piège <i>.txt", "-o", f"r.{extension}").code == 1
    donnees = Path(f"r.{extension}").read_bytes()
    if extension in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(donnees)) as paquet:
            donnees = paquet.read("word/document.xml" if extension == "docx" else "content.xml")
    texte = donnees.decode()
    assert "{{7*7}}" in texte.replace("\\", "") and "\u202e" not in texte
    if extension != "md":
        assert "<script" not in texte and "<img" not in texte and "&lt;script&gt;alert(1)" in texte and "&amp;lt;b&amp;gt;" in texte and "piège &lt;i&gt;" in texte


@pytest.mark.parametrize("extension", [*FORMATS, "json"])
@pytest.mark.lent
def test_le_rapport_s_ecrit_dans_chaque_format(clausier, extension):
    sortie = clausier("contrat.txt", "-o", f"rapport.{extension}")
    assert (sortie.code, sortie.out, sortie.err) == (1, "", "") and fichiers() == DEPART | {f"rapport.{extension}"}
    donnees = Path(f"rapport.{extension}").read_bytes()
    assert donnees.startswith({"docx": b"PK", "odt": b"PK", "pdf": b"%PDF", "json": b"{", "html": b"<!DOCTYPE"}.get(extension, b""))


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.lent
def test_un_signe_que_peu_de_polices_dessinent_n_empeche_aucun_rapport(clausier, extension):
    Path("é 🛠.txt").write_text(CONTRAT.replace("dans les meilleurs délais", "dans les meilleurs délais 🛠️ 漢字 العربية ☐ ﬁn"), "utf-8")
    sortie = clausier("é 🛠.txt", "-o", f"r.{extension}")
    assert (sortie.code, sortie.err) == (1, "")
    if extension == "md":
        assert "🛠 漢字" in Path("r.md").read_text("utf-8")


def test_la_copie_annotee_garde_le_texte_et_place_chaque_constat_sur_son_paragraphe(clausier):
    assert clausier("contrat.docx", "--annoter", "annote.docx").code == 1
    avant, apres = (lire_octets(nom, Path(nom).read_bytes()) for nom in ("contrat.docx", "annote.docx"))
    assert [bloc.texte for bloc in apres.blocs] == [bloc.texte for bloc in avant.blocs] and apres.avertissements == ()
    notes = commentaires(Path("annote.docx").read_bytes())
    assert "Vérification par Clausier" in notes["Contrat de maintenance informatique"][0] and "Rubriques absentes : " in notes["Contrat de maintenance informatique"][0]
    [alinea] = [texte for texte in notes if "4 heures ouvrées" in texte]
    assert any(note.startswith("Contradiction : Deux délais") and "8 heures ouvrées" in note for note in notes[alinea])
    assert any(note.startswith("Phrase dont on ne peut rien exiger") for note in notes[alinea])
    with zipfile.ZipFile("contrat.docx") as original, zipfile.ZipFile("annote.docx") as copie:
        changees = {nom for nom in original.namelist() if original.read(nom) != copie.read(nom)}
        assert changees == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
        assert set(copie.namelist()) - set(original.namelist()) == {"word/clausier-commentaires.xml"}


def commentaires(octets: bytes) -> dict[str, list[str]]:
    """Le texte de chaque paragraphe commenté, et ses commentaires."""
    with zipfile.ZipFile(io.BytesIO(octets)) as paquet:
        corps = paquet.read("word/document.xml").decode()
        partie = next(nom for nom in paquet.namelist() if nom.endswith("ommentaires.xml") or nom.endswith("comments.xml"))
        notes = dict(re.findall(r'<w:comment [^>]*?w:id="(\d+)"[^>]*>(.*?)</w:comment>', paquet.read(partie).decode(), re.S))
    trouves: dict[str, list[str]] = {}
    for paragraphe in re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", corps, re.S):
        ouverts, fermes, marques = (re.findall(rf'<w:{balise} w:id="(\d+)"/>', paragraphe) for balise in ("commentRangeStart", "commentRangeEnd", "commentReference"))
        assert sorted(ouverts) == sorted(fermes) == sorted(marques)
        texte = "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", paragraphe))
        for numero in ouverts:
            trouves.setdefault(texte, []).append(" ".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", notes.pop(numero))).replace("\u00a0", " "))
    assert notes == {}
    return trouves


def test_une_copie_annotee_s_annote_encore(clausier):
    clausier("contrat.docx", "--annoter", "un.docx")
    assert clausier("un.docx", "--annoter", "deux.docx").code == 1
    un, deux = (commentaires(Path(nom).read_bytes()) for nom in ("un.docx", "deux.docx"))
    assert {texte: len(notes) * 2 for texte, notes in un.items()} == {texte: len(notes) for texte, notes in deux.items()}


BOITE = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + b.p("En cas d’incident bloquant, la prise en charge a lieu sous 8 heures ouvrées.") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
REVU = '<w:jc w:val="left"/><w:pPrChange w:id="90" w:author="A"><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>'


@pytest.mark.parametrize(
    ("corps", "options"),
    [
        (lambda texte: "".join(b.p(alinea, ppr=REVU) for alinea in texte), {}),
        (lambda texte: "".join(b.p(alinea) for alinea in texte) + b.p("Voir l’encadré.", BOITE), {}),
        (lambda texte: b.tbl(*(b.tr("Clause", alinea) for alinea in texte)), {}),
        (lambda texte: "".join(f'<w:p w:rsidR="a&gt;b" w14:textId=">"><w:pPr/>{b.r(alinea)}</w:p>' for alinea in texte), {}),
    ],
    ids=["modifications de mise en forme", "zone de texte", "tableau", "attribut à chevron"],
)
def test_un_document_tordu_s_annote_sans_etre_casse(clausier, corps, options):
    Path("tordu.docx").write_bytes(b.docx(corps(CONTRAT.strip().split("\n\n")), **options))
    assert clausier("tordu.docx", "--annoter", "annote.docx").code == 1
    avant, apres = (lire_octets(nom, Path(nom).read_bytes()) for nom in ("tordu.docx", "annote.docx"))
    assert [bloc.texte for bloc in apres.blocs] == [bloc.texte for bloc in avant.blocs]
    xml = zipfile.ZipFile("annote.docx").read("word/document.xml").decode()
    assert xml.count("commentRangeStart") == xml.count("commentRangeEnd") == xml.count("commentReference") > 3
    assert not re.search(r"<w:pPrChange(?:(?!</w:pPrChange>).)*commentRange|<w:txbxContent>(?:(?!</w:txbxContent>).)*commentRange", xml, re.S)


@pytest.mark.parametrize("code", ["H17", "H27", "H28b", "H32e", "H32f"])
def test_un_document_rare_s_annote_ou_se_refuse_avec_le_remede(clausier, code, monkeypatch):
    """La partie principale ailleurs, en UTF-16, en Latin-1, en OOXML strict, sous un autre préfixe."""
    from hostiles.entrees import TOUTES

    entree = next(entree for entree in TOUTES if entree.code == code)
    Path("rare.docx").write_bytes(entree.octets())
    assert clausier("rare.docx", "--annoter", "annote.docx").code == 1
    avant, apres = (lire_octets(nom, Path(nom).read_bytes()) for nom in ("rare.docx", "annote.docx"))
    assert [bloc.texte for bloc in apres.blocs] == [bloc.texte for bloc in avant.blocs] and apres.avertissements == avant.avertissements


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.lent
def test_l_avenant_ajoute_les_clauses_absentes_dans_chaque_format(clausier, extension):
    sortie = clausier("contrat.txt", "--avenant", f"avenant.{extension}")
    assert sortie.code == 1 and fichiers() == DEPART | {f"avenant.{extension}"}
    if extension == "txt":
        absentes = [constat.titre for constat in verifier(lue(), CATALOGUE, REGLES).rubriques if constat.etat == "absent"]
        texte = " ".join(Path("avenant.txt").read_text("utf-8").replace("\u00a0", " ").replace("’", "'").split())
        assert len(absentes) > 5 and [titre for titre in absentes if f"un article intitulé « {titre.replace('’', chr(39))} »" not in texte] == []
        assert texte.index("Avant de signer : remplacez les mots du catalogue") < texte.index("Article 1")


def test_sans_rubrique_absente_pas_d_avenant_et_c_est_dit(clausier):
    sortie = clausier("recette.txt", "--avenant", "avenant.docx")
    assert sortie.code == 1 and "aucune rubrique n'est absente" in sortie.err and "pas d'avenant écrit" in sortie.err and fichiers() == DEPART


def test_valider_relit_aussi_les_regles_du_verificateur(clausier, tmp_path, capsys):
    shutil.copytree(loader.default_folder(), tmp_path / "clauses")
    regle = tmp_path / "clauses/controle/rubriques/duree.yml"
    assert cli.main(["valider", "--catalogue", str(tmp_path / "clauses")]) == 0 and "Règles du vérificateur valides : 78 rubriques" in capsys.readouterr().out
    regle.write_text(regle.read_text("utf-8").replace("operant:", "operants:", 1), "utf-8")
    assert cli.main(["valider", "--catalogue", str(tmp_path / "clauses")]) == 2 and "controle/rubriques/duree.yml" in capsys.readouterr().err
    shutil.rmtree(tmp_path / "clauses/controle")
    sortie = clausier("contrat.txt", "--catalogue", str(tmp_path / "clauses"))
    assert (sortie.code, sortie.out) == (2, "") and "les règles du vérificateur manquent" in sortie.err


# ---------------------------------------------------------------- les fautes d’usage
FAUTES = {
    "contrat absent": (["rien.docx"], "rien.docx : introuvable"),
    "un dossier": (["."], "dossier"),
    "type inconnu": (["contrat.txt", "--types", "correctif"], "type « correctif » inconnu"),
    "formule inconnue": (["contrat.txt", "--formule", "forfet"], "vouliez-vous dire « forfait »"),
    "hors forfait inconnu": (["contrat.txt", "--hors-forfait", "x"], "formule « x » inconnue : "),
    "option inconnue": (["contrat.txt", "--options", "sur-site,sur-cite"], "option « sur-cite » inconnue : "),
    "deux formats": (["contrat.txt", "--json", "--html"], "--html"),
    "format et extension": (["contrat.txt", "--json", "-o", "r.html"], "deux formats"),
    "extension inconnue": (["contrat.txt", "-o", "r.rtf"], "format « rtf » inconnu"),
    "extension de l’avenant": (["contrat.txt", "--avenant", "avenant"], "format non dit"),
    "dossier absent": (["contrat.txt", "-o", "rien/r.json"], "le dossier « rien » n'existe pas"),
    "dossier absent de l’avenant": (["contrat.txt", "-o", "r.json", "--avenant", "rien/a.docx"], "le dossier « rien » n'existe pas"),
    "sortie sur le contrat": (["contrat.txt", "-o", "contrat.txt", "--ecraser"], "c'est le contrat vérifié"),
    "copie annotée sur le contrat": (["contrat.docx", "--annoter", "contrat.docx"], "c'est le contrat vérifié"),
    "sortie qui existe": (["contrat.txt", "-o", "recette.txt"], "existe déjà et n'est pas écrasé"),
    "avenant qui existe": (["contrat.txt", "-o", "r.json", "--avenant", "recette.txt"], "ajoutez --ecraser"),
    "deux sorties de même nom": (["contrat.docx", "--annoter", "a.docx", "--avenant", "./a.docx"], "deux sorties portent ce nom"),
    "annoter un texte": (["contrat.txt", "--annoter", "a.docx", "-o", "r.json"], "seul un .docx s'annote"),
    "annoter en .odt": (["contrat.docx", "--annoter", "a.odt"], "la copie annotée est un .docx"),
    "argument inconnu": (["contrat.txt", "--xml"], "argument inconnu"),
    "sans contrat": ([], "il manque"),
}


@pytest.mark.parametrize("faute", FAUTES)
def test_une_faute_d_usage_est_dite_en_francais_et_rien_n_est_ecrit(clausier, faute):
    arguments, dit = FAUTES[faute]
    avant = {chemin.name: chemin.read_bytes() for chemin in Path().iterdir()}
    sortie = clausier(*arguments)
    assert (sortie.code, sortie.out) == (2, "") and dit in sortie.err
    assert {chemin.name: chemin.read_bytes() for chemin in Path().iterdir()} == avant


def test_ecraser_remplace_et_un_fichier_vide_est_libre(clausier):
    Path("r.json").touch()
    assert clausier("contrat.txt", "-o", "r.json").code == 1
    assert clausier("recette.txt", "-o", "r.json").code == 2 and json.loads(Path("r.json").read_text("utf-8"))["hors_sujet"] is None
    assert clausier("recette.txt", "-o", "r.json", "--ecraser").code == 1 and json.loads(Path("r.json").read_text("utf-8"))["hors_sujet"]


def test_un_format_qui_ne_peut_pas_s_imprimer_n_ecrit_rien(clausier, monkeypatch):
    from clausier.render import FormatUnavailable, word

    def absent(document):
        raise FormatUnavailable("il manque une bibliothèque")

    monkeypatch.setattr(word, "render", absent)
    sortie = clausier("contrat.docx", "--annoter", "a.docx", "--avenant", "b.docx", "-o", "r.json")
    assert sortie.code == 2 and "rien n'a été écrit" in sortie.err and fichiers() == DEPART
