"""Two versions of a clause side by side, the words that differ marked, paragraph facing paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from .. import model as m
from ..typography import NBSP
from .markup import esc, placeholder

# A word, a field, a line break; spaces stand alone, so that a changed word does not carry its neighbours.
_token = re.compile(r'<span class="cl-champ">[^<]*</span>|<br>|[^\s<]+|\s+')
_champ = re.compile(r'<span class="cl-champ">[^<]*</span>')
ALIKE = 0.35  # under this ratio, two paragraphs are two paragraphs, not one reworded
HOLE = 4  # fewer common signs than this between two changes join them


def compared(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, ...]]:
    """Rows of a table: each paragraph (flat HTML, see `flat`) facing its like, with `<del>` on the left and `<ins>` on the right.

    A row of one cell says that paragraphs are the same in both.
    """
    rows: list[tuple[str, ...]] = []
    same: list[int] = []
    for i, j in _aligned([_tokens(t) for t in left], [_tokens(t) for t in right]):
        if i is not None and j is not None and left[i] == right[j]:
            same.append(i + 1)
            continue
        rows += _same(same)
        same = []
        if i is None:
            rows.append(("", _number(j) + _marked("ins", right[j])))
        elif j is None:
            rows.append((_number(i) + _marked("del", left[i]), ""))
        else:
            a, b = _words(_tokens(left[i]), _tokens(right[j]))
            rows.append((_number(i) + a, _number(j) + b))
    return rows + _same(same)


def changed(left: str, right: str) -> str:
    """The second of two flat paragraphs, what differs from the first in `<ins>`."""
    return _words(_tokens(left), _tokens(right))[1]


def _same(numbers: list[int]) -> list[tuple[str]]:
    if not numbers:
        return []
    if len(numbers) == 1:
        return [(f"Alinéa{NBSP}{numbers[0]}{NBSP}: identique.",)]
    joint = "et" if len(numbers) == 2 else "à"
    return [(f"Alinéas{NBSP}{numbers[0]} {joint} {numbers[-1]}{NBSP}: identiques.",)]


def _number(rank: int) -> str:
    return f'<span class="cl-num">{rank + 1}.</span> '


def flat(alinea: m.Alinea, catalogue: m.Catalogue, spans: Callable[[str], str], condition: Callable[[m.Condition], str]) -> str:
    """A paragraph as one line of words and fields: no link, no bold, list items and table rows after line breaks."""
    lines = [_line(alinea, spans, condition)]
    lines += ["– " + _line(item, spans, condition) for item in alinea.liste]
    if isinstance(alinea.tableau, str):
        lines.append(" | ".join(placeholder(column.titre) for column in catalogue.champs[alinea.tableau].colonnes))
    elif alinea.tableau:
        lines += [" | ".join(_bare(spans(cell)) for cell in row) for row in (alinea.tableau.colonnes, *alinea.tableau.lignes)]
    return " <br> ".join(lines)


# ---------------------------------------------------------------- inside
def _line(alinea: m.Alinea, spans: Callable[[str], str], condition: Callable[[m.Condition], str]) -> str:
    text = _bare(spans(alinea.texte))
    if alinea.condition == m.TOUJOURS:
        return text
    said = condition(alinea.condition)
    return f"[{esc(said[:1].upper() + said[1:])}] {text}"


def _bare(html: str) -> str:
    """HTML without its tags, fields excepted."""
    kept: list[str] = []

    def keep(found: re.Match) -> str:
        kept.append(found[0])
        return f"\0{len(kept) - 1}\0"

    text = re.sub(r"<[^>]*>", "", _champ.sub(keep, html))
    return re.sub("\0(\\d+)\0", lambda found: kept[int(found[1])], text)


@lru_cache(maxsize=10_000)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_token.findall(text))


def _aligned(left: list[tuple[str, ...]], right: list[tuple[str, ...]]) -> list[tuple[int | None, int | None]]:
    """The pairing of paragraphs, in order, that keeps the most alike together."""
    alike = [[_alike(a, b) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs + [(k, None) for k in range(i, len(left))] + [(None, k) for k in range(j, len(right))]


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How much of their words two paragraphs share; the same paragraph counts double."""
    if a == b:
        return 2.0
    left, right = _set(a), _set(b)
    ratio = 2 * len(left & right) / (len(left) + len(right) or 1)
    return ratio if ratio >= ALIKE else 0.0


@lru_cache(maxsize=10_000)
def _set(tokens: tuple[str, ...]) -> frozenset[str]:
    return frozenset(t for t in tokens if len(t) > 2 and not t.isspace())


@lru_cache(maxsize=5_000)
def _words(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, str]:
    """Both texts, what differs marked; changes that only a short word parts are one change."""
    changes: list[list[int]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if changes and sum(map(len, left[changes[-1][1] : i1])) < HOLE:
            changes[-1][1], changes[-1][3] = i2, j2
        else:
            changes.append([i1, i2, j1, j2])
    return _side("del", left, [c[:2] for c in changes]), _side("ins", right, [c[2:] for c in changes])


def _side(tag: str, tokens: tuple[str, ...], changes: list[list[int]]) -> str:
    out, end = [], 0
    for first, last in changes:
        out += tokens[end:first]
        changed = "".join(tokens[first:last])
        if changed.strip():
            before, after = changed[: len(changed) - len(changed.lstrip())], changed[len(changed.rstrip()) :]
            out += [before, _marked(tag, changed.strip()), after]
        else:
            out.append(changed)
        end = last
    return "".join([*out, *tokens[end:]])


def _marked(tag: str, html: str) -> str:
    """A change, named for those who do not see it."""
    said = "retiré" if tag == "del" else "ajouté"
    return f'<{tag}><span class="cl-cache">[{said}{esc(" :")} </span>{html}<span class="cl-cache">]</span></{tag}>'
