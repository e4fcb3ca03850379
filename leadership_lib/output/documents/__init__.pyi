# What an editor and a type checker know of the documents; a test holds it to `__init__.py`.

from leadership_lib.output.documents.description import write_description as write_description
from leadership_lib.output.documents.grid import write_grid as write_grid
from leadership_lib.output.documents.handout import write_handout as write_handout
from leadership_lib.output.documents.writing import write as write
