"""The web application: the public face, and the way to the screens of those who work here."""
