"""Les courriers : chacun se lit, se compose vierge et rempli dans chaque format, cite l’article qu’il applique et tient les règles d’écriture."""

import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import mini
import pytest
from clausier import blocks as b, cli, courrier as lettres, exemple, loader, model as m, reponses as r
from clausier.contrat import assemble
from clausier.render import FORMATS
from clausier.typography import french
from juges import OOXML, valider_ooxml
from lecture import lire
from test_catalogue import alineas_de, tous

CATALOGUE = loader.load()
COURRIERS = CATALOGUE.courriers
# Stables : un identifiant publié ne change plus.
IDENTIFIANTS = """
mise-en-demeure-service mise-en-demeure-paiement non-reconduction resiliation-manquement resiliation-sans-motif-client
resiliation-sans-motif-prestataire restitution-demande restitution-reponse bon-de-commande devis-hors-forfait pv-fin-intervention
pv-restitution sous-traitant sous-traitant-donnees contestation-facture demande-avoir mise-en-garde incident-securite demande-vigilance
""".split()
CAS = [(nom, qui) for nom, x in COURRIERS.items() for qui in x.expediteurs or ("",)]
par_courrier = pytest.mark.parametrize("courrier", COURRIERS.values(), ids=COURRIERS)
par_cas = pytest.mark.parametrize(("nom", "qui"), CAS, ids=["-".join(filter(None, c)) for c in CAS])
# Les options du contrat où un courrier a sa place.
POUR = {
    "resiliation-sans-motif-prestataire": ("duree-indeterminee",),
    "non-reconduction": ("reconduction-tacite",),
    "sous-traitant": ("sous-traitants",),
    "sous-traitant-donnees": ("sous-traitants-ulterieurs",),
}


@lru_cache(maxsize=None)
def donnees(options: tuple[str, ...], hors_forfait: str = "demande") -> dict:
    """Les réponses fictives d’une infogérance au forfait, avec les champs de tous les courriers."""
    choisies = ["niveaux-chiffres", "donnees-personnelles", *options]
    champs = set().union(*(lettres.champs_de(CATALOGUE, x) for x in COURRIERS.values()))
    return exemple.raw_answers(CATALOGUE, ["infogerance"], "forfait", hors_forfait, [*choisies, *r.default_options(CATALOGUE, choisies)], more=champs)


@lru_cache(maxsize=None)
def reponses(nom: str, position: str = "equilibree") -> r.Reponses:
    """Les réponses d’un contrat où ce courrier a sa place."""
    return r.build({**donnees(POUR.get(nom, ())), "position": position}, CATALOGUE)


def vierge(nom: str, qui: str) -> lettres.CourrierRedige:
    return lettres.rediger(CATALOGUE, COURRIERS[nom], None, qui)


def rempli(nom: str, qui: str) -> lettres.CourrierRedige:
    return lettres.rediger(CATALOGUE, COURRIERS[nom], reponses(nom), qui)


def texte_de(redige: lettres.CourrierRedige) -> str:
    return lire("txt", FORMATS["txt"].render(redige.document))


def passages(courrier: m.Courrier) -> list[str]:
    alineas = [a for s in courrier.sections for a in tous(s.alineas)]
    return [courrier.objet, *(t for a in alineas for t in (a.texte, *(c for ligne in (a.tableau.lignes if isinstance(a.tableau, m.TableauFixe) else ()) for c in ligne)))]


# --- Ce qu’ils sont


def test_les_courriers_sont_ceux_du_projet():
    assert sorted(COURRIERS) == sorted(IDENTIFIANTS)
    assert len({x.rang for x in COURRIERS.values()}) == len(COURRIERS)


@par_courrier
def test_un_courrier_s_explique(courrier):
    assert 30 <= len(courrier.en_clair) <= 300 and len(courrier.quand_l_envoyer) >= 40 and 2 <= len(courrier.pieges) <= 4
    assert any(courrier.fondements.values()) and courrier.relecture == "non relu par un juriste"


@par_courrier
def test_un_courrier_nomme_la_clause_qu_il_applique(courrier):
    textes = passages(courrier) if courrier.sections else [a.texte for a in alineas_de(CATALOGUE.annexes[courrier.reprend])]
    assert any("[[clause:" in texte for texte in textes)


