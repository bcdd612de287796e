#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "json/value.hpp"
#include "os/file.hpp"

namespace edca::publish {

/// What is known of the files of a target from earlier runs, and what this run is about to do: JSON
/// Lines in a folder of their own, on disk before the requests they tell of are sent. No
/// credentials get here. While it exists, no other run on this machine has it open.
class Journal {
 public:
  /// What a file was when it was last seen to be right.
  struct Known {
    std::string sha256;
    std::string version;  ///< as Remote::version
  };

  /// `folder` is made when it is not there. Throws Failure(conflict, "publish.locked"), Failure(
  /// usage, "publish.state") when it cannot be used. All others throw Failure(failed,
  /// "publish.state") when they cannot write.
  Journal(std::string folder, std::string address);

  /// "begin", "write", "remove", "done", "failed", "put-back", "end" …
  void note(std::string_view event, json::Object members) {
    add(event, std::move(members));
    sync();
  }
  /// The same, on disk with the next sync() or note(): to wait for the disk once for many.
  void add(std::string_view event, json::Object members);
  void sync();
  /// Keeps space for so many bytes of lines, so that a disk that is full by then does not hinder
  /// them, as far as the system can; until give_back().
  void reserve(std::uint64_t bytes);
  void give_back() noexcept;
  /// note(), where a full disk must not keep things from being put back.
  void try_note(std::string_view event, json::Object members) noexcept;
  /// The file was seen to have these bytes; on disk as with add().
  void know(const std::string& path, Known known);
  std::optional<Known> known(const std::string& path) const;
  const std::string& folder() const { return folder_; }

 private:
  std::string journal() const { return folder_ + "/journal.jsonl"; }
  void open();
  void load();
  void compact();
  void append(const std::string& line);

  std::string folder_;
  os::File lock_;
  os::File file_;
  bool cut_short_ = false;  ///< the last line of the run before
  std::map<std::string, Known> known_;
};

/// A name for the state of a target: readable, and another one for every address.
std::string state_name(std::string_view address);

}  // namespace edca::publish
