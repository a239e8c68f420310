"""Une valeur étrange ressort-elle telle quelle de chaque format, et les formats disent-ils tous les mêmes mots ?"""

from __future__ import annotations

import re

import lecture_odt
import lecture_pdf
import pytest
from clausier.blocks import Annotation, Document, Paragraph, Reference, Text
from clausier.render import FORMATS
from rendu_exemples import contrat, petit, valeur
from rendu_lecture import NS, arbre_html, markdown_en_html, mots, numeros, partie, texte, texte_html

# Numéros des entrées hostiles du projet, pour retrouver ce que chacune attaque.
VALEURS = {
    "H100 balises": 'A & <w:br/> "B" ]]>',
    "H101 gabarits": "{{7*7}} {% import os %} ${7*7} {client} <%=1%> [[x]] {client_nom}",
    "H103 page": "<img src=x onerror=alert(1)> <svg/onload=alert(1)> javascript:alert(1)",
    "H105 lien": "](javascript:alert(1)) ![x](y) [a][b] [c]: d <http://e>",
    "H105 titre": "# Titre",
    "H105 barre": "a | b || c",
    "H105 marques": "`code` **gras** _bas_ ~~barré~~ \\fin *",
    "H105 en-tête": "--- titre: x ---",
    "H105 liste": "- un",
    "H105 numéro": "1. un",
    "H105 citation": "> cité",
    "H105 entité": "&amp; &#35; &lt;b&gt;",
    "H105 attributs": "x {: .rouge #id }",
    "H106 champ Word": '{ DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" }',
    "H107 sens d’écriture": "SARL \u202egnp.exe\u202c Martin",
    "H109 écritures": "Émoji 🛠️ 漢字 العربية e\u0301 ẞ 𝒳",
    "H109 accents et lettres": "e\u0301 ẞ œ Ÿ Ž Ω Ж ☐ ½ 20\u202f% peut\u2011être",
    "espaces": "25\u00a0200,00\u202f€ – « l’essai »",
}
LIGNES = {
    "H110 retour": ("ligne 1\rligne 2", ["ligne 1", "ligne 2"]),
    "H110 retour Windows": ("ligne 1\r\nligne 2", ["ligne 1", "ligne 2"]),
    "saut de ligne": ("12 rue Haute\n75001 Paris", ["12 rue Haute", "75001 Paris"]),
    "H105 à la ligne": (
        "Titre\n=====\n- un\n1. deux\n> trois\n# quatre\n--- cinq",
        ["Titre", "=====", "- un", "1. deux", "> trois", "# quatre", "--- cinq"],
    ),
    "ligne vide": ("un\n\n    deux", ["un", "", "deux"]),
}
INTERDITS = {
    "NUL": "\x00",
    "BEL": "\x07",
    "VT": "\x0b",
    "U+FFFE": "\ufffe",
    "U+FFFF": "\uffff",
    "substitut": "\ud800",
    "U+1FFFE": "\U0001fffe",
}


# Ce qu’un PDF ne peut ni montrer ni garder : refusé, avec le champ et le signe nommés.
REFUSEES = {("pdf", "H107 sens d’écriture"): "U+202E", ("pdf", "H109 écritures"): "U+1F6E0"}


def lire(extension: str, octets: bytes) -> str:
    """Tout le texte d’un document, relu par un autre programme que le nôtre."""
    if extension == "docx":
        return "\n".join(texte(p) for p in partie(octets, "word/document.xml").iterfind(".//w:p", NS))
    if extension == "odt":
        return lecture_odt.texte(octets)
    if extension == "pdf":
        return lecture_pdf.texte(octets)
    if extension == "html":
        return texte_html(arbre_html(octets).find(".//body"))
    if extension == "md":
        return texte_html(markdown_en_html(octets).find(".//body"))
    return octets.decode()


def seul(cle: str, ecrit: str) -> Document:
    """Un document dont la valeur est à la fois dans une phrase, seule dans un paragraphe, et dans un tableau."""
    return (
        petit(ecrit)
        if cle == "phrase"
        else Document("Titre", (Paragraph((valeur("client_nom", ecrit),), kind="plain"),))
    )


@pytest.mark.parametrize("place", ["phrase", "seule"])
@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("nom", VALEURS)
def test_valeur_gardee_telle_quelle(nom, extension, place):
    ecrit = VALEURS[nom]
    if signe := REFUSEES.get((extension, nom)):
        with pytest.raises(ValueError, match=f"^champ « client_nom » : .*{re.escape(signe)}"):
            FORMATS[extension].render(seul(place, ecrit))
        return
    lu = lire(extension, FORMATS[extension].render(seul(place, ecrit)))
    assert " ".join(ecrit.split(" ")) in " ".join(lu.replace("\n", " ").split(" "))


