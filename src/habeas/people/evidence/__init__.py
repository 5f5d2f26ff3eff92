"""What two records say about being one human: levels of agreement and what each is worth."""
