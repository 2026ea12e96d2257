"""How votes are counted: pure arithmetic, one file a method with its source. What a method is used for, a kind of activity says."""
