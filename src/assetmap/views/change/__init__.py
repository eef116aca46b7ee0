"""Views: what changed between two days."""
