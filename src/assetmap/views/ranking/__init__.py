"""View: organisations by one measure, and the rows and the formula behind each number."""
