"""Exchange: coded documents out to programs for qualitative analysis and back, and a study's supplement.

REFI-QDA (2019, www.qdasoftware.org) is the format that QualCoder, NVivo, MAXQDA, ATLAS.ti and others share.
"""
