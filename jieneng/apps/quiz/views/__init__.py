"""Pages of quizzes: the phone's and the desk's."""
