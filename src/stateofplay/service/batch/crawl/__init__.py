"""What a batch reads: folders, archives and stores go in, pages with their bytes and their place come out.

Begin at `sources`, which cuts them into spans that one worker reads at once. `opening` opens files wherever they lie, `taking`
takes the pages out of a span.
"""
