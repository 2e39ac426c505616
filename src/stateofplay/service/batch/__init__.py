"""Many pages at once: a crawl to a dataset of claims, and a dataset to a case. Begin at `running`.

- `sources`: folders, files, archives and stores, cut into spans that one worker reads
- `opening`: files opened wherever they lie; `taking`: the pages of a span
- `reading`: what a worker does with a span
- `engines`, `ray_engine`: who runs the workers; `warm`: what they share
- `dataset`, `tables`: the folder that comes out, its tables, receipts and lock; `libraries`: what it takes to write them
- `copies`, `joining`: what follows from all pages: wire copies, independent sources, one row for an event
- `running`: the whole; `report`: what it came to, to read
- `into_case`: pages of a dataset into a case
"""
