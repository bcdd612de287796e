#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/hash.hpp"

namespace edca::advertising {

/// What stands for a key: a hash that nobody can make collide.
using Key = std::uint64_t;

inline Key key_of(std::string_view text) {
  static const base::KeyedHash hash;
  return hash.hash(text).low;
}
/// Of a key of several fields.
inline Key join(Key left, Key right) {
  static const base::KeyedHash hash;
  return base::KeyedHash::Mixer(hash, 0).add(left).add(right).finish().low;
}

/// Sorts numbers that are spread evenly: first into 256 buckets, which fit into the cache.
inline void sort_spread(std::vector<Key>& keys) {
  constexpr std::size_t small = 4096;
  constexpr unsigned shift = 56;
  if (keys.size() < small) {
    std::ranges::sort(keys);
    return;
  }
  std::array<std::size_t, 257> ends{};
  for (const Key key : keys) ++ends[(key >> shift) + 1];
  for (std::size_t at = 1; at < ends.size(); ++at) ends[at] += ends[at - 1];
  std::array<std::size_t, 257> next = ends;
  std::vector<Key> sorted(keys.size());
  for (const Key key : keys) sorted[next[key >> shift]++] = key;
  for (std::size_t at = 0; at + 1 < ends.size(); ++at)
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(ends[at]),
              sorted.begin() + static_cast<std::ptrdiff_t>(ends[at + 1]));
  keys = std::move(sorted);
}

/// Which keys stand more than once: eight bytes a key until all are there.
class RepeatedKeys {
 public:
  void add(Key key) { keys_.push_back(key); }
  /// After the last add().
  void finish() {
    sort_spread(keys_);
    std::vector<Key> repeated;
    for (std::size_t at = 1; at < keys_.size(); ++at) {
      const bool known = !repeated.empty() && repeated.back() == keys_[at];
      if (keys_[at] == keys_[at - 1] && !known) repeated.push_back(keys_[at]);
    }
    keys_ = std::move(repeated);
  }
  bool empty() const { return keys_.empty(); }
  bool contains(Key key) const { return std::ranges::binary_search(keys_, key); }

 private:
  std::vector<Key> keys_;
};

/// Keys with the row in which each stands first: sixteen bytes a key, sorted once all are there.
class KeyRows {
 public:
  void add(Key key, std::uint64_t row) {
    rows_.push_back({key, static_cast<std::uint32_t>(std::min<std::uint64_t>(row, UINT32_MAX))});
  }
  /// After the last add().
  void finish() {
    std::ranges::sort(rows_, [](const Entry& left, const Entry& right) {
      return left.key != right.key ? left.key < right.key : left.row < right.row;
    });
    // Some eight keys begin with the same bits: where they stand is known without a search.
    bits_ = rows_.size() < 64 || rows_.size() > UINT32_MAX
                ? 0
                : static_cast<unsigned>(std::bit_width(rows_.size())) - 3;
    if (bits_ == 0) return;
    starts_.assign((std::size_t{1} << bits_) + 1, 0);
    for (const Entry& entry : rows_) ++starts_[(entry.key >> (64 - bits_)) + 1];
    for (std::size_t at = 1; at < starts_.size(); ++at) starts_[at] += starts_[at - 1];
  }
  /// The row where a key stands first; 0 for none.
  std::uint32_t first(Key key) const {
    const auto found = find(key);
    return found == rows_.end() || found->key != key ? 0 : found->row;
  }
  /// Whether each key stands in one row only.
  bool unique() const { return std::ranges::adjacent_find(rows_, {}, &Entry::key) == rows_.end(); }
  /// In how many rows it stands, up to two.
  unsigned times(Key key) const {
    const auto found = find(key);
    if (found == rows_.end() || found->key != key) return 0;
    const auto after = found + 1;
    return after != rows_.end() && after->key == key ? 2 : 1;
  }

 private:
  struct Entry {
    Key key;
    std::uint32_t row;
  };

  std::vector<Entry>::const_iterator find(Key key) const {
    auto begin = rows_.begin();
    auto end = rows_.end();
    if (bits_ != 0) {
      const std::size_t group = key >> (64 - bits_);
      end = begin + static_cast<std::ptrdiff_t>(starts_[group + 1]);
      begin += static_cast<std::ptrdiff_t>(starts_[group]);
    }
    return std::ranges::lower_bound(begin, end, key, {}, &Entry::key);
  }

  std::vector<Entry> rows_;
  std::vector<std::uint32_t> starts_;  ///< of the keys with the same first bits
  unsigned bits_ = 0;                  ///< how many; 0: there are too few keys
};

/// Sums by key, in an open table.
class Sums {
 public:
  struct Sum {
    Key key = 0;
    std::uint32_t count = 0;  ///< 0: a free place
    bool whole = true;        ///< all of its parts could be read, and their sum fits
    base::Decimal value;
  };

  /// `amount` is nullptr for a part that is no amount.
  void add(Key key, const base::Decimal* amount) {
    if ((used_ + 1) * 4 > places_.size() * 3) grow();
    Sum& sum = places_[place(key)];
    used_ += sum.count == 0 ? 1 : 0;
    sum.key = key;
    if (sum.count != UINT32_MAX) ++sum.count;
    const auto more = amount == nullptr ? std::nullopt : sum.value.plus(*amount);
    sum.whole = sum.whole && more.has_value();
    if (more) sum.value = *more;
  }
  /// nullptr where nothing was added.
  const Sum* find(Key key) const {
    if (places_.empty()) return nullptr;
    const Sum& sum = places_[place(key)];
    return sum.count == 0 ? nullptr : &sum;
  }

 private:
  std::size_t place(Key key) const {
    std::size_t at = key & (places_.size() - 1);
    while (places_[at].count != 0 && places_[at].key != key) at = (at + 1) & (places_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<Sum> old(std::max<std::size_t>(places_.size() * 2, 64));
    old.swap(places_);
    for (const Sum& sum : old)
      if (sum.count != 0) places_[place(sum.key)] = sum;
  }

  std::vector<Sum> places_;
  std::size_t used_ = 0;
};

}  // namespace edca::advertising
