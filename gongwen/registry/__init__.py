"""The unit registry, and units as written on paper."""
