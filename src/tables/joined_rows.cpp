#include "tables/joined_rows.hpp"

#include <algorithm>

namespace edca::tables {

bool JoinedRows::next(std::vector<std::string_view>& fields) {
  if (!read_) more_ = rows_.next(next_);
  read_ = true;
  if (!more_) return false;
  cells_.assign(next_.begin(), next_.end());
  line_ = rows_.line();
  number_ = rows_.number();
  unclosed_ = rows_.unclosed();
  while ((more_ = rows_.next(next_)) && goes_on()) {
    cells_.resize(std::max(cells_.size(), next_.size()));
    for (std::size_t at = 0; at < next_.size(); ++at) {
      cells_[at] += next_[at].substr(at == key_ ? 1 : 0);
    }
    unclosed_ = unclosed_ || rows_.unclosed();
  }
  fields.assign(cells_.begin(), cells_.end());
  return true;
}

}  // namespace edca::tables
