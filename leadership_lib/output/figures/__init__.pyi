# What figures there are: for editors and type checkers, and for `__init__.py`, which reads it.

from leadership_lib.output.figures.alignment_bars import alignment as alignment
from leadership_lib.output.figures.body_timeline import timeline as timeline
from leadership_lib.output.figures.case_matrix import one_page as one_page
from leadership_lib.output.figures.dendrogram import clusters as clusters
from leadership_lib.output.figures.features import profile as profile
from leadership_lib.output.figures.gaps import bridges as bridges
from leadership_lib.output.figures.ladder import layers as layers
from leadership_lib.output.figures.many import before_after as before_after
from leadership_lib.output.figures.many import fails_together as fails_together
from leadership_lib.output.figures.many import sensitivity as sensitivity
from leadership_lib.output.figures.many import trade_offs as trade_offs
from leadership_lib.output.figures.overview import at_a_glance as at_a_glance
from leadership_lib.output.figures.polarity_grid import grid as grid
from leadership_lib.output.figures.room_board import board as board
