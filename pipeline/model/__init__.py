"""The values that every room knows, and that know no room: sources, documents, schemas, errors."""
