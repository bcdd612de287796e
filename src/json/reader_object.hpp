#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "json/reader.hpp"

namespace edca::json {

/// An object or array that is walked because it is too large to be held, or cut short.
struct Reader::Object {
  base::Place start;
  std::string text;                    // what is kept of an object
  std::shared_ptr<Envelope> envelope;  // once a list of items was opened
  std::string list;                    // key of the list that is open; empty at a top-level array
  bool is_array = false;
  bool texts = false;       // the elements are JSON texts of their own
  bool keep_whole = false;  // one item: its lists stay in it
  bool expects_comma = false;
  bool after_comma = false;
  bool missing_comma_told = false;
  bool stray_comma_told = false;
  bool bracket_told = false;
  std::optional<base::Place> mistake;  // the first between the members
  std::string mistake_variant;
  base::Place comma;  // the last one between elements
  std::uint64_t index = 0;
};

}  // namespace edca::json
