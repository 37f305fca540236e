"""The steps from one schema to the next; each stands for itself and imports no current model."""
