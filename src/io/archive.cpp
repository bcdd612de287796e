// The format is that of PKWARE's APPNOTE.TXT 6.3. It is read here, not through minizip: the minizip
// of Debian 12 does not see sizes past 4 GiB, nor the entries behind a count that wrapped.
#include "io/archive.hpp"
#include "base/text.hpp"
#include "io/file.hpp"
#include "io/names.hpp"
#include "io/recognize.hpp"
#include "io/source.hpp"

#include <algorithm>
#include <optional>

namespace edca::io {
namespace {

/// The upper half of code page 437, in which names are that are not marked as UTF-8 (APPNOTE D.1).
constexpr std::u16string_view code_page_437 =
    u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄"
    u"▌▐▀"
    u"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";
static_assert(code_page_437.size() == 128);

// Lengths of the records without their variable parts (APPNOTE 4.3).
constexpr std::size_t local_size = 30;
constexpr std::size_t entry_size = 46;
constexpr std::size_t end_size = 22;
constexpr std::size_t end64_size = 56;
constexpr std::size_t locator_size = 20;

// Bits of the general purpose flag (APPNOTE 4.4.4) and compression methods (APPNOTE 4.4.5).
constexpr unsigned flag_encrypted = 1u << 0;
constexpr unsigned flag_utf8 = 1u << 11;
constexpr unsigned method_stored = 0;
constexpr unsigned method_deflated = 8;

/// What stands in a field of 16 or 32 bits whose value is in a field of zip64.
constexpr std::uint64_t full16 = 0xFFFF;
constexpr std::uint64_t full32 = 0xFFFFFFFF;

InputFault broken() {
  return InputFault("input.unreadable", "broken-zip");
}

/// The number of so many bytes at a place, the low byte first. The place is inside the record.
std::uint64_t number(std::string_view record, std::size_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes; i > 0; --i) {
    value = value << 8 | static_cast<unsigned char>(record[at + i - 1]);
  }
  return value;
}

struct DirectoryEntry {
  std::string name;
  unsigned flag = 0;
  unsigned method = 0;
  std::uint32_t checksum = 0;
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  std::uint64_t local = 0;  ///< place of the local header in the file
  std::uint64_t place = 0;  ///< of this entry in the file
};

/// The directory at the end of a zip, a window of which is held.
class Directory {
 public:
  /// Throws InputFault.
  explicit Directory(File& file) : file_(file) { find(); }

  /// The entries one after another; nothing behind the last. Goes by the size of the directory
  /// rather than by the count in the end record: writers without zip64 let that wrap.
  std::optional<DirectoryEntry> next();

  /// Makes an entry that was listed before the next one.
  void go_to(std::uint64_t place) {
    if (place < next_ || place >= end_) throw broken();
    next_ = place;
    ahead_ = 512;
  }

 private:
  void find();
  std::optional<std::uint64_t> find_end_record();
  bool find_zip64(std::uint64_t end_record);
  void set(std::uint64_t end, std::uint64_t size, std::uint64_t offset);
  std::string_view window(std::uint64_t place, std::size_t size);

