"""The format of OpenActive."""
