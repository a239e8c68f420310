"""A PDF as it is read: its lines put back into paragraphs across columns and pages, its tables, its running heads set apart.

pdfium (package pypdfium2, extra « pdf-lecture ») draws nothing here: it gives the words and where they are. `pdf_controle` has looked at the bytes before.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from .archive import MAX_FICHIER, trop_gros
from .document import Avertissement, Bloc, Illisible, ligne
from .etiquettes import etiquette
from .lecteur import MAX_SIGNES
from .lignes import FINALES, avertir_masque, courantes, joindre, mots_de, sans_chiffres, sans_puce
from .normaliser import avertir, normaliser
from .pdf_controle import controler
from .pdf_lignes import lignes_de
from .pdf_mots import Page, lire_page
from .pdf_tableaux import Grille, Ligne

PAGES = 500
_MOT_DE_PASSE, _SECURITE = 4, 5  # pdfium's errors
_USUELS = frozenset("le la les de des du et en un une à au aux est pour par dans sur the of and to in is for".split())
_CHIFFRE = "le PDF est protégé par un mot de passe ou des restrictions : ouvrez-le, imprimez-le en PDF sans protection, et vérifiez cette copie."


def lire(octets: bytes, nom: str, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of a .pdf file. Raises Illisible, with the cure."""
    if len(octets) > MAX_FICHIER:
        raise Illisible(trop_gros())
    if not octets.strip(b"\0 \t\r\n"):
        raise Illisible("le fichier est vide : vérifiez son envoi, ou demandez-en une copie.")
    if b"%PDF-" not in octets[:1024]:
        raise Illisible("ce fichier n’est pas un PDF : vérifiez son extension.")
    controler(octets, avertissements)
    pages = _pages(octets, avertissements)
    words = sum(len(page.mots) for page in pages)
    readable = _juger(pages, words, avertissements)
    return _Assemblage(pages, avertissements if readable else []).blocs()  # letters at random would warn of anything


def _pages(octets: bytes, avertissements: list[Avertissement]) -> list[Page]:
    try:
        import pypdfium2
        import pypdfium2.raw as pdfium
    except ImportError as error:
        raise Illisible("lire un PDF demande pypdfium2 : installez-le par « pip install pypdfium2 », ou « pip install clausier[pdf-lecture] ». Le .docx, l’.odt, le .html, le .md et le .txt se lisent sans lui.") from error
    try:
        document = pypdfium2.PdfDocument(octets)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() in (_MOT_DE_PASSE, _SECURITE) or "password" in str(error).lower():
            raise Illisible(_CHIFFRE) from error
        raise Illisible("le PDF est abîmé ou incomplet : téléchargez-le de nouveau, ou ouvrez-le et imprimez-le en PDF.") from error
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
            raise Illisible(_CHIFFRE)
        count = len(document)
        if count > PAGES:
            raise Illisible(f"le PDF compte {count} pages ; le vérificateur en lit {PAGES} au plus. Extrayez le contrat.")
        pages, letters = [], 0
        for number in range(count):
            pages.append(lire_page(pdfium, document, number))
            letters += sum(len(word.texte) + 1 for word in pages[-1].mots)
            if letters > MAX_SIGNES:
                raise Illisible(f"texte de plus de {MAX_SIGNES // 1_000_000} millions de signes : découpez-le, ou extrayez-en le contrat.")
        return pages
    except pypdfium2.PdfiumError as error:
        raise Illisible("le PDF est abîmé : une de ses pages ne s’ouvre pas. Ouvrez-le dans un lecteur et imprimez-le en PDF.") from error
    finally:
        document.close()


