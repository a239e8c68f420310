"""Un .odt se lit-il comme une personne le voit : tout ce qu’elle voit, à sa place et avec son numéro, et rien d’autre ?"""

import lecture_contrats
import pytest
from clausier.extract import lire_octets, odt
from clausier.extract.archive import Archive
from clausier.extract.document import Bloc
from clausier.render import FORMATS
from hostiles import bureau as b
from hostiles.bureau import tp


def lire(corps: str = "", **options) -> tuple[list[Bloc], list[str]]:
    """Les blocs que le lecteur rend, avant qu’on en cherche la structure, et les codes d’avertissement."""
    avertissements = []
    blocs = odt.lire(Archive(b.odt(corps, **options)), avertissements)
    return blocs, [a.code for a in avertissements]


def textes(corps: str, **options) -> list[str]:
    return [bloc.texte for bloc in lire(corps, **options)[0]]


def genres(corps: str, **options) -> list[tuple[str, int]]:
    return [(bloc.genre, bloc.niveau) for bloc in lire(corps, **options)[0]]


def th(texte: str, niveau: int = 1, style: str = "", autres: str = "") -> str:
    return f'<text:h text:outline-level="{niveau}" text:style-name="{style}"{autres}>{texte}</text:h>'


def style(nom: str, texte: str = "", paragraphe: str = "", famille: str = "paragraph", autres: str = "", reste: str = "") -> str:
    return (
        f'<style:style style:name="{nom}" style:family="{famille}"{autres}>{f"<style:paragraph-properties {paragraphe}/>" if paragraphe else ""}'
        f'{f"<style:text-properties {texte}/>" if texte else ""}{reste}</style:style>'
    )


# ---------------------------------------------------------------- listes
def item(*dedans: str, autres: str = "") -> str:
    return f"<text:list-item{autres}>{''.join(d if d.startswith('<') else tp(d) for d in dedans)}</text:list-item>"


def liste(*items: str, style: str = "L", autres: str = "") -> str:
    nom = f' text:style-name="{style}"' if style else ""
    return f"<text:list{nom}{autres}>{''.join(i if i.startswith('<') else item(i) for i in items)}</text:list>"


def niveau(rang: int, forme: str = "1", autres: str = "", apres: str = ".", avant: str = "", montres: int = 1) -> str:
    return f'<text:list-level-style-number text:level="{rang}" style:num-format="{forme}" style:num-prefix="{avant}" style:num-suffix="{apres}" text:display-levels="{montres}"{autres}/>'


L = f'<text:list-style style:name="L">{niveau(1, avant="Article ", apres="")}{niveau(2, montres=2, apres="")}{niveau(3, "a", apres=")")}</text:list-style>'
PUCES = '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'


def test_les_niveaux_se_comptent_et_reprennent():
    corps = liste(item("Durée", liste("Un an.", item("Reconduit", liste("tacitement ;", "ou non.", style="")), style="")), item("Prix", liste("Fixe.", style="")))
    assert textes(corps, automatiques=L) == ["Article 1 Durée", "1.1 Un an.", "1.2 Reconduit", "a) tacitement ;", "b) ou non.", "Article 2 Prix", "2.1 Fixe."]


def test_un_item_se_donne_un_numero_un_entete_et_un_second_paragraphe_n_en_ont_pas():
    corps = liste("a", item("b", "suite", autres=' text:start-value="7"'), "c", f"<text:list-header>{tp('sans')}</text:list-header>")
    assert textes(corps, automatiques=L) == ["Article 1 a", "Article 7 b", "suite", "Article 8 c", "sans"]


def test_une_liste_recommence_sauf_si_elle_en_continue_une_autre():
    corps = liste("a", autres=' xml:id="un"') + liste("b") + liste("c", autres=' text:continue-list="un"') + liste("d", autres=' text:continue-numbering="true"')
    assert textes(corps, automatiques=L) == ["Article 1 a", "Article 1 b", "Article 2 c", "Article 3 d"]


def test_un_item_qui_ne_contient_qu_une_liste_ne_compte_pas():
    corps = liste("a", autres=' xml:id="x"') + liste(item(liste("b", style="")), autres=' text:continue-list="x"') + liste("c", autres=' text:continue-list="x"')
    assert textes(corps, automatiques=L) == ["Article 1 a", "1.1 b", "Article 2 c"]


