"""What people do with notices; each action is one transaction with its audit entry.

reading_in: take in a superior's notice. drafting: write one's own. publishing: sign off and send out. passing: pass on.
receiving: read, sign for.
"""
