#include "tables/csv_text.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "sheets/csv_reader.hpp"

namespace {

class Text final : public edca::io::Source {
 public:
  explicit Text(const std::string& text) : text_(text) {}
  std::size_t read(char* data, std::size_t size) override {
    const std::size_t got = text_.copy(data, size, at_);
    at_ += got;
    return got;
  }

 private:
  const std::string& text_;
  std::size_t at_ = 0;
};

std::vector<std::string> read_record(const std::string& text) {
  edca::sheets::CsvReader reader(std::make_unique<Text>(text), {});
  std::vector<std::string_view> fields;
  if (!reader.next(fields)) return {};
  return {fields.begin(), fields.end()};
}

}  // namespace

TEST_CASE("a field is quoted only where it needs it, and comes back") {
  const std::vector<std::string> fields = {"x", " x ", "a,b", "q\"q", "l\nl", "r\rr", "'", ";"};
  std::string text;
  for (const std::string& field : fields) {
    if (!text.empty()) text += ',';
    edca::tables::append_field(field, ',', text);
  }
  CHECK(text == "x, x ,\"a,b\",\"q\"\"q\",\"l\nl\",\"r\rr\",',;");
  CHECK(read_record(text) == fields);
}
