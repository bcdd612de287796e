#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.hpp"

namespace edca::json {

/// RapidJSON handler (with raw numbers) that hashes a JSON value in canonical form: of two texts
/// the hashes are equal iff they are the same JSON value. The order of members and white space do
/// not matter, numbers compare mathematically, strings after unescaping; of duplicate keys the last
/// counts. Its events return false where the value is more than 512 levels deep. Takes memory in
/// proportion to the members of the open objects.
class CanonicalHasher {
 public:
  /// Appends the hash of each element of a top-level array to `elements`, where that is given.
  explicit CanonicalHasher(std::vector<base::Hash128>* elements = nullptr);
  CanonicalHasher(const CanonicalHasher&) = delete;
  CanonicalHasher& operator=(const CanonicalHasher&) = delete;

  bool Null();
  bool Bool(bool value);
  bool Int(int value);
  bool Uint(unsigned value);
  bool Int64(std::int64_t value);
  bool Uint64(std::uint64_t value);
  /// Returns false: the text of the number is lost.
  bool Double(double value);
  bool RawNumber(const char* text, unsigned size, bool copy);
  bool String(const char* text, unsigned size, bool copy);
  bool StartObject();
  bool Key(const char* text, unsigned size, bool copy);
  bool EndObject(unsigned count);
  bool StartArray();
  bool EndArray(unsigned count);

  /// The hash of the last value that was complete at the top.
  const base::Hash128& result() const { return result_; }
  /// Whether that was an array.
  bool array() const { return array_; }
  /// Back to the first state; what was appended to `elements` is taken away again.
  void clear();

 private:
  struct Level {
    base::KeyedHash::Mixer mixer;
    std::size_t first_member;
    base::Hash128 key;
    bool object;
  };
  struct HashedMember {
    base::Hash128 key;
    base::Hash128 value;
    std::size_t order;
  };

  bool start(bool object);
  bool add(const base::Hash128& hash, bool array = false);
  bool add_number(std::string_view text);

  base::KeyedHash hash_;
  std::vector<Level> open_;
  std::vector<HashedMember> members_;  ///< of all open objects
  std::vector<base::Hash128>* elements_;
  std::size_t elements_before_;
  base::Hash128 result_;
  bool array_ = false;
};

/// The hash of a JSON text as CanonicalHasher defines it, with the key of the process. In time
/// linear in the text, but for the sorting of members. Escapes of half a surrogate pair count as
/// U+FFFD. Throws std::invalid_argument: no valid JSON, more than 512 levels.
base::Hash128 canonical_hash(std::string_view json_text);

/// Appends the hash of each element (of at most 512 levels) of the top-level array to `out`.
/// Throws std::invalid_argument as canonical_hash does and when the value is no array; `out` is
/// then as it was.
void canonical_element_hashes(std::string_view json_array_text, std::vector<base::Hash128>& out);

/// Two elements of a list that are equal, by their indexes.
struct EqualElements {
  std::uint64_t first;
  std::uint64_t second;
};
using NumberedHashes = std::vector<std::pair<base::Hash128, std::uint64_t>>;

/// Of the elements of these hashes and indexes, in any order: the first that stands there a second
/// time, and the one before it.
std::optional<EqualElements> find_equal(NumberedHashes elements);

/// The same of all elements of a top-level array. Throws as canonical_element_hashes().
std::optional<EqualElements> find_equal_elements(std::string_view json_array_text);

}  // namespace edca::json
