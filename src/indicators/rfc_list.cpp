#include "indicators/rfc_list.hpp"

#include <algorithm>
#include <system_error>

#include "base/ascii.hpp"
#include "base/csv.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "edca/error.hpp"
#include "indicators/deals.hpp"
#include "io/file.hpp"

namespace edca::indicators {
namespace {

using base::is_digit;

std::string list_text(const std::string& path) {
  std::error_code error;
  std::string text = io::read_whole(path, error);
  if (error) throw Error(ErrorKind::usage, "indicators.list-unread", {{"path", path}});
  return text;
}

/// Three letters (or four) and six digits.
std::size_t letters_of(std::string_view rfc) {
  const std::size_t letters = std::min(rfc.find_first_of("0123456789"), rfc.size());
  if (rfc.size() < letters + 6) return 0;
  for (std::size_t at = letters; at < letters + 6; ++at) {
    if (!is_digit(rfc[at])) return 0;
  }
  return letters;
}

/// Without what stands between its parts, in capital letters; empty for what is none.
std::string rfc_of(std::string_view id) {
  std::string rfc;
  for (const char c : id) {
    if (c == ' ' || c == '-') continue;
    rfc += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  constexpr std::string_view small = "\xC3\xB1";  // ñ
  for (auto at = rfc.find(small); at != rfc.npos; at = rfc.find(small, at)) rfc[at + 1] = '\x91';
  const std::size_t letters = letters_of(rfc);
  const std::size_t size = base::code_points(rfc);
  if (letters == 0 || (size != 12 && size != 13)) return {};
  return rfc.starts_with("XAXX0101") || rfc.starts_with("XEXX0101") ? std::string() : rfc;
}

}  // namespace

RfcList RfcList::read(const std::string& path) {
  return path.empty() ? RfcList() : parse(list_text(path), path);
}

RfcList RfcList::read_taxes(const std::string& path) {
  return path.empty() ? RfcList() : parse_taxes(list_text(path), path);
}

/// Who was cleared, by the authority or a court, is not on the list.
RfcList RfcList::parse_taxes(std::string_view text, const std::string& name) {
  RfcList list = parse(text, name);
  for (auto& [rfc, entries] : list.entries_) {
    const bool cleared = std::ranges::any_of(entries, [](const Entry& each) {
      return each.status.starts_with("desvirtuad") || each.status.starts_with("sentencia") ||
             each.status.starts_with("cleared");
    });
    if (cleared) entries.clear();
    // One that is final stands before one that is presumed.
    std::stable_partition(entries.begin(), entries.end(),
                          [](const Entry& each) { return each.status.starts_with("definit"); });
  }
  return list;
}

RfcList RfcList::parse(std::string_view text, const std::string& name) {
  RfcList list;
  list.given_ = true;
  const std::vector<base::Row> rows = base::parse_csv(text, name);
  // In Spanish too: a heading that is not known would leave a sanction without its end.
  const auto column =
      [&](std::initializer_list<std::string_view> headings) -> std::optional<std::size_t> {
    for (std::size_t at = 0; !rows.empty() && at < rows[0].size(); ++at) {
      if (std::ranges::find(headings, base::fold(rows[0][at])) != headings.end()) return at;
    }
    return std::nullopt;
  };
  const auto rfc = column({"rfc"});
  if (!rfc) throw Error(ErrorKind::usage, "indicators.list-heading", {{"path", name}});
  const auto from = column({"from", "date", "desde", "fecha"});
  const auto status = column({"status", "situacion", "estatus"});
  const auto to = column({"to", "hasta"});
  const auto source = column({"source", "fuente"});
  for (std::size_t at = 1; at < rows.size(); ++at) {
    const auto cell = [&](std::optional<std::size_t> index) {
      return index && *index < rows[at].size() ? rows[at][*index] : std::string();
    };
    const auto day = [&](const std::string& date) -> std::optional<std::int64_t> {
      if (date.empty()) return std::nullopt;
      const auto found = day_of_text(date);
      if (found) return found;
      throw Error(ErrorKind::usage, "indicators.list-date",
                  {{"path", name}, {"row", std::to_string(at + 1)}, {"value", date}});
    };
    const std::string who = rfc_in(cell(rfc));
    if (!who.empty()) {
      list.entries_[who].push_back(
          {day(cell(from)), day(cell(to)), cell(source), base::fold(cell(status))});
    }
  }
  return list;
}

const RfcList::Entry* RfcList::find(std::string_view rfc, std::int64_t day) const {
  const auto found = entries_.find(std::string(rfc));
  if (found == entries_.end()) return nullptr;
  for (const Entry& entry : found->second) {
    if ((!entry.from || *entry.from <= day) && (!entry.to || day <= *entry.to)) return &entry;
  }
  return nullptr;
}

std::string rfc_in(std::string_view id) {
  constexpr std::string_view scheme = "MX-RFC-";
  std::string found = rfc_of(id.starts_with(scheme) ? id.substr(scheme.size()) : id);
  const std::size_t last = id.rfind('-');
  return found.empty() && last != id.npos ? rfc_of(id.substr(last + 1)) : found;
}

std::optional<std::int64_t> founded(std::string_view rfc, std::int64_t day) {
  if (base::code_points(rfc) != 12) return std::nullopt;
  const std::size_t at = letters_of(rfc);
  if (at == 0) return std::nullopt;
  const auto in = [&](const char* century) {
    return day_of_text(century + std::string(rfc.substr(at, 2)) + "-" +
                       std::string(rfc.substr(at + 2, 2)) + "-" +
                       std::string(rfc.substr(at + 4, 2)));
  };
  const auto recent = in("20");
  return recent && *recent <= day ? recent : in("19");
}

}  // namespace edca::indicators
