"""Workbooks (.xlsx, .xlsm, .xls, .ods) -> rows of cells as they are shown.

`worker` is the only module for the rest of the program. It starts `child` in a process of its own, with
limits, and that alone opens an untrusted workbook; what comes back are plain rows. The child's modules import
nothing of dxscore outside this package, so that it starts fast and holds little.
"""
