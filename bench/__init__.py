"""The benchmarks: `python -m bench` (also `./dev bench`)."""
