"""What commands share: words of the shell go in, an open case and a place to write to come out.

Begin at `words` (arguments and options, each with its help). `opening` opens a case, `output` says where what comes out goes,
`pointing` names the next step, `accounts` tells what readers that ask somebody did.
"""
