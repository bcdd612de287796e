#include "edca/convert.hpp"

#include "convert/conversion.hpp"
#include "edca/error.hpp"

namespace edca {
namespace {

bool fits(const ConversionEntry& entry, const ConvertOptions& options) {
  const bool any = options.from.empty() || options.from == "auto";
  // Files of earlier systems are told by their headings.
  if (options.from == "auto" && (options.to.empty() || options.to == "ocds"))
    return entry.from == "compranet";
  return (any || options.from == entry.from) && (options.to.empty() || options.to == entry.to);
}

/// "--to oc4ids, --from pnt --to ocds".
std::string known() {
  std::string list;
  for (const ConversionEntry& entry : conversions()) {
    if (!list.empty()) list += ", ";
    if (entry.from != "auto") list.append("--from ").append(entry.from).append(" ");
    list.append("--to ").append(entry.to);
  }
  return list;
}

const convert::Row& chosen(const ConvertOptions& options) {
  if (options.to.empty() && options.from.empty())
    throw Error(ErrorKind::usage, "convert.no-target", {{"known", known()}});
  for (const convert::Row& row : convert::table())
    if (fits(row.entry, options)) return row;
  throw Error(ErrorKind::usage, "convert.unknown",
              {{"from", options.from.empty() ? "auto" : options.from},
               {"to", options.to},
               {"known", known()}});
}

}  // namespace

std::span<const ConversionEntry> conversions() {
  static const std::vector<ConversionEntry> entries = [] {
    std::vector<ConversionEntry> result;
    for (const convert::Row& row : convert::table()) result.push_back(row.entry);
    return result;
  }();
  return entries;
}

struct Converter::Parts {
  explicit Parts(const ConvertOptions& options)
      : row(chosen(options)), conversion(row.make(options)) {}

  const convert::Row& row;
  std::unique_ptr<convert::Conversion> conversion;
};

Converter::Converter(ConvertOptions options) : parts_(new Parts(options)) {}
Converter::~Converter() = default;
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;

const ConversionEntry& Converter::entry() const noexcept {
  return parts_->row.entry;
}

ConvertSummary Converter::run(const std::vector<std::string>& inputs,
                              const ConversionOutput& output, FindingSink& sink,
                              const Session& session) const {
  const ConversionEntry& entry = parts_->row.entry;
  if (entry.files && (output.target.empty() || output.target == "-"))
    throw Error(ErrorKind::usage, entry.to == "s6" ? "convert.no-folder" : "tables.no-target");
  return parts_->conversion->run(inputs, output, sink, session);
}

}  // namespace edca
