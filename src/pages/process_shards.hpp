#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pages/notes.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

/// Whole items, as they are published, with what is known of them, in shards of about half a
/// megabyte: {"records":[…],"flags":{"OCID":[…]},"findings":{"OCID":[…]}}.
class ItemShards {
 public:
  /// `name`: "processes", `list`: "records". `take` must outlive this.
  ItemShards(std::string name, std::string list, const TakeShard& take)
      : name_(std::move(name)), list_(std::move(list)), take_(take) {}

  /// Answers the number of the shard that the item is in.
  std::uint64_t add(std::string_view id, std::string_view json,
                    const std::vector<Notes::Note>& notes);
  void finish();

  /// The ordinal of the first item of each shard.
  const std::vector<std::uint64_t>& firsts() const { return firsts_; }

 private:
  static void add_notes(std::string_view id, const std::vector<Notes::Note>& notes,
                        Notes::Kind kind, std::string& all);
  void hand_on();

  std::string name_;
  std::string list_;
  const TakeShard& take_;
  std::vector<std::uint64_t> firsts_;
  std::uint64_t count_ = 0;
  std::string items_;
  std::string flags_;
  std::string findings_;
};

}  // namespace edca::pages
