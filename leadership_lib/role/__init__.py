"""Role: what a role is, in which every fact can be not stated, and a role of 2017 in today's words."""

from leadership_lib.role.role import Role

__all__ = ["Role"]