def test_un_niveau_saute_est_tenu_pour_commence():
    assert textes(liste(item(liste("a", style="")), "b"), automatiques=L) == ["1.1 a", "Article 2 b"]


def test_les_puces_et_les_formes_de_nombres():
    formes = "".join(f'<text:list-style style:name="F{i}">{niveau(1, forme, autres, ")")}</text:list-style>' for i, (forme, autres) in enumerate((("I", ""), ("i", ""), ("A", ""), ("a", ' style:num-letter-sync="true"'), ("", ""))))
    corps = liste("x", style="B") + "".join(liste(item("x", autres=' text:start-value="28"'), style=f"F{i}") for i in range(5))
    assert genres(corps, automatiques=PUCES + formes)[:2] == [("puce", 0), ("alinea", 0)]
    assert textes(corps, automatiques=PUCES + formes) == ["x", "XXVIII) x", "xxviii) x", "AB) x", "bb) x", ") x"]


def test_le_modele_de_numero_de_libreoffice_l_emporte():
    modele = f'<text:list-style style:name="L">{niveau(1, autres=chr(32) + "loext:num-list-format=" + chr(34) + "Article %1% –" + chr(34))}{niveau(2, autres=chr(32) + "loext:num-list-format=" + chr(34) + "%1%.%2%" + chr(34))}</text:list-style>'
    assert textes(liste(item("Durée", liste("Un an.", style=""))), automatiques=modele) == ["Article 1 – Durée", "1.1 Un an."]


PLAN = f'<text:outline-style style:name="Outline">{niveau(1, avant="Article ", apres="").replace("list-level-style-number", "outline-level-style")}{niveau(2, montres=2, apres="").replace("list-level-style-number", "outline-level-style")}</text:outline-style>'


def test_les_titres_se_comptent_par_le_plan():
    corps = th("Durée") + th("Terme", 2) + th("Prix", autres=' text:start-value="5"') + th("Base", 2) + th("Annexe", style="Nu") + th("Fin", autres=' text:is-list-header="true"') + th("Suite")
    nu = style("Nu", autres=' style:list-style-name=""')
    assert textes(corps, styles=PLAN + nu) == ["Article 1 Durée", "1.1 Terme", "Article 5 Prix", "5.1 Base", "Annexe", "Fin", "Article 6 Suite"]
    assert genres(corps, styles=PLAN + nu)[:2] == [("titre", 1), ("titre", 2)]


def test_un_numero_deja_ecrit_pour_les_lecteurs_simples_ne_se_lit_pas_deux_fois():
    assert textes(liste(item(tp("<text:number>Article 1</text:number>Durée"))), automatiques=L) == ["Article 1 Durée"]


# ---------------------------------------------------------------- genres
def test_titre_du_document_gras_et_sommaire():
    styles = style("Title") + style("Sous", autres=' style:parent-style-name="Title"') + style("Contents_20_1") + style("G", 'fo:font-weight="bold"')
    corps = tp("a", "Title") + tp("a", "Sous") + tp("Durée 3", "Contents_20_1") + tp("Prix", "G") + tp('<text:span text:style-name="G">Durée.</text:span> Le contrat est conclu pour trois ans.')
    assert genres(corps, styles=styles + style("G", 'fo:font-weight="bold"', famille="text")) == [("titre", 1), ("titre", 1), ("sommaire", 0), ("titre", 0), ("titre", 0), ("alinea", 0)]


def test_une_table_des_matieres_n_est_pas_du_texte_mais_ne_cache_pas_un_contrat():
    phrase = "Le Prestataire répond de ses fautes dans la limite du prix annuel, sauf faute lourde, dol ou dommage corporel, et dans les conditions de l’article 12."
    corps = f"<text:table-of-content><text:table-of-content-source>{tp('modèle')}</text:table-of-content-source><text:index-body>{tp('Durée 3')}{tp(phrase)}</text:index-body></text:table-of-content>"
    assert [(bloc.texte, bloc.genre) for bloc in lire(corps)[0]] == [("Durée 3", "sommaire"), (phrase, "alinea")]


# ---------------------------------------------------------------- ce qu’un paragraphe contient
def test_espaces_tabulations_et_sauts():
    assert textes(tp('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:soft-page-break/>e')) == ["a b c de"]


