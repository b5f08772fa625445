"""Questions that lie over the walk screen. Each gives its answer, or None when it is left."""
