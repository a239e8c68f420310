"""Un .docx se lit-il comme une personne le voit : tout ce qu’elle voit, à sa place et avec son numéro, et rien d’autre ?"""

import os
import random
import re
from io import BytesIO
from zipfile import ZipFile

import lecture_contrats
import pytest
from clausier.extract import Illisible, docx, docx_dangers, lire_octets
from clausier.extract.archive import Archive
from clausier.extract.document import Bloc
from clausier.extract.docx_noms import P, W
from clausier.extract.paquet import Paquet
from clausier.render import FORMATS
from clausier.render.word_parts import VALUES_NAMESPACE
from hostiles import bureau as b
from hostiles.bureau import champ, liste, niveau, num, p, r as run, style, tbl, tc, tr


def lire(corps: str = "", **options) -> tuple[list[Bloc], list[str]]:
    """Les blocs que le lecteur rend, avant qu’on en cherche la structure, et les codes d’avertissement."""
    avertissements = []
    blocs = docx.lire(Paquet(Archive(b.docx(corps, **options))), avertissements)
    return blocs, [a.code for a in avertissements]


def textes(corps: str, **options) -> list[str]:
    return [bloc.texte for bloc in lire(corps, **options)[0]]


def codes(corps: str, **options) -> list[str]:
    return lire(corps, **options)[1]


# ---------------------------------------------------------------- numéros
def numerotes(rangs: list[tuple[int, int]], *listes: tuple[str, str], plus: str = "", styles: str = "") -> list[str]:
    """Les numéros que reçoivent des paragraphes de ces listes, à ces niveaux."""
    corps = "".join(p("x", ppr=num(ident, rang)) for ident, rang in rangs)
    lus = textes(corps, numeros="".join(d for d, _ in listes) + "".join(i for _, i in listes) + plus, styles=styles)
    return [texte.removesuffix("x").rstrip() for texte in lus]


NIVEAUX = (niveau(0, "Article %1"), niveau(1, "%1.%2"), niveau(2, "%1.%2.%3"))
REPRISE = '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="%s"/></w:lvlOverride></w:num>'


def test_les_niveaux_se_comptent_et_reprennent():
    assert numerotes([(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)], liste(1, *NIVEAUX)) == ["Article 1", "1.1", "1.2", "1.2.1", "Article 2", "2.1", "2.1.1"]


def test_un_niveau_saute_est_tenu_pour_commence():
    assert numerotes([(1, 1), (1, 1), (1, 0)], liste(1, *NIVEAUX)) == ["1.1", "1.2", "Article 2"]


def test_deux_instances_d_une_definition_continuent_le_meme_compte():
    autre = '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>'
    assert numerotes([(1, 0), (1, 0), (9, 0), (1, 0)], liste(1, *NIVEAUX), plus=autre) == ["Article 1", "Article 2", "Article 3", "Article 4"]


def test_une_reprise_vaut_a_son_premier_emploi_et_emporte_le_compte():
    assert numerotes([(1, 0), (9, 0), (9, 0), (1, 0)], liste(1, *NIVEAUX), plus=REPRISE % 7) == ["Article 1", "Article 7", "Article 8", "Article 9"]


def test_une_instance_peut_changer_un_niveau():
    autre = f'<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{niveau(0, "§ %1", "upperRoman", 4)}</w:lvlOverride></w:num>'
    assert numerotes([(9, 0)], liste(1, *NIVEAUX), plus=autre) == ["§ IV"]


@pytest.mark.parametrize(
    "forme, dit",
    [
        ("decimal", ["1", "2", "28"]),
        ("decimalZero", ["01", "02", "28"]),
        ("upperRoman", ["I", "II", "XXVIII"]),
        ("lowerLetter", ["a", "b", "bb"]),
        ("ordinal", ["1er", "2e", "28e"]),
        ("ordinalText", ["premier", "deuxième", "vingt-huitième"]),
        ("cardinalText", ["un", "deux", "vingt-huit"]),
        ("chicago", ["1", "2", "28"]),
    ],
)
def test_chaque_forme_de_nombre(forme, dit):
    lus = numerotes([(1, 0)] * 28, liste(1, niveau(0, "%1", forme)))
    assert [lus[0], lus[1], lus[27]] == dit