@par_courrier
def test_une_resiliation_et_une_mise_en_demeure_partent_en_recommande(courrier):
    if re.search("mise-en-demeure|resiliation", courrier.id):
        assert courrier.recommande
    if courrier.id.startswith("mise-en-demeure") or courrier.id == "resiliation-manquement":
        textes = " ".join(passages(courrier))
        assert "expressément l'article [[clause:resiliation-manquement]]" in textes and "article 1225 du code civil" in textes


# --- Composer


@par_cas
@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.lent
def test_vierge_ou_rempli_les_memes_donnees_donnent_les_memes_octets(nom, qui, extension):
    for redige in (vierge, rempli):
        octets = FORMATS[extension].render(redige(nom, qui).document)
        assert octets == FORMATS[extension].render(redige(nom, qui).document)
        lu = lire(extension, octets)
        assert COURRIERS[nom].titre.replace("'", "’") in lu.replace("\u00a0", " ")


@par_cas
def test_vierge_il_ne_contient_aucune_valeur_et_liste_ses_blancs(nom, qui):
    redige = vierge(nom, qui)
    valeurs = [span for span in b.all_spans(redige.document) if isinstance(span, b.FieldValue)]
    assert valeurs and all(span.blank for span in valeurs)
    assert redige.avertissements == ()
    assert {x.champ for x in redige.blancs} >= {span.key.partition(".")[0] for span in valeurs}
    assert not any(isinstance(span, b.Reference) for span in b.all_spans(redige.document))


@par_cas
def test_rempli_il_n_a_ni_blanc_ni_avertissement_ni_choix_a_faire(nom, qui):
    redige = rempli(nom, qui)
    assert redige.blancs == () and redige.avertissements == ()
    texte = texte_de(redige)
    assert "EXEMPLE FICTIF" in texte and "[À" not in texte and "{" not in texte and "[[" not in texte


@par_cas
def test_le_numero_imprime_est_celui_de_l_article_du_contrat(nom, qui):
    contrat = assemble(CATALOGUE, reponses(nom)).document
    titres = {(x.kind, b.plain(x.spans)): x.number for x in contrat.blocks if isinstance(x, b.Heading) and x.number}
    cites = [span.text for span in b.all_spans(rempli(nom, qui).document) if isinstance(span, b.Text) and re.match(r"\d+ \(«", span.text)]
    assert cites
    for cite in cites:
        numero, titre = re.fullmatch(r"(\d+) \(«\u00a0(.+)\u00a0»\)", cite).groups()
        assert numero in (titres.get(("article", titre)), titres.get(("annex", titre)))


@par_cas
def test_sans_contrat_l_article_se_nomme_par_son_titre(nom, qui):
    titres = {french(x.titre) for x in (*CATALOGUE.rubriques.values(), *CATALOGUE.annexes.values())}
    nommes = [span.text[2:-2] for span in b.all_spans(vierge(nom, qui).document) if isinstance(span, b.Text) and re.fullmatch("«\u00a0[^»]+\u00a0»", span.text)]
    assert nommes and set(nommes) <= titres


def test_l_expediteur_change_l_en_tete_la_signature_et_les_passages():
    client, prestataire = (texte_de(vierge("non-reconduction", qui)) for qui in m.PARTIES)
    assert client.index("Dénomination du Client") < client.index("Dénomination du Prestataire") and "Pour le Client" in client
    assert prestataire.index("Dénomination du Prestataire") < prestataire.index("Dénomination du Client") and "Pour le Prestataire" in prestataire
    assert "désignerons notre successeur" in client and "désignerons notre successeur" not in prestataire


@pytest.mark.parametrize(("nom", "qui", "attendu"), [("non-reconduction", "", "client ou prestataire"), ("mise-en-garde", "client", "prestataire"), ("bon-de-commande", "client", "deux Parties")])
def test_celui_qui_n_ecrit_pas_ce_courrier_est_refuse(nom, qui, attendu):
    with pytest.raises(ValueError, match=attendu):
        vierge(nom, qui)


def test_un_courrier_hors_de_propos_avertit_et_se_compose():
    sans_delai = exemple.raw_answers(CATALOGUE, ["preventive"], "demande", "demande", r.default_options(CATALOGUE))
    redige = lettres.rediger(CATALOGUE, COURRIERS["demande-avoir"], r.build(sans_delai, CATALOGUE))
    dits = " ".join(redige.avertissements)
    assert "suppose que le Contrat chiffre des délais" in dits and "Pénalités et crédits de service" in dits.replace("\u00a0", " ") and "Taux" in dits
    assert redige.document.blocks


