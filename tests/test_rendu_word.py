"""Le Word produit est-il natif, complet et stable ?"""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pytest
from clausier.blocks import Document, FieldValue, Heading, Paragraph, Reference, Signatory, SignatureBlock, Text
from clausier.render import FORMATS
from juges import OOXML, valider_ooxml
from rendu_exemples import contrat, petit, valeur
from rendu_lecture import NS, W, numeros, partie, styles, texte

rendre = FORMATS["docx"].render


@pytest.fixture(scope="module")
def docx() -> bytes:
    return rendre(petit(annote=True))


@pytest.fixture(scope="module")
def grand() -> bytes:
    return rendre(contrat())


@pytest.fixture(scope="module")
def corps(docx):
    return partie(docx, "word/document.xml")


def style_de(paragraphe) -> str:
    return paragraphe.find("w:pPr/w:pStyle", NS).get(f"{W}val")


def test_memes_octets_a_chaque_rendu():
    assert rendre(petit(annote=True)) == rendre(petit(annote=True))


def test_le_paquet_est_un_zip_sain_sans_doublon(docx):
    with ZipFile(BytesIO(docx)) as paquet:
        noms = paquet.namelist()
        assert paquet.testzip() is None
        assert len(noms) == len(set(noms))
        assert noms[0] == "[Content_Types].xml"
        assert {entree.date_time for entree in paquet.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_aucune_relation_externe_ni_macro(docx):
    with ZipFile(BytesIO(docx)) as paquet:
        for nom in paquet.namelist():
            contenu = paquet.read(nom)
            assert b"TargetMode" not in contenu, nom
            assert "vba" not in nom.lower()


def test_chaque_style_employe_est_defini(docx):
    connus = set(styles(docx))
    for nom in ("document", "header1", "footer1", "comments", "numbering"):
        arbre = partie(docx, f"word/{nom}.xml")
        for balise in ("pStyle", "rStyle", "tblStyle"):
            employes = {e.get(f"{W}val") for e in arbre.iter(f"{W}{balise}")}
            assert employes <= connus, nom


def test_chaque_style_mene_a_un_style_defini(docx):
    connus = styles(docx)
    for ident, style in connus.items():
        for balise in ("basedOn", "next", "link"):
            vise = style.find(f"w:{balise}", NS)
            assert vise is None or vise.get(f"{W}val") in connus, ident


def test_langue_titre_et_proprietes_sans_personne_ni_date(docx):
    proprietes = partie(docx, "docProps/core.xml")
    valeurs = {e.tag.split("}")[1]: e.text for e in proprietes}
    assert valeurs == {
        "title": "Contrat de maintenance informatique",
        "subject": "Maintenance préventive et corrective",
        "creator": None,
        "language": "fr-FR",
    }
    assert partie(docx, "word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NS).get(f"{W}val") == "fr-FR"


def test_page_a4_et_marges(corps):
    taille = corps.find("w:body/w:sectPr/w:pgSz", NS)
    assert (taille.get(f"{W}w"), taille.get(f"{W}h")) == ("11906", "16838")
    marges = corps.find("w:body/w:sectPr/w:pgMar", NS)
    for cote in ("top", "right", "bottom", "left"):
        assert 2.2 <= int(marges.get(f"{W}{cote}")) / 567 <= 2.5


def test_titres_du_plan_dans_l_ordre_des_niveaux(docx, corps):
    niveaux = {
        ident: int(niveau.get(f"{W}val"))
        for ident, style in styles(docx).items()
        if (niveau := style.find("w:pPr/w:outlineLvl", NS)) is not None
    }
    precedent = -1
    for paragraphe in corps.iter(f"{W}p"):
        niveau = niveaux.get(style_de(paragraphe))
        if niveau is not None:
            assert niveau <= precedent + 1 or precedent >= 0 and niveau == 2, texte(paragraphe)
            precedent = niveau


def test_numeros_natifs_egaux_a_ceux_de_l_assemblage(grand):
    document = contrat()
    attendus = []
    for bloc in document.blocks:
        if isinstance(bloc, Heading) and bloc.label:
            attendus.append(bloc.label)
        elif isinstance(bloc, Paragraph) and bloc.number:
            attendus.append(bloc.number)
    assert [numero for numero, _ in numeros(grand) if numero and numero != "–"] == attendus


def test_titre_d_article_se_lit_numero_tiret_intitule(docx):
    lus = [f"{numero} {ecrit}" for numero, ecrit in numeros(docx) if numero.startswith(("Article", "Annexe"))]
    assert lus == ["Article 1 – Objet du contrat", "Article 2 – Durée", "Annexe 1 – Niveaux de service"]


def test_un_titre_sans_numero_sort_de_la_liste():
    document = Document(
        "T",
        (Heading("article", (Text("Préambule"),), "p"), Heading("article", (Text("Objet"),), "o", "Article 1", "1")),
    )
    assert [n for n, _ in numeros(rendre(document))] == ["", "", "Article 1"]


@pytest.mark.parametrize("exemplaire", ["docx", "grand"])
def test_chaque_renvoi_vise_un_signet_et_porte_le_bon_numero(exemplaire, request):
    octets = request.getfixturevalue(exemplaire)
    arbre = partie(octets, "word/document.xml")
    numero_du_signet = {}
    lus = iter(numeros(octets))
    for paragraphe in arbre.iter(f"{W}p"):
        numero, _ = next(lus)
        for signet in paragraphe.iter(f"{W}bookmarkStart"):
            numero_du_signet[signet.get(f"{W}name")] = re.sub(r"^(Article|Annexe) ", "", numero)
    renvois = 0
    for paragraphe in arbre.iter(f"{W}p"):
        flux = [n for n in paragraphe.iter(f"{W}instrText", f"{W}t", f"{W}fldChar")]
        for rang, noeud in enumerate(flux):
            if noeud.tag == f"{W}instrText" and (vise := re.search(r"_Ref\d+", noeud.text)):
                renvois += 1
                resultat = next(n.text for n in flux[rang:] if n.tag == f"{W}t")
                assert numero_du_signet[vise[0]] == resultat
    assert renvois


def test_renvoi_a_un_article_tait_le_mot_article(corps):
    codes = [e.text.strip() for e in corps.iter(f"{W}instrText")]
    assert "_Ref3 \\n \\t \\h" in codes  # sans le mot REF : LibreOffice, qui ignore \t, garde alors le résultat
    assert "REF _Ref4 \\n \\h" in codes


def test_chaque_lien_interne_a_son_signet(corps):
    signets = {s.get(f"{W}name") for s in corps.iter(f"{W}bookmarkStart")}
    assert {lien.get(f"{W}anchor") for lien in corps.iter(f"{W}hyperlink")} <= signets


def test_champs_ouverts_separes_fermes(corps):
    etats = [c.get(f"{W}fldCharType") for c in corps.iter(f"{W}fldChar")]
    profondeur = 0
    for etat in etats:
        profondeur += {"begin": 1, "separate": 0, "end": -1}[etat]
        assert profondeur >= 0
    assert profondeur == 0 and etats.count("separate") == etats.count("begin")


def test_sommaire_rempli_sans_numero_de_page_invente(corps):
    sommaire = next(s for s in corps.iter(f"{W}sdt") if s.find("w:sdtPr/w:docPartObj", NS) is not None)
    lignes = [texte(p) for p in sommaire.iter(f"{W}p")]
    assert lignes == [
        "Sommaire",
        "Conditions générales",
        "Article 1 – Objet du contrat",
        "Article 2 – Durée",
        "Annexe 1 – Niveaux de service",
    ]
    code = next(sommaire.iter(f"{W}instrText")).text
    assert code.split()[0] == "TOC" and "\\n" in code and "\\h" in code


def test_aucune_question_a_l_ouverture(docx):
    reglages = partie(docx, "word/settings.xml")
    assert reglages.find("w:updateFields", NS) is None
    mode = reglages.find("w:compat/w:compatSetting", NS)
    assert (mode.get(f"{W}name"), mode.get(f"{W}val")) == ("compatibilityMode", "15")


def test_en_tete_et_pied_avec_page_x_sur_y(docx):
    assert texte(partie(docx, "word/header1.xml")) == "Contrat de maintenance informatique"
    pied = partie(docx, "word/footer1.xml")
    assert [c.text.strip() for c in pied.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert texte(pied) == "Clausier, catalogue 1.0\tPage\u00a01\u00a0/\u00a01"


def test_tableaux_a_tete_repetee_et_lignes_insecables(corps):
    tableau = next(t for t in corps.iter(f"{W}tbl") if t.find("w:tblPr/w:tblStyle", NS) is not None)
    lignes = tableau.findall("w:tr", NS)
    assert [r.find("w:trPr/w:tblHeader", NS) is not None for r in lignes] == [True, False, False]
    assert tableau.find(".//w:tblHeader", NS).attrib == {}
    assert all(r.find("w:trPr/w:cantSplit", NS) is not None for r in lignes)
    assert len(tableau.findall("w:tblGrid/w:gridCol", NS)) == 3
    assert style_de(tableau.getprevious()) == "Legende"


def test_bloc_de_signature_ne_se_coupe_pas(docx, corps):
    bloc = next(t for t in corps.iter(f"{W}tbl") if t.find("w:tblPr/w:tblStyle", NS) is None)
    textes, place = bloc.findall("w:tr", NS)
    assert textes.find("w:trPr/w:cantSplit", NS) is not None and texte(place) == ""
    assert int(place.find("w:trPr/w:trHeight", NS).get(f"{W}val")) >= 1400
    connus = styles(docx)
    for paragraphe in textes.iter(f"{W}p"):
        style = connus[style_de(paragraphe)]
        while style.find("w:pPr/w:keepNext", NS) is None:
            style = connus[style.find("w:basedOn", NS).get(f"{W}val")]


def test_titres_solidaires_de_la_suite(docx):
    connus = styles(docx)
    for ident in ("Titre1", "Titre2", "Titre3", "Legende"):
        assert connus[ident].find("w:pPr/w:keepNext", NS) is not None, ident


@pytest.mark.parametrize("exemplaire", ["docx", "grand"])
def test_chaque_champ_est_lie_a_la_partie_xml_de_meme_texte(exemplaire, request):
    octets = request.getfixturevalue(exemplaire)
    valeurs = partie(octets, "customXml/item1.xml")
    magasin = partie(octets, "customXml/itemProps1.xml")
    ident = next(v for n, v in magasin.attrib.items() if n.endswith("itemID"))
    controles = [
        s
        for s in partie(octets, "word/document.xml").iter(f"{W}sdt")
        if s.find("w:sdtPr/w:dataBinding", NS) is not None
    ]
    assert controles
    for controle in controles:
        lien = controle.find("w:sdtPr/w:dataBinding", NS)
        assert lien.get(f"{W}storeItemID") == ident
        [visee] = valeurs.xpath(lien.get(f"{W}xpath"), namespaces=NS)
        assert visee.text == texte(controle.find("w:sdtContent", NS))
        assert visee.get("cle") == controle.find("w:sdtPr/w:tag", NS).get(f"{W}val")
    numeros_de_controle = [
        s.get(f"{W}val") for s in partie(octets, "word/document.xml").iterfind(".//w:sdtPr/w:id", NS)
    ]
    assert len(numeros_de_controle) == len(set(numeros_de_controle))


def test_une_valeur_repetee_n_a_qu_une_place_dans_la_partie_xml(docx):
    cles = [v.get("cle") for v in partie(docx, "customXml/item1.xml")]
    assert cles.count("client_nom") == 1 and len(cles) == len(set(cles))


def test_blancs_surlignes_et_eux_seuls(docx, corps):
    surlignes = [texte(r) for r in corps.iter(f"{W}r") if r.find("w:rPr/w:rStyle[@w:val='ACompleter']", NS) is not None]
    assert surlignes == ["[À compléter : durée]", "[À compléter : délai]"]
    assert styles(docx)["ACompleter"].find("w:rPr/w:shd", NS).get(f"{W}fill") not in (None, "auto", "FFFFFF")


def test_notes_en_commentaires_de_clausier_sans_date(docx, corps):
    commentaires = partie(docx, "word/comments.xml").findall("w:comment", NS)
    assert [(c.get(f"{W}author"), c.get(f"{W}date")) for c in commentaires] == [("Clausier", None)] * 2
    assert texte(commentaires[1]) == "La date limite de dénonciation se lit à cet alinéa."
    assert len(commentaires[0].findall("w:p", NS)) == 2
    for balise in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [e.get(f"{W}id") for e in corps.iter(f"{W}{balise}")] == ["0", "1"]
    ancre = next(corps.iter(f"{W}commentRangeStart")).getparent()
    assert texte(ancre) == "– Durée"


def test_edition_propre_sans_commentaires():
    with ZipFile(BytesIO(rendre(petit()))) as paquet:
        assert "word/comments.xml" not in paquet.namelist()
        assert not any(b"comment" in paquet.read(n).lower() for n in paquet.namelist() if n != "word/styles.xml")


def test_numero_que_word_n_imprimerait_pas_refuse():
    document = Document("T", (Heading("article", (Text("Objet"),), "o", "Article 2", "2"),))
    with pytest.raises(ValueError, match="Word imprimerait « Article 1 »"):
        rendre(document)


def test_renvoi_au_mauvais_numero_refuse():
    bloc = Heading("article", (Text("Objet"),), "o", "Article 1", "1")
    with pytest.raises(ValueError, match="« 3 » au lieu de « 1 »"):
        rendre(Document("T", (bloc, Paragraph((Reference("o", "3"),), kind="plain"))))


def test_libelle_trop_long_pour_word_est_coupe():
    document = Document("T", (Paragraph((FieldValue("k" * 90, "v", "L" * 90),), kind="plain"),))
    proprietes = next(partie(rendre(document), "word/document.xml").iter(f"{W}sdtPr"))
    assert {len(proprietes.find(f"w:{n}", NS).get(f"{W}val")) for n in ("alias", "tag")} == {64}


@pytest.mark.lent
def test_valide_pour_office(tmp_path, exige_juge):
    fichiers = []
    for nom, document in {"propre": petit(), "annote": petit(annote=True), "grand": contrat()}.items():
        fichiers.append(tmp_path / f"{nom}.docx")
        fichiers[-1].write_bytes(rendre(document))
    assert valider_ooxml(fichiers, exige_juge(OOXML)) == []


@pytest.mark.lent
def test_libreoffice_lit_les_memes_numeros_et_renvois(tmp_path, exige_programme):
    soffice = exige_programme("soffice", "libreoffice-writer-nogui")
    pdftotext = exige_programme("pdftotext", "poppler-utils")
    (tmp_path / "c.docx").write_bytes(rendre(petit()))
    profil = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    subprocess.run(
        [soffice, "--headless", profil, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "c.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    lu = subprocess.run(
        [pdftotext, "-layout", tmp_path / "c.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    lu = " ".join(lu.split())
    for attendu in (
        "Article 2 – Durée",
        "1.2 La durée est fixée à l’article 2 et au paragraphe 2.2.",
        "2.2 Il se renouvelle selon l’annexe 1.",
        "A1.1 Les délais renvoient à l’article 1.",
        "Page 1 / 2",
    ):
        assert attendu in lu


def test_un_paragraphe_reste_avec_la_liste_le_tableau_ou_les_signatures_qu_il_annonce(corps):
    gardes = [p for p in corps.iter(f"{W}p") if p.find("w:pPr/w:keepNext", NS) is not None and p.getparent().tag != f"{W}tc"]
    assert [texte(p).partition(" ")[0] for p in gardes] == ["Le", "Il", "Fait", "Les"]  # avant la liste, les signatures (deux), le tableau


def test_une_ligne_entierement_grasse_l_est_par_son_style():
    """LibreOffice 7.4 donne au texte d’un contrôle lié l’aspect de son paragraphe, non celui de sa suite de caractères."""
    adresse = (valeur("client_nom", "SARL Martin", gras=True), Text("\n"), valeur("client_siege", "1 rue"), Text("\n\nParis, "), valeur("fin", "fin"))
    octets = rendre(Document("T", (Paragraph(adresse, "plain"), Paragraph((Text("Objet : ", True), valeur("objet", "avoir", gras=True)), "plain"))))
    lignes = [(style_de(p), texte(p), p.find("w:pPr/w:keepNext", NS) is not None) for p in partie(octets, "word/document.xml").iter(f"{W}p")][1:]
    assert lignes == [
        ("Lignegrasse", "SARL Martin", True),
        ("Ligne", "1 rue", True),
        ("Ligne", "", True),
        ("Ligne", "Paris, fin", False),
        ("Lignegrasse", "Objet : avoir", False),
    ]
    assert styles(octets)["Lignegrasse"].find("w:rPr/w:b", NS) is not None
    assert len([b for b in partie(octets, "word/document.xml").iter(f"{W}b")]) == 5  # trois suites, et les deux contrôles, pour Word


def test_un_alinea_entierement_gras_l_est_par_son_style_et_son_numero_ne_l_est_pas():
    titre = Heading("article", (Text("Juridiction"),), "j", "Article 1", "1")
    gras = Paragraph((Text("TRIBUNAL DE ", True), valeur("ville", "VILLEFICTIVE", gras=True)), number="1.1")
    octets = rendre(Document("T", (titre, gras, Paragraph((Text("Rien."),), number="1.2"))))
    assert [numero for numero, _ in numeros(octets)][2:] == ["1.1", "1.2"]
    assert [style_de(p) for p in partie(octets, "word/document.xml").iter(f"{W}p")][2:] == ["Alineagras", "Alinea"]
    [niveau] = [n for n in partie(octets, "word/numbering.xml").iter(f"{W}lvl") if n.find("w:pStyle[@w:val='Alinea']", NS) is not None]
    assert niveau.find("w:rPr/w:b", NS).get(f"{W}val") == "0"


def tenus(*blocs) -> list[bool]:
    """Quels paragraphes restent avec le suivant."""
    paragraphes = partie(rendre(Document("T", blocs)), "word/document.xml").find("w:body", NS).findall("w:p", NS)[1:]
    return [p.find("w:pPr/w:keepNext", NS) is not None for p in paragraphes if style_de(p) != "Intervalle"]


def test_l_alinea_qui_annonce_un_texte_cite_reste_avec_son_debut():
    phrase = Paragraph((Text("Phrase."),), "plain")
    cite = Paragraph((Text("Texte."),), "quote")
    assert tenus(phrase, phrase, cite, cite, phrase) == [False, True, False, False, False]


def test_deux_paragraphes_restent_avec_les_signatures():
    phrase = Paragraph((Text("Phrase."),), "plain")
    assert tenus(phrase, phrase, phrase, SignatureBlock((Signatory("Pour le Client", ()),))) == [False, True, True]


def test_ce_qui_precede_des_lignes_de_signature_reste_avec_elles():
    blocs = (Paragraph((Text("Salutations."),), "plain"), Paragraph((Text("Pour le Client\nSignature :"),), "plain"))
    paragraphes = list(partie(rendre(Document("T", blocs)), "word/document.xml").iter(f"{W}p"))[1:]
    assert [p.find("w:pPr/w:keepNext", NS) is not None for p in paragraphes] == [True, True, False]
