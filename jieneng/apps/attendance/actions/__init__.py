"""What people do with sessions: hold them, reply, sign in, watch."""
