"""An attacker on tables of counts with some hidden, in Python alone: the independent check of what
the library says about its own tables.

The range of a hidden count is the least and the greatest value that it has in any table of counts
that are not negative, agree with what is published, and add up: every row over its children, every
total over its columns. With scipy these are the optima of linear programs, solved by HiGHS; the
constraints are those of a network, so that they are whole numbers. Without scipy they come from
shortest augmenting paths.
"""

from collections import deque

try:
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix
except ImportError:
    linprog = None

UNBOUNDED = 10**15


def equations_of(rows, columns):
    """The equations of a table: dicts of cell -> coefficient, each with the sum 0."""
    children = {}
    for row in rows:
        if row["parent"] is not None:
            children.setdefault(row["parent"], []).append(row["node"])
    equations = []
    for node, below in children.items():
        for column in ["total", *columns]:
            equations.append(
                {(node, column): -1, **{(c, column): 1 for c in below}}
            )
    if columns:
        for row in rows:
            node = row["node"]
            equations.append({(node, "total"): -1, **{(node, c): 1 for c in columns}})
    return equations


def ranges_by_programs(equations, values, bounds, asked):
    """(least, greatest) of the asked cells, by HiGHS; greatest None where nothing bounds it."""
    hidden = [cell for cell, value in values.items() if value is None]
    place = {cell: i for i, cell in enumerate(hidden)}
    entries, sums = [], []
    for equation in equations:
        inside = [(place[c], k) for c, k in equation.items() if c in place]
        if inside:
            entries.append(inside)
            sums.append(-sum(k * values[c] for c, k in equation.items() if c not in place))
    matrix = csr_matrix(
        (
            [k for line in entries for _, k in line],
            (
                [i for i, line in enumerate(entries) for _ in line],
                [j for line in entries for j, _ in line],
            ),
        ),
        shape=(len(entries), len(hidden)),
    )
    limits = [bounds(cell) for cell in hidden]
    found = {}
    for cell in asked:
        ends = []
        for sign in (1, -1):
            goal = [0] * len(hidden)
            goal[place[cell]] = sign
            kwargs = {"A_eq": matrix, "b_eq": sums} if entries else {}
            answer = linprog(goal, bounds=limits, method="highs", **kwargs)
            if answer.status == 2:
                raise ValueError("the published counts contradict each other")
            ends.append(None if answer.status in (3, 4) else round(sign * answer.fun))
        found[cell] = (ends[0], ends[1])
    return found


def ranges_by_paths(rows, columns, bounds, truth, asked):
    """Likewise for one table of which the true counts are known, by augmenting paths."""
    inner = {row["parent"] for row in rows}
    ends = {}
    for row in rows:
        node, up = row["node"], row["parent"]
        leaf = node not in inner
        ends[node, "total"] = (
            (("row", node) if columns else "ground") if leaf else ("total", node),
            "ground" if up is None else ("total", up),
        )
        for column in columns:
            ends[node, column] = (
                "ground" if up is None else ("part", up, column),
                ("row", node) if leaf else ("part", node, column),
            )
    hidden = {
        (r["node"], c) for r in rows for c in ["total", *columns] if r[c] is None
    }
    steps = {}
    for cell in hidden:
        tail, head = ends[cell]
        steps.setdefault(tail, []).append((cell, head, 1))
        steps.setdefault(head, []).append((cell, tail, -1))

    def reach(cell, sign):
        moved = {}
        low, high = bounds(cell)
        most = (UNBOUNDED if high is None else high - truth[cell]) if sign > 0 else truth[cell] - low
        tail, head = ends[cell]
        start, goal = (head, tail) if sign > 0 else (tail, head)
        if start == goal:
            return most
        pushed = 0

        def room(other, way):
            lower, upper = bounds(other)
            now = truth[other] + moved.get(other, 0)
            return (UNBOUNDED if upper is None else upper) - now if way > 0 else now - lower

        while pushed < most:
            came = {start: None}
            queue = deque([start])
            while queue and goal not in came:
                at = queue.popleft()
                for other, there, way in steps.get(at, []):
                    if other != cell and there not in came and room(other, way) > 0:
                        came[there] = (at, other, way)
                        queue.append(there)
            if goal not in came:
                break
            path, at = [], goal
            while came[at] is not None:
                path.append(came[at])
                at = came[at][0]
            amount = min([most - pushed, *(room(o, w) for _, o, w in path)])
            for _, other, way in path:
                moved[other] = moved.get(other, 0) + way * amount
            pushed += amount
        return pushed

    found = {}
    for cell in asked:
        up = reach(cell, 1)
        found[cell] = (
            truth[cell] - reach(cell, -1),
            None if up > UNBOUNDED // 10 else truth[cell] + up,
        )
    return found


def width(found):
    return float("inf") if found[1] is None else found[1] - found[0]
