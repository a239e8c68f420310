"""Une page web est-elle lue comme on la voit : son texte visible, ses titres, ses listes, ses tableaux, sans ce qu’elle cache ?"""

import pytest
from clausier.extract import lire_octets, page
from clausier.extract.document import Illisible


def lus(html: str, dits: list | None = None) -> list[tuple[str, str]]:
    return [(bloc.genre, bloc.texte) for bloc in page.lire(html.encode(), "contrat.html", [] if dits is None else dits)]


def textes(html: str, dits: list | None = None) -> list[str]:
    return [texte for _, texte in lus(html, dits)]


PAGE = """<!DOCTYPE html><html><head><title>Titre de l’onglet</title><style>.cache, #menu{display:none} @media print{.imprime{display:none}}</style></head>
<body><header><a href="/">Société Fictive</a></header>
<nav><ul><li><a href="#a1">Article 1</a></ul></nav>
<main><h1>Contrat de&nbsp;maintenance</h1>
<p>Entre <b>le Prestataire</b> et le Client,<br>il a &eacute;t&eacute; convenu&#160;:</p>
<h2>Article&#32;1 – Objet</h2>
<p>La mainte&shy;nance du parc</p><p>et son exploitation.
<ol start=3><li>Premier point<li><p>Deuxième</p><p>suite</p><ul><li>sous-point</ul></ol>
<ol type="a"><li>un</li><li value=4>deux</li></ol>
<table><thead><tr><th>Gravité<th>Délai</thead><tr><td rowspan=2>Bloquante<td>1 h<tr><td>2 h<tr><td colspan=2>sauf <i>nuit</i></table>
<dl><dt>Incident</dt><dd>tout arrêt du service.</dd></dl>
<p class="imprime">Se voit à l’écran.</p>
<p><strong>Prix</strong></p><p><strong>Durée.</strong> Le contrat dure douze mois à compter de sa signature.</p>
<input value="12 mois"><input type=checkbox checked> forfait
<details><summary>Voir plus</summary>Le client paie.</details>
</main><footer>RCS 000 000 000</footer></body></html>"""


def test_une_page_est_lue_comme_on_la_voit():
    assert lus(PAGE) == [
        ("entete", "Société Fictive"),
        ("sommaire", "Article 1"),
        ("titre", "Contrat de maintenance"),
        ("alinea", "Entre le Prestataire et le Client, il a été convenu :"),
        ("titre", "Article 1 – Objet"),
        ("alinea", "La maintenance du parc"),
        ("alinea", "et son exploitation."),
        ("puce", "3. Premier point"),
        ("puce", "4. Deuxième"),
        ("alinea", "suite"),
        ("puce", "sous-point"),
        ("puce", "a. un"),
        ("puce", "d. deux"),
        ("ligne", "Gravité | Délai"),
        ("ligne", "Bloquante | 1 h"),
        ("ligne", "Bloquante | 2 h"),
        ("ligne", "sauf nuit | "),
        ("alinea", "Incident : tout arrêt du service."),
        ("alinea", "Se voit à l’écran."),
        ("titre", "Prix"),
        ("titre", "Durée."),
        ("alinea", "Le contrat dure douze mois à compter de sa signature."),
        ("alinea", "12 mois ☒ forfait"),
        ("alinea", "Voir plus"),
        ("alinea", "Le client paie."),
        ("pied", "RCS 000 000 000"),
    ]


CACHES = {
    "script": "<script>var clause='cachée';</script>",
    "style": "<style>.clause{content:'cachée'}</style>",
    "template": "<template><p>Clause cachée.</p></template>",
    "noscript": "<noscript>Clause cachée.</noscript>",
    "commentaire": "<!-- Clause cachée. -->",
    "commentaire jamais fermé": "<!-- Clause cachée.",
    "tête": "<head><meta content='Clause cachée.'></head>",
    "option": "<select><option>Clause cachée</select>",
    "champ caché": "<input type=hidden value='Clause cachée.'>",
    "image": "<img alt='Clause cachée.' src='data:,x'>",
    "dessin": "<svg><text>Clause cachée.</text></svg>",
    "cadre": "<iframe srcdoc='Clause cachée.'>Clause cachée.</iframe>",
}


