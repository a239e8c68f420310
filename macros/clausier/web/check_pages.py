"""The pages about checking: how to use `clausier verifier` and what it looks for, and how well it does, measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from .. import controle, loader, model as m
from ..extract.limites import LIMITES
from ..typography import grouped
from ..yamlstrict import read_yaml
from .markup import Page, details, esc, p, table, ul
from .site import Site

USAGE, PRECISION = "verifier.md", "a-propos/precision.md"
_USAGE = ("Vérifier un contrat avec la commande", "Ce que la commande lit dans un contrat reçu, ce qu'il en dit, ce qu'il refuse ; rien ne quitte votre machine.")
_PRECISION = ("Ce que vaut le vérificateur", "Rappel et précision du vérificateur, par rubrique et par règle, mesurés sur des contrats écrits avant ses règles.")
_STATES = (
    ("Présente", "Quelqu'un pourrait exécuter le contrat sur ce point : qui doit quoi, quand, combien."),
    ("Vague", "Le contrat en parle, et rien ne peut être exigé : un titre seul, une intention, un renvoi creux."),
    ("Absente", "Le contrat devait en parler et n'en dit rien. Une négation (« aucune pénalité ») ne vaut pas clause."),
    ("À confirmer", "La rubrique n'est due qu'à une condition que le texte ne tranche pas."),
    ("Sans objet", "Ce contrat n'a pas à en parler."),
)


def check_pages(site: Site) -> Iterator[Page]:
    """Both pages. A house may have taken away what a rule names, or not have measured: the page says so, and its address stays."""
    try:
        rules = controle.load(site.c)
    except loader.InvalidCatalogue:
        yield _silent(site, USAGE, _USAGE, "Les règles du vérificateur nomment ce que ce catalogue n'a plus : la commande « clausier valider » dit quoi.")
        yield _silent(site, PRECISION, _PRECISION, "Aucune mesure ne vaut pour ce catalogue.")
        return
    yield _usage(site, rules)
    figures = loader.default_folder() / controle.MESURES
    yield _precision(site, rules, read_yaml(figures.read_bytes())) if figures.exists() else _silent(site, PRECISION, _PRECISION, "La mesure n'a pas été jouée : « make mesure » l'écrit.")


def _silent(site: Site, uri: str, head: tuple[str, str], why: str) -> Page:
    page = site.page(uri, *head)
    page.html(p(esc(why)))
    return page


# ---------------------------------------------------------------- how to use it
def _usage(site: Site, rules: m.Controle) -> Page:
    page = site.page(USAGE, *_USAGE)
    page.html(p(esc("Vous tenez un contrat de maintenance informatique. La commande le lit et dit, rubrique par rubrique, ce qui est présent, vague ou absent ; ce qui se contredit ; ce qu'un texte officiel frappe, impose ou encadre. Chaque constat cite le passage.")))
    page.heading(2, "En une commande", "commande")
    page.html(
        _command("clausier verifier contrat.docx"),
        p(esc("Les types de maintenance, la formule et les options sont déduits du texte, et dits. Vous pouvez les donner :")),
        _command("clausier verifier contrat.pdf --types preventive,corrective --formule forfait --options sur-site,donnees-personnelles"),
        p(esc("Le rapport s'imprime, ou s'écrit en une page à transmettre, en données, en copie annotée du contrat, en avenant des clauses absentes :")),
        _command("clausier verifier contrat.docx --html > rapport.html"),
        _command("clausier verifier contrat.docx --json > rapport.json"),
        _command("clausier verifier contrat.docx --annoter contrat-annote.docx --avenant avenant.docx"),
        p(f'{esc("Tout se passe sur votre machine. Code de sortie : 0, rien à reprendre parmi ce qui est vérifié ; 1, des constats, ou un texte hors sujet ; 2, un fichier inutilisable, avec la raison. Sa précision est mesurée :")} {page.link(PRECISION, "ce que vaut le vérificateur")}.'),
        p(esc("Ce n'est pas un avis juridique. Un rapport sans constat ne dit pas que le contrat est bon ; un juriste seul le dit."), "cl-alerte"),
    )
    page.heading(2, "Ce que disent les états", "etats")
    page.html(table("Les états d'une rubrique", ["État", "Sens"], [[esc(name), esc(said)] for name, said in _STATES]))
    page.heading(2, "Ce qu'il lit", "lecture")
    page.html(
        p(esc("Word, LibreOffice, PDF, page HTML, Markdown et texte : les tableaux, zones de texte, notes, champs et numéros de liste compris. Le texte supprimé ou masqué n'est pas compté, et son existence est signalée. Un sommaire n'est pas du contenu.")),
        p(esc("Sont refusés, avec la raison et le remède : un document numérisé sans texte, un fichier chiffré, un ancien fichier Word, un autre genre de fichier, et ce qui dépasse ces limites :")),
        table("Limites de lecture", ["Limite", "Valeur"], [[esc(name), esc(value)] for name, value in LIMITES]),
    )
    page.heading(2, "Les contradictions", "contradictions")
    page.html(ul(esc(genre.titre) for genre in rules.contradictions.genres.values()))
    page.heading(2, "Les alertes", "alertes")
    page.html(p(esc("« Imposé par un texte » : la loi exige ou écarte ce point. « Risque » : un texte permet de l'attaquer. « Usage » : mauvaise pratique. Une alerte qui dépend du client dit ce qu'elle suppose.")))
    for gravity in m.GRAVITES:
        found = [rule for rule in rules.alertes.values() if rule.gravite == gravity]
        if found:
            rows = [[esc(rule.titre), esc(rule.pourquoi), ", ".join(page.link("textes.md", site.c.references[r].titre, r.replace("/", "-")) for r in rule.references)] for rule in found]
            page.html(details(f"{rules.rapport.gravites[gravity].capitalize()} ({len(found)})", table(f"Alertes : {rules.rapport.gravites[gravity]}", ["Alerte", "Pourquoi", "Textes"], rows)))
    page.heading(2, "Les phrases floues", "floues")
    page.html(details(f"Phrases dont on ne peut rien exiger ({len(rules.flous)})", table("Phrases floues", ["Exemple", "Pourquoi", "Mieux"], [[esc(rule.exemples["oui"][0]), esc(rule.pourquoi), esc(rule.mieux)] for rule in rules.flous.values()])))
    return page


def _command(text: str) -> str:
    return f'<p class="cl-commande"><code>{escape(text)}</code></p>'


# ---------------------------------------------------------------- how well it does
def _precision(site: Site, rules: m.Controle, figures: Mapping) -> Page:
    page = site.page(PRECISION, *_PRECISION)
    counts = figures["effectifs"]
    page.html(
        p(esc(f"La mesure porte sur {counts['contrats']} contrats d'autres styles que les nôtres, {counts['hors_sujet']} textes hors sujet, {counts['reformulations']} clauses reformulées et nos {counts['modeles']} modèles. Des rédacteurs distincts les ont écrits et étiquetés d'après les seuls titres des rubriques, sans voir de règle, avant la première. Ils sont inventés : un vrai contrat peut surprendre davantage.")),
        p(esc("La cible est de 95 % de rappel et de précision pour une rubrique vue ou absente, 85 % pour présente ou vague, 90 % pour les contradictions. Les chiffres ci-dessous sont ceux de la dernière mesure, atteinte ou non. Rappel : la part de ce qui est dans le contrat que le vérificateur trouve. Précision : la part de ce qu'il dit qui est vraie. Entre crochets, l'intervalle à 95 % (Wilson) : plus l'effectif est petit, plus il est large.")),
    )
    sections, contradictions, alerts, ours = figures["rubriques"], figures["contradictions"], figures["alertes"], figures["nos_contrats"]
    page.heading(2, "En bref", "bref")
    rows = [
        ["Rubrique vue (présente ou vague) ou absente, 30 contrats : rappel", _part(sections["contrats"]["rappel"])],
        ["La même : précision", _part(sections["contrats"]["precision"])],
        ["Présente ou vague, quand la rubrique est vue", _part(sections["contrats"]["present_ou_vague"])],
        ["Clauses reformulées : vues", _part(sections["reformulations"]["vues"])],
        ["Clauses reformulées : présente ou vague", _part(sections["reformulations"]["present_ou_vague"])],
        ["Clause ôtée de nos contrats : n'est plus dite présente", _part(sections["otees"])],
        ["Clause vidée, son titre gardé : n'est plus dite présente", _part(sections["videes"])],
        ["Contradictions, 30 contrats : rappel", _part(contradictions["contrats"]["rappel"])],
        ["Contradictions, 30 contrats : précision", _part(contradictions["contrats"]["precision"])],
        ["Contradictions en petit et leurs voisins sains : rappel", _part(contradictions["petites"]["rappel"])],
        ["Contradictions en petit : précision", _part(contradictions["petites"]["precision"])],
        ["Alinéas qui contredisent nos contrats : rappel", _part(contradictions["dans_nos_contrats"]["rappel"])],
        ["Alinéas qui contredisent nos contrats : précision", _part(contradictions["dans_nos_contrats"]["precision"])],
        ["Alertes, 30 contrats : rappel", _part(alerts["contrats"]["rappel"])],
        ["Alertes, 30 contrats : précision", _part(alerts["contrats"]["precision"])],
        ["Alertes en petit et leurs voisins licites : rappel", _part(alerts["petites"]["rappel"])],
        ["Alertes en petit : précision", _part(alerts["petites"]["precision"])],
        ["Contrat ou hors sujet", _part(figures["sujet"])],
        ["Fausses absences dans nos contrats", _part(ours["faux_absents"])],
        ["Nos contrats où une contradiction est dite à tort", _part(ours["contradictions"])],
        ["Nos contrats où une alerte est donnée à tort", _part(ours["alertes"])],
    ]
    page.html(table("Mesures d'ensemble", ["Mesure", "Résultat"], [[esc(name), value] for name, value in rows]))
    page.heading(2, "Par rubrique", "rubriques")
    named = site.c.rubriques
    page.html(
        table(
            "Par rubrique",
            ["Rubrique", "Rappel", "Précision", "Fausses alarmes", "Présente ou vague"],
            [[esc(named[name].titre if name in named else name), _part(v["rappel"]), _part(v["precision"]), _part(v["fausses_alarmes"]), _part(v["present_ou_vague"])] for name, v in figures["par_rubrique"].items()],
        )
    )
    for title, ident, values, names in (("Par contradiction", "par-contradiction", figures["par_contradiction"], {name: genre.titre for name, genre in rules.contradictions.genres.items()}), ("Par alerte", "par-alerte", figures["par_alerte"], {name: rule.titre for name, rule in rules.alertes.items()})):
        page.heading(2, title, ident)
        rows = [[esc(names.get(name, name)), *(_part(v[where][what]) for where in ("contrats", "petites") for what in ("rappel", "precision"))] for name, v in values.items()]
        page.html(table(title, ["Règle", "Contrats : rappel", "Contrats : précision", "En petit : rappel", "En petit : précision"], rows))
    page.heading(2, "Refaire la mesure", "refaire")
    page.html(p(esc("Depuis une copie du projet :")), _command("make mesure"), p(f'{esc("Les contrats de la mesure sont figés ; un test refuse tout changement. Voir aussi")} {page.link(USAGE, "vérifier un contrat avec la commande")}.'))
    return page


def _part(value: Mapping) -> str:
    """« 96 % (48 sur 50) [86–99] »."""
    right, total = int(value["juste"]), int(value["total"])  # the strict reader keeps figures as they are written
    if not total:
        return "–"
    low, high = (round(float(bound) * 100) for bound in value["intervalle"])
    share = f"{right / total * 100:.1f}".replace(".", ",").removesuffix(",0")
    return esc(f"{share} % ({grouped(str(right))} sur {grouped(str(total))}) [{low}–{high}]")
