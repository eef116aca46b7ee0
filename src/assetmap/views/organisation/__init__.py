"""View: one organisation, and how it looks from both sides."""
