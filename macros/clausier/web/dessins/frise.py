"""A timeline: dated events in order, and bars that run from one to another. Drawn along the page, or down it on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .trace import LIGNE, boite, couper, element, hachures, ligne, mots, paragraphe, svg

LARGE, ETROIT = 700, 340


@dataclass(frozen=True, slots=True)
class Repere:
    """An event: when (already in words), its title, a sentence, the page of its clause."""

    date: str
    titre: str
    texte: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Barre:
    """A bar from one event to another (by index); hatched when suspended; `rebours`: an arrow that goes back in time."""

    nom: str
    debut: int
    fin: int
    hachure: bool = False
    rebours: bool = False


def dessiner(ident: str, title: str, description: str, reperes: Sequence[Repere], barres: Sequence[Barre] = ()) -> list[str]:
    """The wide drawing and the narrow one."""
    return [
        _large(f"{ident}-l", title, description, reperes, barres),
        _etroit(f"{ident}-e", title, description, reperes, barres),
    ]


def _pistes(barres: Sequence[Barre]) -> list[str]:
    """The names of the tracks: bars of the same name share one."""
    return list(dict.fromkeys(barre.nom for barre in barres))


def _large(ident: str, title: str, description: str, reperes: Sequence[Repere], barres: Sequence[Barre]) -> str:
    """Events from left to right, their words above and below by turns."""
    step = LARGE / len(reperes)
    xs = [step * (i + 0.5) for i in range(len(reperes))]
    width = min(200.0, (2.5 * step - 8) / 1.5)  # the first and the last stand at the edge, and must not meet their neighbour
    above = [_words(r, width) for r in reperes[0::2]]
    below = [_words(r, width) for r in reperes[1::2]]
    top = max(_height(w) for w in above) + 8
    tracks = _pistes(barres)
    axis = top + 14
    bars_at = axis + 20
    bottom = bars_at + len(tracks) * 34 + (8 if tracks else 0)
    height = bottom + max((_height(w) for w in below), default=0) + 8
    body = [hachures(f"{ident}-h"), ligne(0, axis, LARGE, axis, "dz-axe")]
    body.append(element("path", d=f"M{LARGE - 8} {axis - 5}l8 5-8 5", classe="dz-fleche"))
    for i, x in enumerate(xs):
        words = (above if i % 2 == 0 else below)[i // 2]
        left, anchor = _place(x, width)
        if i % 2 == 0:
            body += [ligne(x, top, x, axis, "dz-rappel"), _write(words, left, top - _height(words) + 4, anchor)]
        else:
            body += [ligne(x, axis, x, bottom, "dz-rappel"), _write(words, left, bottom + 14, anchor)]
        body.append(_pastille(x, axis, i + 1))
    for barre in barres:
        y = bars_at + tracks.index(barre.nom) * 34
        body.append(_barre(ident, barre, xs[barre.debut], y + 16, xs[barre.fin] - xs[barre.debut], 12))
    for i, name in enumerate(tracks):
        first = min(xs[b.debut] for b in barres if b.nom == name)
        body.append(mots(first, bars_at + i * 34 + 12, name, "dz-mots dz-halo"))
    return svg(ident, LARGE, height, title, description, "".join(body), "dz-large")


def _etroit(ident: str, title: str, description: str, reperes: Sequence[Repere], barres: Sequence[Barre]) -> str:
    """Events from top to bottom; the bars stand at the left, each with a letter explained above."""
    tracks = _pistes(barres)
    axis = 14 + len(tracks) * 22
    width = ETROIT - axis - 24
    y, ys, body = 18.0, [], [hachures(f"{ident}-h")]
    for i, name in enumerate(tracks):
        lines = couper(f"{_lettre(i)} : {name}", ETROIT)
        body.append(paragraphe(0, y - 4, lines))
        y += LIGNE * len(lines)
    y += 26 if tracks else 4
    start = y
    for repere in reperes:
        ys.append(y)
        words = _words(repere, width)
        body.append(_write(words, axis + 20, y - LIGNE + 5, "start"))
        y += _height(words) + 16
    end = y - 10
    body += [ligne(axis, start, axis, end, "dz-axe"), element("path", d=f"M{axis - 5} {end - 8}l5 8 5-8", classe="dz-fleche")]
    for i in range(len(tracks)):
        body.append(mots(6 + i * 22, start - 14, _lettre(i), "dz-mots dz-gras", "middle"))
    for barre in barres:
        x = tracks.index(barre.nom) * 22
        body.append(_barre(ident, barre, x, ys[barre.debut], 12, ys[barre.fin] - ys[barre.debut]))
    body += [_pastille(axis, at, i + 1) for i, at in enumerate(ys)]
    return svg(ident, ETROIT, end + 6, title, description, "".join(body), "dz-etroit")


# ---------------------------------------------------------------- pieces
def _words(repere: Repere, width: float) -> list[tuple[list[str], str]]:
    return [(couper(repere.date, width), "dz-mots dz-date"), (couper(repere.titre, width, True), "dz-mots dz-gras"), (couper(repere.texte, width) if repere.texte else [], "dz-mots")]


def _height(words: list[tuple[list[str], str]]) -> float:
    return LIGNE * sum(len(lines) for lines, _ in words)


def _write(words: list[tuple[list[str], str]], x: float, y: float, anchor: str) -> str:
    out = []
    for lines, style in words:
        out.append(paragraphe(x, y + LIGNE * 0.5, lines, style, anchor))
        y += LIGNE * len(lines)
    return "".join(out)


def _place(x: float, width: float) -> tuple[float, str]:
    """Where words of that width are set around x, without leaving the drawing."""
    if x - width / 2 < 0:
        return 0, "start"
    if x + width / 2 > LARGE:
        return LARGE, "end"
    return x, "middle"


def _pastille(x: float, y: float, number: int) -> str:
    return element("circle", cx=x, cy=y, r=10, classe="dz-pastille") + mots(x, y + 4.5, str(number), "dz-chiffre", "middle")


def _barre(ident: str, barre: Barre, x: float, y: float, width: float, height: float) -> str:
    if barre.hachure:
        return boite(x, y, width, height, "dz-suspendu") + element("rect", x=x, y=y, width=width, height=height, rx=2, fill=f"url(#{ident}-h)")
    out = boite(x, y, width, height, "dz-plein")
    if barre.rebours and width > height:
        out += element("path", d=f"M{x + 10:g} {y + 2:g}l-6 {height / 2 - 2:g} 6 {height / 2 - 2:g}M{x + 4:g} {y + height / 2:g}h{width - 8:g}", classe="dz-clair")
    elif barre.rebours:
        out += element("path", d=f"M{x + 2:g} {y + 10:g}l{width / 2 - 2:g} -6 {width / 2 - 2:g} 6M{x + width / 2:g} {y + 4:g}v{height - 8:g}", classe="dz-clair")
    return out


def _lettre(index: int) -> str:
    return "ABCDEF"[index]
