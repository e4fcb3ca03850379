# What documents there are: for editors and type checkers, and for `__init__.py`, which reads it.

from leadership_lib.output.documents.description import write_description as write_description
from leadership_lib.output.documents.grid import write_grid as write_grid
from leadership_lib.output.documents.handout import write_handout as write_handout
from leadership_lib.output.documents.question_sheet import write_questions as write_questions
from leadership_lib.output.documents.writing import write as write
