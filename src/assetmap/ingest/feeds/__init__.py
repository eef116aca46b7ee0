"""Addresses that a person typed to documents: fetched with care, page by page."""