  File& file_;
  std::string buffer_;
  std::uint64_t buffer_place_ = 0;
  std::size_t ahead_ = 256u << 10;  ///< how many bytes to read at a time
  std::uint64_t next_ = 0;
  std::uint64_t end_ = 0;
  std::uint64_t before_ = 0;  ///< bytes before the archive, from which its offsets do not count
};

/// Bytes of the file, fewer than asked for only where it ends.
std::string_view Directory::window(std::uint64_t place, std::size_t size) {
  const bool there = place >= buffer_place_ && place - buffer_place_ <= buffer_.size() &&
                     buffer_.size() - (place - buffer_place_) >= size;
  if (!there) {
    buffer_.resize(std::max(size, ahead_));
    buffer_.resize(file_.read_at(place, buffer_.data(), buffer_.size()));
    buffer_place_ = place;
  }
  return std::string_view(buffer_).substr(place - buffer_place_, size);
}

/// The last record that ends a zip (APPNOTE 4.3.16) and whose comment fits behind it.
std::optional<std::uint64_t> Directory::find_end_record() {
  const std::uint64_t file_size = file_.size();
  for (const std::size_t farthest : {end_size, end_size + 0xFFFF}) {
    const std::uint64_t length = std::min<std::uint64_t>(file_size, farthest);
    const std::string_view tail = window(file_size - length, static_cast<std::size_t>(length));
    if (tail.size() < end_size) return std::nullopt;
    std::size_t at = tail.rfind("PK\5\6", tail.size() - end_size);
    for (; at != std::string_view::npos; at = at == 0 ? tail.npos : tail.rfind("PK\5\6", at - 1)) {
      if (number(tail, at + 20, 2) <= tail.size() - at - end_size) return file_size - length + at;
    }
  }
  return std::nullopt;
}

void Directory::find() {
  const std::optional<std::uint64_t> end_record = find_end_record();
  if (!end_record) {
    // A zip begins with a member; without an end it was cut off.
    if (magic_of(file_.peek()) == Magic::zip) throw InputFault("input.truncated", "zip");
    throw broken();
  }
  const std::string_view record = window(*end_record, end_size);
  const std::uint64_t count = number(record, 10, 2);
  const std::uint64_t size = number(record, 12, 4);
  const std::uint64_t offset = number(record, 16, 4);
  const bool full = count == full16 || size == full32 || offset == full32;
  if (!full || !find_zip64(*end_record)) set(*end_record, size, offset);
}

/// Whether there is an end record of zip64 (APPNOTE 4.3.14), by its locator before the old one.
bool Directory::find_zip64(std::uint64_t end_record) {
  if (end_record < locator_size + end64_size) return false;
  const std::string_view locator = window(end_record - locator_size, locator_size);
  if (!locator.starts_with("PK\6\7")) return false;
  const std::uint64_t told = number(locator, 8, 8);
  // The second place is for archives behind other bytes, where offsets are less than places.
  for (const std::uint64_t place : {told, end_record - locator_size - end64_size}) {
    const std::string_view record = window(place, end64_size);
    if (record.size() < end64_size || !record.starts_with("PK\6\6")) continue;
    set(place, number(record, 40, 8), number(record, 48, 8));
    return true;
  }
  throw broken();
}

/// The directory ends where the end record begins; where it does not begin where it says, there is
/// something before the archive, such as the program of one that unpacks itself.
void Directory::set(std::uint64_t end, std::uint64_t size, std::uint64_t offset) {
  if (size > end || offset > end - size) throw broken();
  end_ = end;
  next_ = end - size;
  before_ = next_ - offset;
}

/// Takes what does not fit into 32 bits from the extra field of zip64 (APPNOTE 4.5.3).
void widen(DirectoryEntry& entry, std::string_view extra) {
  while (extra.size() >= 4) {
    const std::uint64_t id = number(extra, 0, 2);
    const auto size = static_cast<std::size_t>(number(extra, 2, 2));
    std::string_view data = extra.substr(4, size);
    extra.remove_prefix(std::min(extra.size(), 4 + size));
    if (id != 1) continue;
    for (std::uint64_t* value : {&entry.unpacked, &entry.packed, &entry.local}) {
      if (*value != full32 || data.size() < 8) continue;
      *value = number(data, 0, 8);
      data.remove_prefix(8);
    }
    return;
  }
}

std::optional<DirectoryEntry> Directory::next() {
  if (next_ == end_) return std::nullopt;
  std::string_view record = window(next_, entry_size);
  if (record.size() < entry_size || !record.starts_with("PK\1\2")) throw broken();
  const auto name_size = static_cast<std::size_t>(number(record, 28, 2));
  const auto extra_size = static_cast<std::size_t>(number(record, 30, 2));
  const std::size_t size =
      entry_size + name_size + extra_size + static_cast<std::size_t>(number(record, 32, 2));
  if (size > end_ - next_) throw broken();
  record = window(next_, size);
  if (record.size() < size) throw broken();
  DirectoryEntry entry;
  entry.flag = static_cast<unsigned>(number(record, 8, 2));
  entry.method = static_cast<unsigned>(number(record, 10, 2));
  entry.checksum = static_cast<std::uint32_t>(number(record, 16, 4));
  entry.packed = number(record, 20, 4);
  entry.unpacked = number(record, 24, 4);
  entry.local = number(record, 42, 4);
  entry.name = record.substr(entry_size, name_size);
  entry.place = next_;
  widen(entry, record.substr(entry_size + name_size, extra_size));
  if (entry.local > end_ - before_) throw broken();
  entry.local += before_;
  next_ += size;
  return entry;
}

/// The name of a member for people: forward slashes, UTF-8.
std::string displayed_member(const DirectoryEntry& entry) {
  std::string name;
  if ((entry.flag & flag_utf8) != 0 || base::is_utf8(entry.name)) {
    name = displayed(entry.name);
  } else {
    for (const char c : entry.name) {
      const auto byte = static_cast<unsigned char>(c);
      append_utf8(name, byte < 0x80 ? char16_t{byte} : code_page_437[byte - 0x80u]);
    }
  }
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

/// Whether a part of the path begins with a dot, as the shadow files of macOS do.
bool is_hidden(std::string_view path) {
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (part.starts_with('.') && part != "." && part != "..") return true;
    path.remove_prefix(std::min(path.size(), part.size() + 1));
  }
  return false;
}

/// The entry of a member: where it was when it was listed, else the first of its name.
DirectoryEntry find_entry(File& file, const Input& input) {
  Directory directory(file);
  if (input.member_entry != 0) {
    directory.go_to(input.member_entry);
    std::optional<DirectoryEntry> entry = directory.next();
    if (!entry || entry->name != input.member) throw broken();
    return *std::move(entry);
  }
  while (std::optional<DirectoryEntry> entry = directory.next()) {
    if (entry->name == input.member) return *std::move(entry);
  }
  throw InputFault("input.unreadable", "missing");
}

/// A stretch of a file; a fault if the file ends before it.
class Stretch final : public Source {
 public:
  Stretch(std::unique_ptr<File> file, std::uint64_t place, std::uint64_t size)
      : file_(std::move(file)), place_(place), left_(size) {}

