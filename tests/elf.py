"""What the dynamic part of an ELF program says: https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic.html"""
import struct

MACHINES = {62: "x86_64", 183: "aarch64"}
PT_LOAD, PT_DYNAMIC, PT_INTERP = 1, 2, 3
DT_NEEDED, DT_STRTAB, DT_VERNEED, DT_VERNEEDNUM = 1, 5, 0x6FFFFFFE, 0x6FFFFFFF


class Elf:
    """Of a program of 64 bits, little end first: `machine`, `interpreter`, `needed` (names of libraries) and `versions`, the versions
    of symbols that it asks of each library."""

    def __init__(self, data):
        if data[:6] != b"\x7fELF\x02\x01":
            raise ValueError("this is no ELF file of 64 bits")
        self.data = data
        machine, = struct.unpack_from("<H", data, 18)
        self.machine = MACHINES.get(machine, str(machine))
        at, = struct.unpack_from("<Q", data, 32)
        size, count = struct.unpack_from("<HH", data, 54)
        # (kind, flags, offset, address, physical, size in the file, size in memory, alignment)
        self.segments = [struct.unpack_from("<IIQQQQQQ", data, at + size * number) for number in range(count)]
        self.interpreter = self._interpreter()
        tags = self._tags()
        strings = self._offset(next(value for tag, value in tags if tag == DT_STRTAB))
        self.needed = [self._text(strings + value) for tag, value in tags if tag == DT_NEEDED]
        self.versions = self._versions(dict(tags), strings)

    def _offset(self, address):
        for kind, _, offset, start, _, size, _, _ in self.segments:
            if kind == PT_LOAD and start <= address < start + size:
                return offset + address - start
        raise ValueError("an address lies in no segment")

    def _text(self, offset):
        return self.data[offset:self.data.index(b"\0", offset)].decode()

    def _interpreter(self):
        return next((self._text(segment[2]) for segment in self.segments if segment[0] == PT_INTERP), None)

    def _tags(self):
        _, _, offset, _, _, size, _, _ = next(segment for segment in self.segments if segment[0] == PT_DYNAMIC)
        return [struct.unpack_from("<QQ", self.data, at) for at in range(offset, offset + size, 16)]

    def _versions(self, tags, strings):
        found = {}
        at = self._offset(tags[DT_VERNEED]) if DT_VERNEED in tags else 0
        for _ in range(tags.get(DT_VERNEEDNUM, 0)):
            _, count, file, first, following = struct.unpack_from("<HHIII", self.data, at)
            names, entry = found.setdefault(self._text(strings + file), set()), at + first
            for _ in range(count):
                _, _, _, name, more = struct.unpack_from("<IHHII", self.data, entry)
                names.add(self._text(strings + name))
                entry += more
            at += following
        return found
