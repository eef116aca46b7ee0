"""View: where something would reach most of those who reach nothing."""
