"""Keep extractions in SQLite: schema and migrations, the writer, the views. The only room that imports sqlite_utils."""
