"""What others read: JSON Schemas of each kind of file, and the specimen of a new clause."""

from __future__ import annotations

import datetime

from . import model as m, reponses as r, schema
from .shapes import Key, Objet

_KINDS: dict[str, Objet] = {
    "clause": schema.CLAUSE,
    "annexe": schema.ANNEXE,
    "rubrique": schema.RUBRIQUE,
    "option": schema.OPTION,
    "champ": schema.CHAMP,
    "reference": schema.REFERENCE,
    "terme": schema.TERME,
    "indice": schema.INDICE,
    "type": schema.TYPE,
    "formule": schema.FORMULE,
    "modele": schema.MODELE,
    "courrier": schema.COURRIER,
    "tableur": schema.TABLEUR,
    "changement": schema.EVENEMENT,
    "moment": schema.MOMENT,
    "point": schema.POINT,
}
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_names() -> list[str]:
    return ["reponses", *_KINDS]


def kinds() -> dict[str, Objet]:
    """The table of each kind of file or of item that has a schema, by the name of that schema."""
    return dict(_KINDS)


def list_schemas() -> dict[str, dict]:
    """The JSON Schema of each whole file of `vocabulaire/`, by the name of the file: what an editor needs."""
    lists = {name: {"type": "array", "items": kind.json()} for name, kind in schema.LISTES.items()}
    return {name: {"$schema": DRAFT, "title": name, **body} for name, body in {**lists, "textes": schema.TEXTES.json()}.items()}


def json_schema(name: str, catalogue: m.Catalogue) -> dict:
    """The JSON Schema of answers or of a kind of catalogue file. Raises KeyError for an unknown name."""
    body = _answers_schema(catalogue) if name == "reponses" else _KINDS[name].json()
    return {"$schema": DRAFT, "title": name, **body}


def _answers_schema(c: m.Catalogue) -> dict:
    asked = [o.id for o in c.options.values() if not o.calculee]
    sensitive = [k.id for k in c.clauses.values() if k.sensible]
    formula = {"enum": list(c.formules)}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["types", "formule"],
        "properties": {
            "format": {"const": str(r.FORMAT)},
            "modele": {"type": "string", "description": "le modèle dont partent ces réponses"},
            "titre": {"type": "string", "maxLength": 200},
            "fictif": {"enum": ["oui", "non"]},
            "types": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": list(c.types)}},
            "formule": formula,
            "formule-hors-forfait": formula,
            "options": {"type": "array", "uniqueItems": True, "items": {"enum": asked}},
            "position": {"enum": list(m.VERSIONS)},
            "versions": {"type": "object", "additionalProperties": False, "properties": {k: {"enum": list(m.VERSIONS)} for k in sensitive}},
            "champs": {"type": "object", "additionalProperties": False, "properties": {f.id: _field_schema(f) for f in c.champs.values()}},
        },
    }


def _field_schema(champ: m.Champ) -> dict:
    about = {"title": champ.libelle, "description": champ.aide}
    if champ.type == "tableau":
        row = {"type": "object", "additionalProperties": False, "properties": {c.id: {"type": ["string", "number"], "title": c.titre} for c in champ.colonnes}}
        return {**about, "type": "array", "items": row}
    if champ.type == "liste":
        return {**about, "type": "array", "items": {"type": "string"}}
    if champ.type == "choix":
        return {**about, "enum": [v.id for v in champ.valeurs]}
    return {**about, "type": ["string", "number"] if champ.type in ("entier", "decimal", "montant", "taux") else "string"}


def clause_specimen(clause_id: str) -> str:
    """A commented YAML clause to complete, its keys documented from the schema table."""
    today = datetime.date.today().isoformat()
    samples = {
        "titre": "Titre de la clause",
        "rubrique": "duree",
        "rang": "20",
        "statut": "recommande",
        "fondements": "{encadre: [code-civil/1103]}",
        "champs": "[]",
        "en_clair": "Une phrase simple, au lecteur.",
        "pourquoi": "À quoi sert la clause, et ce qui arrive sans elle.",
        "pieges": "\n  - Une erreur vue dans un contrat.",
        "alineas": "\n  - texte: Le Prestataire remet au Client un document par mois.",
        "relecture": "{etat: non relu par un juriste}",
        "historique": f"\n  - {{version: 1, date: {today}, changement: première rédaction}}",
    }
    lines = [f"# clauses/corps/{clause_id}.yml — voir CONTRIBUER.md ; `clausier valider` relit le tout."]
    for key in sorted(schema.CLAUSE.keys.values(), key=lambda k: list(samples).index(k.name) if k.name in samples else 99):
        lines.append(_specimen_line(key, samples))
    return "\n".join(lines) + "\n"


def _specimen_line(key: Key, samples: dict[str, str]) -> str:
    if key.name not in samples:
        return f"# {key.name}:    # facultatif : {key.doc}"
    sample = samples[key.name]
    return f"# {key.doc}\n{key.name}:{sample if sample.startswith(chr(10)) else ' ' + sample}"
