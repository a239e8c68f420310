"""Le Word des vrais contrats : chaque modèle, chaque édition, complet, natif et propre ; ce que Word et LibreOffice recalculent."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from clausier import blocks as b
from clausier.contrat import Contrat
from clausier.render import FORMATS
from lxml import etree
from rendu_exemples import valeur
from rendu_lecture import NS, W, partie, styles, texte
from test_documents_juges import CATALOGUE, MODELES, compose, vierge

RAPIDES = ("corrective-ticket", "infogerance-forfait-financier")
EDITIONS = {"vierge": vierge, "propre": compose, "annotee": lambda modele: compose(modele, "annotee")}
par_contrat = pytest.mark.parametrize(
    ("modele", "edition"),
    [pytest.param(m, e, id=f"{m}-{e}", marks=[] if m in RAPIDES else pytest.mark.lent) for m in MODELES for e in EDITIONS],
)
R = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@lru_cache(maxsize=3)
def contrat(modele: str, edition: str) -> tuple[Contrat, bytes]:
    fait = EDITIONS[edition](modele)
    return fait, FORMATS["docx"].render(fait.document)


def parties_xml(octets: bytes) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(octets)) as paquet:
        return {nom: etree.fromstring(paquet.read(nom)) for nom in paquet.namelist()}


# --- Le paquet


@par_contrat
def test_paquet_sans_doublon_sans_relation_externe_et_sans_partie_orpheline(modele, edition):
    octets = contrat(modele, edition)[1]
    with ZipFile(BytesIO(octets)) as paquet:
        noms = paquet.namelist()
        assert len(noms) == len(set(map(str.lower, noms))) and paquet.testzip() is None
        relations = [(nom, lien) for nom in noms if nom.endswith(".rels") for lien in etree.fromstring(paquet.read(nom))]
    vises = set()
    for nom, lien in relations:
        assert lien.tag == f"{R}Relationship" and "TargetMode" not in lien.attrib and ":" not in lien.get("Target"), nom
        dossier = nom.partition("_rels/")[0]
        vises.add((dossier + lien.get("Target")).removeprefix("/") if not lien.get("Target").startswith("/") else lien.get("Target")[1:])
    vises = {re.sub(r"[^/]+/\.\./", "", nom) for nom in vises}
    assert vises == {nom for nom in noms if not nom.endswith(".rels") and nom != "[Content_Types].xml"}


@par_contrat
def test_chaque_style_employe_est_defini_et_chaque_numerotation_existe(modele, edition):
    arbres = parties_xml(contrat(modele, edition)[1])
    definis = {s.get(f"{W}styleId") for s in arbres["word/styles.xml"].iterfind("w:style", NS)}
    listes = {n.get(f"{W}numId") for n in arbres["word/numbering.xml"].iterfind("w:num", NS)} | {"0"}
    for nom, arbre in arbres.items():
        employes = {e.get(f"{W}val") for balise in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link") for e in arbre.iter(f"{W}{balise}")}
        assert employes <= definis, nom
        assert {e.get(f"{W}val") for e in arbre.iter(f"{W}numId")} <= listes, nom


@par_contrat
def test_aucun_reste_de_gabarit(modele, edition):
    """Ni champ, ni renvoi, ni gras du petit Markdown, ni valeur Python n’est resté dans le texte."""
    for nom, arbre in parties_xml(contrat(modele, edition)[1]).items():
        lu = "".join(arbre.itertext())
        assert not re.search(r"\{[a-z_0-9]+\}|\[\[|\]\]|\*\*|\{\{|\{%|\bNone\b|\bnan\b", lu), nom


@par_contrat
def test_rien_de_personnel_ni_de_date(modele, edition):
    arbres = parties_xml(contrat(modele, edition)[1])
    assert not {"docProps/app.xml", "docProps/custom.xml", "word/people.xml"} & set(arbres)
    proprietes = {e.tag.split("}")[1]: e.text for e in arbres["docProps/core.xml"]}
    assert set(proprietes) <= {"title", "subject", "creator", "language"}
    assert proprietes["title"] == CATALOGUE.textes.titre and proprietes["language"] == "fr-FR" and not proprietes["creator"]
    for nom, arbre in arbres.items():
        marques = {cle.split("}")[-1] for e in arbre.iter() if isinstance(e.tag, str) for cle in e.attrib}
        assert not {m for m in marques if m.startswith("rsid") or m == "date"}, nom
        assert {e.get(f"{W}author") for e in arbre.iter() if isinstance(e.tag, str) and e.get(f"{W}author")} <= {"Clausier"}, nom


# --- La page


@par_contrat
def test_en_tete_nomme_les_parties_et_la_reference_et_le_pied_la_version_et_la_page(modele, edition):
    fait, octets = contrat(modele, edition)
    en_tete, pied = texte(partie(octets, "word/header1.xml")), partie(octets, "word/footer1.xml")
    champs = {s.key: s.text for s in b.all_spans(fait.document) if isinstance(s, b.FieldValue)}
    for champ in ("prestataire_denomination", "client_denomination"):
        assert champs[champ] in en_tete
    assert (b.plain(compose(modele).document.header).rpartition(" ")[2] if edition != "vierge" else CATALOGUE.champs["reference_contrat"].libelle) in en_tete
    assert f"catalogue\u00a0{CATALOGUE.version}" in texte(pied)
    assert [c.text.strip() for c in pied.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


@par_contrat
def test_veuves_et_orphelines_tenues_et_tetes_de_tableau_repetees(modele, edition):
    arbres = parties_xml(contrat(modele, edition)[1])
    defauts = arbres["word/styles.xml"].find("w:docDefaults/w:pPrDefault/w:pPr", NS)
    normal = next(s for s in arbres["word/styles.xml"].iterfind("w:style", NS) if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph")
    veuves = [e for lieu in (defauts, normal.find("w:pPr", NS)) if lieu is not None for e in lieu.iterfind("w:widowControl", NS)]
    assert veuves and all(e.get(f"{W}val") in (None, "1", "true") for e in veuves)
    assert not [e for arbre in arbres.values() for e in arbre.iter(f"{W}widowControl") if e.get(f"{W}val") in ("0", "false")]
    tableaux = [t for t in arbres["word/document.xml"].iter(f"{W}tbl") if t.find("w:tblPr/w:tblStyle", NS) is not None]
    attendus = [bloc for bloc in contrat(modele, edition)[0].document.blocks if isinstance(bloc, b.Table)]
    assert len(tableaux) == len(attendus) > 3
    for tableau, bloc in zip(tableaux, attendus):
        tete, *lignes = tableau.findall("w:tr", NS)
        assert tete.find("w:trPr/w:tblHeader", NS) is not None and len(lignes) == len(bloc.rows)
        assert all(ligne.find("w:trPr/w:cantSplit", NS) is not None for ligne in (tete, *lignes))


@par_contrat
def test_bloc_de_signature_insecable(modele, edition):
    octets = contrat(modele, edition)[1]
    connus = styles(octets)
    [bloc] = [t for t in partie(octets, "word/document.xml").iter(f"{W}tbl") if t.find("w:tblPr/w:tblStyle", NS) is None]
    assert all(ligne.find("w:trPr/w:cantSplit", NS) is not None for ligne in bloc.findall("w:tr", NS))
    for paragraphe in bloc.find("w:tr", NS).iter(f"{W}p"):
        style = connus[paragraphe.find("w:pPr/w:pStyle", NS).get(f"{W}val")]
        while style.find("w:pPr/w:keepNext", NS) is None:
            style = connus[style.find("w:basedOn", NS).get(f"{W}val")]
    assert {s.text for s in bloc.iter(f"{W}t")} >= {"Pour le Client", "Pour le Prestataire"}


# --- Les champs


@par_contrat
def test_chaque_valeur_est_un_controle_lie_a_la_partie_xml_et_chaque_blanc_est_surligne(modele, edition):
    fait, octets = contrat(modele, edition)
    corps, valeurs = partie(octets, "word/document.xml"), partie(octets, "customXml/item1.xml")
    controles = [s for s in corps.iter(f"{W}sdt") if s.find("w:sdtPr/w:dataBinding", NS) is not None]
    imprimes = [s for s in b.all_spans(fait.document) if isinstance(s, b.FieldValue)]
    assert len(controles) == len(imprimes) > 50
    for controle, span in zip(controles, imprimes, strict=True):
        [visee] = valeurs.xpath(controle.find("w:sdtPr/w:dataBinding", NS).get(f"{W}xpath"), namespaces=NS)
        assert (visee.get("cle"), visee.text, texte(controle)) == (span.key[:64], span.text, span.text)
        assert controle.find("w:sdtPr/w:alias", NS).get(f"{W}val") == span.label[:64]
        surligne = controle.find("w:sdtContent/w:r/w:rPr/w:rStyle[@w:val='ACompleter']", NS) is not None
        assert surligne is span.blank and (not span.blank or span.label.replace("'", "’") in span.text.replace("\u00a0", " ").replace("'", "’"))
    cles = [v.get("cle") for v in valeurs]
    assert len(cles) == len(set(cles))


# --- Les notes


@pytest.mark.parametrize("modele", [pytest.param(m, marks=[] if m in RAPIDES else pytest.mark.lent) for m in MODELES])
def test_l_edition_annotee_commente_chaque_clause_et_la_propre_n_a_rien(modele):
    fait, octets = contrat(modele, "annotee")
    commentaires = {c.get(f"{W}id"): "\n".join(texte(p) for p in c.findall("w:p", NS)).replace("\u00a0", " ") for c in partie(octets, "word/comments.xml").findall("w:comment", NS)}
    elements = [k.clause for k in fait.clauses] + list(fait.annexes)
    assert len(commentaires) == len(elements)
    for element in elements:
        voulus = [element.en_clair, f"Pourquoi : {element.pourquoi}", element.pieges[0].rstrip("."), *(CATALOGUE.references[i].titre for ids in element.fondements.values() for i in ids)]
        voulus = [v.replace("'", "’") for v in voulus]
        assert any(all(_plat(v) in _plat(lu) for v in voulus) for lu in commentaires.values()), element.id
    corps = partie(octets, "word/document.xml")
    for balise in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [e.get(f"{W}id") for e in corps.iter(f"{W}{balise}")] == list(commentaires)
    propre = contrat(modele, "propre")[1]
    assert texte(partie(propre, "word/document.xml")) == texte(corps)
    with ZipFile(BytesIO(propre)) as paquet:
        assert "word/comments.xml" not in paquet.namelist()
        assert b"<w:comment" not in paquet.read("word/document.xml")


def _plat(texte_: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", "", texte_)


# --- Ce qui se recalcule


def _document() -> b.Document:
    titre, alinea = (lambda n, nom: b.Heading("article", (b.Text(nom),), nom, f"Article {n}", str(n))), b.Paragraph
    return b.Document(
        "Contrat",
        (
            b.TableOfContents(),
            titre(1, "Préambule"),
            alinea((b.Text("Rien."),), number="1.1"),
            titre(2, "Durée"),
            alinea((b.Text("Le contrat dure "), valeur("duree", "2 ans"), b.Text(".")), number="2.1"),
            alinea((b.Text("Il se renouvelle."),), number="2.2", anchor="tacite"),
            titre(3, "Fin"),
            alinea((b.Text("Au paragraphe "), b.Reference("tacite", "2.2"), b.Text(" et à l’article "), b.Reference("Durée", "2"), b.Text(".")), number="3.1"),
        ),
    )


def _sans_le_premier_article(octets: bytes) -> bytes:
    """Le paquet dont un lecteur a ôté le premier article à la main : son titre et son alinéa."""
    with ZipFile(BytesIO(octets)) as paquet:
        contenus = {nom: paquet.read(nom) for nom in paquet.namelist()}
    corps = etree.fromstring(contenus["word/document.xml"])
    debut = next(p for p in corps.iter(f"{W}p") if p.find("w:pPr/w:pStyle[@w:val='Titre2']", NS) is not None)
    for paragraphe in (debut.getnext(), debut):
        paragraphe.getparent().remove(paragraphe)
    contenus["word/document.xml"] = etree.tostring(corps)
    sortie = BytesIO()
    with ZipFile(sortie, "w") as paquet:
        for nom, contenu in contenus.items():
            paquet.writestr(nom, contenu)
    return sortie.getvalue()


@pytest.mark.lent
def test_un_article_ote_a_la_main_renumerote_les_suivants(tmp_path, exige_programme):
    """LibreOffice recalcule titres, alinéas et renvois aux alinéas. Il garde le résultat d’un renvoi à un article (il ignore « \\t ») : Word seul le recalcule."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    entier = FORMATS["docx"].render(_document())
    for nom, octets in (("entier", entier), ("ote", _sans_le_premier_article(entier))):
        (tmp_path / f"{nom}.docx").write_bytes(octets)
    profil = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    subprocess.run([soffice, "--headless", profil, "--convert-to", "txt:Text:UTF8", "--outdir", tmp_path, tmp_path / "entier.docx", tmp_path / "ote.docx"], check=True, capture_output=True, timeout=300)
    entier_lu, ote_lu = ([" ".join(ligne.split()) for ligne in (tmp_path / f"{nom}.txt").read_text("utf-8").splitlines() if ligne.strip()] for nom in ("entier", "ote"))
    assert entier_lu[-3:] == ["2.2 Il se renouvelle.", "Article 3 – Fin", "3.1 Au paragraphe 2.2 et à l’article 2."]
    assert ote_lu[-5:-1] == ["Article 1 – Durée", "1.1 Le contrat dure 2 ans.", "1.2 Il se renouvelle.", "Article 2 – Fin"]
    assert ote_lu[-1].startswith("2.1 Au paragraphe 1.2 et à l’article ")


def test_chaque_renvoi_est_un_champ_que_word_recalcule():
    """« \\n » donne le numéro de la cible ; vers un titre, « \\t » en ôte le mot (29500-1 §17.16.5.51). Aucun n’est verrouillé."""
    corps = partie(contrat("infogerance-forfait-financier", "propre")[1], "word/document.xml")
    codes = [e.text.split() for e in corps.iter(f"{W}instrText") if "_Ref" in e.text and "PAGEREF" not in e.text]
    assert len(codes) > 300
    assert {tuple(code[1:] if code[0] != "REF" else code[2:]) for code in codes} <= {("\\n", "\\t", "\\h"), ("\\n", "\\h")}
    assert not [c for c in corps.iter(f"{W}fldChar") if c.get(f"{W}fldLock") or c.get(f"{W}dirty")]
