"""Strict YAML and JSON reading: everything is text, nothing is guessed.

Only maps, lists and scalars; a scalar stays the text that was typed (`NO`, `08:30`, `0123` and dates are never converted).
Refused, with line and cure: anchors and aliases, tags, duplicate keys, nested too deep, several documents, not UTF-8, too large.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from decimal import Decimal

import yaml
from yaml.cyaml import CParser

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
NO_TAG = ""
Data = object  # dict[str, Data] | list[Data] | str
Path = tuple[object, ...]

# An anchor may stand wherever a value may; « & » after a letter or a digit is text. An alias needs an anchor first.
# « & » comes first: the search then leaps from one to the next, instead of looking behind every byte.
_ANCHOR = re.compile(rb"&(?<![A-Za-z0-9]&)(?=[A-Za-z0-9_-])")
_TOO_DEEP = f"plus de {MAX_DEPTH} niveaux imbriqués : aplatissez le fichier"


class UnreadableFile(ValueError):
    """A file that cannot be read: French message with cure, and the line when it is known (1-based)."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message)
        self.line = line


class _Composer(CParser):
    """The C composer alone, called back for each node: no tag resolution, so that a scalar keeps its text; a bounded depth."""

    depth = -1

    def resolve(self, kind, value, implicit):
        return NO_TAG

    def descend_resolver(self, current_node, current_index):
        self.depth += 1
        if self.depth > MAX_DEPTH:  # the C composer would overflow its stack
            raise UnreadableFile(_TOO_DEEP, current_node.start_mark.line + 1)

    def ascend_resolver(self):
        self.depth -= 1


