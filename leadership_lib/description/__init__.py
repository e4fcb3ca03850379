"""Description: a role description as people have it, read into proposals for facts."""
