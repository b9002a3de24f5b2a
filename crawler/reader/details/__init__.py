"""The pages of procedures: read or drawn, their parts, files and forms, and what stands behind their controls."""
