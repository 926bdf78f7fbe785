"""The paper of a notice: its blocks, its first draft, the list of its receipts."""
