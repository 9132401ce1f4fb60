"""The engine of Supple, in floors: imports point down only, from serve to diagnostics."""
