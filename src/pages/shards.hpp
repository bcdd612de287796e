#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace edca::pages {

/// A script of the portal, `edca("name",body)`: a page can load it from a server as from a disk.
struct Shard {
  std::string name;  ///< "rows/0", in the portal site/rows/0.js
  std::string body;  ///< bytes to be packed, or JSON text that stands there as it is
  bool packed = true;
};

/// Takes shards in the order in which they are made.
using TakeShard = std::function<void(Shard shard)>;

/// How many of so many things stand in a shard: `usual`, doubled while there would be more than
/// `most` shards.
std::uint64_t per_shard(std::uint64_t count, std::uint64_t usual, std::uint64_t most);

// JSON text, one member after the other; what is empty is left out.
void add_name(std::string_view name, std::string& json);
void add_text(std::string_view name, std::string_view text, std::string& json);
void add_number(std::string_view name, std::uint64_t number, std::string& json);
void add_json(std::string_view name, std::string_view value, std::string& json);

/// A list of JSON values in shards of so many each.
class ListShards {
 public:
  /// `name`: "rows". `take` must outlive this.
  ListShards(std::string name, std::uint64_t per_shard, const TakeShard& take)
      : name_(std::move(name)), per_shard_(per_shard), take_(take) {}

  void add(std::string_view json);
  /// Hands on the last one. Nothing may be added after it.
  void finish();

  std::uint64_t count() const { return count_; }
  std::uint64_t per_shard() const { return per_shard_; }

 private:
  void hand_on();

  std::string name_;
  std::uint64_t per_shard_;
  const TakeShard& take_;
  std::uint64_t count_ = 0;
  std::uint64_t shards_ = 0;
  std::string list_;
};

/// Ordinals that ascend, as text: differences (the first one from 0), each in groups of seven bits,
/// the lowest first, all but the last with their highest bit set; the bytes in base64.
class Ordinals {
 public:
  void add(std::uint32_t ordinal);
  bool empty() const { return bytes_.empty(); }
  std::string text() const;

 private:
  std::string bytes_;
  std::uint32_t last_ = 0;
};

/// A number as four bytes in whose order they ascend.
std::string big_endian(std::uint32_t number);
std::uint32_t from_big_endian(std::string_view bytes);

void append_varint(std::uint32_t value, std::string& out);
std::uint32_t take_varint(std::string_view& bytes);

}  // namespace edca::pages
