"""Research: many roles and many raters."""
