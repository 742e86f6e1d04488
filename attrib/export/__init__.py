"""Write extractions for other tools, one file a format."""
