#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indicators/cardinal.hpp"
#include "indicators/ledger.hpp"

namespace edca::indicators {

/// A form of what a run found: begin(), flag() for each, end(); what they answer is written.
class Format {
 public:
  virtual ~Format() = default;
  virtual std::string begin() { return {}; }
  virtual std::string flag(const IndicatorFlag& flag) = 0;
  virtual std::string end(Ledger& ledger, const Cardinal& cardinal, std::uint64_t processes) = 0;
};

/// The law that a flag stands on; may be empty.
std::string_view law_of(const IndicatorFlag& flag);

std::unique_ptr<Format> make_format(IndicatorFormat format, Language language);
/// The formats for people, in format_text.cpp and format_html.cpp.
std::unique_ptr<Format> make_text_format(Language language);
std::unique_ptr<Format> make_html_format(Language language);

}  // namespace edca::indicators
