"""The letters and acts around the contract: their list, and one page each with the text to copy and the files to download."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from .. import model as m
from ..courrier import champs_de
from ..render import FORMATS
from .clause_page import field_row, history
from .downloads import ARCHIVE, Downloads
from .markup import Page, esc, p, table, ul
from .model_pages import size
from .site import Site, place
from .words import sorted_by_rank, upper

WRITERS = {"client": "le Client", "prestataire": "le Prestataire", m.LES_DEUX: "l'une ou l'autre Partie"}
_KINDS = (("lettre", "Les lettres", "lettres"), ("acte", "Les actes à signer à deux", "actes"))


def letter_pages(site: Site, downloads: Downloads) -> Iterator[Page]:
    if site.c.courriers:
        yield _list(site, downloads)
    for courrier in site.c.courriers.values():
        yield _courrier(site, downloads, courrier)


# ---------------------------------------------------------------- the list
def _list(site: Site, downloads: Downloads) -> Page:
    total = len(site.c.courriers)
    said = f"{total} courriers autour du contrat de maintenance informatique : mise en demeure, non-reconduction, résiliation, bon de commande, procès-verbal, à copier ou à télécharger."
    page = site.page("courriers/index.md", "Les courriers autour du contrat", said)
    formats = ", ".join(form.label_fr for form in FORMATS.values())
    page.html(
        p(esc(f"Un contrat vit par des écrits. Chaque courrier nomme l'article qu'il applique, dans les mots du contrat. Copiez-le, ou téléchargez-le vierge ({formats}).")),
        p(esc("Ce qui reste à remplir est marqué « [À compléter : …] » ; un passage « [À garder si… :] » se garde ou se retire.")),
        p(f'<a class="md-button" href="{page.file(ARCHIVE)}" download>{esc("Tout télécharger, modèles compris")} (zip, {size(len(downloads.files[ARCHIVE]))})</a>'),
    )
    for kind, title, ident in _KINDS:
        letters = sorted_by_rank(x for x in site.c.courriers.values() if x.genre == kind)
        if letters:
            page.heading(2, title, ident)
            page.html(table(title, ["Courrier", "Qui l'écrit" if kind == "lettre" else "Qui le prépare", "Quand"], (_row(page, x) for x in letters), "cl-large cl-catalogue"))
    page.heading(2, "Rempli d'après votre contrat", "remplir")
    page.html(
        p(esc("Si vous avez composé votre contrat ici, la commande « clausier » remplit aussi le courrier : les Parties, les délais et les numéros d'article viennent de vos réponses.")),
        p("<code>clausier courrier mise-en-demeure-service reponses.yml -o lettre.docx</code>", "cl-commande"),
        p(f'{esc("Voir")} {page.link("composer.md", "Composer un contrat")}.'),
    )
    return page


def _row(page: Page, courrier: m.Courrier) -> list[str]:
    name = f'{page.link(*place(courrier))}<span class="cl-sous">{esc(courrier.en_clair)}</span>'
    return [name, esc(upper(WRITERS[courrier.expediteur])), esc(courrier.quand_l_envoyer)]


# ---------------------------------------------------------------- one letter
def _courrier(site: Site, downloads: Downloads, courrier: m.Courrier) -> Page:
    page = site.page(place(courrier)[0], courrier.titre, courrier.en_clair, [("courriers/index.md", "Courriers", "")], "courrier")
    page.html(ul(_marks(courrier), "cl-marques"), p(f"<strong>En clair.</strong> {esc(courrier.en_clair)}", "cl-clair"))
    page.heading(2, "Quand l'envoyer", "quand")
    page.html(p(esc(courrier.quand_l_envoyer)), p(esc(f"Il suppose que {courrier.si}.")) if courrier.si else "")
    page.heading(2, "Télécharger", "telecharger")
    for name in courrier.expediteurs or ("",):
        files = [(form.label_fr, Downloads.letter_uri(courrier, name, extension)) for extension, form in FORMATS.items()]
        page.html(
            p(esc(f"Si {WRITERS[name]} écrit :")) if len(courrier.expediteurs) > 1 else "",
            ul(f'<a href="{page.file(uri)}" download>{esc(label)}</a> ({uri.rpartition(".")[2]}, {size(len(downloads.files[uri]))})' for label, uri in files),
        )
    page.heading(2, "Le texte", "texte")
    for name in courrier.expediteurs or ("",):
        _text(page, downloads, courrier, name)
    page.heading(2, "Les articles qu'il applique", "articles")
    page.html(ul(page.link(*place(item)) for item in site.cited_by(courrier)))
    page.heading(2, "Les pièges", "pieges")
    page.html(ul(map(esc, courrier.pieges)))
    page.heading(2, "Les textes officiels", "textes-officiels")
    page.html(site.basis(page, courrier.fondements))
    page.heading(2, "Les champs à remplir", "champs", searched=False)
    own = champs_de(site.c, courrier)
    rows = [field_row(champ) for champ in site.c.champs.values() if champ.id in own]
    page.html(table("Champs", ["Champ", "Type", "Exemple fictif", "À quoi il sert"], rows))
    page.heading(2, "Historique et relecture", "historique", searched=False)
    page.html(history(courrier))
    return page


def _marks(courrier: m.Courrier) -> list[str]:
    written = "Préparé par" if courrier.genre == "acte" else "Écrit par"
    marks = [esc(f"{written} {WRITERS[courrier.expediteur]}"), esc(f"Version {courrier.numero_version}"), escape(upper(courrier.relecture))]
    if courrier.genre == "acte":
        marks.append(esc("Signé des deux Parties"))
    return [*marks, esc("Envoi recommandé avec avis de réception")] if courrier.recommande else marks


def _text(page: Page, downloads: Downloads, courrier: m.Courrier, name: str) -> None:
    ident = f"texte-{name}" if name else "texte-unique"
    said = f"« {courrier.titre} »"
    if len(courrier.expediteurs) > 1:
        page.heading(3, f"Si {WRITERS[name]} écrit", f"si-{name}")
        said += f", écrit par {WRITERS[name]}"
    page.html(
        f'<p class="cl-copie"><button type="button" class="md-button cl-copier" data-copier="{ident}" data-nom="{esc(said)}">Copier le texte</button> <span role="status"></span></p>'
    )
    page.parts.append(f'<div class="cl cl-contrat" id="{ident}">{downloads.letters[courrier.id, name]}</div>')
