#include <algorithm>

#include "base/tax_id.hpp"
#include "legacy/release_draft.hpp"

namespace edca::legacy {
namespace {

constexpr std::string_view lost_letter = "\xEF\xBF\xBD";

bool is_address(std::string_view text) {
  const bool scheme = text.starts_with("http://") || text.starts_with("https://");
  return scheme && text.find_first_of(" \n<>\"{}|\\^`") == std::string_view::npos;
}

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

}  // namespace

void ReleaseDraft::append(std::string_view text) {
  if (rationale_.find(text) != std::string::npos) return;
  if (!rationale_.empty()) rationale_ += "; ";
  rationale_ += text;
}

const std::vector<std::string>* ReleaseDraft::known(std::string_view list, std::string_view text) {
  auto found = known_.find(list);
  if (found == known_.end())
    found = known_.emplace(std::string(list), decltype(found->second)()).first;
  return found->second.get(text, [&] { return known_value(list, text); });
}

/// A text where it belongs; of columns that count only where others say nothing, if so.
void ReleaseDraft::put(const Cell& cell, std::string_view text) {
  if (lost(cell)) return;
  Part& said = part(cell.root);
  if (cell.column->fallback && !said.at(cell.spot).empty()) return;
  said.set(cell.spot, arena_.quoted(text));
}

void ReleaseDraft::cell(std::size_t at, std::string_view text) {
  const Cell& cell = sheet_->cells[at];
  const bool hidden =
      !plan_.options.natural_persons && (cell.kind == Kind::personal || cell.kind == Kind::rfc);
  if (!hidden && !is_ascii(text) && text.find(lost_letter) != std::string_view::npos)
    notes_.tally("convert.damaged-text", *row_, at, text);
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
      return category(at, text);
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
  const std::string number = read_amount(text);
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
  said.set(cell.spot, arena_.keep(number));
}

void ReleaseDraft::currency(const Cell& cell, std::size_t at, std::string_view text) {
  Part& said = part(cell.root);
  if (!said.at(cell.spot).empty() || lost(cell)) return;
  const bool shape =
      text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  const std::vector<std::string>* const code = known("currency", text);
  if (code == nullptr && edca::rows::says_none(text)) return;
  const bool unknown = code == nullptr && !shape;
  if (unknown) notes_.tally("convert.cell/code", *row_, at, text, text);
  if (unknown || (code != nullptr && code->front().empty())) {
    currency_unknown_ = true;
    return;
  }
  said.set(cell.spot, arena_.quoted(code != nullptr ? std::string_view(code->front()) : text));
}

void ReleaseDraft::date(const Cell& cell, std::size_t at, std::string_view text) {
  Moment read = read_moment(text, plan_.zone);
  if (read.text.empty()) return notes_.tell("convert.cell/date", *row_, at, text);
  if (is_time_joined(text)) notes_.tally("convert.repaired", *row_, at, text);
  Part& said = part(cell.root);
  if (!said.at(cell.spot).empty()) return;
  if (!lost(cell)) {
    said.set(cell.spot, arena_.quoted(read.text));
    if (cell.spot.list == places_.meeting_id.list && cell.root == Root::release)
      said.set(places_.meeting_id, "\"1\"");
  }
  // What was planned to happen may not have happened.
  Moment& last = cell.happened ? row_last_ : row_planned_;
  if (last.text.empty() || last.seconds < read.seconds) last = std::move(read);
}

void ReleaseDraft::code(const Cell& cell, std::size_t at, std::string_view text) {
  const std::vector<std::string>* const codes = known(cell.column->detail, text);
  if (codes == nullptr && cell.kind == Kind::label) return put(cell, text);
  if (codes == nullptr) return notes_.tally("convert.cell/code", *row_, at, text, text);
  if (codes->front().empty()) return;
  if (!cell.list) return put(cell, codes->front());
  std::string list = "[";
  for (const std::string& each : *codes) {
    if (list.size() > 1) list += ',';
    list += arena_.quoted(each);
  }
  if (!lost(cell)) part(cell.root).set(cell.spot, arena_.keep(list + "]"));
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

void ReleaseDraft::category(std::size_t at, std::string_view text) {
  const std::vector<std::string>* const codes = known("category", text);
  if (codes == nullptr) return notes_.tally("convert.cell/code", *row_, at, text, text);
  if (facts_->joined) return;
  Part& release = part(Root::release);
  release.set(places_.category, arena_.quoted(codes->front()));
  release.set(places_.categories, arena_.keep("[\"" + codes->back() + "\"]"));
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
  Filled document;
  const std::string_view type = arena_.quoted(cell.column->detail);
  document.set(known.id, type);
  document.set(known.type, type);
  document.set(known.url, arena_.quoted(text));
  Total& total = cell.root == Root::award      ? award_
                 : cell.root == Root::contract ? contract_
                                               : release_;
  total.add_element(list, document, tree, arena_, "", hear_);
}

void ReleaseDraft::items(const Cell& cell, std::string_view text) {
  if (facts_->joined) return;
  const std::string_view scheme = arena_.quoted(cell.column->detail);
  for (const std::string_view each : split_codes(text)) {
    if (each == "0" || edca::rows::says_none(each)) continue;
    Filled item;
    item.set(places_.item_id.slot, arena_.quoted(each));
    item.set(places_.item_scheme.slot, scheme);
    item.set(places_.item_class.slot, arena_.quoted(each));
    release_.add_element(places_.item_id.list, item, places_.release, arena_, "", hear_);
  }
}

void ReleaseDraft::budget(const Cell& cell, std::string_view text) {
  if (edca::rows::says_none(text) || text == "0") return;
  const LayoutColumn& column = *cell.column;
  if (column.kind == Kind::budget_text) {
    budget_texts_[column.detail] = text;
    return;
  }
  std::vector<std::string>& codes = budget_[column.detail];
  if (column.detail == "spendingObject") {
    for (const std::string_view each : split_codes(text))
      codes.emplace_back(text_of(each, &column));
  } else if (column.detail == "branch" && text.size() == 1) {
    codes.push_back("0" + std::string(text));  // "6" for "06": numbers lose their zeros
  } else {
    codes.emplace_back(text);
  }
}

void ReleaseDraft::related(const Cell& cell, std::size_t at, std::string_view text) {
  const std::optional<bool> flag = read_flag(text);
  if (flag == false || edca::rows::says_none(text)) return;
  const Kind kind = cell.kind;
  if (kind == Kind::related_number && is_no_number(text)) return;
  if (flag == true) return keep(cell, {Root::release, places_.framework, true}, at, text);
  Related& related = row_related_[cell.column->detail];
  if (kind == Kind::related) related.values["title"] = text;
  if (kind == Kind::related_id) related.values["identifier"] = text;
  if (kind == Kind::related_number) {
    related.values["scheme"] = "ocid";
    related.values["identifier"] = plan_.prefix + std::string(text);
  }
}

void ReleaseDraft::keep(const Cell& cell, const Target& to, std::size_t at, std::string_view text) {
  if (!plan_.options.keep_unmapped) return sheet_->unmapped.add(*row_, at);
  if (facts_->joined && to.of_tender) return;
  const std::string number = cell.kind == Kind::keep_amount ? read_amount(text) : std::string();
  part(to.root).set(to.spot, number.empty() ? arena_.quoted(text) : arena_.keep(number));
}

}  // namespace edca::legacy
