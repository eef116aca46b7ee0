"""Who is round the table: who is heard, who is missing, and whom to ask next."""
