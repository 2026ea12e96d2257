"""Who you are and what you may do: device tokens, accounts, links, limits, and the address people come through."""
