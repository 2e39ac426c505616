"""A sentence of the record comes in, a stake goes out: what a party wants done, whose act it would be, whether it wants it.

Begin at `stakes`, which gives each a `stake`; `owners` tells whose act it would be. `whose` reads who is asked and whose wish it
is from the words around, `partners` whom a joint act needs, `at_table` coming and breaking off as taking part in talks or not,
`inside` quarrels in a party, `no_wish` what a sentence tells as something else than a wish, `disarming` whose arms they are;
`settling` sees to it where several speak of one act.
"""
