"""Comparer deux contrats, écrire l’avenant : rien n’est oublié, rien n’est changé de trop."""

from pathlib import Path

import pytest
from clausier import avenant, blocks as b, cli, exemple, loader, reponses as r
from clausier.comparaison import compare, parties
from clausier.contrat import assemble
from clausier.render import FORMATS

CATALOGUE = loader.load()


def reponses(types=("corrective",), formule="forfait", options=(), **champs):
    texte = exemple.example_yaml(CATALOGUE, types, formule, "demande", [*options, *r.default_options(CATALOGUE, options)])
    lues = r.parse(texte.encode())[0]
    lues["champs"].update(champs)
    return r.build(lues, CATALOGUE)


def deux(avant, apres):
    return compare(assemble(CATALOGUE, avant), assemble(CATALOGUE, apres))


COUPLES = {
    "une-valeur": (reponses(), reponses(duree_contrat="36")),
    "formule": (reponses(), reponses(formule="ticket")),
    "type": (reponses(), reponses(types=("preventive", "infogerance"))),
    "option": (reponses(), reponses(options=("sauvegarde-geree", "astreinte"))),
    "tout": (reponses(formule="demande"), reponses(types=("preventive", "corrective", "infogerance", "evolutive"), formule="temps-passe")),
}
couple = pytest.mark.parametrize("avant, apres", COUPLES.values(), ids=list(COUPLES))


def dit(passage) -> str:
    return " ".join(texte for _, _, texte in passage.lines())


@pytest.mark.parametrize("modele", CATALOGUE.modeles.values(), ids=lambda m: m.id)
def test_un_contrat_ne_differe_pas_de_lui_meme(modele):
    situation = r.from_model(modele, CATALOGUE)
    trouve = deux(situation, situation)
    assert (trouve.changements, trouve.valeurs, trouve.renumerotes) == ((), (), False)


def test_une_valeur_ne_change_que_les_articles_qui_l_impriment():
    avant, apres = COUPLES["une-valeur"]
    trouve = deux(avant, apres)
    attendus = {
        (partie.genre, partie.id)
        for partie in parties(assemble(CATALOGUE, apres))
        for passage in partie.passages
        for span in b.all_spans(b.Document("", passage.blocks))
        if isinstance(span, b.FieldValue) and span.key == "duree_contrat"
    }
    assert {(c.partie.genre, c.partie.id) for c in trouve.changements} == attendus
    assert [(v.champ, v.avant, v.apres) for v in trouve.valeurs] == [("duree_contrat", "24\u00a0mois", "36\u00a0mois")]


@couple
def test_le_contrat_en_vigueur_et_l_avenant_donnent_le_nouveau_contrat(avant, apres):
    """Chaque article du nouveau contrat est soit inchangé, soit tout entier dans l’avenant ; un paragraphe seul s’échange avec le sien."""
    anciennes = {(p.genre, p.id): p for p in parties(assemble(CATALOGUE, avant))}
    trouve = deux(avant, apres)
    changes = {(c.partie.genre, c.partie.id): c for c in trouve.changements}
    document = avenant.rediger(CATALOGUE, trouve, avant, apres).document
    cite = [b.plain(x.spans) for x in document.blocks if isinstance(x, b.Paragraph) and x.kind == "quote"]
    for partie in parties(assemble(CATALOGUE, apres)):
        cle = (partie.genre, partie.id)
        changement = changes.pop(cle, None)
        if changement is None:
            assert [p.mark for p in anciennes[cle].passages] == [p.mark for p in partie.passages]
            continue
        remplaces = [new for _, new in changement.passages] or partie.passages
        for passage in remplaces:
            premier = b.plain(passage.blocks[0].spans)
            assert any(texte.endswith(premier) for texte in cite), (partie.titre, premier)
        if changement.passages:
            echanges = {old.number: new.mark for old, new in changement.passages}
            assert [echanges.get(p.number, p.mark) for p in anciennes[cle].passages] == [p.mark for p in partie.passages]
    assert all(c.apres is None and (c.avant.genre, c.avant.id) in anciennes for c in changes.values())


@couple
def test_la_concordance_donne_les_vrais_numeros(avant, apres):
    trouve = deux(avant, apres)
    numeros = [{(p.genre, p.id): p.number for p in parties(assemble(CATALOGUE, reponses))} for reponses in (avant, apres)]
    for partie, old, new in trouve.numeros:
        assert (old, new) == tuple(connus.get((partie.genre, partie.id)) for connus in numeros)
    assert len(trouve.numeros) == len(numeros[0].keys() | numeros[1].keys())


