"""Coding: sheets out to people who code roles blind to one another, and their codes in.

A sheet asks every question of the codebook about every role, with room for a code and the evidence. Codes come back
from CSV files or from the Word sheets, as far as they can be read, with every fault named. Then see the disagreements
first; `leadership_lib.research.agreement` has the coefficients.

Examples
--------
>>> from leadership_lib.research.coding import example_codes, read_codes
>>> codes = read_codes(example_codes())
>>> codes.coders
('A', 'B', 'C')
>>> len(codes.disagreements()) > 0
True
"""

from leadership_lib.research.coding.codes import Codes
from leadership_lib.research.coding.library_comparison import AgainstLibrary
from leadership_lib.research.coding.reader import example_codes, read_codes
from leadership_lib.research.coding.sheet import coding_sheet

__all__ = ["AgainstLibrary", "Codes", "coding_sheet", "example_codes", "read_codes"]
