"""The office's rules: pure functions of plain values and of the day they are asked about.

A rule never reads a clock, a store or a setting: `today`, limits and thresholds are arguments. It returns a value, or a
`Finding` that states the fact, the reason and the arithmetic behind it, so that the program can always answer "why?".
A kind's file binds rules to its columns; a service feeds those that look across records. Stages live here because
rules hang on them; office lists do not, because the office edits those.
"""
