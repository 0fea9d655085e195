// What docs/sentences.md takes for granted: nothing.
