"""What pages need of notices: which ones someone gets, who has signed, what binds a draft from above."""
