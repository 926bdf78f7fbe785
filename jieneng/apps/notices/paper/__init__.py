"""The paper of a notice: its text as officials type it, its blocks, its first draft."""
