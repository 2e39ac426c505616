"""How people and programs come in: a name with a password, a link or a token goes in, an account comes out, or none.

Begin at `accounts`, who there is. `passwords` (how they are kept and tried), `limits` (how often), `links` (one-time addresses),
`sessions` (who is signed in where), `tokens` (what programs sign in with).
"""