@pytest.mark.parametrize("cache", CACHES.values(), ids=CACHES)
def test_ce_qui_ne_s_affiche_jamais_n_est_pas_lu(cache):
    assert textes(f"<p>Visible.</p>{cache}") == ["Visible."]


MASQUES = {
    "display": "<p style='color:red; DISPLAY : none !important'>{}</p>",
    "visibility": "<p style='visibility:hidden'>{}</p>",
    "hidden": "<div hidden><p>{}</p></div>",
    "aria-hidden": "<div aria-hidden=true><p>{}</p></div>",
    "classe": "<style>p.x, .cache{{display:none}}</style><p class='a cache b'>{}</p>",
    "identifiant": "<style>/* note */ #secret {{ visibility: hidden; }}</style><div id=secret>{}</div>",
    "blanc": "<span style='color:#ffffff'>{}</span>",
    "minuscule": "<span style='font-size:1px'>{}</span>",
    "transparent": "<span style='opacity:0'>{}</span>",
    "hors de la page": "<span style='position:absolute;left:-9999px'>{}</span>",
    "dialogue fermé": "<dialog>{}</dialog>",
    "barré": "<del>{}</del>",
}


@pytest.mark.parametrize("masque", MASQUES.values(), ids=MASQUES)
def test_un_texte_masque_n_est_pas_compte_et_se_dit(masque):
    dits = []
    assert textes("<p>Visible.</p>" + masque.format("La responsabilité est exclue en tout état de cause.") + "<p>Suite.</p>", dits) == ["Visible.", "Suite."]
    assert [dit.code for dit in dits] in (["texte-masque"], ["texte-invisible"]) and "responsabilité" in dits[0].message
    assert textes("<p>Visible.</p>" + masque.format("ok") + "<p>Suite.</p>", courts := []) == ["Visible.", "Suite."] and courts == []


@pytest.mark.parametrize("visible", ["<p style='background:#003;color:#fff'>{}</p>", "<div style='background-color:#003'><p style='color:white'>{}</p></div>", "<td bgcolor=navy><span style='color:#FFF'>{}</span></td>", "<p class=bandeau><b style='color:#fff'>{}</b></p>", "<p style='font-size:0.9em;opacity:0.8'>{}</p>", "<style>@media print{{.x{{display:none}}}}</style><p class=x>{}</p>", "<details>{}</details>", "<p style='color:#fffff0'>{}</p>", "<ins>{}</ins>", "<dialog open>{}</dialog>"])
def test_un_texte_qui_se_voit_est_compte(visible):
    dits = []
    assert textes(visible.format("La responsabilité est limitée."), dits) == ["La responsabilité est limitée."] and dits == []


@pytest.mark.parametrize(
    ("lien", "code"),
    [
        ("<a href='javascript:alert(1)'>voir</a>", "lien-suspect"),
        ("<a href=' jAvAsCrIpT\t:alert(1)'>voir</a>", "lien-suspect"),
        ("<a href='file:///etc/passwd'>voir</a>", "lien-suspect"),
        ("<iframe src='http://127.0.0.1/x'></iframe>voir", "lien-distant"),
        ("<object data='http://127.0.0.1/x'></object>voir", "lien-distant"),
    ],
)
def test_un_lien_actif_se_dit_et_ne_se_suit_pas(lien, code):
    dits = []
    assert textes(lien, dits) == ["voir"] and [dit.code for dit in dits] == [code]


def test_un_lien_ordinaire_ne_se_dit_pas():
    dits = []
    assert textes("<a href='https://x.exemple/a?b'>voir</a> <a href='#art1'>là</a> <a href='mailto:a@exemple.fr'>écrire</a>", dits) == ["voir là écrire"] and dits == []


def test_un_tableau_de_mise_en_page_se_lit_comme_une_page():
    html = "<table><tr><td><h2>Article 1</h2><p>Le client paie.</p></td><td><h2>Article 2</h2><p>Il reçoit une facture.</p></td></tr></table>"
    assert lus(html) == [("titre", "Article 1"), ("alinea", "Le client paie."), ("titre", "Article 2"), ("alinea", "Il reçoit une facture.")]
    assert lus("<table><tr><td>Le client paie.<tr><td>Il reçoit.</table>") == [("alinea", "Le client paie."), ("alinea", "Il reçoit.")]
    assert lus("<table><tr><td>a<td><table><tr><td>1<td>2</table></table>") == [("alinea", "a"), ("ligne", "1 | 2")]


