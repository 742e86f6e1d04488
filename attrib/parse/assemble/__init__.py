"""Patterns and layout → Attributions: spans, parents, stance, confidence. Rests on the other four."""
