"""What stands behind a submit control: the pages before a form, the form, its steps."""
