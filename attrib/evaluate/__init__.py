"""evaluate: compare what is found with what people annotated, and measure how far each pattern can be trusted."""
