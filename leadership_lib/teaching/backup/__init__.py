"""Backup: everything a person wrote, as one file to take along and bring back."""
