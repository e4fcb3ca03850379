"""Description: reading the document that a person already has of a role."""
