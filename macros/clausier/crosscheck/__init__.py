"""Rules across files: every id known, every field declared and used, every reference reachable, every element filled, no cycle.

`check(catalogue, place, problems)` adds every fault it finds; `place(folder, id)` tells an item's file and path.
"""

from __future__ import annotations

from .. import model as m
from ..shapes import Problems
from .clauses import ClauseRules
from .letters import LetterRules
from .rules import Place
from .signing import SigningRules
from .spreadsheets import SpreadsheetRules
from .vocabulary import VocabularyRules


def check(catalogue: m.Catalogue, place: Place, problems: Problems) -> None:
    """Every rule across files, all faults added to `problems`; a file that is already faulty is a target, not a source."""
    faulty = frozenset(problem.file for problem in problems.found)
    VocabularyRules(catalogue, place, problems, faulty).check()
    ClauseRules(catalogue, place, problems, faulty).check()
    LetterRules(catalogue, place, problems, faulty).check()
    SpreadsheetRules(catalogue, place, problems, faulty).check()
    SigningRules(catalogue, place, problems, faulty).check()
