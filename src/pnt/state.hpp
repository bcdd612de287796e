#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace edca::pnt {

/// What the platform knows of a row: the ids that it gave. Empty ones: it has not answered.
struct Registered {
  std::uint64_t number = 0;  ///< in the payload before
  std::string id;
  std::map<std::int64_t, std::vector<std::string>> tables;  ///< of sub-rows, by ids of columns
};

/// Ids that the platform gave to rows, from one payload to the next.
class State {
 public:
  /// Reads the file, where there is one. `path` empty: nothing is remembered. Throws Error(usage,
  /// "convert.pnt-state") with argument path where it is no such file.
  explicit State(std::string path);

  /// Takes the ids that the platform answered to the payload before (the reply of
  /// mantenimiento/agrega or actualiza). Throws Error(usage, "convert.pnt-answer") with argument
  /// path where the file is none, or tells of a failure.
  void take_answer(const std::string& path, const std::string& format);

  /// Nothing that the platform has: an empty one.
  Registered find(const std::string& format, const std::string& ocid,
                  const std::string& contract) const;
  /// How many rows of a format stood in the payload before, and have no id; from here on, none is
  /// known to have stood in one.
  std::uint64_t forget_payload(const std::string& format);
  /// The row stands in the payload that is being written.
  void put(const std::string& format, const std::string& ocid, const std::string& contract,
           Registered row);

  bool kept() const { return !path_.empty(); }
  const std::string& path() const { return path_; }
  /// The whole of it as JSON.
  std::string text() const;

 private:
  using Key = std::tuple<std::string, std::string, std::string>;

  std::string path_;
  std::map<Key, Registered> rows_;
};

}  // namespace edca::pnt
