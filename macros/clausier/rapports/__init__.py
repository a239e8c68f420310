"""A check's report, for each of its readers: the terminal, a page to forward, the contract annotated, the amendment that would mend it."""