def test_liens_champs_formules_et_rubis_montrent_leur_texte():
    corps = tp('<text:a xlink:href="https://example.org">a</text:a> <text:page-number>3</text:page-number> <text:user-field-get text:name="x">Nom</text:user-field-get> <text:placeholder>&lt;date&gt;</text:placeholder>')
    assert textes(corps + tp("<text:ruby><text:ruby-base>bas</text:ruby-base><text:ruby-text>haut</text:ruby-text></text:ruby>")) == ["a 3 Nom <date>", "bas"]


def test_commentaires_variables_muettes_et_declarations_ne_sont_pas_du_texte():
    corps = '<text:user-field-decls><text:user-field-decl text:name="x" office:string-value="secret"/></text:user-field-decls>'
    corps += tp('a<office:annotation><dc:creator>X</dc:creator><text:p>secret</text:p></office:annotation><text:variable-set text:display="none">secret</text:variable-set><text:script>secret</text:script>b')
    assert textes(corps) == ["ab"]


def test_sections_cadres_formes_et_groupes():
    cadre = f'<draw:frame><draw:text-box>{tp("cadre")}</draw:text-box><svg:title>titre muet</svg:title></draw:frame>'
    forme = f'<draw:g><draw:custom-shape>{tp("forme")}</draw:custom-shape></draw:g>'
    assert textes(f"<text:section>{tp('a')}<text:section>{tp('b' + cadre)}</text:section></text:section>{forme}") == ["a", "b", "cadre", "forme"]


def test_une_note_suit_le_bloc_qui_l_appelle():
    def note(texte: str, genre: str = "footnote") -> str:
        return f'<text:note text:note-class="{genre}"><text:note-citation>9</text:note-citation><text:note-body>{tp(texte)}</text:note-body></text:note>'

    blocs, _ = lire(tp(f"a{note('un')}{note('fin', 'endnote')}") + tp("b" + note("deux")))
    assert [(bloc.texte, bloc.genre, bloc.lieu) for bloc in blocs] == [("a", "alinea", ""), ("un", "note", "note 1"), ("fin", "note", "note de fin 1"), ("b", "alinea", ""), ("deux", "note", "note 2")]


def test_seules_les_tetes_des_pages_employees_se_lisent():
    def page(nom: str, texte: str, autres: str = "") -> str:
        return f'<style:master-page style:name="{nom}"{autres}><style:header>{tp(texte)}</style:header><style:footer>{tp("bas")}</style:footer><style:header-left style:display="false">{tp("caché")}</style:header-left></style:master-page>'

    pages = page("Standard", "un", ' style:next-style-name="Suite"') + page("Suite", "deux") + page("Autre", "trois") + page("Employee", "quatre")
    blocs, _ = lire(tp("a", "P"), pages=pages, automatiques=style("P", autres=' style:master-page-name="Employee"'))
    assert [(bloc.texte, bloc.genre) for bloc in blocs] == [("un", "entete"), ("deux", "entete"), ("quatre", "entete"), ("a", "alinea"), ("bas", "pied")]


# ---------------------------------------------------------------- ce qui ne se voit pas
STYLES = (
    style("M", 'text:display="none"', famille="text") + style("MP", 'text:display="none"') + style("MF", autres=' style:parent-style-name="MP"') + style("B", 'fo:color="#ffffff"', famille="text")
    + style("P", 'fo:font-size="1pt"', famille="text") + style("Q", 'fo:font-size="5%"', famille="text") + style("E", 'style:text-scale="1%"', famille="text") + style("O", 'loext:opacity="0%"', famille="text")
    + style("H", paragraphe='fo:line-height="1pt"')
)  # fmt: skip
CACHES = {
    "masqué": (tp('<text:span text:style-name="M">secret</text:span>'), "texte-masque"),
    "masqué par son paragraphe": (tp("secret", "MP"), "texte-masque"),
    "masqué par un style parent": (tp("secret", "MF"), "texte-masque"),
    "dans une section masquée": (f'<text:section text:display="none">{tp("secret")}</text:section>', "texte-masque"),
    "texte conditionnel masqué": (tp('<text:hidden-text text:is-hidden="true" text:string-value="secret">secret</text:hidden-text>'), "texte-masque"),
    "paragraphe masqué par un champ": (tp('secret<text:hidden-paragraph text:is-hidden="true"/>'), "texte-masque"),
    "blanc": (tp('<text:span text:style-name="B">secret</text:span>'), "texte-invisible"),
    "d’un point": (tp('<text:span text:style-name="P">secret</text:span>'), "texte-invisible"),
    "d’un vingtième de sa taille": (tp('<text:span text:style-name="Q">secret</text:span>'), "texte-invisible"),
    "écrasé": (tp('<text:span text:style-name="E">secret</text:span>'), "texte-invisible"),
    "transparent": (tp('<text:span text:style-name="O">secret</text:span>'), "texte-invisible"),
    "sur une ligne trop basse": (tp("secret", "H"), "texte-invisible"),
    "dans une ligne repliée": (f'<table:table><table:table-row table:visibility="collapse"><table:table-cell>{tp("secret")}</table:table-cell></table:table-row></table:table>', "texte-masque"),
    "sous une cellule fusionnée": (f"<table:table><table:table-row><table:table-cell>{tp('a')}</table:table-cell><table:covered-table-cell>{tp('secret')}</table:covered-table-cell></table:table-row></table:table>", "texte-masque"),
}


