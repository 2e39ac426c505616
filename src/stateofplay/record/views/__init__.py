"""What a user sees of claims: corrected where a person corrected them, each with the words it rests on.

Begin at `claim_rows`; `sources` says which pages speak under a filter, `searching` finds sentences by words, with phrases
and names by `finding_words`, `ambiguities` gathers where the pages are unclear, `page_facts` what is known of one page.
"""

from stateofplay.record.views.claim_rows import ArticleRest, Filter, Row, articles, counts, pages, rows

__all__ = ["ArticleRest", "Filter", "Row", "articles", "counts", "pages", "rows"]
