"""View: the place in numbers, each with a sentence."""
