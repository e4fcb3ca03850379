"""Amounts: time, pay and length of term as a description writes them, read into numbers with a unit.

Numbers stand in figures or in words, single or as a range. A range counts as its lower end where it is time and as
its middle where it is pay, as the facts say. A number that the words beside it give to something else (notice, leave,
a meeting, a budget) is passed over.
"""

from leadership_lib.description.amounts.numbers import NUMBER, number
from leadership_lib.description.amounts.payment import pay
from leadership_lib.description.amounts.term import months
from leadership_lib.description.amounts.working_time import time

__all__ = ["NUMBER", "months", "number", "pay", "time"]
