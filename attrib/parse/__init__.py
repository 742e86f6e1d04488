"""parse: from a segmented document to its attributions. The only room that knows the grammar."""

from attrib.parse.assemble.parser import parse
from attrib.parse.explain import Explanation, explain

__all__ = ["Explanation", "explain", "parse"]
