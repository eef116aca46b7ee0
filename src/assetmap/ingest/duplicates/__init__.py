"""Rows that may be one: found with reasons, and joined when a person says so."""