def test_les_nombres_hors_de_portee_d_une_forme_restent_en_chiffres():
    assert numerotes([(1, 0)], liste(1, niveau(0, "%1", "lowerLetter", 999_999_999))) == ["999999999"]
    assert numerotes([(1, 0)], liste(1, niveau(0, "%1", "upperRoman", 0))) == ["0"]


def test_le_numero_legal_met_tout_en_chiffres():
    niveaux = (niveau(0, "%1", "upperRoman"), niveau(1, "%1.%2", autres="<w:isLgl/>"))
    assert numerotes([(1, 0), (1, 1)], liste(1, *niveaux)) == ["I", "1.1"]


def test_un_niveau_peut_ne_pas_reprendre():
    niveaux = (niveau(0, "%1"), niveau(1, "%2)", autres='<w:lvlRestart w:val="0"/>'))
    assert numerotes([(1, 0), (1, 1), (1, 0), (1, 1)], liste(1, *niveaux)) == ["1", "1)", "2", "2)"]


def test_une_liste_tient_a_un_style_de_liste():
    definie, instance = liste(1, *NIVEAUX, autres='<w:styleLink w:val="L"/>')
    renvoi = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>', '<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>'
    assert numerotes([(5, 0), (5, 1)], (definie, instance), renvoi, styles=style("L", ppr=num(1), genre="numbering")) == ["Article 1", "1.1"]


def test_le_numero_vient_du_style_et_de_ses_ancetres():
    styles = style("A", "heading 1", num(1) + '<w:outlineLvl w:val="0"/>') + style("B", base="A", ppr='<w:numPr><w:ilvl w:val="1"/></w:numPr>') + style("C", base="B")
    corps = p("x", style="A") + p("y", style="C") + p("z", style="A", ppr=num(0)) + p("t", style="A")
    assert textes(corps, styles=styles, numeros="".join(liste(1, *NIVEAUX))) == ["Article 1 x", "1.1 y", "z", "Article 2 t"]


def test_le_niveau_lie_a_un_style_se_trouve_par_lui():
    niveaux = (niveau(0, "Article %1", style="A"), niveau(1, "%1.%2", style="B"))
    styles = style("A", ppr=num(1, None)) + style("B", ppr=num(1, None))
    assert textes(p("x", style="A") + p("y", style="B"), styles=styles, numeros="".join(liste(1, *niveaux))) == ["Article 1 x", "1.1 y"]


def test_une_autre_liste_que_celle_du_style_garde_le_niveau_auquel_le_style_y_est_lie():
    listes = liste(1, *NIVEAUX), liste(2, niveau(0, "%1"), niveau(1, "%1-%2"), niveau(2, "%1-%2-%3", style="A"))
    styles = style("A", ppr=num(1, 1)) + style("B", base="A", ppr=num(2, None)) + style("C", base="A", ppr=num(1, None))
    corps = p("x", style="A", ppr=num(2, None)) + p("y", style="B") + p("z", style="C")
    assert textes(corps, styles=styles, numeros="".join(d for d, _ in listes) + "".join(i for _, i in listes)) == ["1-1-1 x", "2 y", "Article 1 z"]


def test_le_numero_colle_au_texte_quand_rien_ne_les_separe():
    assert textes(p(" – Durée", ppr=num(1)), numeros="".join(liste(1, niveau(0, "Article %1", autres='<w:suff w:val="nothing"/>')))) == ["Article 1 – Durée"]


