#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <span>
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

/// A value, object or list that was made of cells. Most are values, which so are kept small.
struct Made {
  enum class Kind : std::uint8_t { value, object, list };
  using Member = std::pair<std::string_view, Made*>;
  struct Inner {
    std::vector<Member> members;
    std::vector<Made*> elements;
    std::unordered_map<std::string_view, Made*> by_name;  ///< the members where they are many
    std::unordered_map<std::string, Made*> by_id;         ///< of a list
  };

  Kind kind = Kind::object;
  CellAt at;                     ///< of an object the first cell that speaks of it
  std::string text;              ///< of a value: JSON
  std::unique_ptr<Inner> inner;  ///< of an object or list

  std::span<const Member> members() const {
    return inner ? std::span<const Member>(inner->members) : std::span<const Member>();
  }
  std::span<Made* const> elements() const {
    return inner ? std::span<Made* const>(inner->elements) : std::span<Made* const>();
  }
  /// The member of that name; nullptr where there is none.
  Made* find(std::string_view key) const;
};

/// Appends the JSON text of it.
void write(const Made& made, std::string& out);

/// Owner of what is made.
class MadeStore {
 public:
  Made& make(Made::Kind kind, const CellAt& at);
  /// The member of an object, made where it is not there. nullptr where it is of another kind.
  Made* member(Made& object, std::string_view key, Made::Kind kind, const CellAt& at);
  /// Adds a member to an object, which has none of that name.
  void add_member(Made& object, std::string_view key, Made& made);

 private:
  std::deque<Made> all_;
  std::set<std::string, std::less<>> names_;  ///< of members
};

}  // namespace edca::rows
