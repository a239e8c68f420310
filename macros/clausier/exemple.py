"""`clausier exemple`: a commented, complete and valid answers file for any choice, every value plainly fictitious."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from . import blocks as b, model as m, reponses as r
from .contrat import assemble
from .typography import french

COMMENT = 118


def raw_answers(catalogue: m.Catalogue, types, formule: str, hors_forfait: str, options, fictitious: bool = True, more: Iterable[str] = ()) -> dict:
    """The answers of an example as plain data: the choices, and the example value of each field that the contract prints, or of `more`."""
    raw = {
        "format": str(r.FORMAT),
        "fictif": "oui" if fictitious else "non",
        "types": list(types),
        "formule": formule,
        "formule-hors-forfait": hors_forfait,
        "options": list(options),
        "position": "equilibree",
        "versions": {},
        "champs": {},
    }
    fields = used_fields(catalogue, raw, more)
    for _ in range(4):  # a value may light a derived option, which may bring fields
        situation = r.build(raw, catalogue).situation
        raw["champs"] = {f.id: typed(_example(f, situation)) for f in fields}
        again = used_fields(catalogue, raw, more)
        if [f.id for f in again] == [f.id for f in fields]:
            return raw
        fields = again
    return raw


def used_fields(catalogue: m.Catalogue, raw: dict, more: Iterable[str] = ()) -> list[m.Champ]:
    """The fields that the contract of these answers prints, those that decide of derived options and those of `more`, in vocabulary order."""
    names = set(more)
    for position in m.VERSIONS:  # so that a change of position leaves no new blank
        contract = assemble(catalogue, r.build({**raw, "position": position}, catalogue))
        names |= {span.key.split(".")[0] for span in b.all_spans(contract.document) if isinstance(span, b.FieldValue)}
    names |= {o.calculee.champ for o in catalogue.options.values() if o.calculee}
    header = [f for f in catalogue.champs if "{" + f + "}" in catalogue.textes.entete]
    return [champ for champ in catalogue.champs.values() if champ.id in names or champ.id in header]


def example_yaml(catalogue: m.Catalogue, types, formule: str, hors_forfait: str, options, more: Iterable[str] = ()) -> str:
    """The commented YAML text of an example. The choices must be valid (`r.build` raises InvalidAnswers otherwise)."""
    raw = raw_answers(catalogue, types, formule, hors_forfait, options, more=more)
    asked = [o for o in catalogue.options.values() if not o.calculee]
    situation = r.build(raw, catalogue).situation
    sensitive = [c for c in catalogue.clauses.values() if c.sensible and c.condition.vraie(situation)]
    lines = [
        "# Réponses pour `clausier composer`. Toutes les valeurs sont fictives : remplacez-les par les vôtres.",
        "# Une valeur retirée ou vide s'imprime « [À compléter : …] » et se signale ; rien n'est inventé.",
        "",
        f"format: {raw['format']}",
        "# « oui » imprime en tête que le document est un exemple fictif ; passez à « non » pour un vrai contrat.",
        f"fictif: {raw['fictif']}",
        "# titre: Contrat de maintenance du parc        # facultatif",
        "",
        *_comment("Types : " + " ; ".join(f"{t.id} ({t.titre.lower()})" for t in catalogue.types.values()) + "."),
        f"types: [{', '.join(raw['types'])}]",
        *_comment("Formule : " + " ; ".join(f"{f.id} ({f.titre.lower()})" for f in catalogue.formules.values()) + "."),
        f"formule: {raw['formule']}",
        "# Formule de ce qui sort de la première.",
        f"formule-hors-forfait: {raw['formule-hors-forfait']}",
        "",
        "# Options : une par ligne ; retirez le # pour en ajouter une. Celles d'un même groupe s'excluent.",
        "options:" if raw["options"] else "options: []",
        *(f"  - {name}" + f"    # {catalogue.options[name].libelle}" for name in raw["options"]),
        *(f"  # - {o.id}    # {o.libelle}" + (f" [groupe {o.groupe}]" if o.groupe else "") for o in asked if o.id not in raw["options"]),
        "",
        "# Position de départ des clauses sensibles : equilibree, client ou prestataire ; puis, clause par clause, l'exception.",
        f"position: {raw['position']}",
        *_comment("versions: {gti: client} ; clauses à trois versions : " + ", ".join(c.id for c in sensitive) + "."),
        "versions: {}",
        "",
        "champs:",
    ]
    for champ in catalogue.champs.values():
        if champ.id in raw["champs"]:
            lines += _field(champ, raw["champs"][champ.id])
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- inside
def _example(champ: m.Champ, situation: m.Situation) -> object:
    return next((e.exemple for e in champ.exemples_selon if e.condition.vraie(situation)), champ.exemple)


def typed(value: object) -> object:
    """An example value as a careful person would type it in French: apostrophes and no-break spaces."""
    if isinstance(value, str):
        return french(value)
    if isinstance(value, list):
        return [typed(item) for item in value]
    return {key: typed(item) for key, item in value.items()}


def _comment(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, COMMENT - len(indent), initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ", break_on_hyphens=False)


def _field(champ: m.Champ, value: object) -> Iterable[str]:
    about = f"{champ.libelle}. {champ.aide}"
    if champ.valeurs:
        about += " Valeurs : " + ", ".join(v.id for v in champ.valeurs) + "."
    if champ.unite:
        about += f" En {champ.unite[1]}."
    if champ.type == "montant":
        about += " En euros."
    yield from _comment(about, "  ")
    if champ.type == "tableau":
        yield f"  {champ.id}:"
        for row in value:
            yield "    - {" + ", ".join(f"{k}: {quoted(v)}" for k, v in row.items()) + "}"
    elif champ.type == "liste":
        yield f"  {champ.id}: [" + ", ".join(quoted(v) for v in value) + "]"
    else:
        yield f"  {champ.id}: {quoted(value)}"


def quoted(text: str) -> str:
    """A YAML scalar that reads back as exactly this text."""
    if "\n" in text or any(ord(c) < 32 for c in text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    if text and text.replace(" ", "").replace("-", "").isalnum() and text[0] not in "- " and not text.endswith(" "):
        return text
    return "'" + text.replace("'", "''") + "'"