def test_un_numero_masque_ne_se_lit_pas():
    masque = niveau(0, "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    assert textes(p("x", ppr=num(1)), numeros="".join(liste(1, masque))) == ["x"]


def test_une_puce_n_est_pas_du_texte_sauf_si_elle_est_un_mot():
    blocs, _ = lire(p("x", ppr=num(1)) + p("y", ppr=num(2)), numeros="".join(map("".join, zip(liste(1, niveau(0, "\uf0b7", "bullet")), liste(2, niveau(0, "Nota", "bullet"))))))
    assert [(bloc.texte, bloc.genre) for bloc in blocs] == [("x", "puce"), ("Nota y", "puce")]


def test_un_paragraphe_vide_prend_un_numero_mais_ne_se_montre_que_s_il_titre():
    styles = style("T", ppr=num(1) + '<w:outlineLvl w:val="0"/>')
    numeros = "".join(map("".join, zip(liste(1, niveau(0, "Article %1")), liste(2, niveau(0, "%1.")))))
    assert textes(p("", style="T") + p("Durée") + p("a", ppr=num(2)) + p("", ppr=num(2)) + p("c", ppr=num(2)), styles=styles, numeros=numeros) == ["Article 1", "Durée", "1. a", "3. c"]


def test_un_paragraphe_supprime_ou_masque_ne_compte_pas():
    supprime = f'<w:p><w:pPr>{num(1)}<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2">{run("x")}</w:del></w:p>'
    masque = p(run("x", "<w:vanish/>"), ppr=num(1) + "<w:rPr><w:vanish/></w:rPr>")
    assert textes(p("a", ppr=num(1)) + supprime + masque + p("b", ppr=num(1)), numeros="".join(liste(1, niveau(0, "%1.")))) == ["1. a", "2. b"]


def test_le_corps_une_zone_de_texte_et_les_notes_comptent_a_part():
    boite = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('boîte', ppr=num(1))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    corps = p("a", boite, '<w:r><w:footnoteReference w:id="1"/></w:r>', ppr=num(1)) + p("b", ppr=num(1))
    lus = textes(corps, numeros="".join(liste(1, niveau(0, "%1."))), notes=f'<w:footnote w:id="1">{p("note", ppr=num(1))}</w:footnote>')
    assert lus == ["1. a", "1. boîte", "1. note", "2. b"]


def test_une_liste_inconnue_ou_en_boucle_ne_dit_rien():
    boucle = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    assert textes(p("x", ppr=num(1)) + p("y", ppr=num(77)), numeros=boucle, styles=style("L", ppr=num(1), genre="numbering")) == ["x", "y"]
    assert textes(p("x", style="A"), styles=style("A", base="B", ppr=num(1)) + style("B", base="A")) == ["x"]


# ---------------------------------------------------------------- titres, sommaire
def genres(corps: str, **options) -> list[tuple[str, int]]:
    return [(bloc.genre, bloc.niveau) for bloc in lire(corps, **options)[0]]


def test_un_titre_se_sait_par_son_style_son_ancetre_ou_lui_meme():
    styles = style("A", "heading 2") + style("B", "Mon titre", base="A") + style("C", "Autre", '<w:outlineLvl w:val="2"/>') + style("D", "Corps", base="C", ppr='<w:outlineLvl w:val="9"/>') + style("T", "Title")
    corps = p("x", style="A") + p("x", style="B") + p("x", style="C") + p("x", style="D") + p("x", ppr='<w:outlineLvl w:val="0"/>') + p("x", style="T")
    assert genres(corps, styles=styles) == [("titre", 2), ("titre", 2), ("titre", 3), ("alinea", 0), ("titre", 1), ("titre", 1)]


def test_un_paragraphe_tout_en_gras_et_court_est_peut_etre_un_titre():
    gras = run("Durée du contrat", "<w:b/>")
    assert genres(p(gras) + p(gras, run(" et prix")) + p(run("x" * 130, "<w:b/>")) + p(run("Prix", '<w:b w:val="0"/>'))) == [("titre", 0), ("alinea", 0), ("alinea", 0), ("alinea", 0)]
    assert genres(p("Durée", style="G") + p(run("Prix", "<w:b/>"), style="G"), styles=style("G", rpr="<w:b/>")) == [("titre", 0), ("titre", 0)]


def test_un_titre_en_gras_en_tete_d_un_alinea_s_en_detache():
    assert textes(p(run("Durée.", "<w:b/>"), " Le contrat est conclu pour trois ans.")) == ["Durée.", "Le contrat est conclu pour trois ans."]
    assert textes(p(run("Durée", "<w:b/>"), " : le contrat est conclu pour trois ans.")) == ["Durée :", "le contrat est conclu pour trois ans."]
    assert textes(p(run("Le Client", "<w:b/>"), " paie chaque facture à trente jours.")) == ["Le Client paie chaque facture à trente jours."]


def _sommaire(*entrees: str, fin: bool = True) -> str:
    debut = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    lignes = [p(debut + run(entrees[0])), *map(p, entrees[1:])]
    return "".join(lignes) + (p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') if fin else "")


def test_un_sommaire_n_est_pas_du_texte_qu_il_vienne_d_un_champ_d_un_style_ou_d_un_controle():
    controle = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{p("Durée	4")}</w:sdtContent></w:sdt>'
    corps = _sommaire("Durée 3", "Prix 4") + p("Prix", style="S") + p("Sommaire", style="TS") + controle + p("Texte.")
    lus = genres(corps, styles=style("S", "toc 1") + style("TS", "TOC Heading"))
    assert lus == [("sommaire", 0)] * 5 + [("alinea", 0)]


def test_un_sommaire_ne_cache_pas_un_contrat():
    """Ni celui qui ne finit jamais, ni celui qui contient des phrases."""
    phrase = "Le Prestataire répond de ses fautes dans la limite du prix annuel, sauf faute lourde, dol ou dommage corporel, et dans les conditions de l’article 12."
    assert genres(_sommaire("Durée 3", phrase, "Prix 4", fin=False) + p(phrase)) == [("sommaire", 0), ("alinea", 0), ("sommaire", 0), ("alinea", 0)]


# ---------------------------------------------------------------- champs
def test_d_un_champ_seul_le_resultat_se_lit():
    assert textes(p("voir l’article ", champ(" REF _Ref1 \\r \\h ", run("12")), ".")) == ["voir l’article 12."]
    assert textes(p("le ", f'<w:fldSimple w:instr=" DATE ">{run("3 mai")}</w:fldSimple>')) == ["le 3 mai"]


def test_un_champ_dans_un_champ_ne_laisse_voir_que_le_dernier_resultat():
    dedans = champ(" REF a ", run("caché"))
    assert textes(p("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> IF </w:instrText></w:r>" + dedans + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("vu") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>")) == ["vu"]


def test_un_champ_qui_ne_finit_pas_ne_cache_pas_la_suite():
    assert textes(p("a", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("perdu")) + p("b") + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', run("c"))) == ["a", "b", "c"]


def test_les_champs_de_formulaire_montrent_ce_que_l_on_voit():
    debut = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>%s</w:ffData></w:fldChar></w:r><w:r><w:instrText> F </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    cochee = debut % "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
    vide = debut % "<w:checkBox><w:default w:val='0'/></w:checkBox>"
    choix = debut % "<w:ddList><w:result w:val='1'/><w:listEntry w:val='un an'/><w:listEntry w:val='trois ans'/></w:ddList>"
    assert textes(p(cochee, " oui ", vide, " non, ", choix)) == ["☒ oui ☐ non, trois ans"]
    bouton = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro [Nom du client] </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert (textes(p("Client : ", bouton)), codes(p(bouton))) == (["Client : [Nom du client]"], [])


def test_trop_de_champs_emboites_sont_refuses():
    with pytest.raises(Illisible, match="champs emboîtés"):
        lire(p("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 201))


# ---------------------------------------------------------------- ce qu’un run montre
def test_tabulations_sauts_et_tirets():
    corps = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>non</w:t><w:noBreakHyphen/><w:t>paie</w:t><w:softHyphen/><w:t>ment</w:t></w:r></w:p>"
    assert textes(corps) == ["a b c non-paiement"]


def test_les_symboles_les_formules_et_les_rubis():
    symbole = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> oui </w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t> non</w:t></w:r>'
    formule = "<m:oMath><m:r><m:t>P=P0×</m:t></m:r><m:f><m:fPr><m:type/></m:fPr><m:num><m:r><m:t>S</m:t></m:r></m:num><m:den><m:r><m:t>S0</m:t></m:r></m:den></m:f></m:oMath>"
    rubis = f"<w:r><w:ruby><w:rt>{run('haut')}</w:rt><w:rubyBase>{run('bas')}</w:rubyBase></w:ruby></w:r>"
    assert textes(p(symbole) + p(formule) + p(rubis)) == ["☒ oui ☐ non", "P=P0×S/S0", "bas"]


def test_ce_qui_entoure_un_run_ne_le_cache_pas():
    dans = [f"<w:{nom}>{run(nom)}</w:{nom}>" for nom in ("hyperlink", "smartTag", "ins", "moveTo", "dir", "bdo", "customXml", "inconnue")]
    assert textes(p(*dans)) == ["hyperlinksmartTaginsmoveTodirbdocustomXmlinconnue"]


def test_un_controle_de_contenu_se_lit_ou_qu_il_soit():
    def sdt(contenu: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{contenu}</w:sdtContent></w:sdt>"

    corps = p("a ", sdt(run("b"))) + sdt(p("c") + sdt(p("d"))) + f"<w:tbl>{sdt(tr('e', 'f'))}<w:tr>{sdt(tc('g'))}{tc(sdt(p('h')))}</w:tr></w:tbl>"
    assert textes(corps) == ["a b", "c", "d", "e | f", "g | h"]


def test_une_lettrine_et_une_marque_supprimee_se_joignent_a_la_suite():
    lettrine = '<w:framePr w:dropCap="drop" w:lines="2"/>'
    supprimee = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert textes(p("L", ppr=lettrine) + p("e Prestataire répond.") + p("Un ", ppr=supprimee) + p("an.")) == ["Le Prestataire répond.", "Un an."]
    assert textes(p("fin", ppr=supprimee)) == ["fin"]


# ---------------------------------------------------------------- ce qui ne se voit pas
BLANC = '<w:color w:val="FFFFFF"/>'
CACHES = {
    "masqué": (p(run("secret", "<w:vanish/>")), "texte-masque"),
    "masqué par un style de caractère": (p(run("secret", '<w:rStyle w:val="M"/>')), "texte-masque"),
    "masqué par un style de paragraphe": (p("secret", style="P"), "texte-masque"),
    "blanc": (p(run("secret", BLANC)), "texte-invisible"),
    "presque blanc": (p(run("secret", '<w:color w:val="FEFDFC"/>')), "texte-invisible"),
    "blanc par un style": (p("secret", style="B"), "texte-invisible"),
    "de la couleur de sa cellule": (tbl(tr(tc(p(run("secret", '<w:color w:val="1F3A5F"/>')), '<w:shd w:val="clear" w:fill="1F3A5F"/>'))), "texte-invisible"),
    "noir sur surligné noir": (p(run("secret", '<w:color w:val="000000"/><w:highlight w:val="black"/>')), "texte-invisible"),
    "blanc, après une cellule bleue": (tbl(tr(tc("a", '<w:shd w:val="clear" w:fill="1F3A5F"/>'), tc(p(run("secret", BLANC))))), "texte-invisible"),
    "minuscule": (p(run("secret", '<w:sz w:val="2"/>')), "texte-invisible"),
    "écrasé": (p(run("secret", '<w:w w:val="1"/>')), "texte-invisible"),
    "sans remplissage": (p(run("secret", "<w14:textFill><w14:noFill/></w14:textFill>")), "texte-invisible"),
    "sur une ligne d’un vingtième de point": (p("secret", ppr='<w:spacing w:line="1" w:lineRule="exact"/>'), "texte-invisible"),
    "dans une ligne de tableau masquée": (tbl(tr("secret", trpr="<w:hidden/>")), "texte-masque"),
    "dans une ligne de tableau trop basse": (tbl(tr("secret", trpr='<w:trHeight w:val="4" w:hRule="exact"/>')), "texte-invisible"),
    "sous une cellule fusionnée": (tbl(tr(tc("a", '<w:vMerge w:val="restart"/>')), tr(tc("secret", "<w:vMerge/>"))), "texte-masque"),
    "dans une zone de texte, en blanc": ('<w:p><w:r><w:pict><v:shape fillcolor="#1F3A5F" filled="f"><v:textbox><w:txbxContent>' + p(run("secret", BLANC)) + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>", "texte-invisible"),
}
STYLES = style("M", genre="character", rpr="<w:vanish/>") + style("P", rpr="<w:vanish/>") + style("B", rpr=BLANC)


@pytest.mark.parametrize("quoi", CACHES)
def test_ce_qui_ne_se_voit_pas_n_est_pas_compte_et_se_dit(quoi):
    corps, code = CACHES[quoi]
    blocs, avertis = lire(p("vu") + corps, styles=STYLES)
    assert "secret" not in " ".join(bloc.texte for bloc in blocs) and avertis == [code]


MONTRES = {
    "blanc sur bleu": tbl(tr(tc(p(run("vu", BLANC)), '<w:shd w:val="clear" w:fill="1F3A5F"/>'))),
    "blanc dans un tableau dont le style a des fonds": tbl(tr(tc(p(run("vu", BLANC)))), tblpr='<w:tblStyle w:val="TS"/>'),
    "blanc sur un fond du thème": p(run("vu", BLANC + '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>')),
    "blanc surligné": p(run("vu", BLANC + '<w:highlight w:val="blue"/>')),
    "blanc dans une forme pleine": '<w:p><w:r><w:pict><v:shape fillcolor="#1F3A5F"><v:textbox><w:txbxContent>' + p(run("vu", BLANC)) + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "masqué deux fois par ses styles": p(run("vu", '<w:rStyle w:val="M"/>'), style="P"),
    "démasqué": p(run("vu", '<w:vanish w:val="0"/>'), style="P"),
    "noirci": p(run("vu", '<w:color w:val="auto"/>'), style="B"),
    "séparé par une marque masquée": p("vu", ppr="<w:rPr><w:vanish/><w:specVanish/></w:rPr>"),
    "masqué pour la toile seule": p(run("vu", "<w:webHidden/>")),
    "en petites notes": p(run("vu", '<w:sz w:val="12"/>')),
}


@pytest.mark.parametrize("quoi", MONTRES)
def test_ce_qui_se_voit_est_compte(quoi):
    fonds = '<w:style w:type="table" w:styleId="TS"><w:name w:val="TS"/><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4F81BD"/></w:tcPr></w:tblStylePr></w:style>'
    blocs, avertis = lire(MONTRES[quoi], styles=STYLES + fonds)
    assert ([bloc.texte for bloc in blocs], avertis) == (["vu"], [])


def test_le_fond_de_la_page_compte():
    brut = b.document(p(run("vu", BLANC))).replace("<w:body>", '<w:background w:color="102040"/><w:body>').encode()
    assert lire(brut=brut)[0][0].texte == "vu"


# ---------------------------------------------------------------- révisions
def test_une_ligne_une_cellule_ou_un_bloc_supprimes_ne_se_lisent_pas():
    corps = tbl(tr("a", "b"), tr("x", "y", trpr='<w:del w:id="1"/>'), tr("c", tc("z", '<w:cellDel w:id="2"/>'))) + f'<w:moveFrom w:id="3">{p("x")}</w:moveFrom><w:ins w:id="4">{p("d")}</w:ins>'
    blocs, avertis = lire(corps)
    assert ([bloc.texte for bloc in blocs], avertis) == (["a | b", "c | ", "d"], ["modifications-suivies"])


def test_une_marque_de_paragraphe_inseree_est_une_revision():
    assert codes(p("a", ppr='<w:rPr><w:ins w:id="1"/></w:rPr>') + p("b")) == ["modifications-suivies"]


def test_un_ancien_etat_de_mise_en_forme_n_en_est_pas_une():
    assert lire(p(run("a", "<w:rPrChange w:id='1'><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), ppr="<w:pPrChange w:id='2'><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange>"))[0] == [Bloc("a", ancre="0")]


# ---------------------------------------------------------------- tableaux
def test_les_titres_de_colonnes_se_savent_par_leur_marque_leur_gras_ou_le_style():
    tete = ("Gravité", "Délai")
    gras = [tc(p(run(mot, "<w:b/>"))) for mot in tete]
    fond = [tc(mot, '<w:shd w:val="clear" w:fill="EEF2F6"/>') for mot in tete]
    style_de_tableau = '<w:style w:type="table" w:styleId="TS"><w:name w:val="TS"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    for premiere, tblpr in ((tr(*tete, trpr="<w:tblHeader/>"), ""), (tr(*gras), ""), (tr(*fond), ""), (tr(*tete), '<w:tblStyle w:val="TS"/><w:tblLook w:val="04A0"/>')):
        blocs, _ = lire(tbl(premiere, tr("Forte", "4 h"), tblpr=tblpr), styles=style_de_tableau)
        assert [bloc.colonnes for bloc in blocs] == [tete, tete], premiere
    assert [bloc.colonnes for bloc in lire(tbl(tr(*tete), tr("Forte", "4 h")))[0]] == [(), ()]


def test_une_cellule_par_colonne_de_la_grille():
    blocs, _ = lire(tbl(tr("a", tc("b", '<w:gridSpan w:val="2"/>'), "c"), tr("d", "e", trpr='<w:gridBefore w:val="2"/>')))
    assert [[bloc.texte[debut:fin] for debut, fin in bloc.cellules] for bloc in blocs] == [["a", "b", "", "c"], ["", "", "d", "e"]]


def test_une_suite_de_fusion_sans_debut_se_voit():
    assert textes(tbl(tr(tc("a", "<w:vMerge/>"), "b"))) == ["a | b"]


def test_un_tableau_dans_une_cellule_suit_sa_ligne():
    assert textes(tbl(tr("a", tc(p("b") + tbl(tr("c", "d")) + p("e"))))) == ["a | b e", "c | d"]


def test_un_cadre_et_une_page_en_colonnes_se_lisent_comme_du_texte():
    assert genres(tbl(tr(tc(p("Un.") + p("Deux."))))) == [("alinea", 0), ("alinea", 0)]
    assert genres(tbl(tr(tc("x" * 1500 + "."), tc("y " * 800)))) == [("ligne", 0)]
    assert genres(tbl(tr(tc("x" * 2500 + "."), tc("y")))) == [("alinea", 0), ("alinea", 0)]


# ---------------------------------------------------------------- dessins, notes, têtes
def test_un_dessin_n_a_de_texte_que_celui_qu_il_montre():
    groupe = f"<w:pict><v:group><v:shape><v:textbox><w:txbxContent>{p('un')}</w:txbxContent></v:textbox></v:shape><v:shape><v:textpath string='BROUILLON'/></v:shape></v:group></w:pict>"
    schema = '<w:drawing><wp:inline><wp:docPr descr="texte de remplacement"/><a:graphic><a:graphicData><dgm:relIds r:dm="rId5"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    donnees = f"<dgm:dataModel {b.ESPACES}><dgm:pt><dgm:t><a:p><a:r><a:t>Esca</a:t></a:r><a:r><a:t>lade</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
    assert textes(f"<w:p>{run('a')}<w:r>{groupe}{schema}</w:r></w:p>", rels=(("rId5", "diagramData", "diagrams/data1.xml"),), autres={"word/diagrams/data1.xml": donnees}) == ["a", "un", "BROUILLON", "Escalade"]


def test_une_note_suit_le_bloc_qui_l_appelle_et_porte_son_rang():
    appel = '<w:r><w:footnoteReference w:id="%s"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{i}">{p(f"note {i}")}{p("suite")}</w:footnote>' for i in (2, 3))
    blocs, _ = lire(tbl(tr("a", tc(p("b", appel % 3)))) + p("c", appel % 2, appel % 2), notes=notes)
    assert [(bloc.texte, bloc.genre, bloc.lieu) for bloc in blocs] == [
        ("a | b", "ligne", ""), ("note 3", "note", "note 1"), ("suite", "note", "note 1"), ("c", "alinea", ""), ("note 2", "note", "note 2"), ("suite", "note", "note 2"),
    ]  # fmt: skip


def test_une_note_que_rien_de_visible_n_appelle_n_est_pas_lue():
    assert textes(p("a", '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'), notes=f'<w:footnote w:id="1">{p("x")}</w:footnote>') == ["a"]


def _section(*types: str, plus: str = "") -> str:
    return "<w:sectPr>" + "".join(f'<w:headerReference w:type="{genre}" r:id="rId_{genre}"/>' for genre in types) + plus + "</w:sectPr>"


@pytest.mark.parametrize("plus, reglages, lus", [("", "", ["default"]), ("<w:titlePg/>", "", ["default", "first"]), ("", "<w:evenAndOddHeaders/>", ["default", "even"])])
def test_seules_les_tetes_imprimees_se_lisent(plus, reglages, lus):
    genres_de_page = ("default", "first", "even")
    rels = tuple((f"rId_{genre}", "header", f"{genre}.xml") for genre in genres_de_page)
    autres = {f"word/{genre}.xml": f"<w:hdr {b.ESPACES}>{p(genre)}</w:hdr>" for genre in genres_de_page}
    blocs, _ = lire(p("a", ppr=_section(*genres_de_page, plus=plus)) + _section(*genres_de_page, plus=plus), rels=rels, autres=autres, reglages=reglages)
    assert [bloc.texte for bloc in blocs if bloc.genre == "entete"] == lus


def test_une_partie_se_designe_par_un_chemin_absolu_relatif_ou_a_une_autre_casse():
    for cible in ("/word/styles.xml", "styles.xml", "../word/styles.xml", "./Styles.xml"):
        parties = b.parties_docx(p("a", style="T"), styles=style("T", "heading 1"))
        parties["word/_rels/document.xml.rels"] = parties["word/_rels/document.xml.rels"].replace("styles.xml", cible)
        assert docx.lire(Paquet(Archive(b.zipper(parties))), [])[0].niveau == 1, cible


# ---------------------------------------------------------------- ce que l’on annote
def test_l_ancre_est_le_rang_du_paragraphe_dans_la_partie_principale():
    corps = f'<w:del w:id="1">{p("x")}</w:del>' + p("a") + tbl(tr("b", "c")) + f"<w:p>{run('d')}<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('e')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    blocs, _ = lire(corps)
    rangs = list(Paquet(Archive(b.docx(corps))).arbre("word/document.xml").iter(P))
    trouves = [next(rangs[int(bloc.ancre)].iter(f"{W}t")).text for bloc in blocs]
    assert trouves == ["a", "b", "d", "e"] and [bloc.texte for bloc in blocs] == ["a", "b | c", "d", "e"]


def test_notre_partie_de_valeurs_n_est_pas_un_danger_et_se_compare_au_texte():
    assert docx_dangers.NOS_VALEURS == VALUES_NAMESPACE
    octets = FORMATS["docx"].render(lecture_contrats.document(lecture_contrats.MODELES[1]))
    assert lire_octets("a.docx", octets).avertissements == ()
    with ZipFile(BytesIO(octets)) as paquet:
        parties = {nom: paquet.read(nom) for nom in paquet.namelist()}
    parties["customXml/item1.xml"] = parties["customXml/item1.xml"].replace("Villefictive".encode(), "Autreville".encode())
    assert [a.code for a in lire_octets("a.docx", b.zipper(parties)).avertissements] == ["valeurs-liees"]


# ---------------------------------------------------------------- nos contrats
@pytest.mark.parametrize("modele", lecture_contrats.MODELES)
def test_nos_contrats_relus_ont_les_memes_mots_que_leur_texte(modele):
    lecture = lire_octets("contrat.docx", FORMATS["docx"].render(lecture_contrats.document(modele)))
    assert lecture_contrats.mots_lus(lecture) == lecture_contrats.mots_voulus(modele) and lecture.avertissements == ()


@pytest.mark.lent
def test_ce_que_libreoffice_reecrit_a_toujours_les_memes_mots(exige_programme, tmp_path):
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    modele = lecture_contrats.MODELES[0]
    relu = lecture_contrats.relu_par_libreoffice(soffice, tmp_path, modele, "odt", "docx")
    assert lecture_contrats.mots_lus(lire_octets("contrat.docx", relu.read_bytes())) == lecture_contrats.mots_voulus(modele)


def test_les_morceaux_d_un_contrat_ne_changent_pas_sa_lecture():
    """Chaque texte coupé au hasard en runs : Word le fait à chaque frappe."""
    tirage = random.Random(os.environ["CLAUSIER_GRAINE"])
    octets = FORMATS["docx"].render(lecture_contrats.document(lecture_contrats.MODELES[1]))
    with ZipFile(BytesIO(octets)) as paquet:
        parties = {nom: paquet.read(nom) for nom in paquet.namelist()}

    def couper(trouve: re.Match[str]) -> str:
        texte = re.findall("&[^;]+;|.", trouve[2], re.S)
        bornes = sorted({0, len(texte), *(tirage.randrange(len(texte) + 1) for _ in range(3))})
        return "".join(f'<w:r>{trouve[1] or ""}<w:t xml:space="preserve">{"".join(texte[a:z])}</w:t></w:r>' for a, z in zip(bornes, bornes[1:]))

    motif = r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]+)</w:t></w:r>'
    parties["word/document.xml"] = re.sub(motif, couper, parties["word/document.xml"].decode()).encode()
    assert lire_octets("a.docx", b.zipper(parties)) == lire_octets("a.docx", octets)
