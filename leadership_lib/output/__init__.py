"""Output: pictures and documents of what was found and changed."""