def test_une_commande_au_temps_passe_ou_en_tickets_a_un_maximum():
    for hors_forfait in ("temps-passe", "ticket", "demande"):
        redige = lettres.rediger(CATALOGUE, COURRIERS["bon-de-commande"], r.build(donnees((), hors_forfait), CATALOGUE))
        assert redige.blancs == () and ("limitée au maximum" in texte_de(redige)) == (hors_forfait != "demande")


def test_un_chiffre_que_la_version_choisie_n_a_pas_est_signale():
    redige = lettres.rediger(CATALOGUE, COURRIERS["resiliation-sans-motif-client"], reponses("resiliation-sans-motif-client", "prestataire"))
    assert any("Préavis de fin sans motif" in dit for dit in redige.avertissements)


@par_cas
@pytest.mark.parametrize("position", ["client", "prestataire"])
def test_une_autre_position_se_compose_sans_blanc(nom, qui, position):
    assert lettres.rediger(CATALOGUE, COURRIERS[nom], reponses(nom, position), qui).blancs == ()


# --- Écriture


@par_courrier
def test_aucun_mot_flou_ni_phrase_de_plus_de_quarante_mots(courrier):
    for texte in passages(courrier):
        for mot in CATALOGUE.mots_flous.values():
            assert not re.search(r"(?<!\w)" + re.escape(mot.mot), texte, re.IGNORECASE), f"« {mot.mot} » ; écrivez {mot.a_la_place} : {texte}"
        assert [p for p in re.split(r"(?<=[.;:!?])\s+", texte) if len(p.split()) > 40] == []
        assert "  " not in texte and texte == texte.strip()
        assert not re.search(r"(?<![\w-])\b(le|du|au|les|des|aux) (prestataire|parties|client)\b", texte), texte


@par_courrier
def test_le_fichier_garde_l_apostrophe_droite_et_les_espaces_ordinaires(courrier):
    texte = Path(loader.default_folder(), "courriers", f"{courrier.id}.yml").read_text("utf-8")
    assert [c for c in "’\u00a0\u202f\u200b\t\r" if c in texte] == []


@par_courrier
def test_une_lettre_ne_dit_ni_nul_ni_illegal_ni_ne_menace_de_retenir(courrier):
    for texte in passages(courrier):
        assert not re.search(r"\b(nul|nulle|illégal\w*|non conforme)\b|sous peine", texte), texte


@par_cas
def test_le_courrier_imprime_respecte_la_typographie_francaise(nom, qui):
    for span in b.all_spans(vierge(nom, qui).document):
        assert "'" not in span.text, span.text
        assert not re.search(r" [;:!?%€»]|« (?!$)|  ", span.text), span.text
    for redige in (vierge, rempli):
        for bloc in redige(nom, qui).document.blocks:
            if isinstance(bloc, b.Paragraph):
                texte = "".join(span.text for span in bloc.spans if isinstance(span, b.Text))
                assert not re.search(r"\b(?:[Aa]rticle|[Aa]nnexe) [\d«]", texte), texte


@par_courrier
def test_chaque_article_cite_est_un_texte_que_nous_tenons(courrier):
    """Un numéro d’article de code écrit dans une lettre est parmi ses fondements."""
    cites = set(re.findall(r"\b(?:L|R|D)\. ?(\d[\d-]*)|article (\d{4}(?:-\d)?) du code civil", " ".join(passages(courrier))))
    tenus = " ".join(n for noms in courrier.fondements.values() for n in noms)
    assert [c for paire in cites for c in paire if c and c not in tenus] == []


# --- Fautes

LETTRE = """\
titre: Essai
objet: essai
expediteur: les-deux
genre: lettre
quand_l_envoyer: Un jour.
en_clair: Un essai.
fondements: {encadre: [code-civil/1166]}
champs: [client_nom]
pieges: [Un piège., Un autre.]
alineas:
  - texte: "Selon l'article [[clause:prix]], bonjour {client_nom}."
  - {texte: Un passage., quand: {options: [delais]}, si: un délai est chiffré}
  - {texte: Un autre., expediteur: client}
relecture: {etat: non relu par un juriste}
historique:
  - {version: 1, date: 2026-01-01, changement: première rédaction}
"""
MOTS = """\
courriers:
  avertissement: Un modèle.
  a_garder: "[À garder si # :]"
  recommande: En recommandé
  lieu_date: "Le {date_effet}"
  objet: "Objet : #"
  reference: Contrat
  salutation: Bonjour,
  politesse: Salutations.
  fait: Fait.
  parties:
    client: {adresse: ["{client_nom}"], titre: Pour le Client, signature: ["Signature :"]}
    prestataire: {adresse: [Prestataire], titre: Pour le Prestataire, signature: ["Signature :"]}
"""
AVEC_MOTS = ("vocabulaire/textes.yml", "notices:", MOTS + "notices:")


