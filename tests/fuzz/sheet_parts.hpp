#pragma once
// The parts of a workbook as they stand in one text, each behind the next line that begins with
// "@@": what a zip around them would hide from the fuzzer.

#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "sheets/parts.hpp"

namespace edca::sheets::fuzz {

class TextParts final : public Parts {
 public:
  explicit TextParts(std::string_view text) : packed_(text.size()) {
    while (text.starts_with("@@")) {
      const std::size_t line = text.find('\n');
      if (line == std::string_view::npos) return;
      const std::size_t end = text.find("\n@@", line);
      texts_[std::string(text.substr(2, line - 2))] = text.substr(line + 1, end - line - 1);
      if (end == std::string_view::npos) return;
      text.remove_prefix(end + 1);
    }
  }

  std::unique_ptr<io::Source> open(const std::string& name) const override {
    const auto found = texts_.find(name);
    return found == texts_.end() ? nullptr : std::make_unique<Text>(found->second);
  }
  std::uint64_t packed() const override { return packed_; }

 private:
  class Text final : public io::Source {
   public:
    explicit Text(std::string_view text) : text_(text) {}
    std::size_t read(char* data, std::size_t size) override {
      const std::size_t got = text_.copy(data, size);
      text_.remove_prefix(got);
      return got;
    }

   private:
    std::string_view text_;
  };

  std::size_t packed_;
  std::map<std::string, std::string_view, std::less<>> texts_;
};

}  // namespace edca::sheets::fuzz
