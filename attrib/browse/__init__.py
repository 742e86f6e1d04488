"""The Datasette plugin: pages of articles, quotes, speakers and outlets. It reads the database and writes nothing."""
