"""A server for several people: accounts, roles, sessions, an audit, and jobs, in one PostgreSQL database beside the cases.

Begin at `opening` (make, open). `tables` says what is kept, `names` what an account may be called, `signin/` how people and
programs come in, `roles` who may do what in which case, `cases` where each case lies, `moving` how one gets there and back,
`audit` who did what; `jobs` go into the `queue` and are done by `working`; `views` tells all this.
"""
