"""What a screen, a page, a report or a command shows: tables, layers, sentences."""