@pytest.mark.parametrize("place", ["phrase", "seule"])
@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("nom", LIGNES)
def test_lignes_d_une_valeur_gardees(nom, extension, place):
    ecrit, lignes = LIGNES[nom]
    lu = lire(extension, FORMATS[extension].render(seul(place, ecrit)))
    position = 0
    for ligne in filter(None, lignes):
        trouve = lu.find(ligne, position)
        assert trouve >= 0, ligne
        assert not position or "\n" in lu[position:trouve] or extension == "txt"
        position = trouve + len(ligne)


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("nom", INTERDITS)
def test_caractere_interdit_refuse_en_nommant_le_champ(nom, extension):
    with pytest.raises(ValueError, match="champ « client_nom » : caractère interdit U\\+"):
        FORMATS[extension].render(petit(f"SARL {INTERDITS[nom]} Martin"))


@pytest.mark.parametrize("extension", FORMATS)
def test_renvoi_dans_le_vide_refuse(extension):
    with pytest.raises(ValueError, match="« ailleurs »"):
        FORMATS[extension].render(Document("T", (Paragraph((Reference("ailleurs", "3"),), kind="plain"),)))


@pytest.mark.parametrize("extension", FORMATS)
def test_note_dans_le_vide_refusee(extension):
    with pytest.raises(ValueError, match="« ailleurs »"):
        FORMATS[extension].render(Document("T", (), annotations=(Annotation("ailleurs", ("x",)),)))


@pytest.mark.parametrize("extension", FORMATS)
def test_ancre_en_double_refusee(extension):
    bloc = Paragraph((Text("x"),), kind="plain", anchor="a")
    with pytest.raises(ValueError, match="ancre « a »"):
        FORMATS[extension].render(Document("T", (bloc, bloc)))


@pytest.mark.parametrize("extension", FORMATS)
def test_long_champ_jamais_coupe(extension):
    long = "https://exemple.fr/" + "a" * 300
    assert long in lire(extension, FORMATS[extension].render(petit(long)))


@pytest.mark.parametrize("extension", FORMATS)
def test_memes_octets(extension):
    assert FORMATS[extension].render(contrat()) == FORMATS[extension].render(contrat())


def mots_du_format(extension: str, document: Document) -> list[str]:
    """Les mots du contrat dans un format : sans sommaire, ni en-tête, ni pied."""
    octets = FORMATS[extension].render(document)
    if extension == "docx":
        lignes = [f"{numero} {ecrit}" for numero, ecrit in numeros(octets)]
        sommaire = sum(
            1
            for s in partie(octets, "word/document.xml").iterfind(".//w:pStyle", NS)
            if s.values()[0].startswith(("TM", "Titresommaire"))
        )
        debut = next(n for n, ligne in enumerate(lignes) if ligne.strip() == "Sommaire") if sommaire else 0
        return mots("\n".join(lignes[:debut] + lignes[debut + sommaire :]))
    if extension == "odt":
        lignes = [f"{numero} {ecrit}" for numero, ecrit in lecture_odt.numeros(octets)]
        return mots("\n".join(lignes))
    if extension == "html":
        corps = arbre_html(octets).find(".//main")
        for navigation in corps.findall(".//nav"):
            navigation.getparent().remove(navigation)
        return mots(texte_html(corps))
    if extension == "md":
        corps = markdown_en_html(octets).find(".//body")
        titre = next((h for h in corps.iter("h2") if h.text == "Sommaire"), None)
        if titre is not None:
            corps.remove(titre.getnext())
            corps.remove(titre)
        lu = texte_html(corps)
    else:
        lu = octets.decode()
        if "\nSommaire\n" in lu:
            avant, apres = lu.split("\nSommaire\n", 1)
            lu = avant + apres.split("\n\n", 1)[1]
    return mots(lu)[: -len(mots(document.footer))]


@pytest.mark.parametrize("extension", ["odt", "md", "html", "txt"])
@pytest.mark.parametrize(
    "document", [petit(), petit("12 rue Haute\n75001 Paris"), contrat()], ids=["petit", "lignes", "contrat"]
)
def test_memes_mots_dans_le_meme_ordre_que_word(extension, document):
    assert mots_du_format(extension, document) == mots_du_format("docx", document)
