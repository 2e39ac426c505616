"""What every face that stays up needs: a place to listen on goes in, a socket comes out; requests go in, jobs are done beside it.

Begin at `serving` (a socket, and a place that is there). `jobs` are pages read and models analysed in processes of their own:
`job_process` is what these do, `job_steps` the words for what came of it, `job_records` a job as faces show it, whoever keeps it.
"""
