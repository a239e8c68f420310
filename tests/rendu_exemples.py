"""Documents d’essai pour les rendus : toutes les sortes de blocs, en petit, et un contrat de taille ordinaire."""

from __future__ import annotations

from clausier.blocks import (
    Annotation,
    BulletList,
    Document,
    FieldValue,
    Heading,
    PageBreak,
    Paragraph,
    Reference,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
    Text,
)

PHRASE = (
    "Le Prestataire assure la maintenance préventive et corrective du parc désigné en annexe ; il intervient aux jours et "
    "heures ouvrés, rend compte de chaque intervention et signale sans délai toute anomalie qui excède son périmètre."
)


def valeur(cle: str, texte: str, vide: bool = False, gras: bool = False) -> FieldValue:
    """Une valeur de champ dont le libellé se lit dans la clé."""
    return FieldValue(cle, texte, cle.replace("_", " ").capitalize(), blank=vide, bold=gras)


def petit(texte: str = "SARL Martin & Fils", annote: bool = False) -> Document:
    """Deux articles, une annexe, un tableau, des renvois, un blanc ; `texte` est la valeur du champ `client_nom`."""
    client = valeur("client_nom", texte)
    blocs = (
        Paragraph((Text("Modèle fictif, à relire avant signature."),), kind="notice"),
        TableOfContents(),
        Heading("group", (Text("Conditions générales"),), "groupe-generales"),
        Heading("article", (Text("Objet du contrat"),), "objet", "Article 1", "1"),
        Paragraph(
            (Text("Le présent contrat lie "), client, Text(" et le "), Text("Prestataire", bold=True), Text(".")),
            number="1.1",
        ),
        Paragraph(
            (
                Text("La durée est fixée à l’article "),
                Reference("duree", "2"),
                Text(" et au paragraphe "),
                Reference("tacite", "2.2"),
                Text("."),
            ),
            number="1.2",
        ),
        Heading("article", (Text("Durée"),), "duree", "Article 2", "2"),
        Paragraph(
            (
                Text("Le contrat dure "),
                valeur("duree", "[À compléter : durée]", vide=True),
                Text(" à compter du "),
                valeur("date_effet", "1er janvier 2027"),
                Text(" ; il porte sur :"),
            ),
            number="2.1",
        ),
        BulletList(((Text("la maintenance préventive ;"),), (Text("celle que demande "), client, Text(".")))),
        Paragraph(
            (Text("Il se renouvelle selon l’annexe "), Reference("niveaux", "1"), Text(".")),
            number="2.2",
            anchor="tacite",
        ),
        Paragraph((Text("Fait en deux exemplaires."),), kind="plain"),
        SignatureBlock(
            (
                Signatory("Pour le Client", ((client,), (Text("Date et signature :"),))),
                Signatory(
                    "Pour le Prestataire",
                    ((valeur("prestataire_nom", "Infoservice SAS"),), (Text("Date et signature :"),)),
                ),
            )
        ),
        PageBreak(),
        Heading("annex", (Text("Niveaux de service"),), "niveaux", "Annexe 1", "1"),
        Heading("section", (Text("Délais"),), "delais"),
        Paragraph((Text("Les délais renvoient à l’article "), Reference("objet", "1"), Text(".")), number="A1.1"),
        Table(
            ("Gravité", "Prise en compte", "Rétablissement"),
            (
                ((Text("Bloquante"),), (valeur("gti.1", "2 heures"),), (Text("8 heures"),)),
                ((Text("Gênante"),), (valeur("gti.2", "[À compléter : délai]", vide=True),), ()),
            ),
            caption="Délais par niveau de gravité",
        ),
    )
    notes = (
        Annotation(
            "duree",
            (
                "Sans durée écrite, le contrat est à durée indéterminée.",
                "Au-delà de douze mois, lire l’article sur l’indexation.",
            ),
        ),
        Annotation("tacite", ("La date limite de dénonciation se lit à cet alinéa.",)),
    )
    return Document(
        title="Contrat de maintenance informatique",
        subtitle="Forfait, maintenance préventive et corrective",
        blocks=blocs,
        header=(Text("Contrat de maintenance informatique"),),
        footer="Clausier, catalogue 1.0",
        subject="Maintenance préventive et corrective",
        annotations=notes if annote else (),
    )


def contrat(articles: int = 25, alineas: int = 4, annexes: int = 5, lignes: int = 11) -> Document:
    """Un contrat de taille ordinaire : renvois et champs dans chaque article, tableaux en annexe."""
    blocs = [Paragraph((Text("Contrat fictif : " + PHRASE),), kind="notice"), TableOfContents()]
    for a in range(1, articles + 1):
        if a % 8 == 1:
            blocs.append(Heading("group", (Text(f"Titre {a // 8 + 1} : dispositions"),), f"groupe-{a}"))
        blocs.append(Heading("article", (Text(f"Clause numéro {a}"),), f"clause-{a}", f"Article {a}", str(a)))
        for p in range(1, alineas + 1):
            spans = [
                Text(PHRASE + " Le client, "),
                valeur("client_nom", "SARL Martin & Fils"),
                Text(", en est informé"),
            ]
            if p == 1:
                cible = a % articles + 1
                spans += [Text(" (voir l’article "), Reference(f"clause-{cible}", str(cible)), Text(")")]
            if p == 2:
                spans += [Text(" moyennant "), valeur(f"prix_{a}", f"{a} 200,00 € HT", gras=True)]
            if p == 3:
                spans += [Text(" sous "), valeur(f"delai_{a}", "[À compléter : délai]", vide=True)]
            blocs.append(Paragraph((*spans, Text(".")), number=f"{a}.{p}"))
        if a % 5 == 0:
            blocs.append(BulletList(tuple((Text(f"obligation {n} du Prestataire ;"),) for n in range(1, 4))))
    blocs.append(
        SignatureBlock(
            tuple(
                Signatory(
                    f"Pour le {qui}",
                    ((valeur(f"{qui.lower()}_representant", f"Camille {qui}"),), (Text("Lu et approuvé, date :"),)),
                )
                for qui in ("Client", "Prestataire")
            )
        )
    )
    colonnes = ("Repère", "Désignation du matériel", "Emplacement", "Criticité")
    for n in range(1, annexes + 1):
        blocs.append(PageBreak())
        blocs.append(Heading("annex", (Text(f"Inventaire du site {n}"),), f"annexe-{n}", f"Annexe {n}", str(n)))
        blocs.append(
            Paragraph((Text("Le tableau suit l’article "), Reference("clause-2", "2"), Text(".")), number=f"A{n}.1")
        )
        rangs = tuple(
            tuple(
                (valeur(f"inventaire_{n}.{r}.{c}", f"{nom} {n}-{r}"),)
                for c, nom in enumerate(("PC", "Poste fixe de bureau, écran et clavier", "Étage", "moyenne"))
            )
            for r in range(1, lignes + 1)
        )
        blocs.append(Table(colonnes, rangs, caption=f"Matériels du site {n}"))
    return Document(
        title="Contrat de maintenance informatique",
        subtitle="Forfait, maintenance préventive et corrective",
        blocks=tuple(blocs),
        header=(Text("Contrat de maintenance informatique – "), valeur("client_nom", "SARL Martin & Fils")),
        footer="Clausier, catalogue 1.0",
        subject="Maintenance préventive et corrective",
    )
