"""The command `assetmap`: one module a command, loaded when it is called."""
