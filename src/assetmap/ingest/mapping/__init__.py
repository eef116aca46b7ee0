"""Anybody's list as rows of ours, by a TOML file that says what its columns mean."""
