"""One verb each. Only this layer opens a transaction; faces call it and nothing below it."""
