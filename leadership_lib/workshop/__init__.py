"""Workshop: people in one room rate a role blind to one another, see the room, talk, and rate again.

Rooms within the room, in the order in which data flows: `instrument` (what is asked), `suppression` (what may be
shown), `store` (what is known, on disk before it is said), `service` (what may happen, and what each side is told),
`pages` and `web` (what a phone is sent), then the doors: ``python -m leadership_lib.workshop`` and `hub`. On the
facilitator's side stand `agreement` and `results` (what a room's answers come to), `record`, `paper`, `rehearsal` and
`client`; they reach the server over HTTP alone, and a participant never reaches them.
"""
