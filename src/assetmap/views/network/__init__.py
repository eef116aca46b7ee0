"""View: who is tied to whom."""