def fautes(avant: str = "", apres: str = "", mots=AVEC_MOTS) -> list[str]:
    return mini.fautes(*([mots] if mots else []), ("courriers/essai.yml", "", LETTRE.replace(avant, apres) if avant else LETTRE))


def test_la_lettre_d_essai_est_valide():
    assert fautes() == []


FAUTES = {
    "champ-non-declare": ("champs: [client_nom]", "champs: []", "champ « client_nom » employé et non déclaré"),
    "champ-inutile": ("champs: [client_nom]", "champs: [client_nom, duree]", "champ « duree » déclaré et jamais employé"),
    "reference": ("code-civil/1166", "code-civil/1", "« code-civil/1 » n'est pas dans references"),
    "renvoi": ("clause:prix", "clause:prx", "vouliez-vous dire « prix »"),
    "renvoi-qui-n-arrive-pas": ("[[clause:prix]]", "[[clause:delais]]", "renvoi vers « clause:delais », absent quand"),
    "condition-sans-phrase": (", si: un délai est chiffré", "", "« si » va avec « quand » ou « sauf »"),
    "phrase-sans-condition": ("expediteur: client}", "expediteur: client, si: c'est vrai}", "« si » va avec « quand » ou « sauf »"),
    "option-inconnue": ("[delais]}, si", "[delai]}, si", "valeur inconnue « delai »"),
    "acte-sans-sections": ("genre: lettre", "genre: acte", "un acte, des « sections » ou « reprend »"),
    "deux-sources": ("pieges:", "reprend: inventaire\npieges:", "l'un des trois"),
    "renvoi-dans-l-objet": ("objet: essai", "objet: essai [[clause:prix]]", "la ligne d'objet ne porte pas de renvoi"),
    "expediteur-etranger": ("expediteur: les-deux", "expediteur: prestataire", "cette Partie n'écrit pas ce courrier"),
    "remplit": ("expediteur: client}", "expediteur: client, remplit: [prix]}", "remplit : clé inconnue"),
    "un-seul-piege": ("[Un piège., Un autre.]", "[Un piège.]", "liste trop courte"),
}  # fmt: skip


@pytest.mark.parametrize(("avant", "apres", "attendu"), FAUTES.values(), ids=FAUTES)
def test_une_faute_dans_un_courrier_est_dite(avant, apres, attendu):
    dites = fautes(avant, apres)
    assert any(attendu in faute and faute.startswith("courriers/essai.yml") for faute in dites), dites


def test_des_courriers_sans_leurs_mots_communs_sont_refuses():
    assert any("il manque la clé « courriers »" in faute for faute in fautes(mots=None))
    champ = (AVEC_MOTS[0], AVEC_MOTS[1], AVEC_MOTS[2].replace("{date_effet}", "{date_efet}"))
    assert any("vouliez-vous dire « date_effet »" in faute for faute in fautes(mots=champ))


# --- Ligne de commande


