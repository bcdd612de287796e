#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace edca::rows {

/// A cell, or the row of one.
struct CellAt {
  std::uint32_t row = 0;     ///< from 1; 0: nowhere
  std::uint32_t line = 0;    ///< of CSV, from 1
  std::uint32_t column = 0;  ///< from 0
  std::uint32_t sheet = 0;   ///< index of it
};

/// A value, object or list that was made of cells.
struct Made {
  enum class Kind : std::uint8_t { value, object, list };

  Kind kind = Kind::object;
  bool wrong = false;  ///< what is wrong with its cell was said
  CellAt at;           ///< of an object the first cell that speaks of it
  std::string text;    ///< of a value: JSON
  std::vector<std::pair<std::string, Made*>> members;
  std::vector<Made*> elements;
  std::unordered_map<std::string, Made*> by_id;  ///< of a list

  Made* find(std::string_view key) const {
    for (const auto& [name, value] : members)
      if (name == key) return value;
    return nullptr;
  }
};

/// Appends the JSON text of it.
void write(const Made& made, std::string& out);

/// Owner of what is made.
class MadeStore {
 public:
  Made& make(Made::Kind kind, const CellAt& at) {
    Made& made = all_.emplace_back();
    made.kind = kind;
    made.at = at;
    return made;
  }
  /// The member of an object, made where it is not there. nullptr where it is of another kind.
  Made* member(Made& object, std::string_view key, Made::Kind kind, const CellAt& at) {
    Made* found = object.find(key);
    if (found != nullptr) return found->kind == kind ? found : nullptr;
    Made& made = make(kind, at);
    object.members.emplace_back(key, &made);
    return &made;
  }

 private:
  std::deque<Made> all_;
};

}  // namespace edca::rows
