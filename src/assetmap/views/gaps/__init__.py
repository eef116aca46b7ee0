"""Views: what matters and meets nothing, where, for whom and when, and who could help."""
