"""Tables: what people hand in as CSV or Word, read row by row as far as it can be, with every fault named.

What the rows are about (roles, codes) is the business of whoever reads them here.
"""
