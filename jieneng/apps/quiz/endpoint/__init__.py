"""The endpoint of the quiz: opens papers and takes them in. A lean ASGI app beside Django, with group commit.

No request of it passes through Django's handlers, sessions or ORM: who plays is said by a signed token, and only rows
of one's own are inserted. What a lane has collected while the disk was busy is committed together, then answered.
"""
