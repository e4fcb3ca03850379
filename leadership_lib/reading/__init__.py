"""Reading: what a widget asks, as a worksheet that can be printed and filled in with a pen.

A widget is useless on paper, and opening one would bring in what somebody has kept on this computer. So nothing is
run here: the cell is read, and the sheet is made from the same data as the widget.
"""

from leadership_lib.reading.cells import worksheets
from leadership_lib.reading.sheets import SHEETS, Worksheet

__all__ = ["SHEETS", "Worksheet", "worksheets"]
