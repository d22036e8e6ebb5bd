"""The documents of forums (dokumentsamling): what lies there, what is missing, and what is handed over to others.

A forum keeps its standing documents here, beside the papers of its single meetings: the agreement that a cluster is
organised by, guidelines that are read again after a time. Which ones a forum must have is said by the agreement
(`documents` in `forums/*.yml`), so a document that is not there is seen too (SA-OK-34, SA-OK-35). Before a forum ends,
each document is marked: handed over, or done with (MIN-4c).
"""
