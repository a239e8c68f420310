"""Les tableaux que tapent les gens : CSV d’un Excel français, .xlsx, et ce qui n’en est pas."""

import io
import subprocess
import tracemalloc
import zipfile
from datetime import date, datetime, time

import mini
import pytest
import xlsxwriter
from clausier import classeur, model as m, tableau as t
from hypothesis import given, strategies as st

PARC = [["Repère", "Désignation", "Quantité"], ["P-01", "Écran « 24 pouces »", "12"], ["P-02", "Œuvre d’art à 5 €", "1"]]


def lus(donnees: bytes) -> list[list[str]]:
    table = t.lire(donnees)
    return [list(table.titres), *([ligne.cellules[titre] for titre in table.titres] for ligne in table.lignes)]


# --- CSV


@pytest.mark.parametrize("codage", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separateur", ";,\t")
def test_le_separateur_et_le_codage_se_devinent(separateur, codage):
    assert lus("\r\n".join(separateur.join(ligne) for ligne in PARC).encode(codage)) == PARC


def test_une_virgule_dans_un_titre_ne_fait_pas_un_separateur():
    assert lus("Marque, modèle, ou version;Site\r\nA, B;x\r\n".encode("cp1252"))[1] == ["A, B", "x"]
    assert lus(b'"a;b;c",d\r\n1,2\r\n') == [["a;b;c", "d"], ["1", "2"]]


@pytest.mark.parametrize("separateur", [";", ",", "|", "\t"])
def test_la_ligne_sep_d_excel_dit_le_separateur(separateur):
    table = t.lire(f"sep={separateur}\r\na{separateur}b\r\n1{separateur}2\r\n".encode())
    assert table.titres == ("a", "b") and table.lignes[0].numero == 3


def test_les_guillemets_gardent_le_separateur_le_retour_et_le_guillemet():
    assert lus(b'a;b\r\n"x;y";"il dit ""non""\r\nau revoir"\r\n5" ecran;z\r\n')[1:] == [["x;y", 'il dit "non"\r\nau revoir'], ['5" ecran', "z"]]


def test_les_lignes_vides_sont_passees_et_les_numeros_restent_ceux_du_fichier():
    table = t.lire(b'a;b;;\r\n;;;\r\n"1\r\n2";3;;\r\n \xa0;;;\r\n4;5;;\r\n')
    assert [(ligne.numero, dict(ligne.cellules)) for ligne in table.lignes] == [(3, {"a": "1\r\n2", "b": "3"}), (6, {"a": "4", "b": "5"})]


def test_une_cellule_de_trop_est_une_faute_de_sa_ligne():
    table = t.lire(b"a;b\r\n1;2;3\r\n4;5\r\n")
    assert "cellule sans titre" in table.lignes[0].fautes[0][1] and not table.lignes[1].fautes


INUTILISABLES = {
    "vide": (b"", "tableau vide"),
    "blancs": (b"\r\n;;\r\n", "tableau vide"),
    "nul": (b"a;b\r\n1;\0\r\n", "ligne 2 : caractère nul (U+0000)"),
    "utf-16-sans-marque": ("a;b\r\n1;2\r\n".encode("utf-16-le"), "ligne 1 : caractère nul"),
    "ni-utf-8-ni-cp1252": (b"a;b\r\n\x81;\xc3\r\n", "codage inconnu"),
    "guillemet-ouvert": (b'a;b\r\n1;2\r\n3;"x\r\n4;5\r\n', "ligne 3 : guillemet ouvert et jamais ferm"),
    "guillemet-ouvert-et-long": (b'a;b\r\n1;2\r\n3;"x\r\n' + b"4;5\r\n" * 50_000, "ligne 3 : cellule d"),
    "guillemet-mal-place": (b'a;b\r\n"x"y;2\r\n', "ligne 2 : guillemet au milieu"),
    "colonnes-en-double": ("Désignation;b;designation \r\n".encode(), "deux colonnes « designation » (1 et 3)"),
    "50-mo-sur-une-ligne": (b"a;b\r\n" + b"x" * 50_000_000, "plus de 20 Mo"),
    "une-ligne-sans-fin": (b"a;b\r\n" + b"x" * 10_000_000, "cellule démesurée"),
    "trop-de-colonnes": (b";".join([b"x%d" % i for i in range(500)]), "plus de 400 colonnes"),
    "trop-de-lignes": (b"a\r\n" + b"1\r\n" * 20_001, "plus de 20000 lignes"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls ancien, ou protégé"),
    "zip-coupe": (b"PK\x03\x04" + b"\0" * 50, "pas un classeur .xlsx lisible"),
}


@pytest.mark.parametrize(("donnees", "attendu"), INUTILISABLES.values(), ids=INUTILISABLES)
def test_un_tableau_inutilisable_est_refuse_avec_son_remede(donnees, attendu):
    with pytest.raises(t.TableauInutilisable) as refus:
        t.lire(donnees)
    assert attendu in str(refus.value)


@given(st.binary(max_size=300))
def test_aucun_fichier_ne_fait_tomber_le_lecteur(donnees):
    for debut in (b"", b"a;b\r\n", b"PK\x03\x04", b"\xff\xfe"):
        try:
            t.lire(debut + donnees)
        except t.TableauInutilisable:
            pass


@given(st.lists(st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12), min_size=2, max_size=2), max_size=6))
def test_ce_que_nous_ecrivons_en_csv_se_relit(lignes):
    propres = [[c.strip() for c in ligne] for ligne in lignes]
    propres = [ligne for ligne in propres if any(ligne) and not any(t.denuder(c) != c for c in ligne)]
    assert lus(t.ecrire_csv([["titre", "autre"], *propres]))[1:] == propres


