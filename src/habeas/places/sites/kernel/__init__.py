"""The compiled sampler: sites with their places summed out, over sparse cells."""
