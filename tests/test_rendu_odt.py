"""L’ODT produit est-il natif, valide, complet et stable, et LibreOffice le lit-il ainsi ?"""

from __future__ import annotations

import dataclasses
import re
import subprocess
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from clausier.blocks import Document, FieldValue, Heading, PageBreak, Paragraph, Reference, Table, Text
from clausier.render import FORMATS
from juges_odf import schema_odf
from lecture_odt import NS, lus_par_libreoffice, numeros, paragraphes, partie, q, texte, texte_de
from lxml import etree
from rendu_exemples import contrat, petit, valeur

rendre = FORMATS["odt"].render
PARTIES = ["content.xml", "styles.xml", "meta.xml", "settings.xml"]


@pytest.fixture(scope="module")
def odt() -> bytes:
    return rendre(petit(annote=True))


@pytest.fixture(scope="module")
def grand() -> bytes:
    return rendre(contrat())


@pytest.fixture(scope="module")
def corps(odt):
    return partie(odt).find("office:body/office:text", NS)


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.RelaxNG]:
    return {nom: etree.RelaxNG(etree.parse(schema_odf(nom))) for nom in ("schema", "manifest-schema")}


def styles(octets: bytes) -> dict[str, etree._Element]:
    """Les styles de paragraphe, de texte, de tableau…, communs et automatiques, par nom."""
    return {s.get(q("style:name")): s for nom in PARTIES[:2] for s in partie(octets, nom).iter(q("style:style"))}


def herite(octets: bytes, nom: str, propriete: str) -> str | None:
    """La valeur d’une propriété de paragraphe ou de texte pour un style, ou pour celui dont il vient."""
    connus = styles(octets)
    while nom:
        for proprietes in connus[nom]:
            if q(propriete) in proprietes.attrib:
                return proprietes.get(q(propriete))
        nom = connus[nom].get(q("style:parent-style-name"))
    return None


# --- Le paquet


def test_memes_octets_a_chaque_rendu():
    assert rendre(petit(annote=True)) == rendre(petit(annote=True))


