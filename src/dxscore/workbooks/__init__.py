"""Workbooks (.xlsx, .xlsm, .xls, .ods) -> rows of cells as they are shown.

A library of its own, that knows nothing of what the rows mean. The rest of the program needs `worker` and the
values of `sheet`. `worker` starts `child` in a process of its own, with limits, and that alone opens an
untrusted workbook; what comes back are plain rows. The child's modules import nothing of dxscore but this
package and `isolated`, so that it starts fast and holds little.
"""
