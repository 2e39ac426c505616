"""Formats in and out: readings, cases and analyses come in; what people read and programs take goes out.

Nothing is worked out here. `reading/` (one page: contract and tables), `brief/` (pages: the brief in every dress),
`case_brief/` (a case: status and changes), `reports/` (outlook, what-if, reach, answers), `analysis_page/`, `figures/` and
`model_tables/` (a conflict), `formats/` (exports), `importing/` (imports); `names` has what
formats are called, `delivery` writes files whole.
"""
