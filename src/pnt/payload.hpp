#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io/output.hpp"
#include "pnt/filled.hpp"
#include "pnt/format.hpp"
#include "pnt/state.hpp"

namespace edca::pnt {

/// Writes the bodies of the platform's calls mantenimiento/agrega and mantenimiento/actualiza, as
/// JSON: rows that it has an id for go to the second. The token is left empty.
class Payload {
 public:
  /// What is handed in must outlive it. `target` is the file of the first body.
  Payload(const Format& format, State& state, std::string year, std::string target, bool overwrite);

  void add(const FilledRow& row);
  std::uint64_t updated() const { return updated_; }
  /// Writes the state too, and commits all files.
  void finish();

 private:
  struct Body {
    std::string path;
    std::unique_ptr<io::Output> output;
    bool first = true;
  };

  void begin(Body& body);
  void fields(const std::vector<Column>& columns, const FilledLine& line, std::string& out) const;

  const Format& format_;
  State& state_;
  std::string year_;
  bool overwrite_;
  Body added_;
  Body changed_;
  std::uint64_t number_ = 0;
  std::uint64_t updated_ = 0;
  std::map<std::pair<std::string, std::string>, std::size_t> times_;  ///< rows of each contract
};

}  // namespace edca::pnt
