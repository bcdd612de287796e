#include "tables/joined_rows.hpp"

#include <string>

#include "catch.hpp"

namespace {

/// Rows that stand here.
class Given final : public edca::tables::Records {
 public:
  explicit Given(std::vector<std::vector<std::string_view>> rows) : rows_(std::move(rows)) {}
  bool next(std::vector<std::string_view>& fields) override {
    if (line_ == rows_.size()) return false;
    fields = rows_[line_++];
    return true;
  }
  std::uint64_t line() const override { return line_; }

 private:
  std::vector<std::vector<std::string_view>> rows_;
  std::uint64_t line_ = 0;
};

std::string joined(std::vector<std::vector<std::string_view>> rows) {
  Given given(std::move(rows));
  edca::tables::JoinedRows joined(given, 0);
  std::vector<std::string_view> fields;
  std::string text;
  while (joined.next(fields)) {
    text += std::to_string(joined.line()) + ":";
    for (const std::string_view field : fields) text.append(field).append(",");
    text += ' ';
  }
  return text;
}

}  // namespace

TEST_CASE("rows that go on one above are put together with it") {
  CHECK(joined({}).empty());
  CHECK(joined({{"0", "/a", "1"}, {"1", "/b", "2"}}) == "1:0,/a,1, 2:1,/b,2, ");
  CHECK(joined({{"0", "/a", "xx"}, {"+", "", "yy"}, {"+1", "b", "z", "w"}, {"1"}}) ==
        "1:01,/ab,xxyyz,w, 4:1, ");
}

TEST_CASE("a row that goes on nothing stays as it is") {
  CHECK(joined({{"+", "/a"}, {"0"}}) == "1:+,/a, 2:0, ");
  CHECK(joined({{}, {"0"}}) == "1: 2:0, ");
}
