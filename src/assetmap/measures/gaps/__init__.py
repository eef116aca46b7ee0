"""What matters, where, for whom and when, and what of it can be reached."""
