"""Drawings as text: SVG, Mermaid and DOT, laid out here. Standard library only; nothing of the database is known."""
