"""The pages of media coverage and columns: the register, one article, the desk of a column, what everybody reads."""