  std::size_t read(char* data, std::size_t size) override {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(size, left_));
    const std::size_t got = file_->read_at(place_, data, most);
    if (got == 0 && most != 0) throw InputFault("input.truncated", "zip");
    place_ += got;
    left_ -= got;
    return got;
  }

 private:
  std::unique_ptr<File> file_;
  std::uint64_t place_;
  std::uint64_t left_;
};

/// Members that lie over one another, or that grow beyond all measure together, are nobody's but an
/// attacker's: https://www.usenix.org/conference/woot19/presentation/fifield.
class Extents {
 public:
  explicit Extents(std::uint64_t archive) : archive_(archive) {}

  void add(const DirectoryEntry& entry) {
    places_.emplace_back(entry.local, entry.local + local_size + entry.name.size() + entry.packed);
    unpacked_ += std::min(entry.unpacked, ~unpacked_);
  }

  void check() {
    std::sort(places_.begin(), places_.end());
    for (std::size_t at = 1; at < places_.size(); ++at) {
      if (places_[at].first < places_[at - 1].second)
        throw InputFault("input.unreadable", "zip-overlap");
    }
    const UnpackLimits limits;
    const std::uint64_t ratio = unpacked_ / std::max<std::uint64_t>(archive_, 1);
    if (unpacked_ <= limits.free * most_free || ratio <= limits.ratio) return;
    throw InputFault("input.ratio", {},
                     {{"ratio", std::to_string(ratio)}, {"limit", std::to_string(limits.ratio)}});
  }

 private:
  /// What a member may have for nothing, so often: archives of many short texts that are alike.
  static constexpr std::uint64_t most_free = 16;

  std::uint64_t archive_;
  std::uint64_t unpacked_ = 0;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places_;
};

/// The members whose name in the zip passes, without hidden ones; others go to `skipped`.
template <class Wanted>
std::vector<Input> list(const std::string& path, const std::string& name, Wanted wanted,
                        std::vector<std::string>* skipped = nullptr) {
  File file(path);
  Directory directory(file);
  std::vector<Input> members;
  Extents extents(file.size());
  while (std::optional<DirectoryEntry> entry = directory.next()) {
    extents.add(*entry);
    const std::string shown = displayed_member(*entry);
    const bool left_out = !wanted(entry->name);
    if (is_hidden(shown)) continue;
    Input input;
    input.name = name;
    input.name.append("/").append(shown);
    if (left_out) {
      if (skipped != nullptr && !shown.ends_with('/')) skipped->push_back(std::move(input.name));
      continue;
    }
    input.path = path;
    input.member = std::move(entry->name);
    input.packing = Packing::zip_member;
    input.bytes = entry->packed;
    input.member_entry = entry->place;
    members.push_back(std::move(input));
  }
  extents.check();
  return members;
}

}  // namespace

std::unique_ptr<Source> open_member(const Input& input, const UnpackLimits& limits) {
  auto file = std::make_unique<File>(input.path);
  const DirectoryEntry entry = find_entry(*file, input);
  if ((entry.flag & flag_encrypted) != 0) throw InputFault("input.unreadable", "zip-encrypted");
  if (entry.method != method_stored && entry.method != method_deflated) {
    throw InputFault("input.unreadable", "zip-method", {{"method", std::to_string(entry.method)}});
  }
  char header[local_size];
  const std::string_view local(header, file->read_at(entry.local, header, sizeof header));
  if (local.size() < local_size || !local.starts_with("PK\3\4")) throw broken();
  const std::uint64_t data = entry.local + local_size + number(local, 26, 2) + number(local, 28, 2);
  // Some writers call an empty member deflated and give it no byte.
  const bool deflated = entry.method == method_deflated && entry.packed != 0;
  const MemberFacts facts = {deflated, entry.checksum, entry.unpacked};
  return unzip(std::make_unique<Stretch>(std::move(file), data, entry.packed), facts, limits);
}

std::vector<Input> list_files(const std::string& path, const std::string& name) {
  return list(path, name, [](std::string_view) { return true; });
}

std::vector<Input> list_members(const std::string& path, const std::string& name,
                                std::vector<std::string>* skipped) {
  std::string_view office;
  const auto wanted = [&](std::string_view member) {
    if (office.empty()) office = recognize_member(member);
    const std::optional<Packing> packing = packing_by_name(member);
    return packing && packing != Packing::zip_member;
  };
  std::vector<Input> members = list(path, name, wanted, skipped);
  if (members.empty()) {
    throw InputFault("input.unreadable", office.empty() ? "no-members" : std::string(office));
  }
  return members;
}

}  // namespace edca::io
