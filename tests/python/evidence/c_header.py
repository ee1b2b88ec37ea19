"""The statistics of effaith.h for ctypes: structs, signatures and words are read from the header's
text, so that what is tested is what the header promises."""

import ctypes
import math
import re

SPECIAL = {"Inf": math.inf, "-Inf": -math.inf, "NaN": math.nan}
STRUCT = re.compile(r"typedef struct (\w+) \{(.*?)\} \1;", re.DOTALL)
FUNCTION = re.compile(
    r"(?:/\*(?P<said>(?:(?!\*/).)*)\*/\s*)?EFFAITH_API effaith_status EFFAITH_CALL\s+"
    r"effaith_stats_(?P<name>\w+)\((?P<parameters>[^)]*)\);",
    re.DOTALL,
)
PLAIN = {
    "uint32_t": ctypes.c_uint32,
    "int32_t": ctypes.c_int32,
    "int64_t": ctypes.c_int64,
    "size_t": ctypes.c_size_t,
    "double": ctypes.c_double,
    "const char*": ctypes.c_char_p,
}


def members_of(body):
    """(type, name, comment) of each member of a struct: the comment above it, or behind it."""
    members = []
    above = ""
    for token in re.finditer(r"/\*(.*?)\*/|([\w ]+\*?) (\w+);", body, re.DOTALL):
        between = body[: token.start()].rsplit("\n", 1)[-1]
        if token[1] is None:
            members.append([token[2].strip(), token[3], above])
            above = ""
        elif ";" in between:
            members[-1][2] += token[1]
        else:
            above = token[1]
    return members


class Header:
    def __init__(self, path, library):
        self.text = path.read_text(encoding="utf-8")
        self.library = ctypes.CDLL(str(library))
        self.library.effaith_reason_name.restype = ctypes.c_char_p
        self.library.effaith_choice_name.restype = ctypes.c_char_p
        self.constants = {n: int(v) for n, v in re.findall(r"\b(EFFAITH_\w+) = (\d+)", self.text)}
        self.structs = {}
        self.enums = {}
        for name, body in STRUCT.findall(self.text):
            self.add_struct(name, members_of(body))
        self.functions = {each["name"]: each for each in FUNCTION.finditer(self.text)}

    def add_struct(self, name, members):
        types = {**PLAIN, **self.structs}
        if any(kind not in types for kind, _, _ in members):
            return  # not one of the statistics
        fields = [(member, types[kind]) for kind, member, _ in members]
        self.structs[name] = type(name, (ctypes.Structure,), {"_fields_": fields})
        for _, member, comment in members:
            enum = re.search(r"EFFAITH_(\w+)_\.\.\.", comment)
            self.enums[name, member] = enum[1] if enum else None

    # --- Arguments ---

    def argument(self, name, kind, given, said):
        """The values of C for a parameter; of an array two."""
        value = given.get(name)
        if kind == "const double*":
            numbers = [number(each) for each in value or []]
            return [(ctypes.c_double * len(numbers))(*numbers), ctypes.c_size_t(len(numbers))]
        if kind == "double":
            return [ctypes.c_double(number(value))]
        if kind == "int64_t":
            return [ctypes.c_int64(int(self.or_default(name, value, said)))]
        if isinstance(value, str):
            enum = re.search(rf"\b{name} is EFFAITH_(\w+)_\.\.\.", said)[1]
            value = self.constants.get(f"EFFAITH_{enum}_{value.upper()}", -1)
        return [ctypes.c_int32(int(self.or_default(name, value, said)))]

    @staticmethod
    def or_default(name, value, said):
        if value is not None:
            return value
        usual = re.search(rf"\b{name} is 1 or 0, as a rule (\d)|\b{name} as a rule (\d+)", said)
        return (usual[1] or usual[2]) if usual else 0

    # --- Calls ---

    def call(self, name, given):
        function = self.functions[name]
        said = " ".join((function["said"] or "").replace("\n *", " ").split())
        parameters = [
            re.match(r"(.*?)\s*(\w+)$", each.strip()).groups()
            for each in function["parameters"].split(",")
        ]
        arguments, rows, result = [], {}, None
        for at, (kind, parameter) in enumerate(parameters):
            kind = kind.replace(" *", "*")
            if kind == "size_t":
                continue  # of an array or rows, given with them
            if kind == "effaith_error**":
                arguments.append(None)
            elif kind.rstrip("*") in self.structs:
                struct = self.structs[kind.rstrip("*")]
                if parameter == "result":
                    result = struct()
                    result.struct_size = ctypes.sizeof(struct)
                    arguments.append(ctypes.byref(result))
                else:
                    rows[parameter] = (struct, len(arguments))
                    arguments += [None, ctypes.c_size_t(0), ctypes.c_size_t(0)]
            else:
                arguments += self.argument(parameter, kind, given, said)
        call = getattr(self.library, f"effaith_stats_{name}")
        self.run(call, name, arguments)
        lists = {}
        if rows:
            # How many rows there are is known now.
            for parameter, (struct, at) in rows.items():
                count = count_of(result, parameter)
                lists[parameter] = (struct * count)()
                size = ctypes.c_size_t(ctypes.sizeof(struct))
                arguments[at : at + 3] = [lists[parameter], size, ctypes.c_size_t(count)]
            self.run(call, name, arguments)
        return self.plain(result, lists, "")

    @staticmethod
    def run(call, name, arguments):
        status = call(*arguments)
        if status != 0:
            raise SystemExit(f"effaith_stats_{name}: status {status}")

    # --- Answers ---

    def plain(self, struct, lists, prefix):
        answer = {}
        for name, kind in struct._fields_:
            value = getattr(struct, name)
            if name in ("struct_size", "reserved"):
                continue
            if name.endswith("_count") and prefix + name[:-6] in lists:
                rows = lists[prefix + name[:-6]]
                answer[name[:-6]] = [self.plain(row, {}, "") for row in rows]
            else:
                answer[name] = self.figure(value, kind, struct, name, lists, prefix)
        return answer

    def figure(self, value, kind, struct, name, lists, prefix):
        kind_name = kind.__name__
        if kind_name == "effaith_number":
            return value.value if value.reason == 0 else self.reason(value.reason)
        if kind_name == "effaith_choice":
            return self.word(value, self.enums[type(struct).__name__, name])
        if kind_name == "effaith_text":
            return value.data[: value.size].decode() if value.data else ""
        if issubclass(kind, ctypes.Structure):
            return self.plain(value, lists, f"{prefix}{name}_")
        return value

    def reason(self, number_of_reason):
        return {"reason": self.library.effaith_reason_name(number_of_reason).decode()}

    def word(self, choice, enum):
        if choice.reason != 0:
            return self.reason(choice.reason)
        if enum is None:
            return ["no", "yes"][choice.value]
        kind = self.constants[f"EFFAITH_CHOICE_{enum}"]
        return self.library.effaith_choice_name(kind, choice.value).decode()


def count_of(result, parameter):
    """The number of rows of a list by the path of its member, whose parts are joined by _."""
    if hasattr(result, f"{parameter}_count"):
        return getattr(result, f"{parameter}_count")
    for name, kind in result._fields_:
        if issubclass(kind, ctypes.Structure) and parameter.startswith(f"{name}_"):
            return count_of(getattr(result, name), parameter[len(name) + 1 :])
    raise SystemExit(f"there is no number of rows for {parameter}")


def number(value):
    """A number of a case: null is a missing one, and texts are what they say."""
    if value is None:
        return math.nan
    return SPECIAL[value] if isinstance(value, str) else float(value)
