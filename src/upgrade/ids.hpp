#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace edca::upgrade {

/// Whether a member of this name holds an id or refers to something by its id. Told by the name
/// alone, so that fields of extensions that nobody knows count too.
bool is_id_name(std::string_view name);

/// From which ids the white space around them may go. An id is what others refer to, in the same
/// text and in other ones: the white space goes wherever the id stands or nowhere, and it stays
/// where the id without it is another one already. OCIDs stay as they are.
///
/// Everything that belongs together has to be looked at twice, in any order: once by find(), then
/// once by compare(). Memory grows with the ids that have white space around them, up to a limit
/// behind which no id may be changed. Not to be called from several threads, but for may_trim().
class Ids {
 public:
  /// A piece of JSON texts, whether they are valid or not. Pieces follow one another.
  void find(std::string_view piece) { scan(piece, false); }
  void compare(std::string_view piece) { scan(piece, true); }
  /// The end of what the pieces belong to.
  void end();

  /// Whether any id has white space around it; if not, there is nothing to compare.
  bool any() const { return !known_.empty(); }
  bool may_trim(std::string_view id) const;

 private:
  void scan(std::string_view piece, bool comparing);
  std::size_t inside(std::string_view piece);
  std::size_t outside(std::string_view piece);
  void close_string();
  void value();
  void clear();
  void found(std::string_view text);
  std::string_view token() const { return whole_.data() == nullptr ? token_ : whole_; }

  /// What is being read.
  bool comparing_ = false;
  bool in_string_ = false;
  bool escaped_ = false;   ///< the byte before was a backslash
  bool complete_ = false;  ///< token() is a string of which is not known yet whether it is a name
  bool is_id_ = false;     ///< values belong to a name of ids
  bool is_ocid_ = false;
  std::string token_;       ///< what stands between quotes, or a number that is an id
  std::string_view whole_;  ///< instead, where all of it stands in the piece as it is

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  /// By the id without white space: the only text that it has; empty when it has several.
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> known_;
  bool too_many_ = false;
};

}  // namespace edca::upgrade
