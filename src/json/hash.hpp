#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace edca::json {

struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  bool operator==(const Hash128&) const = default;
  std::strong_ordering operator<=>(const Hash128&) const = default;
};

/// The state of SipHash-2-4 with 128 bits of output, which takes words of 64 bits.
class SipState {
 public:
  SipState(std::uint64_t key_low, std::uint64_t key_high) noexcept
      : v0_(key_low ^ 0x736f6d6570736575),
        v1_(key_high ^ 0x646f72616e646f6d ^ 0xee),
        v2_(key_low ^ 0x6c7967656e657261),
        v3_(key_high ^ 0x7465646279746573) {}

  void absorb(std::uint64_t word) noexcept {
    v3_ ^= word;
    round();
    round();
    v0_ ^= word;
  }

  /// `last` holds the bytes after the last whole word and, in its top byte, the count of all.
  Hash128 finish(std::uint64_t last) noexcept {
    absorb(last);
    v2_ ^= 0xee;
    for (int i = 0; i < 4; ++i) round();
    const std::uint64_t low = v0_ ^ v1_ ^ v2_ ^ v3_;
    v1_ ^= 0xdd;
    for (int i = 0; i < 4; ++i) round();
    return {low, v0_ ^ v1_ ^ v2_ ^ v3_};
  }

 private:
  void round() noexcept {
    v0_ += v1_;
    v2_ += v3_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ = std::rotl(v0_, 32) + v3_;
    v2_ += v1_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v2_ = std::rotl(v2_, 32);
  }

  std::uint64_t v0_;
  std::uint64_t v1_;
  std::uint64_t v2_;
  std::uint64_t v3_;
};

/// SipHash-2-4 with 128 bits of output. Nobody who does not know the key can make two inputs
/// collide, so that equal hashes may be taken for equal inputs, and hash tables stay fast whatever
/// the data. Immutable; safe to share.
class KeyedHash {
 public:
  /// With the key of this process, which is drawn once from std::random_device: hashes must not
  /// outlive the process nor decide an order that is seen outside.
  KeyedHash();
  KeyedHash(std::uint64_t key_low, std::uint64_t key_high) noexcept
      : key_low_(key_low), key_high_(key_high) {}

  Hash128 hash(std::string_view bytes) const noexcept;
  /// The hash of the eight bytes of `tag` (little endian) and then `bytes`: for telling apart kinds
  /// of things with the same bytes.
  Hash128 hash(std::uint64_t tag, std::string_view bytes) const noexcept;

  /// Hashes a sequence of typed parts, told apart by type and length: ("ab", "c"), ("a", "bc") and
  /// (1, "bc") all differ.
  class Mixer {
   public:
    /// `key` must outlive the mixer.
    Mixer(const KeyedHash& key, std::uint64_t tag) noexcept;
    Mixer& add(std::uint64_t number) noexcept;
    Mixer& add(const Hash128& hash) noexcept;
    Mixer& add(std::string_view bytes) noexcept;
    /// Without its type: for a sequence that holds nothing else.
    Mixer& add_bare(const Hash128& hash) noexcept;
    /// Of the parts so far.
    Hash128 finish() const noexcept;

   private:
    void absorb(std::uint64_t word) noexcept;

    const KeyedHash* key_;
    SipState state_;
    std::uint64_t words_ = 0;
  };

 private:
  std::uint64_t key_low_;
  std::uint64_t key_high_;
};

/// RapidJSON handler (with raw numbers) that hashes a JSON value in canonical form: of two texts
/// the hashes are equal iff they are the same JSON value. The order of members and white space do
/// not matter, numbers compare mathematically, strings after unescaping; of duplicate keys the last
/// counts. Its events return false where the value is more than 512 levels deep. Takes memory in
/// proportion to the members of the open objects.
class CanonicalHasher {
 public:
  /// Appends the hash of each element of a top-level array to `elements`, where that is given.
  explicit CanonicalHasher(std::vector<Hash128>* elements = nullptr);
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
  const Hash128& result() const { return result_; }
  /// Whether that was an array.
  bool array() const { return array_; }
  /// Back to the first state; what was appended to `elements` is taken away again.
  void clear();

 private:
  struct Level {
    KeyedHash::Mixer mixer;
    std::size_t first_member;
    Hash128 key;
    bool object;
  };
  struct HashedMember {
    Hash128 key;
    Hash128 value;
    std::size_t order;
  };

  bool start(bool object);
  bool add(const Hash128& hash, bool array = false);
  bool add_number(std::string_view text);

  KeyedHash hash_;
  std::vector<Level> open_;
  std::vector<HashedMember> members_;  ///< of all open objects
  std::vector<Hash128>* elements_;
  std::size_t elements_before_;
  Hash128 result_;
  bool array_ = false;
};

/// The hash of a JSON text as CanonicalHasher defines it, with the key of the process. In time
/// linear in the text, but for the sorting of members. Escapes of half a surrogate pair count as
/// U+FFFD. Throws std::invalid_argument: no valid JSON, more than 512 levels.
Hash128 canonical_hash(std::string_view json_text);

/// Appends the hash of each element (of at most 512 levels) of the top-level array to `out`.
/// Throws std::invalid_argument as canonical_hash does and when the value is no array; `out` is
/// then as it was.
void canonical_element_hashes(std::string_view json_array_text, std::vector<Hash128>& out);

/// Two elements of a list that are equal, by their indexes.
struct EqualElements {
  std::uint64_t first;
  std::uint64_t second;
};
using NumberedHashes = std::vector<std::pair<Hash128, std::uint64_t>>;

/// Of the elements of these hashes and indexes, in any order: the first that stands there a second
/// time, and the one before it.
std::optional<EqualElements> find_equal(NumberedHashes elements);

/// The same of all elements of a top-level array. Throws as canonical_element_hashes().
std::optional<EqualElements> find_equal_elements(std::string_view json_array_text);

}  // namespace edca::json
