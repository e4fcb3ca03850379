"""Portfolio: many roles at once, each put to every check, and what they have in common.

Reading says what could not be read, and reads the rest. Every table is a pandas frame, and whatever rests on few
roles has an interval. Nothing here is a test of significance, and there is no total score.

Examples
--------
>>> import leadership_lib as ll
>>> many = ll.diagnose_roles({"lead": ll.load_role("locality_clinical_lead"), "bare": ll.Role(title="Lead")})
>>> sorted(set(many.findings["answer"]))
['met', 'not met', 'not stated', 'partly']
"""
