"""Core: what every record, file and page needs; nothing here knows of roles."""