# --- Formules


@pytest.mark.parametrize("texte", ["=cmd|'/c calc'!A1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "  =1", "＝1"])
def test_une_cellule_qui_commence_comme_une_formule_est_neutralisee(texte):
    neutre = t.neutraliser(texte)
    assert neutre == "'" + texte and t.denuder(neutre) == texte
    assert t.ecrire_csv([[texte]]).decode("utf-8-sig").lstrip('"').startswith("'")


@pytest.mark.parametrize("texte", ["", "a=1", "1-2", "l'été", "'entre apostrophes'", "n° 5"])
def test_un_texte_ordinaire_ne_l_est_pas(texte):
    assert t.neutraliser(texte) == t.denuder(texte) == texte


# --- Cellules


@pytest.mark.parametrize(
    ("genre", "cellule", "attendu"),
    [
        ("entier", "12,00", "12"), ("entier", "1 250", "1 250"), ("date", "04/01/2027 00:00", "04/01/2027"), ("heure", "08:30:00", "08:30"),
        ("liste", "Siège | Dépôt", ["Siège", "Dépôt"]), ("liste", "Siège\nDépôt\n", ["Siège", "Dépôt"]), ("texte", "1E5", "1E5"), ("montant", "1 250,50 €", "1 250,50 €"),
    ],
)  # fmt: skip
def test_une_cellule_prend_la_forme_des_reponses(genre, cellule, attendu):
    assert t.cellule(m.Colonne("x", "X", genre), cellule) == attendu


def test_un_choix_se_donne_par_son_nom_ou_son_libelle():
    regime = mini.catalogue().champs["regime"]
    assert [t.cellule(regime, c) for c in ("plafonne", "Plafonné", " illimité", "rien")] == ["plafonne", "plafonne", "illimite", "rien"]
    tva = m.Champ("x", "X", "g", "choix", "", "oui", valeurs=(m.Valeur("oui", "avec"), m.Valeur("non", "sans")))
    assert [t.cellule(tva, c) for c in ("VRAI", "Faux", "Oui", "sans", "bof")] == ["oui", "non", "oui", "non", "bof"]


def test_un_nombre_abrege_par_le_tableur_est_refuse_dans_un_texte():
    with pytest.raises(ValueError, match="a abrégé ce nombre"):
        t.cellule(m.Colonne("siret", "SIRET", "texte"), "1,23457E+13")


def test_un_champ_tableau_se_lit_par_titre_ou_par_identifiant_avec_ses_fautes():
    champ = mini.catalogue().champs["inventaire"]
    assert t.vers_champ(champ, t.lire("NOM;Nombre;prix;Nature\r\nPoste;12;1 250,50 €;x\r\n;;;y\r\n".encode("cp1252")), ["Nature"]) == [{"nom": "Poste", "nombre": "12", "prix": "1 250,50 €"}]
    with pytest.raises(t.TableauInutilisable) as refus:
        t.vers_champ(champ, t.lire("Nom;nombre;Prx;nom de plus\r\nPoste;douze;;\r\n\r\nÉcran;-1;;\r\n".encode()))
    for attendu in ("colonne « Prx » inconnue : Nom, Nombre, Prix ; vouliez-vous dire « Prix » ?", "colonne « nom de plus » inconnue", "ligne 2, colonne « nombre » : on attend un nombre : 12", "ligne 4, colonne « nombre » : on attend un nombre positif"):
        assert attendu in str(refus.value)
    with pytest.raises(t.TableauInutilisable, match="deux colonnes pour « Nom »"):
        t.vers_champ(m.Champ("x", "X", "g", "tableau", "", [], colonnes=(m.Colonne("n", "Nom", "texte"),)), t.lire(b"Nom;n\r\n1;2\r\n"))


# --- .xlsx


def classeur_de(lignes, formats=None, feuilles=("Feuille",), **options) -> bytes:
    sortie = io.BytesIO()
    livre = xlsxwriter.Workbook(sortie, {"in_memory": True, **options})
    pages = [livre.add_worksheet(nom) for nom in feuilles]
    for i, ligne in enumerate(lignes):
        for j, cellule in enumerate(ligne):
            modele = livre.add_format({"num_format": formats[i, j]}) if formats and (i, j) in formats else None
            if isinstance(cellule, (datetime, date, time)):
                pages[0].write_datetime(i, j, cellule, modele)
            elif isinstance(cellule, tuple):
                pages[0].write_formula(i, j, cellule[0], modele, cellule[1])
            elif cellule is not None:
                pages[0].write(i, j, cellule, modele)
    livre.close()
    return sortie.getvalue()


TYPES = [
    (12, None, "12"), (1250.5, None, "1250,5"), (0.1 + 0.2, None, "0,3"), (4.6, '# ##0,00 "€"', "4,6"), (1e-3, None, "0,001"), (123456789012345, None, "123456789012345"),
    (0.1, "0%", "10 %"), (0.055, "0.00%", "5,5 %"), (1000, "00000", "01000"), (123456789, '0#" "##" "##" "##" "##', "0123456789"), (True, None, "oui"), (False, None, "non"),
    (date(2027, 1, 4), "dd/mm/yyyy", "04/01/2027"), (datetime(2027, 1, 4, 9, 30), "dd/mm/yyyy hh:mm", "04/01/2027 09:30"), (time(8, 30), "hh:mm", "08:30"), (1.0, "[hh]:mm", "24:00"),
    (date(1900, 1, 15), "d mmm yy", "15/01/1900"), (date(2027, 1, 4), "[$-40C]d mmmm yyyy;@", "04/01/2027"), ("  texte  ", None, "texte"), (("=1/3", 0.5), None, "0,5"), (("=A1", "mot"), None, "mot"),
    (2, '"jour" 0', "2"), (3, '[Red]0', "3"),
]  # fmt: skip


def test_chaque_cellule_se_lit_comme_excel_la_montre():
    lignes = [["titre"], *([valeur] for valeur, _, _ in TYPES)]
    formats = {(i, 0): f for i, (_, f, _) in enumerate(TYPES, 1) if f}
    table = t.lire(classeur_de(lignes, formats))
    assert [ligne.cellules["titre"] for ligne in table.lignes] == [attendu for _, _, attendu in TYPES]


def test_les_dates_de_1904_se_lisent():
    assert lus(classeur_de([["d"], [date(2027, 1, 4)]], {(1, 0): "dd/mm/yyyy"}, date_1904=True)) == [["d"], ["04/01/2027"]]


def test_une_formule_en_erreur_est_une_faute_de_sa_ligne():
    assert "formule en erreur (#N/A)" in t.lire(classeur_de([["a"], [("=NA()", "#N/A")]])).lignes[0].fautes[0][1]


def test_les_autres_feuilles_sont_dites_et_les_feuilles_cachees_passees():
    assert "feuille lue : « Un »" in t.lire(classeur_de([["a"], [1]], feuilles=("Un", "Deux"))).remarques[0]


def test_le_retour_charge_d_une_cellule_se_relit():
    assert lus(classeur_de([["a"], ["x\ry"], ["_x0041_"]])) == [["a"], ["x\ry"], ["_x0041_"]]


@pytest.mark.lent
def test_un_xlsx_de_libreoffice_se_lit(exige_programme, tmp_path):
    exige_programme("soffice", paquet="libreoffice-calc-nogui")
    (tmp_path / "a.csv").write_text("a;b;c\nÉté;1,5;04/01/2027\n", "utf-8")
    filtre = "--infilter=Text - txt - csv (StarCalc):59,34,76,1,3/4,1036"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", filtre, "--convert-to", "xlsx", "--outdir", tmp_path / "b", tmp_path / "a.csv"], check=True, capture_output=True, timeout=180)
    assert lus((tmp_path / "b" / "a.xlsx").read_bytes()) == [["a", "b", "c"], ["Été", "1,5", "04/01/2027"]]


def modifie(**parties: bytes) -> bytes:
    """Un classeur sain, ces parties remplacées (« __ » pour « / »)."""
    source, sortie = zipfile.ZipFile(io.BytesIO(classeur_de([["a"], ["b"]]))), io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as paquet:
        for nom in source.namelist():
            paquet.writestr(nom, parties.get(nom.replace("/", "__").partition(".")[0], source.read(nom)))
    return sortie.getvalue()


FEUILLE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
ENTITES = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;">' % (i + 1, i, i, i, i, i) for i in range(97, 110)) + b"]>"
XLSX = {
    "bombe": (dict(xl__worksheets__sheet1=FEUILLE % (b" " * 200_000_000)), "classeur trop gros une fois ouvert"),
    "bombe-de-styles": (dict(xl__styles=b"<styleSheet>" + b" " * 20_000_000 + b"</styleSheet>"), "classeur trop gros une fois ouvert"),
    "entites": (dict(xl__worksheets__sheet1=ENTITES + FEUILLE % b"<row><c><v>&n;</v></c></row>"), "DOCTYPE"),
    "entites-en-utf-16": (dict(xl__worksheets__sheet1=(ENTITES + FEUILLE % b"").decode().encode("utf-16")), "DOCTYPE"),
    "entite-externe": (dict(xl__sharedStrings=b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'), "DOCTYPE"),
    "elements-inutiles": (dict(xl__worksheets__sheet1=FEUILLE % (b"<row>" + b"<c/>" * 100_000 + b"</row>")), "balises trop nombreuses"),
    "imbrique": (dict(xl__worksheets__sheet1=b"<a>" * 100_000 + b"</a>" * 100_000), "balises trop nombreuses"),
    "texte-imbrique": (dict(xl__sharedStrings=b"<sst><si>" + b"<t>" * 5_000 + b"</t>" * 5_000 + b"</si></sst>"), "balises trop nombreuses"),
    "trop-de-colonnes": (dict(xl__worksheets__sheet1=FEUILLE % b'<row r="1"><c r="XFD1"><v>1</v></c></row>'), "plus de 400 colonnes"),
    "trop-de-lignes": (dict(xl__worksheets__sheet1=FEUILLE % (b"<row><c><v>1</v></c></row>" * 20_002)), "plus de 20000 lignes"),
    "mal-forme": (dict(xl__worksheets__sheet1=b"<worksheet><sheetData>"), "pas un classeur .xlsx lisible"),
    "feuille-hors-du-paquet": (dict(xl___rels__workbook=b'<Relationships><Relationship Id="rId1" Target="../../etc/passwd"/></Relationships>'), "aucune feuille visible"),
    "cachee": (dict(xl__workbook=b'<workbook xmlns:r="x"><sheets><sheet name="a" state="hidden" r:id="rId1"/></sheets></workbook>'), "aucune feuille visible"),
}  # fmt: skip


@pytest.mark.parametrize(("parties", "attendu"), XLSX.values(), ids=XLSX)
@pytest.mark.lent
def test_un_xlsx_hostile_est_refuse_avant_d_emplir_la_memoire(parties, attendu):
    donnees = modifie(**parties)
    tracemalloc.start()
    try:
        with pytest.raises(t.TableauInutilisable) as refus:
            t.lire(donnees)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
    assert attendu in str(refus.value)


def test_un_docx_ou_un_paquet_a_noms_doubles_n_est_pas_un_tableau():
    for noms, attendu in ((["word/document.xml"], "pas un classeur .xlsx (un .ods ou un .docx"), (["a", "a"], "deux parties de même nom"), ([str(i) for i in range(2_001)], "plus de 2000 parties")):
        sortie = io.BytesIO()
        with zipfile.ZipFile(sortie, "w") as paquet:
            for nom in noms:
                if nom not in paquet.namelist():
                    paquet.writestr(nom, b"<x/>")
                else:
                    paquet.filelist.append(paquet.filelist[0])
        with pytest.raises(classeur.ClasseurIllisible, match=attendu[:30].replace("(", r"\(").replace(".", r"\.")):
            classeur.feuille(sortie.getvalue())


def test_une_feuille_mise_en_forme_jusqu_au_bout_ne_coute_rien():
    vides = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/><c r="XFD%d" s="1"/></row>' % (i, i, i) for i in range(3, 60_000))
    donnees = modifie(xl__worksheets__sheet1=FEUILLE % (b'<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c><v>1</v></c></row>' + vides))
    assert lus(donnees) == [["a"], ["1"]]
