#include <algorithm>
#include <array>

#include "base/tax_id.hpp"
#include "json/value.hpp"
#include "legacy/release_draft.hpp"

namespace edca::legacy {
namespace {

/// Bytes that no address has.
constexpr std::array<bool, 256> never_in_addresses = [] {
  std::array<bool, 256> never{};
  for (const char c : {' ', '\n', '<', '>', '"', '{', '}', '|', '\\', '^', '`'})
    never[static_cast<unsigned char>(c)] = true;
  return never;
}();

/// Whether what stands in cells of a kind is taken as it is.
bool takes_text(Kind kind) {
  switch (kind) {
    case Kind::procedure:
    case Kind::contract:
    case Kind::element:
    case Kind::amount:
    case Kind::currency:
    case Kind::date:
    case Kind::code:
    case Kind::method:
    case Kind::category:
    case Kind::rfc:
    case Kind::document:
    case Kind::amended:
    case Kind::drop:
      return false;
    default:
      return true;
  }
}

bool is_address(std::string_view text) {
  const bool scheme = text.starts_with("http://") || text.starts_with("https://");
  return scheme && std::ranges::none_of(text, [](char c) {
           return never_in_addresses[static_cast<unsigned char>(c)];
         });
}

}  // namespace

void ReleaseDraft::append(std::string_view text) {
  if (rationale_.find(text) != std::string::npos) return;
  if (!rationale_.empty()) rationale_ += "; ";
  rationale_ += text;
}

const ReleaseDraft::Known& ReleaseDraft::known(const Cell& cell, std::string_view list,
                                               std::string_view text) {
  return cell.codes->get(text, [&] {
    Known known{known_value(list, text), {}, {}};
    if (known.codes == nullptr) return known;
    for (const std::string& each : *known.codes) {
      known.all += known.all.empty() ? '[' : ',';
      json::write_string(each, known.all);
    }
    known.all += ']';
    json::write_string(known.codes->front(), known.first);
    return known;
  });
}

/// A text where it belongs; of columns that count only where others say nothing, if so.
void ReleaseDraft::put(const Cell& cell, std::string_view text) {
  if (lost(cell)) return;
  Part& said = part(cell.root);
  if (cell.column->fallback && !said.at(cell.spot).empty()) return;
  said.set(cell.spot, arena_.quoted(text));
}

void ReleaseDraft::cell(const Cell& cell, std::string_view text) {
  const std::size_t at = cell.at;
  const bool hidden =
      !plan_.options.natural_persons && (cell.kind == Kind::personal || cell.kind == Kind::rfc);
  if (damaged_ && !hidden && text.find(lost_letter) != std::string_view::npos)
    notes_.tally("convert.damaged-text", *row_, at, text);
  if (text[0] == '#' && takes_text(cell.kind) && edca::rows::is_error_value(text))
    return notes_.tally("convert.cell/formula", *row_, at, text);
  switch (cell.kind) {
    case Kind::amount:
      return amount(cell, at, text);
    case Kind::currency:
      return currency(cell, at, text);
    case Kind::date:
      return date(cell, at, text);
    case Kind::code:
    case Kind::label:
      return code(cell, at, text);
    case Kind::method:
      return method(at, text);
    case Kind::category:
      return category(cell, at, text);
    case Kind::append:
      return append(text);
    case Kind::unit_name:
      return unit_name(cell, text);
    case Kind::personal:
      return personal(cell, at, text);
    case Kind::rfc:
      return rfc(at, text);
    case Kind::document:
      return document(cell, at, text);
    case Kind::items:
      return items(cell, text);
    case Kind::budget:
    case Kind::budget_text:
      return budget(cell, text);
    case Kind::related:
    case Kind::related_id:
    case Kind::related_number:
      return related(cell, at, text);
    case Kind::file:
    case Kind::keep:
    case Kind::keep_amount: {
      if (cell.column != nullptr)
        return keep(cell, {cell.root, cell.spot, cell.of_tender}, at, text);
      const bool of_tender = facts_->contract.empty();
      return keep(cell,
                  {of_tender ? Root::release : Root::contract, of_tender ? cell.other : cell.spot,
                   of_tender},
                  at, text);
    }
    case Kind::contract:
    case Kind::procedure:
    case Kind::element:
    case Kind::drop:
      return;
    case Kind::registry:
      if (text == "0") return;
      part(cell.root).set(places_.registry_scheme, arena_.quoted(cell.column->detail));
      break;
    case Kind::amended:
      if (read_flag(text) == true) part(cell.root).set(cell.spot, "\"1\"");
      return;
    case Kind::once:
      if (text == "0" || edca::rows::says_none(text)) return;
      break;
    case Kind::text:
      break;
  }
  put(cell, text);
}

void ReleaseDraft::amount(const Cell& cell, std::size_t at, std::string_view text) {
  const std::string_view number = number_of(at, text);
  if (number.empty()) return notes_.tell("convert.cell/number", *row_, at, text);
  const bool placeholder = is_placeholder(number);
  // Of the process, and not of what was agreed: there is none.
  if ((placeholder && cell.root == Root::release) || lost(cell)) return;
  Part& said = part(cell.root);
  const auto before = std::ranges::find_if(placeholders_, [&](const Placeholder& each) {
    return each.root == cell.root && each.spot.list == cell.spot.list &&
           each.spot.slot == cell.spot.slot;
  });
  if (!said.at(cell.spot).empty() && (placeholder || before == placeholders_.end())) return;
  if (placeholder) {
    placeholders_.push_back({cell.root, cell.spot, at});
  } else if (before != placeholders_.end()) {
    placeholders_.erase(before);
  }
  said.set(cell.spot, number);
}

/// An amount as JSON; "" where the cell holds none.
std::string_view ReleaseDraft::number_of(std::size_t at, std::string_view text) {
  constexpr std::size_t usual = 40;
  const char decimal = row_->is_number(at) ? '.' : plan_.options.read.tables.decimal;
  char digits[usual];
  const std::size_t size = text.size() <= usual ? glance_amount(text, decimal, digits) : 0;
  return size > 0 ? arena_.keep({digits, size}) : arena_.keep(read_amount(text, decimal));
}

void ReleaseDraft::currency(const Cell& cell, std::size_t at, std::string_view text) {
  Part& said = part(cell.root);
  if (!said.at(cell.spot).empty() || lost(cell)) return;
  const bool shape =
      text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  const Known& meant = known(cell, "currency", text);
  const std::vector<std::string>* const code = meant.codes;
  if (code == nullptr && edca::rows::says_none(text)) return;
  const bool unknown = code == nullptr && !shape;
  if (unknown) notes_.tally("convert.cell/code", *row_, at, text, text);
  if (unknown || (code != nullptr && code->front().empty())) {
    currency_unknown_ = true;
    return;
  }
  said.set(cell.spot, code != nullptr ? arena_.keep(meant.first) : arena_.quoted(text));
}

/// A point in time as JSON, "" where the cell holds none.
ReleaseDraft::Point ReleaseDraft::point_of(std::string_view text) {
  Glanced at;
  if (glance(text, plan_.zone, at)) return {arena_.join({"\"", at.view(), "\""}), at.seconds};
  const Moment read = read_moment(text, plan_.zone);
  return read.text.empty() ? Point() : Point{arena_.quoted(read.text), read.seconds};
}

void ReleaseDraft::date(const Cell& cell, std::size_t at, std::string_view text) {
  const Point read = point_of(text);
  if (read.json.empty()) return notes_.tell("convert.cell/date", *row_, at, text);
  if (is_time_joined(text)) notes_.tally("convert.repaired", *row_, at, text);
  Part& said = part(cell.root);
  if (!said.at(cell.spot).empty()) return;
  if (!lost(cell)) {
    said.set(cell.spot, read.json);
    if (cell.spot.list == places_.meeting_id.list && cell.root == Root::release)
      said.set(places_.meeting_id, "\"1\"");
  }
  // What was planned to happen may not have happened.
  Point& last = cell.happened ? row_last_ : row_planned_;
  if (last.json.empty() || last.seconds < read.seconds) last = read;
}

void ReleaseDraft::code(const Cell& cell, std::size_t at, std::string_view text) {
  const Known& meant = known(cell, cell.column->detail, text);
  if (meant.codes == nullptr && cell.kind == Kind::label) return put(cell, text);
  if (meant.codes == nullptr) return notes_.tally("convert.cell/code", *row_, at, text, text);
  if (meant.codes->front().empty() || lost(cell)) return;
  Part& said = part(cell.root);
  if (cell.list) return said.set(cell.spot, arena_.keep(meant.all));
  if (cell.column->fallback && !said.at(cell.spot).empty()) return;
  said.set(cell.spot, arena_.keep(meant.first));
}

void ReleaseDraft::method(std::size_t at, std::string_view text) {
  const MethodText& read = methods_.get(text, [&] {
    const std::optional<Method> method = read_method(text);
    return method ? MethodText{true, method->code, method->name, method->reason} : MethodText();
  });
  Part& release = part(Root::release);
  if (!facts_->joined)
    release.set(places_.method_name, arena_.quoted(read.known ? read.name : text));
  if (!read.known) return notes_.tally("convert.cell/code", *row_, at, text, text);
  if (!read.code.empty() && !facts_->joined) release.set(places_.method, arena_.quoted(read.code));
  if (!read.reason.empty()) append(read.reason);
}

void ReleaseDraft::category(const Cell& cell, std::size_t at, std::string_view text) {
  const Known& meant = known(cell, "category", text);
  const std::vector<std::string>* const codes = meant.codes;
  if (codes == nullptr) return notes_.tally("convert.cell/code", *row_, at, text, text);
  if (facts_->joined) return;
  Part& release = part(Root::release);
  release.set(places_.category, arena_.keep(meant.first));
  release.set(places_.categories, arena_.join({"[\"", codes->back(), "\"]"}));
}

/// "IMSS-División de Bienes #050GYR988": the key of the unit stands behind its name.
void ReleaseDraft::unit_name(const Cell& cell, std::string_view text) {
  constexpr std::size_t key_size = 9;
  const std::size_t mark = text.rfind('#');
  const bool keyed = mark != std::string_view::npos && text.size() - mark - 1 == key_size;
  if (keyed) {
    Part& unit = part(Root::unit);
    if (unit.at(places_.party_id).empty())
      unit.set(places_.party_id, arena_.quoted(text.substr(mark + 1)));
    text = edca::rows::without_spaces(text.substr(0, mark));
  }
  if (!text.empty()) put(cell, text);
}

void ReleaseDraft::personal(const Cell& cell, std::size_t at, std::string_view text) {
  if (edca::rows::says_none(text)) return;
  if (plan_.options.natural_persons) return put(cell, text);
  sheet_->personal[at].add(*row_, at);
}

void ReleaseDraft::rfc(std::size_t at, std::string_view text) {
  const std::string rfc = read_rfc(text);
  if (rfc.empty()) {
    const bool nobody = edca::rows::says_none(text) || base::is_generic_tax_id(text);
    const bool foreign = text.starts_with("EXT");
    if (!nobody && !foreign) notes_.tell("convert.cell/rfc", *row_, at);
    return;
  }
  if (base::tax_id_length(rfc) == base::person_tax_id && !plan_.options.natural_persons)
    return sheet_->personal[at].add(*row_, at);
  if (rfc != text) notes_.tally("convert.repaired", *row_, at, text);
  part(Root::supplier).set(places_.scheme, R"("MX-RFC")");
  part(Root::supplier).set(places_.tax_id, arena_.quoted(rfc));
}

void ReleaseDraft::document(const Cell& cell, std::size_t at, std::string_view text) {
  if (!is_address(text)) {
    if (!edca::rows::says_none(text)) notes_.tell("convert.cell/url", *row_, at, text);
    return;
  }
  const bool moved = lost(cell);
  const std::uint32_t list = moved ? cell.planning : cell.spot.list;
  if (list == Tree::none) return;
  const Tree& tree = places_.of(cell.root);
  const Tree::List& known = tree.lists()[list];
  const std::string_view type = arena_.quoted(cell.column->detail);
  element_.clear();
  element_.set(known.id, type);
  element_.set(known.type, type);
  element_.set(known.url, arena_.quoted(text));
  Total& total = cell.root == Root::award      ? award_
                 : cell.root == Root::contract ? contract_
                                               : release_;
  total.add_element(list, element_, tree, arena_, {}, hear_);
}

void ReleaseDraft::items(const Cell& cell, std::string_view text) {
  if (facts_->joined) return;
  const std::string_view scheme = arena_.quoted(cell.column->detail);
  split_codes(text, codes_);
  for (const std::string_view each : codes_) {
    if (each == "0" || edca::rows::says_none(each)) continue;
    const std::string_view key = arena_.quoted(each);
    element_.clear();
    element_.set(places_.item_id.slot, key);
    element_.set(places_.item_scheme.slot, scheme);
    element_.set(places_.item_class.slot, key);
    release_.add_element(places_.item_id.list, element_, places_.release, arena_, {}, hear_);
  }
}

void ReleaseDraft::budget(const Cell& cell, std::string_view text) {
  if (edca::rows::says_none(text) || text == "0" || cell.component == no_component) return;
  const LayoutColumn& column = *cell.column;
  Component& component = budget_[cell.component];
  if (column.kind == Kind::budget_text) {
    component.description = text;
    component.described = true;
    return;
  }
  component.said = true;
  if (column.detail == "spendingObject") {
    split_codes(text, codes_);
    for (const std::string_view each : codes_) component.codes.push_back(text_of(each, &column));
  } else if (column.detail == "branch" && text.size() == 1) {
    component.codes.push_back(arena_.join({"0", text}));  // "6" for "06": numbers lose their zeros
  } else {
    component.codes.push_back(text);
  }
}

void ReleaseDraft::related(const Cell& cell, std::size_t at, std::string_view text) {
  const std::optional<bool> flag = read_flag(text);
  if (flag == false || edca::rows::says_none(text)) return;
  const Kind kind = cell.kind;
  if (kind == Kind::related_number && is_no_number(text)) return;
  if (flag == true) return keep(cell, {Root::release, places_.framework, true}, at, text);
  const std::string_view to = cell.column->detail;
  const auto say = [&](std::string_view name, std::string_view value) {
    relate(row_related_, {to, name, value}, false);
  };
  if (kind == Kind::related) say("title", text);
  if (kind == Kind::related_id) say("identifier", text);
  if (kind == Kind::related_number) {
    say("scheme", "ocid");
    say("identifier", arena_.join({plan_.prefix, text}));
  }
}

void ReleaseDraft::keep(const Cell& cell, const Target& to, std::size_t at, std::string_view text) {
  if (!plan_.options.keep_unmapped) return sheet_->unmapped.add(*row_, at);
  if (facts_->joined && to.of_tender) return;
  const std::string_view number =
      cell.kind == Kind::keep_amount ? number_of(at, text) : std::string_view();
  part(to.root).set(to.spot, number.empty() ? arena_.quoted(text) : number);
}

}  // namespace edca::legacy
