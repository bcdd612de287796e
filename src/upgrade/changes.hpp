#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule_id.hpp"
#include "upgrade/document.hpp"

namespace edca::upgrade {

/// Something that was changed, or that was not although it may have to be.
struct Change {
  base::RuleId rule;     ///< upgrade.* or repair.*
  std::string variant;   ///< of the sentence
  std::size_t offset;    ///< in the text that was read
  std::string pointer;   ///< in the text that was read
  std::string old;       ///< JSON text; empty when there was nothing
  std::string now;       ///< JSON text; empty when nothing is left
  std::string property;  ///< name, where it is a name that changed
  std::string ocid;      ///< of the release or record
  bool undone = false;   ///< it was taken back
};

/// The changes of one text, in the order in which they are made.
class Changes {
 public:
  /// To be called before the value changes.
  Change& add(base::RuleId rule, const Document& document, Document::Id id, std::string old,
              std::string now) {
    return list_.emplace_back(Change{rule,
                                     {},
                                     document.offset(id),
                                     document.pointer(id),
                                     std::move(old),
                                     std::move(now),
                                     {},
                                     ocid_});
  }
  /// The OCID of what is changed from here on.
  void set_ocid(std::string ocid) { ocid_ = std::move(ocid); }
  std::vector<Change>& list() { return list_; }

 private:
  std::vector<Change> list_;
  std::string ocid_;
};

}  // namespace edca::upgrade
