"""Teaching: cases, exercises and notebooks, what a learner did, and what is kept of it."""
