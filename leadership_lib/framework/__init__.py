"""Framework: what the paper says, and theory beside it, as data; nothing is judged."""
