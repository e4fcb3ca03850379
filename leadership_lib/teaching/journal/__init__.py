"""Journal: what a learner did and thought, how far they have come, and the record for an appraisal."""
