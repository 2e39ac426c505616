"""What a batch writes: receipts and rows of claims go in, a folder of Parquet tables comes out.

Begin at `folder` (manifest, spans that are done, lock). `tables` says what is kept; `copies` and `joining` work out what follows
from all pages: wire copies, independent sources, one row for an event.
"""
