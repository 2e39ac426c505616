"""Many pages at once: a crawl to a dataset of claims, and a dataset to a case. Begin at `running`.

- `crawl/`: folders, files, archives and stores, cut into spans, and their pages
- `workers/`: who reads the spans, and what is done with one
- `dataset/`: the folder that comes out, and what follows from all its pages; `libraries`: what it takes to write it
- `running`: the whole; `report`: what it came to, to read
- `into_case`: pages of a dataset into a case
"""
