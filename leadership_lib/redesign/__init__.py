"""Redesign: changing a role, by hand or by typed moves, and which few of them help most.

`moves` proposes the changes that the findings of a role suggest, `frontier` all combinations of them that no other
one beats. What a move does is found by making it and diagnosing again; what it costs is an assumption to be changed.
"""
