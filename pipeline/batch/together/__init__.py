"""All lists together: which have changed, the database and the tables written whole, and what is read of them again."""
