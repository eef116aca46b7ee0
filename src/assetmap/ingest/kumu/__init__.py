"""The format of Kumu, as spreadsheets and as JSON."""