@pytest.mark.parametrize("quoi", CACHES)
def test_ce_qui_ne_se_voit_pas_n_est_pas_compte_et_se_dit(quoi):
    corps, code = CACHES[quoi]
    blocs, avertis = lire(tp("vu") + corps, automatiques=STYLES)
    assert "secret" not in " ".join(bloc.texte for bloc in blocs) and avertis == [code]


MONTRES = {
    "couleur automatique de LibreOffice, d’opacité nulle": (tp('<text:span text:style-name="X">vu</text:span>'), style("X", 'fo:color="#ffffff" loext:opacity="0%" style:use-window-font-color="true"', famille="text")),
    "blanc sur un paragraphe bleu": (tp('<text:span text:style-name="X">vu</text:span>', "Y"), style("X", 'fo:color="#ffffff"', famille="text") + style("Y", paragraphe='fo:background-color="#1f3a5f"')),
    "blanc dans une cellule bleue": (
        f'<table:table><table:table-row><table:table-cell table:style-name="C">{tp("vu", "X")}</table:table-cell></table:table-row></table:table>',
        style("X", 'fo:color="#ffffff"') + style("C", famille="table-cell", reste='<style:table-cell-properties fo:background-color="#1f3a5f"/>'),
    ),
    "blanc dans un cadre plein": (
        tp(f'<draw:frame draw:style-name="F"><draw:text-box>{tp("vu", "X")}</draw:text-box></draw:frame>'),
        style("X", 'fo:color="#ffffff"') + style("F", famille="graphic", reste='<style:graphic-properties draw:fill="solid" draw:fill-color="#1f3a5f"/>'),
    ),
    "démasqué": (tp('<text:span text:style-name="V">vu</text:span>', "X"), style("X", 'text:display="none"') + style("V", 'text:display="true"', famille="text")),
    "condition remplie": (tp('<text:hidden-text text:is-hidden="false">vu</text:hidden-text>'), ""),
}


@pytest.mark.parametrize("quoi", MONTRES)
def test_ce_qui_se_voit_est_compte(quoi):
    corps, styles = MONTRES[quoi]
    blocs, avertis = lire(corps, automatiques=styles)
    assert ([bloc.texte for bloc in blocs], avertis) == (["vu"], [])


def test_les_modifications_suivies():
    suivies = f'<text:tracked-changes><text:changed-region><text:deletion>{tp("huit")}</text:deletion></text:changed-region></text:tracked-changes>'
    corps = suivies + tp('Le délai est de <text:change text:change-id="c"/><text:change-start text:change-id="d"/>quatre<text:change-end text:change-id="d"/> heures.')
    blocs, avertis = lire(corps)
    assert ([bloc.texte for bloc in blocs], avertis) == (["Le délai est de quatre heures."], ["modifications-suivies"])
    assert lire("<text:tracked-changes/>" + tp("a"))[1] == []


# ---------------------------------------------------------------- tableaux
def tableau(*lignes: str, entete: int = 0) -> str:
    tete = f"<table:table-header-rows>{''.join(lignes[:entete])}</table:table-header-rows>" if entete else ""
    return f"<table:table><table:table-column/>{tete}{''.join(lignes[entete:])}</table:table>"


