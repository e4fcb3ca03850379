"""Workshop: people in one room rate a role blind to one another, see the room, talk, and rate again.

The server, in the order in which data flows: `instrument` (what is asked), `suppression` (what may be shown),
`rounds` (the moves, and what a reveal comes to), `polls` (what is asked beside them), `store` (what is known, on disk
before it is said), `people` (whom it knows again), `ballots` and `service` (what may happen, and what each side is
told), `pages`, `handlers`, `seats`, `lead` and `web` (the same over HTTP), then the doors
``python -m leadership_lib.workshop`` and `hub`. The facilitator's side: `agreement` and `results` (what a room's
answers come to), `record`, `paper`, `role_text`, `rehearsal`, `own_server`, `facilitator`, `client` and `console`; it
reaches the server by HTTP.
"""