def _juger(pages: list[Page], words: int, avertissements: list[Avertissement]) -> bool:
    """Refuses a scan; says which pages are pictures, what is hidden, and whether the rest can be read."""
    running = Counter(sans_chiffres(line) for page in pages for line in {" ".join(word.texte for word in page.mots)} if len(pages) > 1)
    bare = [page for page in pages if sum(len(word.texte) for word in page.mots) < 60 or running[sans_chiffres(" ".join(word.texte for word in page.mots))] > 1]
    empty = [page for page in bare if page.images >= 0.3 or not page.mots]
    if len(empty) == len(pages):
        drawn = any(page.images >= 0.3 for page in pages)
        raise Illisible(("document numérisé : aucun texte" if drawn else "le PDF ne contient aucun texte") + ". Passez-le à la reconnaissance de caractères (OCR), ou demandez le fichier d’origine (.docx, .odt).")
    scanned = [page.numero for page in empty if page.images >= 0.3]
    if scanned:
        shown = ", ".join(map(str, scanned[:20])) + ("…" if len(scanned) > 20 else "")
        avertir(avertissements, "pages-sans-texte", f"Pages qui ne sont qu’une image, donc non lues : {shown}. Ce qu’elles contiennent n’est pas vérifié.")
    avertir_masque(avertissements, [word for page in pages for word in page.caches], "blanc, minuscule ou hors de la page")
    garbled = sum(page.illisibles for page in pages)
    said = [word.texte.lower() for page in pages for word in page.mots]
    foreign = words >= 200 and sum(word in _USUELS for word in said) * 50 < words
    if garbled * 10 > words or foreign:
        share = f"{garbled * 100 // max(1, words)} % des mots" if garbled * 10 > words else "presque tous les mots"
        avertir(avertissements, "texte-illisible", f"Texte illisible ({share}) : les polices du PDF ne disent pas quelles lettres elles dessinent. Ce qui paraît manquer peut s’y trouver ; demandez le fichier d’origine, ou passez-le à la reconnaissance de caractères.")
        return False
    return True


