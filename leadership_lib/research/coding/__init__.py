"""Coding: sheets out to people who code roles blind to one another, and their codes in.

A sheet asks every question of the codebook about every role, with room for a code and the evidence. Codes come back
from CSV files or from the Word sheets, as far as they can be read, with every fault named. Then see the disagreements
first; `leadership_lib.research.agreement` has the coefficients.

Examples
--------
>>> import leadership_lib as ll
>>> codes = ll.read_codes(ll.example_codes_folder())
>>> codes.coders
('A', 'B', 'C')
>>> len(codes.disagreements()) > 0
True
"""
