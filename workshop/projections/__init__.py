"""The read model: projects rows into the shapes that each audience may see, and caches them."""
