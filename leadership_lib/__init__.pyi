# What is used as `ll.`: for editors and type checkers, and for `__init__.py`, which reads it.

from leadership_lib import research as research
from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem as Problem
from leadership_lib.core.folders import work_folder as work_folder
from leadership_lib.description.reading import Reading as Reading
from leadership_lib.description.reading import read_description as read_description
from leadership_lib.diagnosis.bounds import Bounds as Bounds
from leadership_lib.diagnosis.checks import Check
from leadership_lib.diagnosis.comparison import Comparison as Comparison
from leadership_lib.diagnosis.comparison import compare as compare
from leadership_lib.diagnosis.diagnosis import Diagnosis as Diagnosis
from leadership_lib.diagnosis.diagnosis import diagnose as diagnose
from leadership_lib.diagnosis.questions import questions as questions
from leadership_lib.framework import theory as theory
from leadership_lib.framework.concepts import (
    Count,
    Fact,
    Feature,
    Gap,
    Layer,
    Paradox,
    Premise,
    Proposition,
    Source,
    Update,
)
from leadership_lib.framework.theory import Theory
from leadership_lib.output import documents as documents
from leadership_lib.output import figures as figures
from leadership_lib.output.documents import write_description as write_description
from leadership_lib.output.documents import write_grid as write_grid
from leadership_lib.output.documents import write_handout as write_handout
from leadership_lib.output.documents import write_questions as write_questions
from leadership_lib.output.documents.description import write_role as write_role
from leadership_lib.output.reveal import Reveal as Reveal
from leadership_lib.redesign import polarity as polarity
from leadership_lib.redesign.frontier import Frontier as Frontier
from leadership_lib.redesign.frontier import frontier as frontier
from leadership_lib.redesign.limits import Limits as Limits
from leadership_lib.redesign.move import Move as Move
from leadership_lib.redesign.moves import Moves as Moves
from leadership_lib.redesign.moves import moves as moves
from leadership_lib.redesign.polarity import PolarityGrid as PolarityGrid
from leadership_lib.redesign.session import Session as Session
from leadership_lib.research import agreement as agreement
from leadership_lib.research.agreement import Coefficient
from leadership_lib.research.coding.codebook import write_codebook as write_codebook
from leadership_lib.research.coding.codes import Codes as Codes
from leadership_lib.research.coding.reader import example_codes_folder as example_codes_folder
from leadership_lib.research.coding.reader import read_codes as read_codes
from leadership_lib.research.coding.sheet import write_coding_sheet as write_coding_sheet
from leadership_lib.research.corpus import Corpus as Corpus
from leadership_lib.research.corpus import example_corpus_folder as example_corpus_folder
from leadership_lib.research.corpus import read_corpus as read_corpus
from leadership_lib.research.portfolio.loading import diagnose_roles as diagnose_roles
from leadership_lib.research.portfolio.loading import write_findings as write_findings
from leadership_lib.research.portfolio.portfolio import Portfolio as Portfolio
from leadership_lib.research.portfolio.role_rows import write_roles as write_roles
from leadership_lib.research.portfolio.sensitivity import sensitivity as sensitivity
from leadership_lib.role.loading import load_role as load_role
from leadership_lib.role.parts import RoleError as RoleError
from leadership_lib.role.role import Role as Role
from leadership_lib.role.translation import translate as translate
from leadership_lib.teaching.case import Case as Case
from leadership_lib.teaching.case_papers import case_notes as case_notes
from leadership_lib.teaching.case_papers import write_case as write_case
from leadership_lib.teaching.case_papers import write_case_notes as write_case_notes
from leadership_lib.teaching.case_papers import write_role_cards as write_role_cards
from leadership_lib.teaching.exercise import Exercise
from leadership_lib.teaching.installation import check_installation as check_installation
from leadership_lib.teaching.journal.documents import write_journal as write_journal
from leadership_lib.teaching.journal.documents import write_reflection as write_reflection
from leadership_lib.teaching.journal.journal import Journal as Journal
from leadership_lib.teaching.journal.reflection import Reflection as Reflection
from leadership_lib.teaching.notebooks import Notebook
from leadership_lib.teaching.notebooks import gallery as gallery
from leadership_lib.teaching.traceability import traceability as traceability
from leadership_lib.widgets.backup import Backup as Backup
from leadership_lib.widgets.download import Download as Download
from leadership_lib.widgets.examiner import Examiner as Examiner
from leadership_lib.widgets.finder import Finder as Finder
from leadership_lib.widgets.journal import JournalForm as JournalForm
from leadership_lib.widgets.note import Note as Note
from leadership_lib.widgets.on_demand import OnDemand as OnDemand
from leadership_lib.widgets.polarity_grid import GridForm as GridForm
from leadership_lib.widgets.problem_or_polarity import ProblemOrPolarity as ProblemOrPolarity
from leadership_lib.widgets.quiz import Quiz as Quiz
from leadership_lib.widgets.rating import Rating as Rating
from leadership_lib.widgets.reader import Reader as Reader
from leadership_lib.widgets.room_board import Board as Board
from leadership_lib.widgets.studio import Studio as Studio
from leadership_lib.widgets.writing import Writing as Writing
from leadership_lib.workshop.client import Workshop as Workshop
from leadership_lib.workshop.handouts import write_certificate as write_certificate
from leadership_lib.workshop.handouts import write_handouts as write_handouts
from leadership_lib.workshop.handouts import write_poster as write_poster
from leadership_lib.workshop.handouts import write_table_papers as write_table_papers
from leadership_lib.workshop.panel import panel_decisions as panel_decisions
from leadership_lib.workshop.panel import panel_questions as panel_questions
from leadership_lib.workshop.panel import write_panel_protocol as write_panel_protocol
from leadership_lib.workshop.running_order import Checklist as Checklist
from leadership_lib.workshop.running_order import running_order as running_order

__version__: str

propositions: Collection[Proposition]
premises: Collection[Premise]
gaps: Collection[Gap]
paradoxes: Collection[Paradox]
features: Collection[Feature]
layers: Collection[Layer]
counts: Collection[Count]
facts: Collection[Fact]
sources: Collection[Source]
updates: Collection[Update]
checks: Collection[Check]
cases: Collection[Case]
exercises: Collection[Exercise]
notebooks: Collection[Notebook]
coefficients: Collection[Coefficient]
theories: Collection[Theory]
