"""Official papers: blocks in; docx bytes and web pages out, laid out by GB/T 9704-2012."""