def test_un_tableau_sans_tete_n_a_pas_de_colonnes_et_un_tableau_a_tete_en_a():
    (ligne,) = page.lire(b"<table><tr><td>a<td>b</table>", "a.html", [])
    assert ligne.colonnes == () and ligne.cellules == ((0, 1), (4, 5))
    (_, ligne) = page.lire(b"<table><tr><th>x<th>y<tr><td>a<td>b</table>", "a.html", [])
    assert ligne.colonnes == ("x", "y")


def test_des_lignes_parties_par_br_restent_des_lignes_ou_se_recollent():
    assert textes("<p>Article 1 – Objet<br>Le client paie.<br>Il paie à trente<br>jours.</p>") == ["Article 1 – Objet", "Le client paie.", "Il paie à trente jours."]


def test_un_texte_preformate_est_lu_comme_un_texte():
    assert lus("<pre>Article 1\n\nLe client paie la redevance à la date que prévoit le\ncontrat.\n\n- un\n- deux</pre>") == [("alinea", "Article 1"), ("alinea", "Le client paie la redevance à la date que prévoit le contrat."), ("puce", "un"), ("puce", "deux")]


@pytest.mark.parametrize(
    ("octets", "texte"),
    [
        ("<meta charset=iso-8859-1><p>Durée à l’échéance</p>".encode("cp1252"), "Durée à l’échéance"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Durée</p>'.encode("cp1252"), "Durée"),
        ("<meta charset=iso-8859-1><p>Durée</p>".encode(), "Durée"),
        ("<p>Durée</p>".encode("utf-16"), "Durée"),
        ("<p>Durée</p>".encode("cp1252"), "Durée"),
    ],
)
def test_le_codage_est_celui_du_fichier(octets, texte):
    assert [bloc.texte for bloc in page.lire(octets, "a.html", [])] == [texte]


@pytest.mark.parametrize(
    ("html", "attendu"),
    [
        ("<p>a<p>b</div></p>c", ["a", "b", "c"]),
        ("<p>a < b et c > d</p>", ["a < b et c > d"]),
        ("<b>gras <i>deux</b> rien</i>", ["gras deux rien"]),
        ("<p>a&#0;b&#99999999999;c&bidon;d&eacute</p>", ["a\ufffdb\ufffdc&bidon;dé"]),
        ("<p title='a>b'>c</p>", ["c"]),
        ("<p>fin<a href='", ["fin"]),
        ("Visible <span <script>caché</script>suite", ["Visible suite"]),
        ("<td>sans tableau</td>", ["sans tableau"]),
        ("<li>sans liste</li>", ["sans liste"]),
        ("<P>MAJUSCULES</P><BR/>suite", ["MAJUSCULES", "suite"]),
        ("a<![CDATA[b]]>c<?php d ?>e</>f", ["acef"]),
    ],
)
def test_une_page_mal_ecrite_se_lit_quand_meme(html, attendu):
    assert textes(html) == attendu


@pytest.mark.parametrize("html", ["", "<p></p>", "<script>texte</script>", "<p hidden>Le client paie la redevance.</p>", "<img src=x>"])
def test_une_page_sans_texte_visible_est_refusee(html):
    with pytest.raises(Illisible, match="vide|aucun texte"):
        page.lire(html.encode(), "a.html", [])


@pytest.mark.parametrize(
    "motif",
    ["<!--", "<a ", "<a x='", '<a x="', "<![CDATA[", "</", "&", "<div>", "<ul><li>a", "<table><tr><td>a", "<td rowspan=200 colspan=50>a", "<b>b", "<div hidden>b", "<pre>a", "<dt>b", "<p>a", "<style>{", "<script>a</scrip"],
)
@pytest.mark.lent
def test_une_page_faite_pour_ralentir_se_lit(motif):
    """Aucune balise laissée ouverte ne fait relire la suite : trente mille d’entre elles se lisent d’une traite."""
    assert lire_octets("a.html", ("<html>Le client paie." + motif * 30_000).encode()).blocs[0].texte.startswith("Le client paie.")


def test_des_milliers_de_tableaux_emboites_se_lisent():
    lu = page.lire(("<table><tr><td>a" * 3000 + "</table>" * 3000).encode(), "a.html", [])
    assert sum(bloc.texte.count("a") for bloc in lu) == 3000
