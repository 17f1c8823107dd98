"""The rules behind findings, a module for each hundred of codes; `registry` has them all by code."""