def test_le_type_vient_en_premier_nu_et_sans_champ_extra(odt):
    with ZipFile(BytesIO(odt)) as paquet:
        premier = paquet.infolist()[0]
        assert (premier.filename, premier.compress_type, premier.extra) == ("mimetype", ZIP_STORED, b"")
        assert paquet.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    assert odt[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"
    assert int.from_bytes(odt[28:30], "little") == 0  # longueur du champ extra


def test_le_paquet_est_un_zip_sain_que_le_manifeste_decrit(odt):
    with ZipFile(BytesIO(odt)) as paquet:
        assert paquet.testzip() is None
        noms = paquet.namelist()
        assert sorted(noms) == sorted(["mimetype", "META-INF/manifest.xml", *PARTIES])
        assert {entree.date_time for entree in paquet.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    manifeste = partie(odt, "META-INF/manifest.xml")
    espace = f"{{{manifeste.nsmap['manifest']}}}"
    assert manifeste.get(f"{espace}version") == "1.3"
    decrits = {e.get(f"{espace}full-path"): e.get(f"{espace}media-type") for e in manifeste}
    assert decrits.pop("/") == "application/vnd.oasis.opendocument.text"
    assert decrits == dict.fromkeys(PARTIES, "text/xml")


GRAS_PARTIEL = Document("T", (Heading("article", (Text("Objet"),), "o", "Article 1", "1"), Paragraph((Text("Voir "), Text("l’article", bold=True)), number="1.1")))
GRAS_ENTIER = Document(
    "T",
    (
        Heading("article", (Text("Objet"),), "o", "Article 1", "1"),
        Paragraph((Text("L’ARTICLE ", True), Reference("o", "1", True), valeur("client_nom", "A & B", gras=True)), number="1.1"),
    ),
)


@pytest.mark.parametrize(
    "document",
    [petit(), petit(annote=True), petit('A & <w:br/> "B" ]]>  \n\t fin '), contrat(), Document("Vide", ()), GRAS_PARTIEL, GRAS_ENTIER],
    ids=["propre", "annote", "hostile", "grand", "vide", "gras-partiel", "gras-entier"],
)
def test_chaque_partie_est_valide_pour_les_schemas_d_oasis(document, schemas):
    octets = rendre(document)
    for nom in [*PARTIES, "META-INF/manifest.xml"]:
        arbre = partie(octets, nom)
        schema = schemas["manifest-schema" if nom.startswith("META") else "schema"]
        assert schema.validate(arbre), f"{nom} : {schema.error_log.last_error}"
        if nom in PARTIES:
            assert arbre.get(q("office:version")) == "1.3"


def test_le_schema_refuse_une_faute(odt, schemas):
    arbre = partie(odt)
    arbre.find(".//text:p", NS).set(q("text:inconnu"), "x")
    assert not schemas["schema"].validate(arbre)


def test_langue_titre_et_proprietes_sans_personne_ni_date_ni_programme(odt):
    [proprietes] = partie(odt, "meta.xml")
    assert {e.tag: e.text for e in proprietes} == {
        q("dc:title"): "Contrat de maintenance informatique",
        q("dc:subject"): "Maintenance préventive et corrective",
        q("dc:language"): "fr-FR",
    }
    defaut = partie(odt, "styles.xml").find(".//style:default-style[@style:family='paragraph']/style:text-properties", NS)
    assert (defaut.get(q("fo:language")), defaut.get(q("fo:country"))) == ("fr", "FR")


def test_rien_ne_vient_d_ailleurs_et_rien_n_est_date(odt):
    with ZipFile(BytesIO(odt)) as paquet:
        for nom in paquet.namelist()[1:]:
            arbre = etree.fromstring(paquet.read(nom))
            liens = {e.get(q("xlink:href")) for e in arbre.iter() if e.get(q("xlink:href"))}
            assert all(lien.startswith("#") for lien in liens), nom
            assert not {e.tag for e in arbre.iter()} & {q("dc:date"), q("meta:creation-date"), q("meta:generator"), q("meta:initial-creator")}, nom


# --- La page et les styles


def test_page_a4_veuves_et_orphelines(odt):
    feuille = partie(odt, "styles.xml")
    page = feuille.find(".//style:page-layout-properties", NS)
    cotes = [round(float(page.get(q(f"fo:page-{c}")).removesuffix("pt")) / 72 * 254) for c in ("width", "height")]
    assert cotes == [2100, 2970]
    defaut = feuille.find(".//style:default-style[@style:family='paragraph']/style:paragraph-properties", NS)
    assert (defaut.get(q("fo:widows")), defaut.get(q("fo:orphans"))) == ("2", "2")


def test_chaque_style_employe_est_defini(odt):
    connus = set(styles(odt)) | {s.get(q("style:name")) for s in partie(odt, "styles.xml").iter(q("text:list-style"), q("style:page-layout"))}
    attributs = [q(a) for a in ("text:style-name", "table:style-name", "style:parent-style-name", "style:next-style-name", "style:list-style-name", "text:visited-style-name")]
    for nom in PARTIES[:2]:
        employes = {e.get(a) for e in partie(odt, nom).iter() for a in attributs if e.get(a)}
        assert employes <= connus, nom


def test_titres_du_plan_dans_l_ordre_des_niveaux(corps):
    precedent = 0
    for titre in corps.iter(q("text:h")):
        niveau = int(titre.get(q("text:outline-level")))
        assert niveau <= precedent + 1 or precedent and niveau == 3, texte_de(titre)
        precedent = niveau


def test_titres_solidaires_de_la_suite(odt):
    for nom in ("Heading_20_1", "Heading_20_2", "Heading_20_3", "Titre_20_annexe", "Caption", "Signataire", "Signataire_20_titre"):
        assert herite(odt, nom, "fo:keep-with-next") == "always", nom


def test_un_saut_de_page_commence_ce_qui_suit():
    def sauts(bloc) -> list[str]:
        arbre = partie(rendre(Document("T", (PageBreak(), bloc))))
        return [s.get(q("style:name")) for s in arbre.iter(q("style:style")) if s[:1] and s[0].get(q("fo:break-before")) == "page"]

    assert sauts(Paragraph((Text("x"),), kind="plain")) == ["P1"]
    sans_legende = Table(("A",), (((Text("1"),),),))
    assert "Tableau-page" in sauts(sans_legende)
    arbre = partie(rendre(Document("T", (PageBreak(), sans_legende))))
    assert arbre.find(".//table:table", NS).get(q("table:style-name")) == "Tableau-page"


def test_en_tete_et_pied_avec_page_x_sur_y(odt):
    maitre = partie(odt, "styles.xml").find(".//style:master-page", NS)
    assert texte_de(maitre.find("style:header/text:p", NS)) == "Contrat de maintenance informatique"
    pied = maitre.find("style:footer/text:p", NS)
    assert texte_de(pied) == "Clausier, catalogue 1.0\tPage\u00a01\u00a0/\u00a01"
    assert [e.tag for e in pied if e.tag != q("text:tab")] == [q("text:page-number"), q("text:page-count")]


@pytest.mark.parametrize(("genre", "style"), [("plain", "Text_20_body"), ("notice", "Encadre"), ("quote", "Quotations"), ("origin", "Provenance")])
def test_chaque_genre_de_paragraphe_a_son_style(genre, style):
    octets = rendre(Document("T", (Paragraph((Text("x"),), kind=genre),)))
    assert partie(octets).findall(".//text:p", NS)[1].get(q("text:style-name")) == style and style in styles(octets)


# --- Les numéros et les renvois


def test_numeros_natifs_egaux_a_ceux_de_l_assemblage(grand):
    attendus = []
    for bloc in contrat().blocks:
        if isinstance(bloc, Heading) and bloc.label:
            attendus.append(f"{bloc.label} –")
        elif isinstance(bloc, Paragraph) and bloc.number:
            attendus.append(bloc.number)
    assert [numero for numero, _ in numeros(grand) if numero not in ("", "–")] == attendus


def test_aucun_numero_n_est_ecrit_dans_le_texte(grand):
    for paragraphe in paragraphes(partie(grand).find("office:body/office:text", NS)):
        if paragraphe.getparent().tag == q("text:list-item"):
            assert not re.match(r"Article|Annexe|A?\d+\.\d", texte_de(paragraphe))


def test_un_titre_sans_numero_sort_de_la_liste():
    document = Document("T", (Heading("article", (Text("Préambule"),), "p"), Heading("article", (Text("Objet"),), "o", "Article 1", "1")))
    assert [n for n, _ in numeros(rendre(document))] == ["", "", "Article 1 –"]


@pytest.mark.parametrize("exemplaire", ["odt", "grand"])
def test_chaque_renvoi_vise_un_signet_et_porte_le_bon_numero(exemplaire, request):
    octets = request.getfixturevalue(exemplaire)
    arbre = partie(octets).find("office:body/office:text", NS)
    lus = iter(numeros(octets, sommaire=True))
    numero_du_signet = {}
    for paragraphe in paragraphes(arbre):
        numero, _ = next(lus)
        for signet in paragraphe.iter(q("text:bookmark-start")):
            numero_du_signet[signet.get(q("text:name"))] = re.sub(r"^(Article|Annexe) (\d+) –$", r"\2", numero)
    renvois = list(arbre.iter(q("text:bookmark-ref")))
    assert renvois
    for renvoi in renvois:
        assert numero_du_signet[renvoi.get(q("text:ref-name"))] == renvoi.text
        assert renvoi.get(q("text:reference-format")) == ("number-no-superior" if "." in renvoi.text else "chapter")
    signets = [s.get(q("text:name")) for s in arbre.iter(q("text:bookmark-start"))]
    assert len(signets) == len(set(signets)) and signets == [s.get(q("text:name")) for s in arbre.iter(q("text:bookmark-end"))]
    assert {a.get(q("xlink:href"))[1:] for a in arbre.iter(q("text:a"))} <= set(signets)


def test_une_ancre_devient_un_nom_de_signet_lisible_ou_sur():
    ancres = ("article-duree", "a/b c", "é")
    document = Document("T", tuple(Paragraph((Text("x"),), kind="plain", anchor=ancre) for ancre in ancres))
    assert [s.get(q("text:name")) for s in partie(rendre(document)).iter(q("text:bookmark-start"))] == ["article-duree", "_ref2", "_ref3"]


def test_sommaire_rempli_et_lie_sans_numero_de_page_invente(corps):
    sommaire = corps.find("text:table-of-content", NS)
    lignes = [texte_de(p) for p in sommaire.find("text:index-body", NS).iter(q("text:p"))]
    assert lignes == ["Sommaire", "Conditions générales", "Article 1 – Objet du contrat", "Article 2 – Durée", "Annexe 1 – Niveaux de service"]
    assert len(list(sommaire.iter(q("text:a")))) == 4
    source = sommaire.find("text:table-of-content-source", NS)
    assert source.get(q("text:outline-level")) == "2"
    assert [len(g.findall("text:index-entry-page-number", NS)) for g in source.iter(q("text:table-of-content-entry-template"))] == [1, 1]


def test_numero_que_l_odt_n_imprimerait_pas_refuse():
    with pytest.raises(ValueError, match="l’ODT imprimerait « Article 1 »"):
        rendre(Document("T", (Heading("article", (Text("Objet"),), "o", "Article 2", "2"),)))


def test_renvoi_au_mauvais_numero_refuse():
    bloc = Heading("article", (Text("Objet"),), "o", "Article 1", "1")
    with pytest.raises(ValueError, match="« 3 » au lieu de « 1 »"):
        rendre(Document("T", (bloc, Paragraph((Reference("o", "3"),), kind="plain"))))


# --- Les valeurs


def test_une_valeur_est_une_variable_du_document_saisie_la_premiere_fois(corps):
    [declaree] = [d for d in corps.iter(q("text:user-field-decl")) if d.get(q("text:name")) == "client_nom"]
    assert (declaree.get(q("office:string-value")), declaree.get(q("office:value-type"))) == ("SARL Martin & Fils", "string")
    places = [e for e in corps.iter(q("text:user-field-input"), q("text:user-field-get")) if e.get(q("text:name")) == "client_nom"]
    assert [e.tag for e in places] == [q("text:user-field-input"), q("text:user-field-get"), q("text:user-field-get")]
    assert places[0].get(q("text:description")) == "Client nom" and {e.text for e in places} == {"SARL Martin & Fils"}


@pytest.mark.parametrize("exemplaire", ["odt", "grand"])
def test_chaque_variable_est_declaree_une_fois_avec_le_texte_montre(exemplaire, request):
    arbre = partie(request.getfixturevalue(exemplaire))
    declarees = [(d.get(q("text:name")), d.get(q("office:string-value"))) for d in arbre.iter(q("text:user-field-decl"))]
    assert len({nom for nom, _ in declarees}) == len(declarees)
    assert {(e.get(q("text:name")), e.text) for e in arbre.iter(q("text:user-field-input"), q("text:user-field-get"))} == set(declarees)


def test_une_cle_montree_sous_deux_textes_a_deux_variables():
    document = Document("T", (Paragraph((valeur("duree", "3 mois"), Text(" "), valeur("duree", "trois mois"), Text(" "), valeur("duree", "3 mois")), kind="plain"),))
    arbre = partie(rendre(document))
    assert [(d.get(q("text:name")), d.get(q("office:string-value"))) for d in arbre.iter(q("text:user-field-decl"))] == [("duree", "3 mois"), ("duree.2", "trois mois")]
    assert [e.get(q("text:name")) for e in arbre.iter(q("text:user-field-input"), q("text:user-field-get"))] == ["duree", "duree.2", "duree"]


def test_blancs_surlignes_et_eux_seuls(odt, corps):
    surlignes = {nom for nom, s in styles(odt).items() if s.get(q("style:family")) == "text" and herite(odt, nom, "fo:background-color")}
    assert [texte_de(s) for s in corps.iter(q("text:span")) if s.get(q("text:style-name")) in surlignes] == ["[À compléter : durée]", "[À compléter : délai]"]


def test_un_blanc_de_tableau_se_saisit_en_place(corps):
    [saisie] = corps.find("table:table[2]", NS).iter(q("text:text-input"))
    assert (saisie.text, saisie.get(q("text:description"))) == ("[À compléter : délai]", "Gti.2")


@pytest.mark.parametrize("ecrit", ["a  b", " a", "a ", "   ", "a\tb", "a\n  b", "a \t b", "1\r\n2"])
def test_les_blancs_d_une_valeur_sont_gardes(ecrit):
    document = Document("T", (Paragraph((Text("x "), valeur("v", ecrit), Text(" y")), kind="plain"), Paragraph((valeur("v", ecrit),), kind="plain")))
    attendu = ecrit.replace("\r\n", "\n")
    assert texte(rendre(document)).partition("\n")[2] == f"x {attendu} y\n{attendu}"


def test_deux_textes_bord_a_bord_gardent_leurs_blancs():
    document = Document("T", (Paragraph((Text(" a "), Text(" b", bold=True), Text(" c")), kind="plain"),))
    assert texte(rendre(document)) == "T\n a  b c"


# --- Tableaux, signatures, commentaires


def test_tableaux_a_tete_repetee_titre_et_lignes_insecables(odt, corps):
    tableau = corps.find("table:table[2]", NS)
    assert [texte_de(p) for p in tableau.find("table:table-header-rows", NS).iter(q("text:p"))] == ["Gravité", "Prise en compte", "Rétablissement"]
    assert tableau.find("table:title", NS).text == texte_de(tableau.getprevious()) == "Délais par niveau de gravité"
    assert len(tableau.findall("table:table-column", NS)) == 3
    for ligne in tableau.iter(q("table:table-row")):
        assert len(ligne) == 3 and herite(odt, ligne.get(q("table:style-name")), "fo:keep-together") == "always"
    largeurs = [float(herite(odt, c.get(q("table:style-name")), "style:column-width").removesuffix("pt")) for c in tableau.findall("table:table-column", NS)]
    assert sum(largeurs) == pytest.approx(float(herite(odt, tableau.get(q("table:style-name")), "style:width").removesuffix("pt")), abs=1)


def test_bloc_de_signature_ne_se_coupe_pas(odt, corps):
    bloc = corps.find("table:table[1]", NS)
    assert bloc.find("table:table-header-rows", NS) is None
    assert herite(odt, bloc.get(q("table:style-name")), "style:may-break-between-rows") == "false"
    textes, place = bloc.findall("table:table-row", NS)
    assert all(herite(odt, p.get(q("text:style-name")), "fo:keep-with-next") == "always" for p in textes.iter(q("text:p")))
    assert float(herite(odt, place.get(q("table:style-name")), "style:row-height").removesuffix("pt")) >= 70
    assert "".join(map(texte_de, place.iter(q("text:p")))) == ""
    dernier = bloc.getprevious()
    assert texte_de(dernier) == "Fait en deux exemplaires." and herite(odt, dernier.get(q("text:style-name")), "fo:keep-with-next") == "always"


def test_notes_en_commentaires_de_clausier_sans_date(corps):
    notes = list(corps.iter(q("office:annotation")))
    assert [(n.find("dc:creator", NS).text, n.find("dc:date", NS)) for n in notes] == [("Clausier", None)] * 2
    assert [len(n.findall("text:p", NS)) for n in notes] == [2, 1]
    assert texte_de(notes[1].find("text:p", NS)) == "La date limite de dénonciation se lit à cet alinéa."
    assert [e.get(q("office:name")) for e in corps.iter(q("office:annotation-end"))] == [n.get(q("office:name")) for n in notes]
    assert texte_de(notes[0].getparent()) == "Durée"


def test_edition_propre_sans_commentaires():
    assert not list(partie(rendre(petit())).iter(q("office:annotation"), q("office:annotation-end")))


# --- Ce que LibreOffice en lit


def imprimer(octets: bytes, dossier, exige_programme) -> str:
    """Le texte du PDF que LibreOffice tire de l’ODT, les blancs pliés : il y a calculé numéros, renvois et champs."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    pdftotext = exige_programme("pdftotext", paquet="poppler-utils")
    (dossier / "c.odt").write_bytes(octets)
    [pdf] = lus_par_libreoffice(soffice, [dossier / "c.odt"], dossier, "pdf").values()
    return " ".join(subprocess.run([pdftotext, "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout.split())


def modifie(octets: bytes, changer) -> bytes:
    """Le même ODT, son corps changé par `changer(arbre)`, rezippé par un autre programme."""
    sortie = BytesIO()
    with ZipFile(BytesIO(octets)) as avant, ZipFile(sortie, "w") as apres:
        for nom in avant.namelist():
            contenu = avant.read(nom)
            if nom == "content.xml":
                arbre = etree.fromstring(contenu)
                changer(arbre)
                contenu = etree.tostring(arbre)
            apres.writestr(nom, contenu)
    return sortie.getvalue()


@pytest.mark.lent
def test_libreoffice_imprime_les_memes_numeros_et_renvois(tmp_path, exige_programme):
    lu = imprimer(rendre(petit()), tmp_path, exige_programme)
    for attendu in (
        "Article 2 – Durée",
        "1.2 La durée est fixée à l’article 2 et au paragraphe 2.2.",
        "2.2 Il se renouvelle selon l’annexe 1.",
        "A1.1 Les délais renvoient à l’article 1.",
        "Page 1 / 2",
    ):
        assert attendu in lu


@pytest.mark.lent
def test_un_article_retire_renumerote_tout_et_les_renvois_suivent(tmp_path, exige_programme):
    """Le document de vingt-cinq articles dont on retire le troisième : chaque renvoi garde sa cible, à son nouveau numéro."""

    def retirer(arbre) -> None:
        [signet] = arbre.xpath("//text:bookmark-start[@text:name='clause-3']", namespaces=NS)
        liste = signet.getparent().getparent().getparent()
        assert liste.tag == q("text:list") and "3 200,00" in "".join(liste.itertext())
        liste.getparent().remove(liste)

    lu = imprimer(modifie(rendre(contrat()), retirer), tmp_path, exige_programme)
    corps = lu.partition("Annexe 5 – Inventaire du site 5")[2]  # après le sommaire, qui attend « Mettre à jour »
    assert re.findall(r"Article (\d+) – Clause numéro (\d+)", corps) == [(str(n), str(n if n < 3 else n + 1)) for n in range(1, 25)]
    # L’article a renvoie à l’article a + 1, le dernier au premier ; celui qui visait l’article retiré le dit.
    assert re.findall(r"\(voir l’article (\d+)\)", corps) == ["2", *map(str, range(4, 25)), "1"]
    assert len(re.findall(r"\(voir l’article (?!\d)", corps)) == 1
    assert re.findall(r"\b24\.\d", corps) == ["24.1", "24.2", "24.3", "24.4"]


@pytest.mark.lent
def test_une_variable_changee_une_fois_change_partout(tmp_path, exige_programme):
    def changer(arbre) -> None:
        [declaree] = arbre.xpath("//text:user-field-decl[@text:name='client_nom']", namespaces=NS)
        declaree.set(q("office:string-value"), "Nouveau Nom & Cie")

    document = petit()
    montres = sum(isinstance(s, FieldValue) and s.key == "client_nom" for b in document.blocks for s in _spans(b))
    lu = imprimer(modifie(rendre(document), changer), tmp_path, exige_programme)
    assert lu.count("Nouveau Nom & Cie") == montres >= 3 and "Martin" not in lu


def _spans(bloc) -> list:
    """Tous les morceaux d’un bloc."""
    trouves, restes = [], [bloc]
    while restes:
        noeud = restes.pop()
        if isinstance(noeud, tuple):
            restes += noeud
        elif dataclasses.is_dataclass(noeud):
            trouves.append(noeud)
            restes += [getattr(noeud, f.name) for f in dataclasses.fields(noeud)]
    return trouves


@pytest.mark.lent
def test_libreoffice_garde_les_valeurs_etranges(tmp_path, exige_programme):
    from test_rendu_valeurs import VALEURS

    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    ecrits = [*VALEURS.values(), "a  b", "a\tb", "12 rue Haute\n75001 Paris", "client_nom", "=1+1", "x" * 10_000]
    blocs = [Paragraph((Text("["), valeur(f"v{n}", ecrit), Text("]")), kind="plain") for n, ecrit in enumerate(ecrits)]
    blocs.append(Table(("V",), tuple(((Text("["), valeur(f"t.{n}", ecrit), Text("]")),) for n, ecrit in enumerate(ecrits))))
    (tmp_path / "h.odt").write_bytes(rendre(Document("T", tuple(blocs))))
    [ecrit_par_lo] = lus_par_libreoffice(soffice, [tmp_path / "h.odt"], tmp_path).values()
    lu = ecrit_par_lo.read_text("utf-8")
    for ecrit in ecrits:
        assert lu.count(f"[{ecrit}]") == 2, ecrit[:80]


def test_un_paragraphe_reste_avec_la_liste_le_tableau_ou_les_signatures_qu_il_annonce(odt, corps):
    tenus = [texte_de(p).partition(" ")[0] for p in paragraphes(corps) if p.tag == q("text:p") and herite(odt, p.get(q("text:style-name")), "fo:keep-with-next") == "always" and texte_de(p)]
    for debut in ("Le", "Fait", "Les"):  # avant la liste, les signatures, le tableau
        assert debut in tenus
