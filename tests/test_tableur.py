"""Les tableurs des annexes : leurs formules disent ce que dit `calculs`, ils se relisent, ils ne portent ni auteur ni horloge."""

import csv
import io
import random
import re
import subprocess
import zipfile
from datetime import datetime, timedelta

import mini
import pypdfium2
import pytest
from clausier import calculs, cli, exemple, loader, reponses as r, tableau, tableur
from clausier.render import xlsx
from clausier.sheets import Cell, Column, Sheet, Workbook
from tableurs_outils import cellules_calculees, recalculer, regler, remplir, valeurs

GRAINE = 20270104


@pytest.fixture(scope="module")
def catalogue():
    return loader.load()


@pytest.fixture(scope="module")
def remplies(catalogue):
    """Des réponses complètes et fictives, qui éteignent le moins de choses possible."""
    donnees = exemple.raw_answers(catalogue, ["preventive", "corrective"], "forfait", "ticket", ["gtr-garantie", "credit-heures"])
    champs = {c: catalogue.champs[c].exemple for c in ("taux_horaire", "decompte_pas", "minimum_mensuel", "ticket_duree", "prepaye_validite", "prepaye_alerte", "credit_heures", "inventaire")}
    return r.build({**donnees, "champs": {**donnees["champs"], **champs}}, catalogue)


@pytest.fixture
def soffice(exige_programme):
    exige_programme("soffice", paquet="libreoffice-calc-nogui")
    return "soffice"


def construire(catalogue, nom, reponses=None):
    return tableur.construire(catalogue, catalogue.tableurs[nom], reponses)


# --- Ce que le fichier contient


def test_les_quatre_annexes_ont_leur_tableur(catalogue):
    assert set(catalogue.tableurs) == {"inventaire", "bordereau-tickets", "releve-heures", "niveaux-de-service"}


