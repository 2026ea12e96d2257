"""Authentication and admission: device tokens, sessions, accounts, invitation links, rate limiters, and the addresses
under which people reach the server."""