@pytest.fixture
def clausier(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def lancer(*arguments: str):
        capsys.readouterr()
        try:
            code = cli.main(list(arguments))
        except SystemExit as fin:
            code = fin.code
        sortie, erreurs = capsys.readouterr()
        assert "Traceback" not in erreurs
        return code, sortie, erreurs

    return lancer


@pytest.mark.parametrize("extension", FORMATS)
def test_la_commande_ecrit_un_courrier_vierge_et_liste_ses_blancs(clausier, extension):
    code, sortie, erreurs = clausier("courrier", "mise-en-garde", "-o", f"lettre.{extension}")
    assert (code, sortie) == (0, "") and "  - alerte_risque : Risque constaté" in erreurs
    assert [p.name for p in Path().iterdir()] == [f"lettre.{extension}"]


def test_de_l_exemple_au_courrier_rempli_sans_blanc(clausier):
    code, exemple_yml, _ = clausier("exemple", "--modele", "infogerance-forfait", "--courrier", "mise-en-demeure-service")
    assert code == 0 and "manquement_faits:" in exemple_yml
    Path("r.yml").write_text(exemple_yml, "utf-8")
    code, sortie, erreurs = clausier("courrier", "mise-en-demeure-service", "r.yml", "-o", "-", "--format", "txt", "--strict")
    assert code == 0 and erreurs == "" and re.search(r"article\s+\d+\s+\(«\s*Résiliation\s+pour\s+manquement\s*»\)", sortie)
    assert clausier("composer", "r.yml", "-o", "c.txt", "--strict")[0] == 0


REFUS = {
    "inconnu": (["courrier", "mise-en-gard", "-o", "x.txt"], "vouliez-vous dire « mise-en-garde »"),
    "qui-ecrit": (["courrier", "non-reconduction", "-o", "x.txt"], "--expediteur : qui écrit : client ou prestataire"),
    "mauvais-expediteur": (["courrier", "mise-en-garde", "--expediteur", "client", "-o", "x.txt"], "--expediteur : qui écrit : prestataire"),
    "expediteur-d-un-acte": (["courrier", "bon-de-commande", "--expediteur", "client", "-o", "x.txt"], "retirez l'expéditeur"),
    "strict": (["courrier", "mise-en-garde", "-o", "x.txt", "--strict"], "--strict"),
    "format": (["courrier", "mise-en-garde", "-o", "x.doc"], "format « doc » inconnu"),
    "reponses-absentes": (["courrier", "mise-en-garde", "rien.yml", "-o", "x.txt"], "introuvable"),
    "reponses-fausses": (["courrier", "mise-en-garde", "faux.yml", "-o", "x.txt"], "réponses inutilisables"),
    "sur-ses-reponses": (["courrier", "mise-en-garde", "bon.md", "-o", "bon.md"], "c'est le fichier de réponses"),
    "exemple-inconnu": (["exemple", "--courrier", "zzz"], "courrier « zzz » inconnu"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "attendu"), REFUS.values(), ids=REFUS)
def test_une_demande_impossible_sort_en_2_et_n_ecrit_rien(clausier, arguments, attendu):
    Path("faux.yml").write_text("types: [zzz]\nformule: forfait\n", "utf-8")
    Path("bon.md").write_text("types: [corrective]\nformule: forfait\n", "utf-8")
    code, sortie, erreurs = clausier(*arguments)
    assert code == 2 and sortie == "" and attendu in erreurs, erreurs
    assert sorted(p.name for p in Path().iterdir()) == ["bon.md", "faux.yml"]


def test_valider_compte_les_courriers(clausier):
    assert f"{len(COURRIERS)} courriers," in clausier("valider")[1]


def test_une_maison_ajoute_ou_remplace_un_courrier(tmp_path, clausier):
    source = Path(loader.default_folder(), "courriers", "mise-en-garde.yml").read_text("utf-8")
    dossier = tmp_path / "maison" / "courriers"
    dossier.mkdir(parents=True)
    (dossier / "mise-en-garde.yml").write_text("mode: remplace\n" + source.replace("Mise en garde écrite", "Notre mise en garde"), "utf-8")
    code, _, _ = clausier("courrier", "mise-en-garde", "--surcharge", str(tmp_path / "maison"), "-o", "x.txt")
    assert code == 0 and Path("x.txt").read_text("utf-8").startswith("Notre mise en garde")


def test_les_courriers_sont_dans_le_paquet_livre_par_la_commande():
    fini = subprocess.run([sys.executable, "-m", "clausier", "courrier", "--help"], capture_output=True, timeout=60)
    assert fini.returncode == 0 and "Exemple : clausier courrier mise-en-demeure-service" in fini.stdout.decode()


# --- Juge indépendant


@pytest.mark.lent
def test_open_xml_sdk_ne_trouve_aucune_faute(tmp_path, exige_juge):
    programme = exige_juge(OOXML)
    for nom, qui in CAS:
        (tmp_path / f"{nom}-{qui}.docx").write_bytes(FORMATS["docx"].render(rempli(nom, qui).document))
    for nom, qui in (("mise-en-demeure-paiement", ""), ("bon-de-commande", ""), ("pv-restitution", "")):
        (tmp_path / f"{nom}-vierge.docx").write_bytes(FORMATS["docx"].render(vierge(nom, qui).document))
    assert valider_ooxml(sorted(tmp_path.iterdir()), programme) == []