def decode(data: bytes) -> str:
    """UTF-8 (with or without BOM) or BOM-marked UTF-16 bytes to text. Raises UnreadableFile."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"fichier de plus de {MAX_BYTES // 1_000_000} Mo : découpez-le")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile("caractères qui ne sont pas de l'UTF-8 : enregistrez le fichier en UTF-8", line) from None


def read_yaml(data: bytes) -> Data:
    """YAML bytes to dicts, lists and strings. Raises UnreadableFile."""
    node = compose(data)
    if node is None:
        raise UnreadableFile("fichier vide : rien à lire", 1)
    return _plain(node)


def compose(data: bytes) -> yaml.Node | None:
    """YAML bytes to the node tree, which knows the lines. Raises UnreadableFile."""
    if len(data) > MAX_BYTES or data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf":
        data = decode(data).encode()
    if b"&" in data and _ANCHOR.search(data):
        _refuse_anchors(data)
    composer = _Composer(data)
    try:
        return composer.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise UnreadableFile(_french(error), _line(error)) from None
    except yaml.YAMLError:
        decode(data)
        raise UnreadableFile("caractère interdit en YAML : retirez les caractères de contrôle") from None
    except UnicodeDecodeError:
        decode(data)
        raise
    finally:
        composer.dispose()


def line_of(node: yaml.Node | None, path: Path) -> int | None:
    """The 1-based line of a key path in a composed tree; the closest known ancestor's when the path stops."""
    line = None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = [(k, v) for k, v in node.value if getattr(k, "value", None) == step]
            if not found:
                break
            line, node = found[-1][0].start_mark.line + 1, found[-1][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line if line is not None else (node.start_mark.line + 1 if node is not None else None)


def read_json(text: str) -> Data:
    """JSON text to dicts, lists and strings: numbers keep their digits. Raises UnreadableFile."""
    if text.count("[") + text.count("{") > MAX_DEPTH and _json_depth(text) > MAX_DEPTH:
        raise UnreadableFile(_TOO_DEEP)
    try:
        return json.loads(
            text,
            object_pairs_hook=_unique_pairs,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile("JSON mal formé : vérifiez virgules, guillemets et accolades", error.lineno) from None


# ---------------------------------------------------------------- inside
def _plain(node: yaml.Node) -> Data:
    kind = node.__class__
    if node.tag != NO_TAG:
        raise UnreadableFile(f"étiquette « {node.tag} » : retirez les étiquettes YAML (« ! »)", node.start_mark.line + 1)
    if kind is yaml.ScalarNode:
        return node.value
    if kind is yaml.SequenceNode:
        return [_plain(child) for child in node.value]
    result = {}
    for key, value in node.value:
        name = key.value
        if name.__class__ is not str or key.tag != NO_TAG:
            raise UnreadableFile("clé qui n'est pas un mot : écrivez un nom simple", key.start_mark.line + 1)
        if name in result:
            raise UnreadableFile(f"clé « {name} » en double : gardez une seule des deux", key.start_mark.line + 1)
        result[name] = _plain(value)
    return result


def _refuse_anchors(data: bytes) -> None:
    """The slow look, for the rare file that holds `&x`."""
    try:
        for event in yaml.parse(io.BytesIO(data), Loader=yaml.CSafeLoader):
            if getattr(event, "anchor", None):
                raise UnreadableFile("ancre ou alias YAML (« & », « * ») : répétez le texte, ou mettez-le entre guillemets", event.start_mark.line + 1)
    except yaml.YAMLError:
        pass  # the composer meets the same fault, and says it


_FRENCH = (
    ("mapping values are not allowed", "deux-points inattendu : mettez le texte entre guillemets, ou vérifiez le retrait"),
    ("could not find expected ':'", "il manque « : » après une clé"),
    ("did not find expected key", "clé mal placée : vérifiez le retrait de cette ligne et de la précédente"),
    ("did not find expected '-' indicator", "tiret de liste attendu : vérifiez le retrait"),
    ("did not find expected ',' or", "liste ou carte sur une ligne mal fermée : vérifiez virgules, crochets et accolades"),
    ("found a tab character", "tabulation : remplacez-la par des espaces"),
    ("found character that cannot start any token", "tabulation ou signe réservé en début de texte : des espaces, ou des guillemets"),
    ("found unexpected end of stream", "guillemet ouvert et jamais fermé"),
    ("expected a single document", "plusieurs documents (« --- ») : gardez-en un seul"),
    ("found undefined tag handle", "étiquette YAML (« ! ») : retirez-la"),
    ("did not find expected alphabetic or numeric", "« * » ou « & » en début de texte : mettez le texte entre guillemets"),
    ("found undefined alias", "alias YAML (« * ») : mettez le texte entre guillemets"),
    ("found unknown escape character", "barre oblique inversée dans un texte entre guillemets doubles : employez des guillemets simples"),
    ("control characters are not allowed", "caractère de contrôle : retirez-le"),
)


def _french(error: yaml.MarkedYAMLError) -> str:
    raw = f"{error.context or ''} {error.problem or ''}"
    for english, french in _FRENCH:
        if english in raw:
            return f"YAML mal formé : {french}"
    return "YAML mal formé : vérifiez le retrait et les guillemets autour de cette ligne"


def _line(error: yaml.MarkedYAMLError) -> int | None:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else None


def _unique_pairs(pairs: Iterable[tuple[str, Data]]) -> Data:
    result: dict[str, Data] = {}
    for key, value in pairs:
        if key in result:
            raise UnreadableFile(f"clé « {key} » en double : gardez une seule des deux")
        result[key] = {True: "oui", False: "non", None: ""}[value] if value is None or isinstance(value, bool) else value
    return result


def _number(digits: str) -> str:
    if len(digits) > 30:
        raise UnreadableFile("nombre de plus de 30 chiffres : vérifiez la valeur")
    exact = Decimal(digits)
    if not -Decimal(10) ** 15 < exact < Decimal(10) ** 15 or exact.as_tuple().exponent < -30:
        raise UnreadableFile(f"nombre hors limites ({digits}) : vérifiez la valeur")
    return f"{exact:f}" if "e" in digits.lower() else digits


def _no_constant(name: str) -> str:
    raise UnreadableFile(f"« {name} » n'est pas un nombre : donnez une valeur")


def _json_depth(text: str) -> int:
    depth = deepest = 0
    in_string = escaped = False
    for char in text:
        if in_string:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest
