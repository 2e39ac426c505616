"""Languages whose claims are not read: dates and names by tables alone, without a parse.

==================  ================================================================================================
`finding`           both, over an article
`dates`             days, months and relative days, resolved against the day of publication
`names`             countries and bodies under their English names, people in Latin script
`sentences`         in which sentence something stands
==================  ================================================================================================
"""
