"""What operations do: take what a call gives, ask `service`, hand back the view with its page. One module a page.

`cases`, `table`, `timeline`, `search`, `sources`, `evidence`, `review`, `names`, `conflict`, `modelling`, `exports`, `adding`,
`team`, `about`.
"""
