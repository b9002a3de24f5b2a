"""Lists that hang on trees which grow branch by branch."""
