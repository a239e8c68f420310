"""Markdown read as it is shown: headings, lists, tables, notes; front matter, comments and marks of emphasis left out."""

from __future__ import annotations

import html
import re

from . import page, paragraphes
from .adresses import adresse
from .balises import sans_grands_codes
from .document import Avertissement, Bloc, ligne
from .lignes import avertir_masque, joindre, mots_de
from .normaliser import normaliser
from .titres import peut_titrer

_TITRE = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)(.*)$")
_ITEM = re.compile(r"^([ \t]*)(?:([-*+])|(\d{1,9}|[a-zA-Z])([.)]))[ \t]+(?=\S)")
_FILET = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SOULIGNE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_CLOTURE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_SOUS_CELLULE = re.compile(r"^:?-+:?$")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+")
_BALISE = re.compile(r"^ {0,3}<(/?[a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])")
_BALISES = frozenset("address article aside blockquote body center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 head header html iframe legend link main meta nav ol p script section style summary table template title ul".split())
_EN_LIGNE = re.compile(r"</?(?:a|abbr|b|big|br|code|del|em|font|i|img|ins|kbd|mark|s|small|span|strike|strong|sub|sup|u|wbr)(?=[\s/>])[^<>\n]{0,2000}>", re.I)
_BARRE = re.compile(r"~~(?=\S)([^~\n]{1,5000})~~")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LIEN = re.compile(r"\[([^\[\]\n]{1,2000})\]\(((?:[^()\s]|\([^()\s]{0,200}\)){0,2000})(?:[ \t][^()\n]{0,500})?\)")
_RENVOI = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_ADRESSE = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>")
_EMPHASE = re.compile(r"(?<!\*)\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}(?!\*)|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_])")
_ECHAPPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_GRAS_SEUL = re.compile(r"^(?:\*\*|__)([^*_\n]{2,120})(?:\*\*|__) ?:?$")
_GRAS_EN_TETE = re.compile(r"^((?:[0-9A-Z.]{1,8}[ \t]+)?)(?:\*\*|__)([^*_\n]{2,70}[.:])(?:\*\*|__)[ \t]+(?=\S)|^((?:[0-9A-Z.]{1,8}[ \t]+)?)(?:\*\*|__)([^*_\n]{2,70})(?:\*\*|__)[ \t]?([.:])[ \t]+(?=\S)")


def en_est(texte: str) -> bool:
    """Is it Markdown under another name? Several headings say so."""
    return len(re.findall(r"(?m)^#{1,6} \S", texte)) >= 3