@pytest.mark.parametrize("nom", ["inventaire", "bordereau-tickets", "releve-heures", "niveaux-de-service"])
@pytest.mark.lent
def test_un_tableur_est_le_meme_a_l_octet_et_ne_dit_rien_de_personne(catalogue, remplies, nom):
    octets = xlsx.render(construire(catalogue, nom, remplies))
    assert octets == xlsx.render(construire(catalogue, nom, remplies))
    with zipfile.ZipFile(io.BytesIO(octets)) as paquet:
        assert {info.date_time for info in paquet.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        proprietes = paquet.read("docProps/core.xml").decode()
        tout = b"".join(paquet.read(n) for n in paquet.namelist())
    assert "<dc:title>" in proprietes and "<dc:creator></dc:creator>" in proprietes and "<cp:lastModifiedBy></cp:lastModifiedBy>" in proprietes
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", proprietes)) == {"2000-01-01T"}
    assert b"TargetMode" not in tout and b"vbaProject" not in tout


@pytest.mark.parametrize("nom", ["inventaire", "bordereau-tickets", "releve-heures", "niveaux-de-service"])
def test_chaque_feuille_a_remplir_a_ses_filtres_son_volet_sa_zone_et_sa_tete_repetee(catalogue, nom):
    classeur = construire(catalogue, nom)
    with zipfile.ZipFile(io.BytesIO(xlsx.render(classeur))) as paquet:
        livre = paquet.read("xl/workbook.xml").decode()
        for i, feuille in enumerate(classeur.sheets, 1):
            page = paquet.read(f"xl/worksheets/sheet{i}.xml").decode()
            assert ("<autoFilter " in page) == feuille.to_fill and 'state="frozen"' in page and "<pageSetup paperSize=\"9\"" in page
            assert f'name="_xlnm.Print_Area" localSheetId="{i - 1}"' in livre and f'name="_xlnm.Print_Titles" localSheetId="{i - 1}"' in livre
    assert "Page &P / &N".replace("&", "&amp;") in page


def imprimees(octets: bytes) -> dict[str, int]:
    """La dernière ligne de la zone d’impression de chaque feuille."""
    with zipfile.ZipFile(io.BytesIO(octets)) as paquet:
        livre = paquet.read("xl/workbook.xml").decode()
    return {titre.strip("'"): int(fin) for titre, fin in re.findall(r'_xlnm.Print_Area" localSheetId="\d+">(.+?)!\$A\$1:\$[A-Z]+\$(\d+)<', livre)}


def test_la_zone_d_impression_suit_les_lignes_remplies_et_finit_leur_page():
    colonnes = (Column("Nom", "texte"), Column("Double", "entier", computed=True))
    zones = {}
    for remplies_ in (0, 1, 39, 40, 41, 290, 300):
        lignes = [(Cell("x" if i < remplies_ else None), Cell("", "A2*2")) for i in range(300)]
        zones[remplies_] = imprimees(xlsx.render(Workbook("T", "S", (Sheet("Feuille", colonnes, tuple(lignes)),))))["Feuille"]
    page = zones[0] - 1
    assert 30 <= page <= 50 and zones[1] == zones[0]
    assert all(zone - 1 > remplies_ and (zone - 1) % page == 0 and zone - 1 - remplies_ <= page for remplies_, zone in zones.items() if zone < 301)
    assert zones[290] == zones[300] == 301


def test_sous_la_zone_d_impression_un_trait_et_un_mot_le_disent(catalogue):
    octets = xlsx.render(construire(catalogue, "inventaire"))
    fin = imprimees(octets)["Inventaire"]
    with zipfile.ZipFile(io.BytesIO(octets)) as paquet:
        page, styles = paquet.read("xl/worksheets/sheet1.xml").decode(), paquet.read("xl/styles.xml").decode()
    traits = [i for i, bord in enumerate(re.findall(r"<border>.*?</border>", styles)) if '<top style="thick">' in bord]
    formats = {i for i, xf in enumerate(re.findall(r"<xf [^>]*?borderId=\"(\d+)\"", styles.partition("<cellXfs")[2])) if int(xf) in traits}
    lignes = {int(ligne) for ligne, corps in re.findall(r'<row r="(\d+)".*?>(.*?)</row>', page) if formats & set(map(int, re.findall(r' s="(\d+)"', corps)))}
    assert lignes == {fin + 1}
    avis = re.findall(r'prompt="([^"]*)" sqref="[A-Z]+(\d+):', page)
    assert {int(debut) for texte, debut in avis if "étendez la zone d’impression" in texte} == {fin + 1} and all(len(texte) <= 255 for texte, _ in avis)


def test_aucun_mot_d_un_titre_de_colonne_n_est_plus_large_que_sa_colonne(catalogue):
    for nom in catalogue.tableurs:
        classeur = construire(catalogue, nom)
        with zipfile.ZipFile(io.BytesIO(xlsx.render(classeur))) as paquet:
            for i, feuille in enumerate(classeur.sheets, 1):
                page = paquet.read(f"xl/worksheets/sheet{i}.xml").decode()
                larges = [float(large) for debut, fin, large in re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', page) for _ in range(int(debut), int(fin) + 1)]
                assert all(large >= 1.15 * max(map(len, colonne.title.split())) + 1 for large, colonne in zip(larges, feuille.columns, strict=True)), feuille.name


@pytest.mark.lent
@pytest.mark.parametrize("nom", ["inventaire", "bordereau-tickets", "releve-heures", "niveaux-de-service"])
def test_une_feuille_vierge_ou_peu_remplie_s_imprime_sur_une_page(catalogue, remplies, soffice, tmp_path, nom):
    for etat, reponses in (("vierge", None), ("rempli", remplies)):
        classeur = construire(catalogue, nom, reponses)
        (tmp_path / f"{etat}.xlsx").write_bytes(xlsx.render(classeur))
        profil = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        subprocess.run([soffice, "--headless", profil, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / f"{etat}.xlsx"], check=True, capture_output=True, timeout=300)
        with pypdfium2.PdfDocument(tmp_path / f"{etat}.pdf") as pdf:
            assert len(pdf) == len(classeur.sheets)


def test_les_gravites_et_les_natures_se_choisissent_dans_une_liste(catalogue):
    for nom, attendu in (("niveaux-de-service", "'Délais de prise en charge'!$A$2:$A$11"), ("inventaire", "Poste fixe,Poste portable")):
        with zipfile.ZipFile(io.BytesIO(xlsx.render(construire(catalogue, nom)))) as paquet:
            page = paquet.read("xl/worksheets/sheet1.xml").decode()
        assert 'type="list"' in page and attendu in page


def test_les_colonnes_de_l_inventaire_sont_celles_du_contrat(catalogue):
    champ = catalogue.champs["inventaire"]
    titres = [colonne.title for colonne in construire(catalogue, "inventaire").sheets[0].columns]
    assert titres[: len(champ.colonnes)] == [colonne.titre for colonne in champ.colonnes]


def test_une_valeur_qui_commence_comme_une_formule_reste_un_texte(catalogue, remplies):
    hostiles = ["=cmd|'/c calc'!A1", "+1", "-1", "@x", "{=1+1}", "http://exemple.invalid/"]
    lignes = [{"repere": texte, "designation": "x", "quantite": "1"} for texte in hostiles]
    reponses = r.build({"types": ["preventive"], "formule": "forfait", "champs": {"inventaire": lignes}}, catalogue)
    with zipfile.ZipFile(io.BytesIO(xlsx.render(construire(catalogue, "inventaire", reponses)))) as paquet:
        page = paquet.read("xl/worksheets/sheet1.xml").decode()
        assert not any(mot in formule for formule in re.findall("<f>(.*?)</f>", page) for mot in ("cmd", "1+1"))
        assert "<hyperlink" not in page and "=cmd|" in paquet.read("xl/sharedStrings.xml").decode()
    relu = list(csv.reader(io.StringIO(tableur.en_csv(construire(catalogue, "inventaire", reponses)).decode("utf-8-sig")), delimiter=";"))
    assert [ligne[0] for ligne in relu[1:]] == ["'=cmd|'/c calc'!A1", "'+1", "'-1", "'@x", "{=1+1}", "http://exemple.invalid/"]


def test_le_csv_est_celui_d_un_excel_francais(catalogue, remplies):
    octets = tableur.en_csv(construire(catalogue, "inventaire", remplies))
    assert octets.startswith(b"\xef\xbb\xbf") and octets.count(b"\r\n") == octets.count(b"\n") == 4
    premiere = octets.decode("utf-8-sig").splitlines()[0].split(";")
    assert premiere[:3] == ["Repère", "Désignation", "Marque, modèle ou version"] and "Prix unitaire HT" not in premiere


# --- Ce que les formules calculent


@pytest.mark.lent
@pytest.mark.parametrize("vierge", [True, False], ids=["vierge", "rempli"])
@pytest.mark.parametrize("nom", ["inventaire", "bordereau-tickets", "releve-heures", "niveaux-de-service"])
def test_la_valeur_ecrite_avec_chaque_formule_est_celle_que_libreoffice_recalcule(catalogue, remplies, soffice, tmp_path, nom, vierge):
    classeur = construire(catalogue, nom, None if vierge else remplies)
    octets = xlsx.render(classeur)
    lu, recalcule = (recalculer(soffice, tmp_path, octets, calcul, affiche=True) for calcul in (False, True))
    assert lu == recalcule
    assert len(cellules_calculees(classeur)) > 100
    assert not [c for lignes in recalcule.values() for ligne in lignes for c in ligne.values() if c.startswith(("#", "Err:"))]


@pytest.mark.lent
def test_l_inventaire_multiplie_les_quantites_par_les_prix(catalogue, remplies, soffice, tmp_path):
    lignes = [("A", 3, "Poste, « fixe »", 1250), ("B", 7, "Serveur *", 24099), ("C", 1, "inconnue", None), ("D", 2, "serveur *", None)]
    classeur = construire(catalogue, "inventaire", r.build({"types": ["preventive"], "formule": "forfait", "champs": {"periode_redevance": "mois", "redevance": "1000"}}, catalogue))
    classeur = remplir(classeur, "Inventaire", [{"Repère": n, "Quantité": q, "Catégorie de prix": c} for n, q, c, _ in lignes])
    categorie, prix = (colonne.title for colonne in classeur.sheets[1].columns)
    classeur = remplir(classeur, "Prix unitaires", [{categorie: c, prix: p} for _, _, c, p in lignes if p])
    feuilles = recalculer(soffice, tmp_path, xlsx.render(classeur))
    assert [ligne["Montant HT par période"] for ligne in feuilles["Inventaire"][:5]] == ["37.5", "1686.93", "", "", ""]
    total = 3 * 1250 + 7 * 24099
    quantite, sans_prix, *montants = valeurs(feuilles["Synthèse"]).values()
    assert (quantite, sans_prix) == ("13", "2")
    assert [round(float(m) * 100) for m in montants] == [total, total - 100_000, calculs.cout_forfait(total, "mois").montant]


REGROUPEMENTS = {"dossier-jour": "par Dossier et par jour", "dossier": "par Dossier", "passage": "par passage"}


def temps_au_hasard(nombre: int) -> list[tuple[str, str, str, int, str]]:
    """Des interventions qui se regroupent de plusieurs façons, à des coefficients qui n’ont pas d’écriture binaire exacte."""
    hasard = random.Random(GRAINE)
    jours = sorted(f"2027-01-{hasard.randint(1, 12):02d}" for _ in range(nombre))
    return [(hasard.choice(("D1", "d1", "D*", "001")), jour, hasard.choice(("", "1", "2")), hasard.randint(1, 200), hasard.choice(("1", "1.1", "1.5", "2", "1.333"))) for jour in jours]


@pytest.mark.lent
@pytest.mark.parametrize("regroupement", REGROUPEMENTS)
def test_le_bordereau_decompte_les_tickets_comme_le_contrat(catalogue, remplies, soffice, tmp_path, regroupement):
    temps = temps_au_hasard(60)
    achats = [("2027-01-01", 40, 0), ("2027-01-06", 35, 3)]
    classeur = regler(construire(catalogue, "bordereau-tickets", remplies), Valeur_du_Ticket=33, Temps_additionnés=REGROUPEMENTS[regroupement], Validité=13, Tickets_reportés=5)
    classeur = remplir(classeur, "Consommation", [{"Date": j, "Dossier": d, "Passage": p, "Temps passé": m, "Coefficient": c} for d, j, p, m, c in temps])
    classeur = remplir(classeur, "Achats", [{"Date": j, "Tickets achetés": n, "Tickets périmés ou remboursés": x} for j, n, x in achats])
    feuilles = recalculer(soffice, tmp_path, xlsx.render(classeur))
    lignes = feuilles["Consommation"][: len(temps)]
    attendu = calculs.tickets([calculs.Temps(d, j, m, c, p) for d, j, p, m, c in temps], 33, regroupement)
    par_groupe: dict[str, int] = {}
    for (d, j, p, _, _), ligne in zip(temps, lignes):
        cle = " ".join(x for x in {"dossier-jour": (d, j), "dossier": (d,), "passage": (d, j, p)}[regroupement] if x)
        par_groupe[cle] = par_groupe.get(cle, 0) + int(ligne["Tickets décomptés"])
    assert par_groupe == {groupe.groupe: groupe.unites for groupe in attendu}
    consommes = 0
    for (_, jour, *_), ligne in zip(temps, lignes):
        consommes += int(ligne["Tickets décomptés"])
        assert int(ligne["Solde"]) == 5 + sum(n - x for j, n, x in achats if j <= jour) - consommes
    solde = calculs.solde(5 + 40 + 35 - 3, consommes, "20")
    synthese = list(valeurs(feuilles["Synthèse"]).values())
    assert synthese[:4] == [str(solde.achetes), str(solde.consommes), str(solde.reste), str(solde.manque)] and synthese[4] == "oui"
    assert [datetime.strptime(ligne["Valables jusqu’au"], "%m/%d/%Y").date().isoformat() for ligne in feuilles["Achats"][:2]] == [calculs.terme(j, 13) for j, _, _ in achats]


@pytest.mark.lent
@pytest.mark.parametrize("reste", [6, 7, 8])
def test_l_alerte_se_compte_sur_le_dernier_achat(catalogue, remplies, soffice, tmp_path, reste):
    classeur = regler(construire(catalogue, "bordereau-tickets", remplies), Valeur_du_Ticket=30, Seuil="20")
    classeur = remplir(classeur, "Achats", [{"Date": "2027-01-01", "Tickets achetés": 100}, {"Date": "2027-01-02", "Tickets achetés": 35}])
    classeur = remplir(classeur, "Consommation", [{"Date": "2027-01-03", "Dossier": "D", "Temps passé": 30 * (135 - reste)}])
    synthese = list(valeurs(recalculer(soffice, tmp_path, xlsx.render(classeur))["Synthèse"]).values())
    assert synthese[2:] == [str(reste), "0", "oui" if calculs.solde(35, 35 - reste, "20").alerte else "non"]


@pytest.mark.lent
@pytest.mark.parametrize(("regroupement", "proche"), [("dossier-jour", False), ("dossier", True), ("passage", False)])
def test_le_releve_arrondit_le_temps_comme_le_contrat(catalogue, remplies, soffice, tmp_path, regroupement, proche):
    temps = temps_au_hasard(60)
    sens = "au multiple le plus proche" if proche else "au multiple supérieur"
    classeur = regler(construire(catalogue, "releve-heures", remplies), Pas=15, Temps_additionnés=REGROUPEMENTS[regroupement], Sens=sens, Minimum=4, Temps_reporté=50, Crédit_ouvert=20, Crédit_déjà=300, Taux=9033)
    heure = "{:02d}:{:02d}".format
    lignes = [{"Date": j, "Dossier": d, "Passage": p, "Début": heure(23, 10), "Fin": heure(*divmod((23 * 60 + 10 + m) % 1440, 60)), "Coefficient": c} for d, j, p, m, c in temps]
    feuilles = recalculer(soffice, tmp_path, xlsx.render(remplir(classeur, "Relevé", lignes)))
    attendu = sum(x.unites for x in calculs.temps_facture([calculs.Temps(d, j, m, c, p) for d, j, p, m, c in temps], 15, regroupement, proche))
    lus = feuilles["Relevé"][: len(temps)]
    assert [int(ligne["Temps relevé (minutes)"]) for ligne in lus] == [m for _, _, _, m, _ in temps]
    assert sum(int(ligne["Temps décompté (minutes)"]) for ligne in lus) == attendu
    synthese = dict(zip(("total", "heures", "minimum", "reste", "report", "credit", "restant", "facture", "montant"), valeurs(feuilles["Synthèse"]).values()))
    # Le mois d’avant a laissé 50 minutes de son minimum.
    mois = calculs.mois_factures([240 - 50, attendu], 240)[1]
    assert (int(synthese["total"]), int(synthese["report"])) == (mois.temps, mois.reporte)
    credit = min(20 * 60 - 300, mois.facture - 240)
    assert (int(synthese["credit"]), int(synthese["restant"]), int(synthese["facture"])) == (credit, 900 - credit, mois.facture - credit)
    assert round(float(synthese["montant"]) * 100) == calculs.cout_temps([mois.facture - credit], 9033).montant
    assert (synthese["minimum"], synthese["reste"]) == ("240", "0")


@pytest.mark.lent
@pytest.mark.parametrize("calendaire", [False, True], ids=["ouvrees", "calendaires"])
def test_le_suivi_compte_les_delais_comme_le_contrat(catalogue, remplies, soffice, tmp_path, calendaire):
    hasard = random.Random(GRAINE)
    feries = ["2027-03-29", "2027-04-01"]
    plage = calculs.Plage("00:00", "24:00", range(1, 8)) if calendaire else calculs.Plage("08:30", "18:00", (1, 2, 3, 4, 5), feries)
    delais = {"Bloquante": 2, "Majeure": 4, "Mineure": 16}

    def moment(debut: datetime, au_plus: int) -> datetime:
        return debut + timedelta(minutes=hasard.randint(0, au_plus))

    incidents, attentes = [], []
    for i in range(60):
        depart = moment(datetime(2027, 3, 24), 10 * 1440)
        prise = moment(depart, hasard.choice((60, 600, 5000)))
        incidents.append((f"D{i:03d}", hasard.choice(list(delais)), depart, prise))
        if i % 3 == 0:
            debut = moment(depart - timedelta(minutes=120), 800)
            attentes.append((f"D{i:03d}", debut, moment(debut, 900)))
    texte = "{:%Y-%m-%d %H:%M}".format
    jour_excel = lambda m: (m - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: E731
    classeur = regler(construire(catalogue, "niveaux-de-service", remplies), Décompte="heures calendaires" if calendaire else "Heures ouvrées", Ouverture="08:30", Fermeture="18:00")
    classeur = remplir(classeur, "Incidents", [{"Dossier": d, "Gravité": g, "Déclaration": jour_excel(a), "Prise en charge": jour_excel(b)} for d, g, a, b in incidents])
    classeur = remplir(classeur, "Suspensions", [{"Dossier": d, "Début": jour_excel(a), "Fin": jour_excel(b)} for d, a, b in attentes])
    classeur = remplir(classeur, "Jours fériés", [{"Date": jour} for jour in feries])
    grille = classeur.sheets[2].columns
    classeur = remplir(classeur, "Délais de prise en charge", [{grille[0].title: g, grille[1].title: h} for g, h in delais.items()])
    feuilles = recalculer(soffice, tmp_path, xlsx.render(classeur))
    tenus = 0
    for (dossier, gravite, depart, prise), ligne in zip(incidents, feuilles["Incidents"]):
        trous = [(texte(a), texte(b)) for d, a, b in attentes if d == dossier]
        compte = calculs.temps_ouvre(texte(depart), texte(prise), plage, trous)
        du = 60 * delais[gravite]
        assert (ligne["Temps compté jusqu’à la prise en charge (minutes)"], ligne["Délai de prise en charge (minutes)"]) == (str(compte), str(du)), (dossier, depart, prise, trous)
        assert ligne["Prise en charge tenue"] == ("tenu" if compte <= du else "dépassé")
        assert ligne["Retard de prise en charge (minutes)"] == str(max(0, compte - du))
        fin, _ = calculs.echeance(texte(depart), du, plage, trous)
        assert (compte > du) == (calculs.temps_ouvre(fin, texte(prise), plage, trous) > 0)
        tenus += compte <= du
    assert 0 < tenus < 60
    assert list(valeurs(feuilles["Synthèse"]).values())[:3] == ["60", str(tenus), str(60 - tenus)]


@pytest.mark.lent
def test_la_gravite_la_plus_haute_peut_se_compter_jour_et_nuit(catalogue, remplies, soffice, tmp_path):
    classeur = construire(catalogue, "niveaux-de-service", remplies)
    jour = lambda j, h: (datetime(2027, 1, j, h) - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: E731
    classeur = remplir(classeur, "Délais de prise en charge", [{"Décompte": "heures calendaires"}])
    lignes = [{"Dossier": g, "Gravité": g, "Déclaration": jour(4, 17), "Prise en charge": jour(5, 9), "Rétablissement": jour(5, 17), "Départ du rétablissement": jour(5, 9)} for g in ("Bloquante", "Majeure")]
    feuilles = recalculer(soffice, tmp_path, xlsx.render(remplir(classeur, "Incidents", lignes)))
    assert [ligne["Temps compté jusqu’à la prise en charge (minutes)"] for ligne in feuilles["Incidents"][:2]] == [str(16 * 60), "90"]
    assert [ligne["Temps compté jusqu’au rétablissement (minutes)"] for ligne in feuilles["Incidents"][:2]] == ["480", "480"]


# --- Ce que le contrat reprend


def test_l_inventaire_rempli_revient_dans_le_contrat(catalogue, remplies):
    classeur = remplir(construire(catalogue, "inventaire", remplies), "Inventaire", [{}, {}, {}, {"Repère": "N-01", "Désignation": "Poste neuf", "Quantité": 4, "Nature": "Poste fixe"}])
    champ = catalogue.champs["inventaire"]
    relu = {}
    for nom, octets in (("xlsx", xlsx.render(classeur)), ("csv", tableur.en_csv(classeur))):
        lignes = tableau.vers_champ(champ, tableau.lire(octets), tableur.colonnes_ajoutees(catalogue, "inventaire"))
        relu[nom] = r.build({"types": ["preventive"], "formule": "forfait", "champs": {"inventaire": lignes}}, catalogue).values["inventaire"]
    assert relu["xlsx"] == relu["csv"] == [*remplies.values["inventaire"], {"repere": "N-01", "designation": "Poste neuf", "quantite": 4}]


@pytest.mark.lent
def test_l_inventaire_enregistre_par_libreoffice_revient_dans_le_contrat(catalogue, remplies, soffice, tmp_path):
    import subprocess

    (tmp_path / "a.xlsx").write_bytes(xlsx.render(construire(catalogue, "inventaire", remplies)))
    subprocess.run([soffice, "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--convert-to", "xlsx", "--outdir", tmp_path / "b", tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=180)
    lignes = tableau.vers_champ(catalogue.champs["inventaire"], tableau.lire((tmp_path / "b" / "a.xlsx").read_bytes()), tableur.colonnes_ajoutees(catalogue, "inventaire"))
    assert r.build({"types": ["preventive"], "formule": "forfait", "champs": {"inventaire": lignes}}, catalogue).values["inventaire"] == remplies.values["inventaire"]


def test_composer_prend_l_inventaire_d_un_csv(tmp_path, capsys):
    (tmp_path / "r.yml").write_text("types: [preventive]\nformule: forfait\n", "utf-8")
    (tmp_path / "parc.csv").write_bytes("Repère;Désignation;Quantité\r\nP-01;Poste fixe n° 1;12\r\n".encode("cp1252"))
    commande = ["composer", str(tmp_path / "r.yml"), "--tableau", f"inventaire={tmp_path / 'parc.csv'}", "-o", str(tmp_path / "c.txt")]
    assert cli.main(commande) == 0
    assert "Poste fixe n° 1" in (tmp_path / "c.txt").read_text("utf-8")
    (tmp_path / "parc.csv").write_bytes("Repère;Désignation;Quantité;Prix\r\nP-01;Poste;douze;1\r\n".encode("cp1252"))
    capsys.readouterr()
    assert cli.main(commande) == 2
    err = capsys.readouterr().err
    assert "ligne 2, colonne « Quantité » : on attend un nombre : 12" in err and "colonne « Prix » inconnue" in err


# --- La ligne de commande et le catalogue


def test_le_verbe_ecrit_un_tableur_vierge_ou_rempli(tmp_path, capsys):
    for extension in ("xlsx", "csv"):
        assert cli.main(["tableur", "inventaire", "-o", str(tmp_path / f"parc.{extension}")]) == 0
    assert (tmp_path / "parc.xlsx").read_bytes().startswith(b"PK") and (tmp_path / "parc.csv").read_bytes().startswith(b"\xef\xbb\xbfRep")


@pytest.mark.parametrize(
    ("arguments", "attendu"),
    [
        (["inventair", "-o", "x.xlsx"], "tableur « inventair » inconnu : bordereau-tickets, inventaire"),
        (["inventaire", "-o", "x.ods"], "un tableur s'écrit en xlsx ou csv"),
        (["inventaire", "--tableau", "inventaire=x.csv", "-o", "x.xlsx"], "donnez-les aussi"),
    ],
)
def test_une_demande_impossible_dit_le_remede(tmp_path, monkeypatch, capsys, arguments, attendu):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["tableur", *arguments]) == 2
    assert attendu in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_sans_sa_bibliotheque_le_verbe_dit_quoi_installer(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    assert cli.main(["tableur", "inventaire", "-o", str(tmp_path / "x.xlsx")]) == 2
    assert "pip install xlsxwriter" in capsys.readouterr().err
    assert cli.main(["tableur", "inventaire", "-o", str(tmp_path / "x.csv")]) == 0


TABLEUR = """\
titre: Inventaire
en_clair: La liste.
mode_d_emploi: [Remplissez.]
feuilles:
  - id: inventaire
    titre: Inventaire
    champ: inventaire
    lignes: 10
    colonnes:
      - {id: quantite, titre: Quantité, type: entier}
      - {id: categorie, titre: Catégorie, type: texte, liste: [a, b]}
      - {id: montant, titre: Montant, type: montant, calcul: montant}
"""


def fautes(*changements: tuple[str, str]) -> list[str]:
    texte = TABLEUR
    for avant, apres in changements:
        assert avant in texte
        texte = texte.replace(avant, apres, 1)
    fichiers = {**mini.fichiers(), "tableurs/inventaire.yml": texte.encode()}
    try:
        mini.construire(dict(sorted(fichiers.items())))
    except loader.InvalidCatalogue as erreur:
        return [str(faute) for faute in erreur.problems]
    return []


def test_un_tableur_du_catalogue_se_lit():
    assert fautes() == []


@pytest.mark.parametrize(
    ("changement", "attendu"),
    [
        (("calcul: montant", "calcul: montan"), "calcul inconnu « montan » ; vouliez-vous dire « montant » ?"),
        (("{id: quantite,", "{id: nombre_total,"), "emploie la colonne « quantite » de sa feuille"),
        (("calcul: montant", "calcul: alerte"), "emploie le réglage « prepaye_alerte »"),
        (("liste: [a, b]", "liste: prix.categorie"), "« prix.categorie » n'existe pas"),
        (("liste: [a, b]", 'liste: ["a, b"]'), "n'ont pas de virgule"),
        (("champ: inventaire", "champ: sites"), "« sites » n'est pas un champ de type tableau"),
        (("{id: quantite,", "{id: prix,"), "vient du champ « inventaire »"),
        (("titre: Catégorie", "titre: Quantité"), "deux colonnes « Quantité »"),
        (("    titre: Inventaire\n    champ", "    titre: In/ventaire\n    champ"), "nom de feuille"),
        (("lignes: 10", "lignes: 0"), "de 1 à 2000 lignes"),
        (("    champ: inventaire", "    champ: inventaire\n    reprend: Rien"), "pas de section « Rien »"),
    ],
)
def test_une_faute_de_tableur_est_dite_par_valider(changement, attendu):
    assert any(attendu in faute for faute in fautes(changement)), fautes(changement)


def test_une_colonne_imprimee_par_l_annexe_ne_manque_pas_au_tableur():
    fichiers = {nom: donnees for nom, donnees in loader.read_files(loader.default_folder()).items()}
    nom = "annexes/bordereau-tickets.yml"
    fichiers[nom] = fichiers[nom].replace(b"Facture, Tickets", "Numéro, Tickets".encode())
    with pytest.raises(loader.InvalidCatalogue, match="l'annexe imprime une colonne « Numéro » que la feuille n'a pas"):
        loader.build(fichiers, {}, "", "essai")
