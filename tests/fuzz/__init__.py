"""Coverage-guided fuzzing: `PYTHONPATH=tests python -m fuzz.run TARGET FOLDER`, see docs/reliability.md."""
