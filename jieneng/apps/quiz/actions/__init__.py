"""What people do with quizzes: the bank, a quiz and its players, and what comes after its end."""
