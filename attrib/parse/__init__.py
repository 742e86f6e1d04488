"""parse: from a segmented document to its attributions. The only room that knows the grammar."""

from attrib.parse.explain import Explanation, explain
from attrib.parse.parser import parse

__all__ = ["Explanation", "explain", "parse"]
