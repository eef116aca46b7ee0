"""View: numbers of a place by name, with what they mean and how sure they are."""
