"""Across articles: variants of one quote, how they differ, copies of whole articles, roots and circles. Pure records in and out."""
