"""The rehearsal: simulated participants over real connections, for facilitators who practise and as a load generator.

A participant uses only what people use: the address in the QR code, the pages, the socket, and the download at the end.
The room imports only `contract`, so that its counts share no code with what they check. The server never imports it.
"""
