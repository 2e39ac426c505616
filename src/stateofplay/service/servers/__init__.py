"""What every face that stays up needs: a place to listen on goes in, a socket comes out; requests go in, jobs are done beside it.

Begin at `serving` (a socket, and a place that is there); `jobs` are pages read and models analysed in processes of their own.
"""