def ligne(*cellules: str) -> str:
    return f"<table:table-row>{''.join(c if c.startswith('<') else f'<table:table-cell>{tp(c)}</table:table-cell>' for c in cellules)}</table:table-row>"


def test_une_ligne_est_un_bloc_ses_cellules_bornees_ses_colonnes_nommees():
    blocs, _ = lire(tableau(ligne("Gravité", "Délai"), ligne("Forte", "4 h"), entete=1))
    assert [bloc.texte for bloc in blocs] == ["Gravité | Délai", "Forte | 4 h"]
    assert [bloc.colonnes for bloc in blocs] == [("Gravité", "Délai")] * 2 and blocs[1].cellules == ((0, 5), (8, 11))


def test_fusions_repetitions_et_groupes():
    large = f'<table:table-cell table:number-columns-spanned="2">{tp("a")}</table:table-cell><table:covered-table-cell/>'
    vides = '<table:table-cell table:number-columns-repeated="2"/>'
    assert textes(tableau(ligne(large, "b"), f"<table:table-row-group>{ligne(vides, 'c')}</table:table-row-group>")) == ["a |  | b", " |  | c"]


def test_un_tableau_dans_une_cellule_et_une_cellule_de_plusieurs_paragraphes():
    cellule = f"<table:table-cell>{tp('b')}{tableau(ligne('c', 'd'))}{tp('e')}</table:table-cell>"
    assert textes(tableau(ligne("a", cellule))) == ["a | b e", "c | d"]


# ---------------------------------------------------------------- paquet et dangers
def test_les_modeles_et_les_paquets_sans_mimetype_se_lisent_les_autres_genres_sont_nommes():
    assert lire_octets("a", b.odt(tp("Durée."), mime=b.MIME_ODT + "-template")).format == "odt"
    assert lire_octets("a", b.zipper({"META-INF/manifest.xml": b.MANIFESTE, "content.xml": b.contenu_odt(tp("Durée."))})).texte == "Durée."


@pytest.mark.parametrize(
    "corps, code",
    [
        (tp('<text:a xlink:href="file:///etc/passwd">a</text:a>'), "lien-suspect"),
        (tp('a<draw:frame><draw:image xlink:href="../../x.png"/></draw:frame>'), "lien-distant"),
        (tp('a<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'), "objet-incorpore"),
        (tp('a<text:dde-connection text:connection-name="x">b</text:dde-connection>'), "champ-actif"),
        (tp('a<text:execute-macro text:name="x">b</text:execute-macro>'), "macros"),
        (tp('<text:a xlink:href="https://example.org">a<office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:x"/></office:event-listeners></text:a>'), "macros"),
    ],
)
def test_ce_qui_agit_ou_vient_d_ailleurs_est_nomme(corps, code):
    assert lire(corps)[1] == [code]


def test_des_liens_et_des_images_ordinaires_ne_disent_rien():
    corps = tp('<text:a xlink:href="https://example.org">a</text:a><text:a xlink:href="#article">b</text:a><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>')
    assert lire(corps) == ([Bloc("ab")], [])


# ---------------------------------------------------------------- nos contrats
@pytest.mark.parametrize("modele", lecture_contrats.MODELES)
def test_nos_contrats_relus_ont_les_memes_blocs_en_odt_et_en_docx(modele):
    lus = {format: lire_octets(f"contrat.{format}", FORMATS[format].render(lecture_contrats.document(modele))) for format in ("odt", "docx")}
    assert lecture_contrats.mots_lus(lus["odt"]) == lecture_contrats.mots_voulus(modele) and lus["odt"].avertissements == ()
    vus = {format: [(bloc.texte, bloc.genre, bloc.niveau, bloc.lieu, bloc.colonnes) for bloc in lu.blocs] for format, lu in lus.items()}
    assert vus["odt"] == vus["docx"]


@pytest.mark.lent
def test_ce_que_libreoffice_reecrit_a_toujours_les_memes_mots(exige_programme, tmp_path):
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    modele = lecture_contrats.MODELES[0]
    relu = lire_octets("contrat.odt", lecture_contrats.relu_par_libreoffice(soffice, tmp_path, modele, "docx", "odt").read_bytes())
    assert lecture_contrats.mots_lus(relu) == lecture_contrats.mots_voulus(modele) and relu.avertissements == ()
