"""Diagnosis: the questions put to a role, and what the answers come to."""
