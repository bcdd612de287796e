#include "sheets/merges.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "sheets/cell_name.hpp"
#include "sheets/xml.hpp"

namespace edca::sheets {
namespace {

constexpr std::size_t most_merges = 1'000'000;
/// Merged cells that lie over one another are none: in a row they take no more columns than Excel
/// has.
constexpr std::size_t most_width = 16'384;
constexpr std::size_t merge_block = 64u << 10;

bool has_merges(io::Source& source) {
  constexpr std::string_view word = "mergeCell";
  std::string buffer(merge_block, '\0');
  std::size_t kept = 0;
  while (const std::size_t got = source.read(buffer.data() + kept, buffer.size() - kept)) {
    const std::string_view text = std::string_view(buffer).substr(0, kept + got);
    if (text.find(word) != std::string_view::npos) return true;
    kept = std::min(text.size(), word.size() - 1);
    buffer.replace(0, kept, text.substr(text.size() - kept));
  }
  return false;
}

class MergesHandler final : public XmlHandler {
 public:
  explicit MergesHandler(std::vector<Merge>& merges) : merges_(merges) {}

  void start(const XmlName& name, const XmlAttributes& attributes) override {
    if (!name.is(Space::sheet, "mergeCell") || merges_.size() >= most_merges) return;
    const std::string_view given = attributes.text(Space::none, "ref");
    const std::size_t colon = given.find(':');
    const std::optional<CellPlace> first = read_cell_name(given.substr(0, colon));
    const std::optional<CellPlace> last =
        colon == std::string_view::npos ? first : read_cell_name(given.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column) return;
    merges_.push_back({first->row, last->row, first->column, last->column});
  }
  void end(const XmlName&) override {}
  void text(std::string_view) override {}

 private:
  std::vector<Merge>& merges_;
};

}  // namespace

void Merges::read(const Parts& parts, const std::string& part) {
  if (!has_merges(*parts.need(part))) return;
  MergesHandler handler(merges_);
  read_xml(parts.need(part), handler, part);
  std::ranges::stable_sort(merges_, {}, &Merge::first_row);
}

void Merges::advance(std::uint32_t row) {
  const auto width = [](const Merge& merge) { return merge.last_column - merge.first_column + 1; };
  std::erase_if(active_, [&](const Merge& merge) {
    const bool over = merge.last_row < row;
    if (over) width_ -= width(merge);
    return over;
  });
  for (; next_ < merges_.size() && merges_[next_].first_row <= row; ++next_) {
    const Merge& merge = merges_[next_];
    if (merge.last_row < row || width(merge) > most_width - width_) continue;
    width_ += width(merge);
    active_.push_back(merge);
  }
}

}  // namespace edca::sheets
