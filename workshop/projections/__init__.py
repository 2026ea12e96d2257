"""The read model: what each viewer may see of the rows, and what is kept of it between two looks."""