@couple
@pytest.mark.parametrize("forme", FORMATS.values(), ids=list(FORMATS))
@pytest.mark.lent
def test_l_avenant_s_ecrit_dans_chaque_format(avant, apres, forme):
    redige = avenant.rediger(CATALOGUE, deux(avant, apres), avant, apres)
    assert forme.render(redige.document) == forme.render(redige.document)
    assert {blanc.champ for blanc in redige.blancs} >= {"avenant_numero", "avenant_effet", "avenant_lieu", "avenant_date"}


def test_l_avenant_cite_le_contrat_signe_meme_si_les_nouvelles_reponses_l_oublient():
    avant, apres = COUPLES["une-valeur"]
    oublieuses = r.build({"types": list(apres.types), "formule": apres.formule, "formule-hors-forfait": apres.hors_forfait, "options": list(apres.options)}, CATALOGUE)
    texte = FORMATS["txt"].render(avenant.rediger(CATALOGUE, deux(avant, oublieuses), avant, oublieuses).document).decode()
    assert "signé le 18\u00a0décembre\u00a02026" in texte.replace("\n", " ")


def test_une_partie_qui_change_de_nom_est_signalee():
    avant, apres = reponses(), reponses(client_denomination="AUTRE SOCIÉTÉ FICTIVE")
    dits = avenant.rediger(CATALOGUE, deux(avant, apres), avant, apres).avertissements
    assert any("cession" in dit for dit in dits)


def test_sans_changement_il_n_y_a_pas_d_avenant():
    avant = reponses()
    with pytest.raises(ValueError, match="pas d'avenant"):
        avenant.rediger(CATALOGUE, deux(avant, avant), avant, avant)


# --- La ligne de commande


@pytest.fixture
def fichiers(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    texte = exemple.example_yaml(CATALOGUE, ("corrective",), "forfait", "demande", r.default_options(CATALOGUE))
    Path("avant.yml").write_text(texte, "utf-8")
    Path("apres.yml").write_text(texte.replace("duree_contrat: 24", "duree_contrat: 36"), "utf-8")


def test_le_verbe_montre_et_ecrit(fichiers, capsys):
    assert cli.main(["comparer", "avant.yml", "apres.yml", "-o", "avenant.txt"]) == 0
    dit = capsys.readouterr()
    assert "24\u00a0mois → 36\u00a0mois" in dit.out and "Article 7" in dit.out
    assert "avenant_effet" in dit.err
    assert "36\u00a0mois" in Path("avenant.txt").read_text("utf-8")


def test_le_verbe_compare_deux_catalogues(fichiers, capsys, tmp_path):
    import shutil

    ancien = tmp_path / "ancien"
    shutil.copytree(loader.default_folder(), ancien)
    duree = ancien / "corps" / "duree.yml"
    duree.write_text(duree.read_text("utf-8").replace("conclu pour une durée", "passé pour une durée"), "utf-8")
    assert cli.main(["comparer", "avant.yml", "--catalogue-avant", str(ancien)]) == 0
    assert "passé pour une durée" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments, attendu",
    {
        "un-seul-fichier": (["avant.yml"], "nouvelles réponses"),
        "sans-changement": (["avant.yml", "avant.yml", "-o", "x.txt"], "pas d'avenant"),
        "strict": (["avant.yml", "apres.yml", "-o", "x.txt", "--strict"], "--strict"),
        "sur-les-reponses": (["avant.yml", "apres.yml", "-o", "apres.yml", "--format", "txt"], "fichier de réponses"),
        "introuvable": (["avant.yml", "rien.yml"], "introuvable"),
        "catalogue-introuvable": (["avant.yml", "--catalogue-avant", "rien"], "introuvable"),
    }.values(),
    ids=["un-seul-fichier", "sans-changement", "strict", "sur-les-reponses", "introuvable", "catalogue-introuvable"],
)
def test_le_verbe_refuse_en_disant_pourquoi(fichiers, capsys, arguments, attendu):
    avant = {f.name: f.read_bytes() for f in Path().iterdir()}
    assert cli.main(["comparer", *arguments]) == 2
    assert attendu in capsys.readouterr().err
    assert {f.name: f.read_bytes() for f in Path().iterdir()} == avant