def blocs(texte: str, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of a Markdown text, already cleaned."""
    texte, hidden = _sans_commentaires(texte.replace("\f", "\n"))
    avertir_masque(avertissements, hidden, "commentaire HTML")
    return _Lecteur(texte.split("\n"), avertissements).lire()


def _sans_commentaires(texte: str) -> tuple[str, list[str]]:
    kept, hidden, place = [], [], 0
    while (start := texte.find("<!--", place)) >= 0:
        end = texte.find("-->", start + 4)
        end = len(texte) if end < 0 else end
        kept.append(texte[place:start])
        hidden.append(texte[start + 4 : end])
        place = end + 3
    return "".join([*kept, texte[place:]]), hidden


class _Lecteur:
    """Line after line."""

    def __init__(self, lines: list[str], avertissements: list[Avertissement]):
        self.lines, self.avertissements = lines, avertissements
        self.words = mots_de(line for line in lines if len(line) < 2000)
        self.blocs: list[Bloc] = []
        self.pending: list[str] = []  # the lines of a paragraph
        self.genre, self.marque = "alinea", ""

    def lire(self) -> list[Bloc]:
        i = self._avant_propos()
        while i < len(self.lines):
            i = self._ligne(i)
        self._finir()
        return self.blocs

    def _avant_propos(self) -> int:
        """Where the text begins, after the front matter."""
        if self.lines[0].rstrip() != "---":
            return 0
        end = next((i for i in range(1, min(len(self.lines), 200)) if self.lines[i].rstrip() in ("---", "...")), 0)
        matter = self.lines[1:end]
        return end + 1 if end and any(":" in line for line in matter) and all(not line.strip() or ":" in line or line[:1] in " -#" for line in matter) else 0

    def _ligne(self, i: int) -> int:
        """Reads from line i on; the rank of the next one."""
        line = self.lines[i]
        bare = line.lstrip("> \t") if line.lstrip().startswith(">") else line
        if not bare.strip():
            self._finir()
            return i + 1
        if fence := _CLOTURE.match(bare):
            return self._code(i, fence[1])
        if bare.lstrip().startswith("<") and (tag := _BALISE.match(bare)) and tag[1].lstrip("/").lower() in _BALISES:
            return self._html(i)
        if title := _TITRE.match(bare):
            self._finir()
            self._poser(title[2].rstrip().rstrip("#"), "titre", len(title[1]))
            return i + 1
        if self.pending and self.genre == "alinea" and (under := _SOULIGNE.match(bare)) and len(self.pending) <= 2 and "|" not in self.pending[-1]:
            heading, self.pending = joindre(self.pending), []
            self._poser(heading, "titre", 1 if under[1][0] == "=" else 2)
            return i + 1
        if _FILET.match(bare):
            self._finir()
            return i + 1
        if "|" in bare and i + 1 < len(self.lines) and self._est_table(bare, self.lines[i + 1]):
            return self._table(i)
        if note := _NOTE.match(bare):
            return self._note(i, note)
        if _DEFINITION.match(bare) and not self.pending:
            return i + 1
        item = _ITEM.match(bare)
        if item and not (item[3] and item[3].isalpha() and self.pending and self.genre == "alinea"):
            self._finir()
            self.genre, self.marque = "puce", f"{item[3]}{item[4]} " if item[3] else ""
            bare = bare[item.end() :]
        elif self.pending and self.genre == "alinea" and self.lines[i - 1].endswith(("  ", "\\")):
            self._finir()
        self.pending.append(bare.strip().removesuffix("\\"))
        return i + 1

    def _finir(self) -> None:
        """Ends the paragraph being read."""
        if not self.pending:
            return
        text, genre, mark = joindre(self.pending, self.words), self.genre, self.marque
        self.pending, self.genre, self.marque = [], "alinea", ""
        if bold := _GRAS_SEUL.match(text):
            self._poser(mark + bold[1], "titre")
        elif (lead := _GRAS_EN_TETE.match(text)) and peut_titrer(mark + (heading := f"{lead[1]}{lead[2]}" if lead[2] else f"{lead[3]}{lead[4]}{' :' if lead[5] == ':' else '.'}")):
            self._poser(mark + heading, "titre")
            self._poser(text[lead.end() :], "alinea")
        else:
            self._poser(mark + text, genre)

    def _poser(self, text: str, genre: str, level: int = 0) -> None:
        """One block. A heading of level 0 only may be one: `structure` says."""
        clean = normaliser(self._texte(text), self.avertissements)
        if clean:
            self.blocs.append(Bloc(clean, genre, level))

    def _texte(self, text: str) -> str:
        """What is shown of inline Markdown."""
        if "~~" in text:
            struck = [found[1] for found in _BARRE.finditer(text)]
            avertir_masque(self.avertissements, struck, "texte barré")
            text = _BARRE.sub("", text)
        if "[" in text:
            for link in _LIEN.finditer(text):
                adresse(link[2], self.avertissements)
            text = _RENVOI.sub("", _LIEN.sub(r"\1", _IMAGE.sub("", text)))
        if "<" in text:
            text = _EN_LIGNE.sub(lambda tag: " " if tag[0].lower().startswith("<br") else "", _ADRESSE.sub(r"\1", text))
        text = text.replace("`", "")
        if "*" in text or "_" in text:
            text = _EMPHASE.sub("", text)
        return html.unescape(_ECHAPPE.sub(r"\1", sans_grands_codes(text)))

    # ------------------------------------------------------------ larger things
    def _code(self, i: int, fence: str) -> int:
        """A fenced block: its lines as plain text."""
        self._finir()
        end = next((k for k in range(i + 1, len(self.lines)) if self.lines[k].strip().startswith(fence) and not self.lines[k].strip(fence[0] + " \t")), len(self.lines))
        self.blocs += paragraphes.blocs("\n".join(self.lines[i + 1 : end]), self.avertissements)
        return end + 1

    def _html(self, i: int) -> int:
        """A block of HTML: up to a blank line, or to the end of an element whose blank lines do not count."""
        self._finir()
        name = _BALISE.match(self.lines[i].lstrip("> \t"))[1].lower()
        end = i
        if name in ("script", "style", "table", "template"):
            closing = f"</{name}"
            while end < len(self.lines) and closing not in self.lines[end].lower():
                end += 1
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
        self.blocs += page.blocs("\n".join(line.lstrip("> \t") for line in self.lines[i:end]), self.avertissements)
        return max(end, i + 1)

    def _est_table(self, line: str, under: str) -> bool:
        rule = _cellules(under)
        return ("|" in under or line.strip().startswith("|")) and all(map(_SOUS_CELLULE.match, rule)) and len(rule) == len(_cellules(line))

    def _table(self, i: int) -> int:
        self._finir()
        heads = tuple(self._cellule(cell) for cell in _cellules(self.lines[i]))
        self.blocs.append(ligne(heads, heads))
        i += 2
        while i < len(self.lines) and "|" in self.lines[i]:
            cells = [self._cellule(cell) for cell in _cellules(self.lines[i])][: len(heads)]
            if any(cells):
                self.blocs.append(ligne(cells, heads))
            i += 1
        return i

    def _cellule(self, text: str) -> str:
        return normaliser(self._texte(text), self.avertissements)

    def _note(self, i: int, note: re.Match) -> int:
        """« [^1]: … » and the lines set in below."""
        self._finir()
        lines = [self.lines[i][note.end() :]]
        i += 1
        while i < len(self.lines) and self.lines[i].startswith(("    ", "\t")):
            lines.append(self.lines[i])
            i += 1
        text = normaliser(self._texte(joindre(lines, self.words)), self.avertissements)
        if text:
            self.blocs.append(Bloc(text, "note", lieu=f"note {note[1]}"))
        return i


def _cellules(line: str) -> list[str]:
    """The cells of a row; « \\| » is a sign, not a wall."""
    line = line.lstrip("> \t") if line.lstrip().startswith(">") else line
    line = line.strip().replace("\\|", "\0")
    line = line.removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\0", "|") for cell in line.split("|")]

