"""Read inputs of any supported kind into Documents. What cannot be read is a Problem, and the rest goes on."""

from attrib.read.options import ReadOptions
from attrib.read.paths import are_several, read_paths, total_bytes

__all__ = ["ReadOptions", "are_several", "read_paths", "total_bytes"]
