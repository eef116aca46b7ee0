"""A mapping proposed for anybody's list, with reasons."""
