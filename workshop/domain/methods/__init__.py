"""The methods by which votes are counted: pure arithmetic, one file for each method, with its source. Activity kinds
choose a method; methods know of no kind."""
