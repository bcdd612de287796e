#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <string_view>

namespace edca::base {

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

}  // namespace edca::base