class _Assemblage:
    """The lines of all the pages put back into paragraphs."""

    def __init__(self, pages: list[Page], avertissements: list[Avertissement]):
        self.pages, self.avertissements = pages, avertissements
        self.items = [lignes_de(page) for page in pages]
        lines = [item for items in self.items for item in items if isinstance(item, Ligne)]
        self.words = mots_de(line.texte for line in lines)
        sizes = Counter()
        for line in lines:
            sizes[line.corps] += len(line.texte)
        self.corps = sizes.most_common(1)[0][0] if sizes else 10.0
        self.found: list[Bloc] = []
        self.current: list[Ligne] = []
        self.tete: list[str] = []  # the first row of the last table
        sides = sorted(line.droite for line in lines)
        self.marge = sides[len(sides) // 2] if sides else 0.0  # the right side of the text, usually

    def blocs(self) -> list[Bloc]:
        heads, feet = self._courantes()
        leading = self._interligne()
        for items in self.items:
            for item in items:
                if isinstance(item, Grille):
                    self._finir()
                    self._table(item)
                elif self.current and self._suit(self.current[-1], item, leading):
                    self.current.append(item)
                else:
                    self._finir()
                    self.current = [item]
        self._finir()
        aside = [Bloc(text, "entete", lieu=f"page {page.numero}") for page in self.pages if (text := normaliser(" ".join(page.penches), self.avertissements))]
        return [*heads, *self.found, *aside[:5], *feet]

    # ------------------------------------------------------------ running heads
    def _courantes(self) -> tuple[list[Bloc], list[Bloc]]:
        """Takes the running heads and feet out of the pages; one block for each that differs."""
        pages = []
        for page, items in zip(self.pages, self.items):
            edge = [item for item in items if isinstance(item, Ligne) and not page.hauteur * 0.14 < item.y < page.hauteur * 0.86]
            pages.append(sorted(edge, key=lambda line: -line.y))
        found = courantes([[line.texte for line in lines] for lines in pages], depth=5)
        heads: dict[str, Bloc] = {}
        feet: dict[str, Bloc] = {}
        for rank, (page, lines, kinds) in enumerate(zip(self.pages, pages, found)):
            gone = set()
            for place in kinds:
                line = lines[place]
                top = line.y > page.hauteur / 2
                text = normaliser(line.texte, self.avertissements)
                (heads if top else feet).setdefault(sans_chiffres(text), Bloc(text, "entete" if top else "pied", lieu=f"page {page.numero}"))
                gone.add(id(line))
            self.items[rank] = [item for item in self.items[rank] if id(item) not in gone]
        return list(heads.values()), list(feet.values())

    def _interligne(self) -> float:
        """The usual step from a line to the next, in sizes of letters."""
        steps = []
        for items in self.items:
            for a, b in zip(items, items[1:]):
                if isinstance(a, Ligne) and isinstance(b, Ligne) and a.corps == b.corps == self.corps and 0 < a.y - b.y < 3 * a.corps:
                    steps.append((a.y - b.y) / a.corps)
        return median(steps) if steps else 1.3

    # ------------------------------------------------------------ paragraphs
    def _suit(self, before: Ligne, after: Ligne, leading: float) -> bool:
        """Does this line go on with the paragraph?"""
        start, end = after.texte, before.texte
        low = start[0].islower() or start[0] in ",;:)»"
        open_end = not end.endswith(FINALES)
        if sans_puce(start) is not None and not (low and open_end and start[0] in ";:"):
            return False
        if abs(before.corps - after.corps) > 0.15 * self.corps or (before.gras and len(self.current) == sum(line.gras for line in self.current)) != after.gras and not (open_end and low):
            return False
        if end.endswith("-") and low and end[-2:-1].isalpha():
            return True
        label = etiquette(start)
        closed = label is not None and (label.ferme or label.genre == "minuscule" or len(label.valeur) > 1) and not start[label.fin : label.fin + 1].islower()
        step = before.y - after.y if before.page == after.page else -1.0
        full = self._pleine(before, after)
        if label is not None and (not open_end or closed) and not (full and open_end and label.genre in ("decimal", "romain", "lettre")):
            return False
        if step <= 0:  # another column, another page
            return open_end and (low or full)
        if step > (leading + 0.35) * max(before.corps, after.corps):
            return low and open_end and full and step < 2.6 * before.corps
        if after.x0 > before.x0 + 6 and not open_end and len(self.current) > 1:  # the first line of a paragraph is set in
            return False
        shouted = open_end and len(end) > 40 and end.isupper() and start.isupper()
        return full or shouted or low and open_end

    def _pleine(self, before: Ligne, after: Ligne) -> bool:
        """Would the first word of the next line not have fitted at the end of this one?"""
        side = max(before.droite, self.marge) if before.droite >= 0.75 * self.marge else before.droite
        held = after.mots[1] if after.mots[0].texte.isdigit() and len(after.mots) > 1 else after.mots[0]  # « 10 jours » is not parted
        first = held.x1 - after.mots[0].x0
        return before.x1 + first + 0.2 * before.corps > side - 0.5 * before.corps

    def _finir(self) -> None:
        """Ends the paragraph."""
        lines, self.current = self.current, []
        if not lines:
            return
        text = normaliser(joindre([line.texte for line in lines], self.words), self.avertissements)
        if not text:
            return
        place = f"page {lines[0].page}"
        item = sans_puce(text)
        if item is not None:
            self.found.append(Bloc(item, "puce", lieu=place))
            return
        marked = all(line.gras for line in lines) or min(line.corps for line in lines) >= 1.12 * self.corps
        kind = "titre" if marked and len(lines) <= 3 and len(text) <= 150 and any(map(str.isalpha, text)) else "alinea"
        self.found.append(Bloc(text, kind, lieu=place))

    def _table(self, grid: Grille) -> None:
        rows = [[normaliser(self._cellule(cell), self.avertissements) for cell in row] for row in grid.rangs]
        if self.found and self.found[-1].genre == "ligne" and rows[0] == self.tete:  # printed again at the top of a page
            heads, rows = rows[0], rows[1:]
        else:
            self.tete = rows[0]
            heads = rows[0] if grid.tete and len(rows) > 1 else ()
        self.found += [ligne(row, heads, lieu=f"page {grid.page}") for row in rows if any(row)]

    def _cellule(self, cell: str) -> str:
        """The lines of a cell, made one; a narrow cell may cut a word without a hyphen."""
        lines = cell.split("\n")
        whole = lines[:1]
        for line in lines[1:]:
            last, first = whole[-1].rsplit(" ", 1)[-1], line.split(" ", 1)[0]
            odd = len(first) == 1 and first not in "aàyoô"  # no word
            cut = last.isalpha() and first.isalpha() and first.islower() and (odd or last.lower() not in self.words and (last + first).lower() in self.words)
            if cut:
                whole[-1] += line
            else:
                whole.append(line)
        return joindre(whole, self.words)
