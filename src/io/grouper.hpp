#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "io/inputs.hpp"
#include "io/spill.hpp"
#include "os/pages.hpp"

namespace edca::io {

/// One thing that was put into a Grouper.
struct Entry {
  std::string_view head;  ///< whatever the caller wants to remember of it
  std::string_view text;
};

/// Everything with the same key.
struct Group {
  std::string_view key;
  std::size_t first = 0;  ///< its entries in GroupBatch::entries
  std::size_t count = 0;
  std::size_t bytes = 0;  ///< of their texts
};

/// Groups that lie in memory together. Its memory is used again by the next Grouper::next().
class GroupBatch {
 public:
  std::vector<Group> groups;
  std::vector<Entry> entries;
  std::size_t bytes = 0;  ///< of all texts

 private:
  friend class Grouper;
  void clear();
  char* allocate(std::size_t size);

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0;  ///< blocks before this one are full
  std::size_t used_ = 0;   ///< of that block
};

/// Of the groups that a caller takes at a time.
inline constexpr std::size_t batch_bytes = std::size_t{1} << 20;

/// Groups entries of any number and order by their key. What does not fit into the memory allowed
/// is written, sorted, to a temporary file and merged from there, so that groups come out in the
/// order of their keys' bytes, and entries within a group in the order of add(), whatever the
/// memory.
///
///   memory:   key → entries      full: sort the keys, append everything as a run
///   file:     run 0 │ run 1 │ …  end: read all runs side by side; too many: first some into one
///
/// To be used from one thread.
class Grouper {
 public:
  struct Options {
    std::uint64_t memory = std::uint64_t{1} << 30;  ///< for entries; at least one always fits
    std::string temporary_folder;                   ///< as os::temporary_folder() takes it
    std::uint64_t expected = 0;                     ///< bytes of texts that will come; 0: not known
  };

  explicit Grouper(Options options);
  ~Grouper();
  Grouper(const Grouper&) = delete;
  Grouper& operator=(const Grouper&) = delete;

  /// `head` and `text` are copied; below 4 GiB each. Throws as SpillFile.
  void add(std::string_view key, std::string_view head, std::string_view text);
  /// After the last add(). Throws as SpillFile.
  void finish();
  /// The next groups, one at least and about `bytes` of text; false when there are no more. Groups
  /// may lie in the memory of the Grouper, so they last as long as it. Throws as SpillFile.
  bool next(GroupBatch& batch, std::size_t bytes);

  std::uint64_t entries() const { return entries_; }
  std::uint64_t bytes() const { return bytes_; }  ///< of all texts
  bool spilled() const { return file_ != nullptr; }

 private:
  struct Node;
  struct Key;
  class Run;
  struct Span {
    std::uint64_t offset;
    std::uint64_t size;
  };
  /// Runs that are read side by side, the smallest key first.
  struct Merge {
    std::vector<std::unique_ptr<Run>> runs;  ///< a heap
  };

  Key* find(std::string_view key);
  void grow_table();
  char* allocate(std::size_t size);
  std::size_t usual_chunk() const;
  bool has_room(std::size_t size) const;
  void sort_keys();
  void spill();
  void clear();
  void open_runs(std::size_t first, std::size_t count);
  void merge_runs();
  void reduce_runs();
  std::vector<Run*> smallest();
  void advance(const std::vector<Run*>& runs);
  void next_in_memory(GroupBatch& batch, std::size_t bytes);
  void next_in_runs(GroupBatch& batch, std::size_t bytes);
  std::size_t most_runs() const;

  Options options_;
  base::KeyedHash hash_;
  std::vector<os::Pages> chunks_;
  std::size_t chunk_ = 0;        ///< the one that is being filled
  std::size_t used_ = 0;         ///< of that chunk
  std::uint64_t allocated_ = 0;  ///< bytes of all chunks
  std::vector<Key*> table_;      ///< open addressing; after sort_keys(), the keys in order
  std::size_t keys_ = 0;
  Key* last_ = nullptr;  ///< of the entry before
  std::unique_ptr<SpillFile> file_;
  std::vector<Span> runs_;
  Merge merge_;
  std::size_t given_ = 0;  ///< keys given out, in memory
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
};

/// For a Grouper that takes the items of these inputs. `memory` and `temporary_folder` as in its
/// Options.
Grouper::Options grouper_options(std::uint64_t memory, const std::string& temporary_folder,
                                 std::initializer_list<const InputList*> inputs);

}  // namespace edca::io
